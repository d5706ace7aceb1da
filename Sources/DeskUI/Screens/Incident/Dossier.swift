import DutyCore

// One incident whole: facts, the item of the responsibility list, each unit with its clocks, the timeline.

extension Desk {
  func dossier(_ incident: Incident, columns: Int) -> [Line] {
    guard let snapshot else { return [] }
    let page = Dossier(
      incident: incident, room: snapshot.room, now: now,
      language: language, columns: columns)
    let history = snapshot.view.detail == incident.id ? snapshot.history : []
    // Until somebody is called, whom to call matters most; then what they have done.
    let item = page.item() + (incident.id == selection ? precedentLines(columns) : [])
    let middle = incident.summonses.isEmpty ? item : page.units() + page.signatures() + item
    return page.facts() + middle + page.reporter() + rectificationLines(of: incident, columns: columns)
      + Timeline(room: snapshot.room, now: now, language: language, columns: columns).lines(history)
  }
}

/// Writes the lines of one incident's page.
/// See docs/desk.md#one-page-says-all.
struct Dossier {
  let incident: Incident
  let room: Room
  let now: Instant
  let language: Language
  let columns: Int

  func time(_ moment: Instant) -> String { TimeText.short(moment, room.zone, now) }
  func unit(_ code: String) -> String { room.catalogue.name(ofDepartment: code) }

  func facts() -> [Line] {
    var head: [(String, Style)] = [
      (incident.number.description, .title), ("  " + incident.status.text(language), .plain),
    ]
    if incident.urgency != .routine {
      head += [("  ", .plain), (incident.urgency.text(language), incident.isEmergency ? .emergency : .soon)]
    }
    for mark in incident.marks(in: room, now) {
      head += [("  ", .plain), (mark.text(language), incident.dueStyle(now) == .overdue ? .overdue : .plain)]
    }
    var lines = [Line(head)] + Line.wrapped(incident.summary.masked(language), columns)
    if let detail = incident.detail { lines += Line.wrapped(detail.masked(language), columns, .muted) }
    lines += Line.pairs(whereabouts(), columns)
    lines += Line.pairs(kind(), columns)
    lines += Line.pairs(terms(), columns)
    lines += situation()
    if let result = result() { lines += Line.pairs(result, columns) }
    return lines
  }

  private func kind() -> [String] {
    let category =
      incident.category.map(room.catalogue.name(ofCategory:)) ?? incident.categoryHint?.masked(language)
      ?? language("未定", "none")
    let closing = incident.deadline.map {
      language("办结限 ", "close by ") + time($0.due) + left(until: $0)
        + ($0.calendarMissing ? language(" 日历未备", " calendar missing") : "")
    }
    return [language("类别 ", "category ") + category, closing].compactMap(\.self)
  }

  private func left(until deadline: Deadline) -> String {
    guard incident.status.isOpen else { return "" }
    guard incident.runningDeadline != nil else { return language("（暂停）", " (standing still)") }
    return language("（", " (") + TimeText.left(until: deadline.due, now, language) + language("）", ")")
  }

  func reporter() -> [Line] {
    guard incident.wasReportedBySomebody else { return [] }
    // Not even a surname or the last figures of a number (docs/duty.md#confidential).
    guard !incident.isConfidential else {
      return [Line(language("反映人 保密", "reported by: confidential"))]
    }
    let parts = [incident.reporter, incident.phone].compactMap { $0?.masked(language) }
    return [Line(language("反映人 ", "reported by ") + parts.joined(separator: " "))]
  }

  private func result() -> [String]? {
    if let closed = incident.closed {
      let by = language("办结 ", "closed ") + time(closed.recorded) + " " + room.name(of: closed.by, language)
      let ended = closed.disposition?.text(language, at: room.stationKind)
      return [by, ended, closed.method?.text(language), closed.check?.text(language)].compactMap(\.self)
    }
    guard let handled = incident.handled else { return nil }
    return [
      language("处置完成 ", "handled ") + time(handled.recorded) + " " + room.name(of: handled.by, language),
      handled.measure.map { language("措施 ", "measure ") + $0.masked(language) },
      language("\(time(handled.checkBy)) 前核查", "check by \(time(handled.checkBy))"),
    ].compactMap(\.self)
  }

