import DutyCore
import Testing

/// The conditions of `rectification.csv`, by act and name: each changes the plain case.
let conditionsOfRectifications: [String: RectificationCondition] = openings.merging(courses) { one, _ in one }
  .merging(verifications) { one, _ in one }.merging(pressings) { one, _ in one }.merging(corrections) { one, _ in one }

private func opening(_ change: @escaping @Sendable (inout RectificationOpening) -> Void) -> RectificationCondition {
  { scene in
    var facts = RectificationScene.opening
    change(&facts)
    scene.act = .open(facts)
  }
}

private func hazard(_ facts: inout RectificationOpening) {
  facts.kind = .majorHazard
  facts.fiveFixed = RectificationScene.five
  facts.supervisor = "C-SJ"
}

/// Opened from a matter in this status.
private func leftOver(_ status: Incident.Status?, reference: IncidentReference? = nil) -> RectificationCondition {
  { scene in
    let incident = try status.map { try scene.station.incident($0) }
    scene.surroundings.incident = incident
    var facts = RectificationScene.opening
    facts.incident = reference ?? incident?.reference ?? Scene.other
    scene.act = .open(facts)
  }
}

private let byLeader: RectificationCondition = { $0.orderedBy = Station.secondLeader }

private let openings: [String: RectificationCondition] = [
  "openItem: left over from a matter": leftOver(.handled),
  "openItem: left over from a matter that is closed": leftOver(.closed),
  "openItem: left over from a voided matter": leftOver(.voided),
  "openItem: the matter is not there": leftOver(nil),
  "openItem: the matter is another": leftOver(.handled, reference: Scene.other),
  "openItem: without words": opening { $0.what = Words(" ") },
  "openItem: the owner is no unit": opening { $0.owner = "X-XX" },
  "openItem: due today": opening { $0.due = RectificationScene.today },
  "openItem: due yesterday": opening { $0.due = RectificationScene.today - 1 },
  "openItem: due in 2101": opening { $0.due = Day.claimable.upperBound + 1 },
  "openItem: one of the five is blank": opening {
    $0.fiveFixed = RectificationScene.five
    $0.fiveFixed?.funds = Words("")
  },
  "openItem: a major hazard": opening(hazard),
  "openItem: a major hazard without the five": opening {
    hazard(&$0)
    $0.fiveFixed = nil
  },
  "openItem: a major hazard without its supervisor": opening {
    hazard(&$0)
    $0.supervisor = nil
  },
  "openItem: a major hazard whose supervisor is no unit": opening {
    hazard(&$0)
    $0.supervisor = "X-XX"
  },
  "openItem: on a leader's order": byLeader,
]

private func change(
  owner: String? = nil, due: Day? = nil, means: String? = nil, reason: String = "人手不够"
) -> RectificationCondition {
  {
    $0.act = .change(RectificationChange(owner: owner, due: due, means: means.map { Words($0) }, reason: Words(reason)))
  }
}

private func progress(_ share: Int?, _ words: String = "清了") -> RectificationCondition {
  { $0.act = .progress(RectificationProgress(share: share, words: Words(words))) }
}

private let ofAnother: RectificationCondition = { try $0.reopen { $0.owner = "C-SJ" } }

private func dropping(_ kind: Rectification.Kind) -> RectificationCondition {
  { scene in
    try scene.reopen {
      hazard(&$0)
      $0.kind = kind
    }
  }
}

