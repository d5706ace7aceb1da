import DutyCore

// The clocks that a form would start, told before it is submitted.

extension Desk {
  /// Tells what follows from submitting it: the clocks that start, or what a reply still lacks.
  func foreseen(_ findings: Findings, _ request: Request, _ form: Form, in room: Room) -> [Line] {
    if case .reply(let reply) = request.action, let subject = form.subject, findings.replyComplete == false {
      let lacking = reply.missing(for: subject).map { $0.text(language) }.joined(separator: language("、", ", "))
      return Line.wrapped(
        language("四要素还缺：\(lacking)。会记下来，但时钟不停。", "Elements missing: \(lacking). It is recorded, the clock goes on."),
        size.columns, .soon)
    }
    return precedentLines(size.columns)
      + (findings.clocks ?? []).map { clocks in
        let unit = room.catalogue.name(ofDepartment: clocks.unit)
        func by(_ name: String, _ deadline: Deadline?) -> String {
          deadline.map { "  \(name) \(TimeText.short($0.due, room.zone, now))" } ?? ""
        }
        return Line(
          "  " + unit + by(language("签收限", "acknowledge by"), clocks.acknowledge)
            + by(language("联系限", "contact by"), clocks.contact)
            + by(language("报到限", "arrive by"), clocks.arrive)
            + by(language("反馈限", "reply by"), clocks.reply), .muted)
      }
  }
}
