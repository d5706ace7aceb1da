import DutyCore

// How a matter ends and comes back.

extension ActForm {
  static let close: ActForm = ActForm(
    "close", keys: [.character("c"), .function(7)], ("办结", "close"), pinyin: "ban jie",
    help: ("核查后办结；核查的人不能是处置的人", "check and close; who handled it cannot be who checks"), action: .close,
    takesSeveral: true, looksAtAlike: true, takenBackBy: .reopen, asks: .ofIncident { $0.close($1) }
  ) { form throws(Mistake) in
    .close(
      Closing(
        disposition: try form.choice(.disposition), method: try form.choice(.method), check: try form.choice(.check),
        words: form.words(.words)))
  }

  static let closeDirect: ActForm = ActForm(
    "closeDirect", ("直接答复", "answer"), pinyin: "zhi jie da fu",
    help: ("不派单直接答复：已解释、非本镇街职责、诉求撤回、现场未发现", "answered at once and closed: explained, not ours, withdrawn or not found"),
    action: .closeDirect, takesSeveral: true, takenBackBy: .reopen,
    asks: .ofIncident { maker, incident in maker.closeDirect(incident) }
  ) { form throws(Mistake) in
    .closeDirect(
      DirectAnswer(
        disposition: try form.choice(.disposition), answer: form.text(.answer), whose: form.words(.whose)))
  }

  static let reopen: ActForm = ActForm(
    "reopen", ("重办", "reopen"), pinyin: "chong ban", help: ("已办结的事没有解决，重新办", "a closed matter was not solved"),
    action: .reopen, takenBackBy: .close, asks: .ofIncident { maker, _ in [maker.reason()] }
  ) { .reopen(Reason($0.reason)) }
}

extension Maker {
  /// Whoever handled it cannot check it: then the person who reported is asked, and has to have said that it is solved.
  /// Where nobody is known who reported, there is nobody to ask. The method is that of the handling, where the desk stated
  /// one; nobody's is proposed.
  fileprivate func close(_ incident: Incident) -> [Field] {
    let isHandler = officer.map { incident.handled?.by == .officer($0.id) } ?? false
    let canAsk = incident.wasReportedBySomebody
    let byReporter: Closing.Check? = incident.isConfirmedByReporter ? .reporter : nil
    return [
      choice(
        .disposition, [Disposition.resolved, .explained, .transferred, .notOurs, .withdrawn], .resolved, required: true
      ) {
        $0.text(language, at: room.stationKind)
      },
      choice(.method, Method.allCases, incident.handled?.method, required: true) {
        $0.text(language)
      },
      // Where the check is open, whoever closes also handled it: only the person who reported can check it then.
      choice(
        .check, canAsk ? Closing.Check.allCases : [.officer], isHandler && canAsk ? byReporter : .officer,
        required: true
      ) { $0.text(language) }.probed(with: Closing.Check.reporter.rawValue),
      Field(.words, .line),
    ]
  }

  /// A matter in hand can only be withdrawn, or not be found on the spot.
  fileprivate func closeDirect(_ incident: Incident) -> [Field] {
    let isNew = incident.status == .received
    let ways: [Disposition] = isNew ? [.explained, .notOurs, .withdrawn, .notFound] : [.withdrawn, .notFound]
    return [
      choice(.disposition, ways, isNew ? .explained : nil, required: true) {
        $0.text(language, at: room.stationKind)
      },
      Field(.whose, .line, required: true).when(.disposition, Disposition.notOurs.rawValue),
      Field(.answer, .line, required: true),
    ]
  }
}