private let courses: [String: RectificationCondition] = [
  "changeItem: on a leader's order": byLeader,
  "changeItem: on an officer's order": { $0.orderedBy = OfficerID(20) },
  "changeItem: without a reason": change(owner: "C-SJ", reason: ""),
  "changeItem: the owner stays and nothing else is named": change(owner: RectificationScene.owner),
  "changeItem: nothing is named": change(),
  "changeItem: only the means": change(means: "加两个人"),
  "changeItem: only the day": change(due: RectificationScene.today + 9),
  "openItem: once more": { $0.act = .open(RectificationScene.opening) },
  "changeItem: the day it has": change(due: RectificationScene.today + 3),
  "changeItem: blank means": change(means: " "),
  "changeItem: the day is past": change(due: RectificationScene.today - 1),
  "changeItem: the owner is no unit": change(owner: "X-XX"),
  "progressItem: of another owner": ofAnother,
  "progressItem: without words": progress(50, ""),
  "progressItem: nothing done": progress(0),
  "progressItem: all done": progress(100),
  "progressItem: more than all done": progress(101),
  "progressItem: less than nothing done": progress(-1),
  "progressItem: on a leader's order": byLeader,
  "doneItem: of another owner": ofAnother,
  "doneItem: without words": { $0.act = .done(Note(Words(" "))) },
  "returnItem: without a reason": {
    $0.act = .sendBack(RectificationReturn(reason: Words(""), due: RectificationScene.today + 5))
  },
  "returnItem: the day is past": {
    $0.act = .sendBack(RectificationReturn(reason: Words("没改"), due: RectificationScene.today - 1))
  },
  "lookBack: it is back": { $0.act = .lookBack(LookBack(holds: false, due: RectificationScene.today + 5)) },
  "lookBack: it is back without a day": { $0.act = .lookBack(LookBack(holds: false)) },
  "lookBack: it is back and the day is past": {
    $0.act = .lookBack(LookBack(holds: false, due: RectificationScene.today - 1))
  },
  "dropItem: on a leader's order": byLeader,
  "dropItem: without a reason": { $0.act = .drop(Reason(Words(""))) },
  "dropItem: a dated order": dropping(.datedOrder),
  "dropItem: a major hazard": dropping(.majorHazard),
  "dropItem: a filing": dropping(.filing),
  "dropItem: a hazard": dropping(.hazard),
  "note: without words": { $0.act = .note(Note(Words(" "))) },
  "attach: its digest is none": {
    $0.act = .attach(DutyCore.Attachment(kind: .after, path: Words("a.jpg"), sha256: "abc"))
  },
]

private func verify(
  _ way: Verification.Way = .onTheSpot, paper: String? = nil, days: Int? = nil
) -> RectificationCondition {
  { $0.act = .verify(Verification(way: way, paper: paper.map { Words($0) }, lookBackDays: days)) }
}

private func photos(_ kinds: DutyCore.Attachment.Kind...) -> RectificationCondition {
  { scene in
    try scene.lead(to: .open)
    for kind in kinds { try scene.attached(kind) }
    try scene.earlier(.done(Note(Words("已清空"))), by: RectificationScene.doer)
    scene.act = .verify(Verification(way: .photos))
  }
}

/// The officer is of this unit.
private func verifier(of unit: String) -> RectificationCondition {
  { scene in
    let enrolment = Enrolment(officer: Station.id(.officer), name: "坐席员甲", rank: .officer, department: unit)
    scene.station.add(.room(.enrol(enrolment)))
  }
}

private func majorHazard(_ paper: String?) -> RectificationCondition {
  { scene in
    try scene.reopen(hazard, done: true)
    try verify(paper: paper)(&scene)
  }
}

private let verifications: [String: RectificationCondition] = [
  "verifyItem: who said that it was done": { scene in
    try scene.lead(to: .open)
    try scene.earlier(.done(Note(Words("已清空"))), by: scene.by)
  },
  "verifyItem: of the owner's unit": verifier(of: RectificationScene.owner),
  "verifyItem: of another unit": verifier(of: "C-SJ"),
  "verifyItem: a major hazard on its paper": majorHazard("〔2026〕7号"),
  "verifyItem: a major hazard without its paper": majorHazard(nil),
  "verifyItem: by photos of before and after": photos(.before, .after),
  "verifyItem: by a photo of before alone": photos(.before),
  "verifyItem: by photos from before it was sent back": { scene in
    try photos(.before, .after)(&scene)
    let back = RectificationReturn(reason: Words("还有一辆旧车"), due: RectificationScene.today + 5)
    try scene.earlier(.sendBack(back), by: scene.by)
    try scene.earlier(.done(Note(Words("已清空"))), by: RectificationScene.doer)
  },
  "verifyItem: by a photo of after alone": photos(.after),
  "verifyItem: by photos that were taken back": { scene in
    try scene.lead(to: .open)
    try scene.attached(.before, .after)
    let taken = try #require(scene.item?.attachments.last?.entry)
    scene.surroundings.entry = scene.entry(
      .attach(DutyCore.Attachment(kind: .after, path: Words("x"), sha256: RectificationScene.digest)), taken,
      by: RectificationScene.doer)
    try scene.earlier(.correct(Correction(entry: taken, withdrawn: true)), by: RectificationScene.doer)
    try scene.earlier(.done(Note(Words("已清空"))), by: RectificationScene.doer)
    scene.act = .verify(Verification(way: .photos))
  },
  "verifyItem: looked at again after a day": verify(days: 1),
  "verifyItem: looked at again after a year": verify(days: 365),
  "verifyItem: looked at again after no day": verify(days: 0),
  "verifyItem: looked at again after more than a year": verify(days: 366),
  "verifyItem: on a leader's order": byLeader,
]

