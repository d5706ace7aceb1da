// What is told above of an emergency.

extension ActionTraits {
  static let report = ActionTraits(
    "应急报告", "report the emergency", states: ("报送对象和内容", "to whom and what was reported"), possibleIn: [.inHand],
    canBeOrdered: true)
}

/// A report on an emergency to those above (初报, 续报, 终报). The final one lifts the emergency.
package struct SituationReport: Hashable, Codable, Sendable {
  package enum Stage: String, Codable, CaseIterable, Sendable {
    case initialByPhone, initialInWriting, followUp, final
  }

  package var stage: Stage
  package var to: Words
  package var words: Words

  package init(stage: Stage, to: Words, words: Words) {
    self.stage = stage
    self.to = to
    self.words = words
  }
}

// MARK: - The rule

extension Room {
  /// 初报, 续报, 终报 of an emergency in hand; the first report comes first, and the final one lifts the emergency.
  /// See docs/duty.md#emergency-lift.
  func judgeReport(
    _ facts: SituationReport, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    try deskOfficer(request)
    guard incident.hasLiveEmergency else { throw .when(.noEmergency) }
    try stated(facts.to, for: .report)
    try stated(facts.words, for: .report)
    var findings = Findings()
    switch facts.stage {
    case .initialByPhone: break
    case .initialInWriting: findings.duties = [duty(.followUpReport, .followUpReport, now)]
    case .followUp, .final:
      guard !incident.openDuties.contains(where: { $0.kind == .initialReportInWriting }) else {
        throw .when(.initialReportFirst)
      }
      if facts.stage == .followUp {
        findings.duties = [duty(.followUpReport, .followUpReport, now)]
      } else {
        findings.closing = closingLimit(of: incident, from: now)
      }
    }
    return findings
  }
}

// MARK: - How it adds up

extension Incident {
  mutating func add(_ facts: SituationReport, _ entry: Entry) {
    finish(facts.stage.duty, entry)
    // A written report says what the phone did.
    if facts.stage == .initialInWriting { finish(.initialReportByPhone, entry) }
    guard facts.stage == .final else { return }
    lifted = entry.recorded
    finish(.followUpReport, entry)
    ownDeadline = entry.findings.closing ?? ownDeadline
    for response in liveResponses where response.kind == .emergency {
      change(response.id) { $0.lift() }
    }
  }

  mutating func finish(_ kind: TimedDuty.Kind, _ entry: Entry) {
    for index in duties.indices where duties[index].kind == kind && duties[index].done == nil {
      duties[index].done = entry.recorded
    }
  }
}

extension Response {
  /// The emergency is over: a unit that has replied owes no more.
  mutating func lift() {
    nextReplyBy = nil
    if replied != nil { state = .replied }
  }
}

extension SituationReport.Stage {
  /// The duty that it does.
  var duty: TimedDuty.Kind {
    switch self {
    case .initialByPhone: .initialReportByPhone
    case .initialInWriting: .initialReportInWriting
    case .followUp: .followUpReport
    case .final: .finalReport
    }
  }
}

// MARK: - Its words

extension EntryText {
  func words(_ facts: SituationReport) -> [String?] {
    [facts.stage.text(language), shown(facts.to), shown(facts.words)]
  }
}

extension SituationReport.Stage {
  package func text(_ language: Language) -> String {
    switch self {
    case .initialByPhone: language("初报（电话）", "first report by phone")
    case .initialInWriting: language("初报（书面）", "first report in writing")
    case .followUp: language("续报", "follow-up report")
    case .final: language("终报（解除应急）", "final report, lifting the emergency")
    }
  }
}
