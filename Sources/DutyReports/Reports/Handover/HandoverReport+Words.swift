import DutyCore
import DutyLedger

// The words on what presses each undone matter, and on who signed.

extension HandoverReport {
  private var telling: IncidentWords { IncidentWords(room: room, moment: kept.at) }

  func stuck(_ incident: Incident, _ language: Language) -> String { telling.stuck(incident, language) }
  func lead(_ incident: Incident, _ language: Language) -> String { telling.lead(incident, language) }

  /// Marks of one incident: practice, emergency, who must act before the next shift ends.
  func marks(_ incident: Incident, _ language: Language) -> String {
    var marks: [String] = []
    if !kept.room.counts(incident) { marks.append(language("演练", "practice")) }
    if incident.isEmergency { marks.append(incident.urgency.text(language)) }
    if let step = incident.ladderStep(at: kept.at), step >= .orange {
      marks.append(incident.isPressed(at: kept.at) ? step.issuedText(language) : step.text(language))
    }
    if incident.isOverdue(at: kept.at) {
      marks.append(language("节点超时", "late"))
    } else if sheet.dueNext.contains(incident.id) {
      marks.append(language("下一班到期", "due next shift"))
    }
    return marks.isEmpty ? "-" : marks.joined(separator: language("、", ", "))
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

  /// The numbers in their order, whatever the order of attention.
  func numbers(_ ids: [IncidentID]) -> [String] {
    let wanted = Set(ids)
    return kept.incidents.filter { wanted.contains($0.id) }.map(\.number.description)
  }

  func numbers(_ ids: [IncidentID], _ language: Language) -> String {
    let known = numbers(ids)
    return known.isEmpty ? language("无", "none") : known.joined(separator: " ")
  }
}