/// A sheet without a reason, at the moment when a step of the ladder is reached, or as much later.
private func sheet(
  _ colour: Sheet.Colour, at step: LadderStep? = nil, later: DutyCore.Duration = DutyCore.Duration(milliseconds: 0)
) -> RectificationCondition {
  { scene in
    scene.act = .sheet(Sheet(response: nil, colour: colour))
    if let step, let due = scene.item?.due { scene.now = due.reaches(step) + later }
  }
}

private let pressings: [String: RectificationCondition] = [
  "sheet: blue before its step without a reason": sheet(.blue),
  "sheet: blue at its step": sheet(.blue, at: .blue),
  "sheet: blue a moment before its step": sheet(.blue, at: .blue, later: DutyCore.Duration(milliseconds: -1)),
  "sheet: orange at its step": sheet(.orange, at: .orange),
  "sheet: red at its step": sheet(.red, at: .red),
  "sheet: praise": { $0.act = .sheet(Sheet(response: nil, colour: .praise, reason: Words("提前三天"))) },
  "sheet: praise without a reason": { $0.act = .sheet(Sheet(response: nil, colour: .praise)) },
]

private func correcting(
  _ corrected: RectificationAct, _ facts: Correction = Correction(entry: 777, withdrawn: true)
) -> RectificationCondition {
  { scene in
    scene.surroundings.entry = scene.entry(corrected, facts.entry)
    scene.act = .correct(facts)
  }
}

/// Takes back the look-back that was recorded last, or the one before it.
private func lookingBack(_ holds: [Bool], taken: Int) -> RectificationCondition {
  { scene in
    var entries: [Int64] = []
    try scene.lead(to: .verified)
    for one in holds {
      let due = one ? nil : RectificationScene.today + 5
      try scene.earlier(.lookBack(LookBack(holds: one, due: due)), by: scene.by)
      entries.append(try #require(scene.item?.lastEntry))
    }
    let entry = entries[taken]
    try correcting(.lookBack(LookBack(holds: holds[taken])), Correction(entry: entry, withdrawn: true))(&scene)
  }
}

private let corrections: [String: RectificationCondition] = [
  "correct: an entry of a matter": {
    $0.surroundings.entry = $0.entry(.progress(RectificationScene.progress()), 777, of: .incident(IncidentID(1000)))
  },
  "correct: after more than a day": { $0.now = Station.morning + .hours(24) + DutyCore.Duration(milliseconds: 1) },
  "correct: a note": correcting(.note(Note(Words("x"))), Correction(entry: 777, words: Words("y"))),
  "correct: nothing changes": { $0.act = .correct(Correction(entry: 777)) },
  "correct: a progress is taken back": correcting(.progress(RectificationScene.progress())),
  "correct: a look-back that holds is taken back": lookingBack([true], taken: 0),
  "correct: a look-back that found it back is taken back": lookingBack([false], taken: 0),
  "correct: a look-back on which a later one rests": lookingBack([true, true], taken: 0),
  "correct: a photo on which a verification rests": { scene in
    try scene.lead(to: .open)
    try scene.attached(.before)
    let entry = try #require(scene.item?.lastEntry)
    try scene.earlier(.done(Note(Words("已清空"))), by: RectificationScene.doer)
    try scene.earlier(.verify(Verification(way: .onTheSpot)), by: scene.by)
    let photo = DutyCore.Attachment(kind: .before, path: Words("x"), sha256: RectificationScene.digest)
    scene.surroundings.entry = scene.entry(.attach(photo), entry)
    scene.act = .correct(Correction(entry: entry, withdrawn: true))
  },
  "countersign: another entry": { $0.act = .countersign(Countersigning(entry: 889)) },
  "erase: an entry of a matter": {
    $0.surroundings.entry = $0.entry(.progress(RectificationScene.progress()), 777, of: .incident(IncidentID(1000)))
  },
  "erase: without a ground in words": { $0.act = .erase(Erasure(entry: 777, ground: .law)) },
  "erase: kept long enough": {
    $0.act = .erase(Erasure(entry: 777, ground: .retention))
    $0.now = Station.morning + .days(5000)
  },
  "erase: not kept long enough": { $0.act = .erase(Erasure(entry: 777, ground: .retention)) },
]
