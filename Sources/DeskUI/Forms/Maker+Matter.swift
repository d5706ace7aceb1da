import DutyCore

// The forms for an incident's own way: reception, reports, call-back, close.

extension Maker {
  func receive() -> [Field] {
    [
      Field(.summary, .line, required: true), Field(.place, .line), Field(.category, .pick(.categories)),
      choice(.source, Source.allCases, .walkIn) { $0.text(language) },
      Field(.externalId, .line).when(.source, Source.hotline12345.rawValue),
      Field(.handedDownBy, .pick(.units)).when(.source, Source.county.rawValue, Source.neighbour.rawValue),
      choice(.urgency, Urgency.allCases, .routine) { $0.text(language) },
      Field(.grid, .line), Field(.reporter, .line), Field(.phone, .line), Field(.detail, .line),
      Field(.time, .time),
    ]
  }

  func amend(_ incident: Incident) -> [Field] {
    [
      Field(.category, .pick(.categories), chosen: incident.category.map { [$0] } ?? []),
      Field(.place, .line, text: incident.place?.text ?? ""), Field(.grid, .line, text: incident.grid ?? ""),
      choice(.urgency, Urgency.allCases, incident.urgency) { $0.text(language) },
      Field(.summary, .line, text: incident.summary.text ?? ""),
      // What stands there is not shown: what is typed here takes its place.
      Field(.reporter, .line), Field(.phone, .line),
    ]
  }

  func survey() -> [Field] {
    [
      choice(.result, Surveying.Result.allCases, nil, required: true) { $0.text(language) }, Field(.words, .line),
      Field(.time, .time),
    ]
  }

  /// The report that is owed next, to whom the last one went.
  func report(_ incident: Incident) -> [Field] {
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

  /// Asks for the call-back's answer and proposes none, so that nobody affirms it by an Enter too many.
  func callBack() -> [Field] {
    let solved = yesOrNo(.solved, nil, yes: language("已解决", "solved"), no: language("没有解决", "not solved"))
    let satisfied = yesOrNo(.satisfied, nil, yes: language("满意", "satisfied"), no: language("不满意", "not satisfied"))
    let confirmed = yesOrNo(
      .confirmed, .no, yes: language("核实过，确实没有解决", "looked at: it is not solved"), no: language("还没有核实", "not yet"))
    return [
      yesOrNo(.reached, nil, yes: language("联系上了", "reached"), no: language("没有联系上", "not reached")),
      solved.when(.reached, YesOrNo.yes.rawValue), satisfied.when(.reached, YesOrNo.yes.rawValue),
      confirmed.when(.solved, YesOrNo.no.rawValue), Field(.words, .line),
      Field(.unreasonable, .line).when(.satisfied, YesOrNo.no.rawValue),
    ]
  }

  /// Whoever handled it cannot check it: then the person who reported is asked, and has to have said that it is solved.
  /// Where nobody is known who reported, there is nobody to ask. The method is that of the handling, where the desk stated
  /// one; nobody's is proposed.
  func close(_ incident: Incident) -> [Field] {
    let isHandler = officer.map { incident.handled?.by == .officer($0.id) } ?? false
    let canAsk = incident.wasReportedBySomebody
    let byReporter: Closing.Check? = incident.isConfirmedByReporter ? .reporter : nil
    return [
      choice(.disposition, Disposition.allCases, .resolved, required: true) { $0.text(language) },
      choice(.method, Method.allCases, incident.handled?.method, required: true) {
        $0.text(language)
      },
      choice(
        .check, canAsk ? Closing.Check.allCases : [.officer], isHandler && canAsk ? byReporter : .officer,
        required: true
      ) { $0.text(language) },
      Field(.words, .line),
    ]
  }

  func closeDirect() -> [Field] {
    [
      choice(.disposition, [Disposition.explained, .notOurs, .withdrawn], .explained, required: true) {
        $0.text(language)
      },
      Field(.whose, .line, required: true).when(.disposition, Disposition.notOurs.rawValue),
      Field(.answer, .line, required: true),
    ]
  }
}

extension TimedDuty.Kind {
  /// The report that does it; none for what is no report.
  var stage: SituationReport.Stage? {
    switch self {
    case .initialReportByPhone: .initialByPhone
    case .initialReportInWriting: .initialInWriting
    case .followUpReport: .followUp
    case .finalReport: .final
    case .secondHandling: nil
    }
  }
}
