import DutyCore
import Testing

/// One line of the table of acts on rectifications played out: who does what to which, and what differs from the plain case.
struct RectificationScene {
  var station: Station
  /// Nil where there is none yet.
  var item: Rectification?
  var act: RectificationAct
  var by: Actor
  var orderedBy: OfficerID?
  var surroundings = Surroundings()
  var now = Station.morning

  static let owner = "S-ZF"
  static let today = Station.zone.day(of: Station.morning)
  /// Says that it is done, and is not the officer of the table.
  static let doer = Station.colleague
  static let digest = String(repeating: "0d", count: 32)

  static let five = FiveFixed(
    responsible: Words("社区"), measures: Words("分两次"), funds: Words("自筹"), stages: Words("三天"), fallback: Words("拉线"))

  static var opening: RectificationOpening {
    RectificationOpening(kind: .plain, what: Words("清空楼道"), place: Words("三幢"), owner: owner, due: today + 3)
  }

  init(_ name: ActionName, by rank: Rank, at state: Rectification.State?) throws {
    station = try Station()
    act = try #require(Self.plain(name), "no plain form of \(name)")
    by = Station.person(rank)
    if let state { try lead(to: state) }
    if name == .correct || name == .erase { surroundings.entry = entry(.progress(Self.progress()), 777) }
    if name == .countersign { try wait(forOrderOf: .leader) }
  }

  static func progress(_ share: Int? = 50, _ words: String = "清了一半") -> RectificationProgress {
    RectificationProgress(share: share, words: Words(words))
  }

  /// The plainest form of each act on a rectification.
  static func plain(_ name: ActionName) -> RectificationAct? {
    switch name {
    case .openItem: return .open(opening)
    case .changeItem: return .change(RectificationChange(owner: "C-SJ", due: today + 9, reason: Words("人手不够")))
    case .progressItem: return .progress(progress())
    case .doneItem: return .done(Note(Words("已清空")))
    case .verifyItem: return .verify(Verification(way: .onTheSpot))
    case .returnItem: return .sendBack(RectificationReturn(reason: Words("还有一辆旧车"), due: today + 5))
    case .lookBack: return .lookBack(LookBack(holds: true))
    case .dropItem: return .drop(Reason(Words("不用了")))
    case .note: return .note(Note(Words("居民来问过")))
    case .attach: return .attach(DutyCore.Attachment(kind: .after, path: Words("a.jpg"), sha256: digest))
    case .urge: return .urge(Reminder())
    case .sheet: return .sheet(Sheet(response: nil, colour: .blue, reason: Words("两天没有进展")))
    case .correct: return .correct(Correction(entry: 777, at: Station.morning - .minutes(5)))
    case .countersign: return .countersign(Countersigning(entry: 888))
    case .erase: return .erase(Erasure(entry: 777, ground: .law, words: Words("依法")))
    case .receive, .importRecord, .amend, .takeOn, .summon, .acknowledge, .contact, .arrive, .reply, .sendBack,
      .standDown, .settle, .handle, .close, .reopen, .void, .restore, .survey, .consult, .forgive, .closeDirect,
      .decline, .appoint, .endWithLead, .score, .admit, .requestExtension, .grantExtension, .suspend, .resume, .report,
      .callBack, .merge, .unmerge, .follow, .reveal, .found, .setCatalogue, .setCalendar, .enrol, .setRoster,
      .takeSeat, .handOver, .swap, .setSetting, .setStanding, .unlock, .takeOver, .endAdmission, .returnUp,
      .returnAgreed, .returnRefused, .toPetition, .refuseExtension, .outsideExtension, .interimAnswer,
      .accept, .reject, .recall, .refer, .ruleAbove, .repeats:
      return nil
    }
  }

  // MARK: - Setting it up

  mutating func lead(to state: Rectification.State) throws {
    item = nil
    try earlier(.open(Self.opening), by: Station.person(.officer))
    switch state {
    case .open: break
    case .done: try earlier(.done(Note(Words("已清空"))), by: Self.doer)
    case .verified:
      try earlier(.done(Note(Words("已清空"))), by: Self.doer)
      try earlier(.verify(Verification(way: .onTheSpot, lookBackDays: 30)), by: Station.person(.leader))
    case .dropped: try earlier(.drop(Reason(Words("不用了"))), by: Station.person(.leader))
    }
  }

  /// Opens another one in the place of the plain one, as it would be at `state`.
  mutating func reopen(_ change: (inout RectificationOpening) -> Void, done: Bool = false) throws {
    var facts = Self.opening
    change(&facts)
    item = nil
    try earlier(.open(facts), by: Station.person(.officer))
    if done { try earlier(.done(Note(Words("已清空"))), by: Self.doer) }
  }

  /// An act that is on record already, as the rules took it.
  mutating func earlier(_ act: RectificationAct, by actor: Actor, orderedBy: OfficerID? = nil) throws {
    item = try station.rectifying(act, by: actor, orderedBy: orderedBy, on: item, amid: surroundings, at: now)
  }

  mutating func attached(_ kinds: DutyCore.Attachment.Kind...) throws {
    for kind in kinds {
      try earlier(.attach(DutyCore.Attachment(kind: kind, path: Words("x"), sha256: Self.digest)), by: Self.doer)
    }
  }

  /// An entry of this rectification by who acts, or of a matter.
  func entry(_ act: RectificationAct, _ number: Int64, of subject: Subject? = nil, by actor: Actor? = nil) -> Entry {
    let own = Subject.rectification(item?.id ?? RectificationID(3000))
    return Station.entry(number, subject ?? own, 2, .rectification(act), by: actor ?? Station.person(.officer))
  }

  /// Entry 888, on the spoken order of somebody of this rank, waits for a signature.
  private mutating func wait(forOrderOf rank: Rank) throws {
    guard let before = item else { return }
    let note = Station.entry(
      888, .rectification(before.id), before.revision + 1, .rectification(.note(Note(Words("按口头指令")))),
      by: Station.person(.officer), orderedBy: Station.id(rank))
    item = before.folding(note)
  }

  func played() throws -> Rectification {
    try station.rectifying(act, by: by, orderedBy: orderedBy, on: item, amid: surroundings, at: now)
  }
}

extension Station {
  /// Judges and folds an act on a rectification; nil opens one.
  func rectifying(
    _ act: RectificationAct, by actor: Actor, orderedBy: OfficerID? = nil, on before: Rectification?,
    amid surroundings: Surroundings = Surroundings(), at now: Instant = morning
  ) throws -> Rectification {
    let request = Request(.rectification(act), by: actor, orderedBy: orderedBy, at: now)
    let state = before.map(SubjectState.rectification)
    let findings = try room.judge(request, of: state, amid: surroundings, now: now)
    let id = before?.id ?? RectificationID(3000)
    let revision = before?.revision ?? 0
    let entry = Self.entry(
      id.entry + Int64(revision), .rectification(id), revision + 1, request.action, by: actor, orderedBy: orderedBy,
      at: now, findings: findings)
    let after = try #require(state?.folding(entry) ?? SubjectState.opening(entry))
    return try #require(after.rectification)
  }
}

typealias RectificationCondition = @Sendable (inout RectificationScene) throws -> Void