  /// Each unit that was called: what it has reached, and what it owes next.
  func units() -> [Line] {
    incident.summonses.flatMap { summons -> [Line] in
      let order = summons.orderedBy.flatMap { room.officers[$0]?.name }
      let head =
        "\(summons.kind.text(language)) \(time(summons.recorded)) \(room.name(of: summons.by, language))"
        + (summons.ground.map { " " + $0.text(language) } ?? "")
        + (order.map { language("（按\($0)口头指令）", " (on \($0)'s spoken order)") } ?? "")
      return [Line(head, .title)] + powerLines(summons) + summons.responses.flatMap(unitLines) + stepLines(summons)
    }
  }

  private func unitLines(_ response: Response) -> [Line] {
    var spans: [(String, Style)] = [
      ("  " + unit(response.id.unit), .plain), (" " + response.role.text(language), .muted),
      ("  " + response.stateText(language), .plain),
    ]
    if let next = response.nextDeadline {
      let style = TimeText.style(of: next.due, now)
      spans.append(
        ("  " + owed(response) + " " + time(next.due) + " " + TimeText.left(until: next.due, now, language), style))
    }
    if response.isLive, response.acknowledged == nil {
      spans.append((language("  签收码 ", "  sign code ") + response.signCode, .plain))
    }
    if let manner = response.manner { spans.append(("  " + manner.text(language), .plain)) }
    if let number = response.theirNumber { spans.append((language("  对方编号 ", "  their number ") + number, .plain)) }
    if response.wasRejected { spans.append((language("  对方不予受理", "  rejected"), .plain)) }
    if let ruling = response.rulingBy {
      let left = TimeText.left(until: ruling.due, now, language)
      spans.append(
        (
          language("  县级裁定限 ", "  ruling due ") + time(ruling.due) + " " + left,
          TimeText.style(of: ruling.due, now)
        ))
    }
    if response.sendBacks > 0 {
      spans.append((language("  退回\(response.sendBacks)次", "  sent back \(response.sendBacks)x"), .plain))
    }
    let words = response.lastReply?.done.map { Line.wrapped("    " + $0.masked(language), columns, indent: 4) } ?? []
    let reached = Line.pairs(reached(response), columns - 4, .muted).map { Line([("    ", .plain)] + $0.parts) }
    return Line.packed(spans, columns, indent: 4) + reached + words
  }

  /// Tells what a unit has reached and when; what a later step implies has no time of its own, and says so.
  private func reached(_ response: Response) -> [String] {
    func named(_ state: Response.State) -> String? {
      switch state {
      case .acknowledged: language("签收", "ack.")
      case .contacted: language("联系", "contact")
      case .arrived: response.kind.arrival(language)
      case .replied: language("反馈", "reply")
      case .accepted: language("对方受理", "accepted")
      case .notified, .declined, .ended, .referred: nil
      }
    }
    func said(_ state: Response.State, impliedBy mark: Response.Mark?) -> String? {
      let own = response.marks.first { $0.state == state }?.recorded
      guard let name = named(state) else { return nil }
      if let own, mark == nil || mark?.state == state { return "\(name) \(time(own))" }
      return mark.flatMap { named($0.state) }.map { language("\(name)（随\($0)）", "\(name) (by \($0))") }
    }
    let arrived = response.marks.first { $0.state == .arrived || $0.state == .replied }
    let replied = response.replied.map { language("反馈", "reply") + " " + time($0) }
    return [
      said(.acknowledged, impliedBy: response.marks.first), said(.contacted, impliedBy: nil),
      said(.arrived, impliedBy: arrived), replied,
    ].compactMap(\.self)
  }

  private func owed(_ response: Response) -> String {
    guard let next = response.nextDeadline else { return "" }
    if response.acknowledged == nil, next == response.acknowledgeBy { return language("签收限", "acknowledge by") }
    if response.madeContact == nil, next == response.contactBy { return language("联系限", "contact by") }
    if response.arrived == nil, next == response.arriveBy { return language("报到限", "arrive by") }
    return next == response.nextReplyBy ? language("再反馈限", "next reply by") : language("反馈限", "reply by")
  }
}
