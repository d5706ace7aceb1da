import DutyCore

// What is told above of an emergency.

extension ActForm {
  static let report = ActForm(
    "report", ("应急报告", "report"), pinyin: "ying ji bao gao",
    help: (
      "应急哨以后的初报、续报、终报；终报解除应急", "first, follow-up and final report of an emergency; the final one lifts it"
    ), action: .report, asks: .ofIncident { $0.report($1) }
  ) { form throws(Mistake) in
    .report(SituationReport(stage: try form.choice(.stage), to: form.text(.to), words: form.text(.words)))
  }
}

extension Maker {
  /// The report that is owed next, to whom the last one went.
  fileprivate func report(_ incident: Incident) -> [Field] {
    let owed = incident.openDuties.filter { $0.kind.stage != nil }.min { $0.deadline.due < $1.deadline.due }
    let before = snapshot.view.detail == incident.id ? snapshot.history : []
    let last = before.last { $0.action.name == .report }
    var to = ""
    if case .report(let facts)? = last?.action { to = facts.to.text ?? "" }
    return [
      choice(.stage, SituationReport.Stage.allCases, owed?.kind.stage, required: true) { $0.text(language) },
      Field(.to, .line, required: true, text: to), Field(.words, .line, required: true), Field(.time, .time),
    ]
  }
}

extension TimedDuty.Kind {
  /// The report that does it; none for what is no report.
  fileprivate var stage: SituationReport.Stage? {
    switch self {
    case .initialReportByPhone: .initialByPhone
    case .initialReportInWriting: .initialInWriting
    case .followUpReport: .followUp
    case .finalReport: .final
    case .secondHandling: nil
    }
  }
}
