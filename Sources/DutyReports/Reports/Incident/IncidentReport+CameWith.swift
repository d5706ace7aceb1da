import DutyCore

// What a matter came with, and whom it is joined with.

extension IncidentReport {
  /// Facts of the reception besides those that every list gives, and the numbers of what was merged into it.
  var cameWith: [String: JSONValue] {
    let zone = room.zone
    return [
      "document": .text(ifAny: incident.document),
      "handedDownBy": .text(ifAny: incident.handedDownBy),
      "called": .text(ifAny: incident.called.map(zone.text)),
      "claimed": .text(ifAny: incident.claimed.map(zone.text)),
      "outsideDue": .text(ifAny: incident.outsideDue.map(zone.text)),
      "outsideTooNear": .bool(incident.outsideIsTooNear),
      "firstDeadline": .text(ifAny: (incident.firstDeadline ?? incident.deadline).map { zone.text($0.due) }),
      "answerOwed": .bool(incident.owesAnswer),
      "confidential": .bool(incident.isConfidential),
      "complainedOf": .text(ifAny: incident.complainedOf),
      "admitted": .bool(incident.isAdmitted),
      "joined": .list(incident.joined.keys.sorted().map { .text($0.number.description) }),
    ]
  }

  /// The same in words, as far as there is something to say.
  func cameWith(_ language: Language) -> [Document.Fact] {
    let zone = room.zone
    func unit(_ code: String) -> String { room.catalogue.name(ofDepartment: code) }
    let yes = language("是", "yes")
    func said(_ holds: Bool) -> String? { holds ? yes : nil }
    let origin: [(String, String?)] = [
      (language("文号", "Document"), incident.document),
      (language("交办单位", "Handed down by"), incident.handedDownBy.map(unit)),
      (language("来电时间", "Called"), incident.called.map(zone.text)),
      (language("来文所称受理时间（不计）", "Said to have come (not counted)"), incident.claimed.map(zone.text)),
      (language("来文时限", "The sender's limit"), sendersLimit(language)),
      (language("首次办结时限", "First deadline"), incident.firstDeadline.map { zone.text($0.due) }),
    ]
    let terms: [(String, String?)] = [
      (language("要答复来文单位", "Answer owed"), said(incident.owesAnswer)),
      (language("保密", "Confidential"), said(incident.isConfidential)),
      (language("被反映单位", "Complained of"), incident.complainedOf.map(unit)),
      (language("准入", "Admitted"), said(incident.isAdmitted)), (language("并入", "Joined by"), joined),
    ]
    return (origin + terms).compactMap { name, value in value.map { .init(name, $0) } }
  }

  private func sendersLimit(_ language: Language) -> String? {
    incident.outsideDue.map {
      room.zone.text($0) + (incident.outsideIsTooNear ? language("（逾期交办，不计）", " (came too late, not counted)") : "")
    }
  }

  private var joined: String? {
    incident.joined.isEmpty ? nil : incident.joined.keys.sorted().map(\.number.description).joined(separator: ", ")
  }
}
