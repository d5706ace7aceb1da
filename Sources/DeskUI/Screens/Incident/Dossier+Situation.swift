import DutyCore

// How an incident stands beside its units: what the desk owes, what waits for a leader, what it is joined with.

extension Dossier {
  func situation() -> [Line] {
    owedByDesk()
      + [suspended(), extending(), merged()].compactMap(\.self).flatMap { Line.wrapped($0, columns) }
  }

  /// The reports and the second handling that are owed, the nearest first, and as pressing as that is. What is far off
  /// waits its turn: the units' clocks have to stay in sight.
  private func owedByDesk() -> [Line] {
    guard incident.status.isOpen else { return [] }
    let owed = incident.openDuties.sorted { $0.deadline.due < $1.deadline.due }
    guard let next = owed.first?.deadline.due else { return [] }
    let style = TimeText.style(of: next, now)
    let head = language("要做", "owed")
    let spans = owed.filter { $0.deadline.due <= max(next, now + .hours(4)) }.enumerated().map { index, duty in
      let left = TimeText.left(until: duty.deadline.due, now, language)
      return (
        (index == 0 ? head + " " : "  ") + "\(duty.kind.text(language)) \(time(duty.deadline.due)) \(left)", style
      )
    }
    return Line.packed(spans, columns, indent: SafeText.width(of: head) + 1)
  }

  private func suspended() -> String? {
    incident.suspension.map {
      language("挂账 ", "suspended ") + time($0.since) + language(" 到 ", " until ") + time($0.until)
        + language("，到时自己恢复", ", resumed by itself then")
    }
  }

  private func extending() -> String? {
    guard incident.status.isOpen, let asked = incident.extensionAsked else { return nil }
    let waits =
      asked.approvedBy.map {
        let first = room.name(of: $0, language)
        return language("\(first)已批，等主任或书记批", "\(first) has approved, the director or secretary comes next")
      } ?? language("等领导批", "waits for a leader")
    return language("申请延期 ", "extension asked ") + time(asked.recorded) + " " + room.name(of: asked.by, language)
      + language("，", ", ") + waits
  }

  /// Tells what waits for a leader's signature: whose, and which entry.
  func signatures() -> [Line] {
    guard !incident.unsigned.isEmpty else { return [] }
    let parts = incident.unsigned.map { entry in
      let leader = entry.leader.map { room.name(of: .officer($0), language) } ?? language("坐堂领导", "who sits")
      return "#\(entry.entry) \(entry.title(language)) \(leader)"
    }
    let head = language("待补签 \(parts.count) 条：", "to be countersigned, \(parts.count): ")
    return Line.wrapped(head + parts.joined(separator: language("、", ", ")), columns, indent: 5)
  }

  private func merged() -> String? {
    if let into = incident.mergedInto { return language("并入 ", "merged into ") + into.number.description }
    guard incident.callers > 1 else { return nil }
    let numbers = incident.joined.keys.sorted().map(\.number.description).joined(separator: language("、", ", "))
    return language(
      "共 \(incident.callers) 人反映，最早 \(time(incident.groupReceived))，并入 \(numbers)",
      "\(incident.callers) people reported it, the first at \(time(incident.groupReceived)), joined: \(numbers)")
  }
}
