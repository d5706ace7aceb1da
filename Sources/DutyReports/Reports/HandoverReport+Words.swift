import DutyCore
import DutyLedger

// What is undone, written out: where each matter is stuck, and what presses it.

extension HandoverReport {
  /// What an undone incident waits for, the most pressing first.
  func stuck(_ incident: Incident, _ language: Language) -> String {
    var parts = incident.undecidedDeclines.map { unit($0) + language("退单，等领导定", " declined, to be ruled on") }
    parts += incident.liveResponses.map { waits($0, language) }
    parts += incident.openDuties.map { language("欠", "owed: ") + $0.kind.text(language) }
    if incident.extensionAsked != nil { parts.append(language("申请延期，等批", "extension asked, to be granted")) }
    if let suspension = incident.suspension {
      parts.append(language("挂账到 ", "suspended until ") + room.zone.shown(suspension.until))
    }
    if incident.handled != nil { parts.append(language("待核查", "to be checked")) }
    if parts.isEmpty {
      parts.append(
        incident.takenOnBy.map { room.name(of: $0, language) + language("自办中", " handles it") }
          ?? (incident.responses.isEmpty
            ? language("没有派", "nobody called") : language("单位都答了，等处理", "all have answered, to be dealt with")))
    }
    return parts.joined(separator: language("；", "; "))
  }

  private func unit(_ response: Response) -> String { room.catalogue.name(ofDepartment: response.id.unit) }

  private func waits(_ response: Response, _ language: Language) -> String {
    let state = response.acknowledged == nil ? language("未签收", "not acknowledged") : response.state.text(language)
    let late = response.nextDeadline.map { $0.due < kept.at } ?? false
    return unit(response) + language("", " ") + state + (late ? language("，超时", ", late") : "")
  }

  /// Marks of one incident: practice, emergency, who must act before the next shift ends.
  func marks(_ incident: Incident, _ language: Language) -> String {
    var marks: [String] = []
    if kept.isPractice(incident) { marks.append(language("演练", "practice")) }
    if incident.isEmergency { marks.append(incident.urgency.text(language)) }
    if let step = incident.ladderStep(at: kept.at), step >= .orange { marks.append(step.text(language)) }
    if incident.isOverdue(at: kept.at) {
      marks.append(language("超时", "late"))
    } else if sheet.dueNext.contains(incident.id) {
      marks.append(language("下一班到期", "due next shift"))
    }
    return marks.isEmpty ? "-" : marks.joined(separator: language("、", ", "))
  }

  func lead(_ incident: Incident, _ language: Language) -> String {
    incident.department.map(room.catalogue.name(ofDepartment:))
      ?? (incident.takenOnBy == nil ? "-" : language("自办", "desk"))
  }

  /// `坐堂甲 2026-11-24 11:58（第 40 条）`, or that nobody has.
  func text(_ signature: SeatRecord.Signature?, _ language: Language) -> String {
    guard let signature else { return language("未签", "not signed") }
    let moment = room.zone.shown(signature.recorded)
    return language(
      "\(signature.name) \(moment) 已签（第 \(signature.entry) 条）",
      "\(signature.name), signed \(moment) (entry \(signature.entry))")
      + (signature.facts.words.map { language("：", ": ") + $0.shown(language) } ?? "")
  }

  /// By number, whatever the order of attention.
  func numbers(_ ids: [IncidentID]) -> [String] {
    let wanted = Set(ids)
    return kept.incidents.filter { wanted.contains($0.id) }.map(\.number.description)
  }

  func numbers(_ ids: [IncidentID], _ language: Language) -> String {
    let known = numbers(ids)
    return known.isEmpty ? language("无", "none") : known.joined(separator: " ")
  }
}
