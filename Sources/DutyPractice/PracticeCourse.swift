import DutyCore
import DutyLedger

/// The last hours of a practice room, played forward in slots of ten minutes: the desk works each matter by a fixed
/// course, the drill answers for the units, one transaction a slot.
struct PracticeCourse {
  static let slot = Duration.minutes(10)
  static let slots = 54
  static let matters = 40
  private static let seed: UInt64 = 2468

  let plan: ShiftPlan
  let catalogue: Catalogue
  let end: Instant

  var start: Instant { moment(of: 0) }

  private func moment(of slot: Int) -> Instant {
    Instant(milliseconds: end.milliseconds - Self.slot.milliseconds * Int64(Self.slots - slot))
  }

  func run(in ledger: Ledger, matters: [PracticeMatter]) throws {
    var runs = matters.prefix(Self.matters).enumerated().map { MatterRun($1, index: $0, catalogue: catalogue) }
    var drill = Drill(matters, in: catalogue, count: 0, seed: Self.seed, now: start)
    var seated: Turn?
    for slot in 0...Self.slots {
      let now = moment(of: slot)
      if let turn = plan.turn(at: now), turn != seated {
        try takeSeat(turn, in: ledger, now: now)
        seated = turn
      }
      for run in runs.indices { runs[run].incident = try runs[run].incident.flatMap { try ledger.incident($0.id) } }
      let room = try ledger.room()
      let sitting = room.sittingLeader(at: now)?.id ?? PracticeRoom.Person.leader.id
      let acts = runs.indices.flatMap { run in
        runs[run].acts(in: slot, of: room, sitting: sitting, now: now).map { (run: Int?.some(run), act: $0) }
      }
      let answers = drill.due(at: now, in: runs.compactMap(\.incident), of: room).map { (run: Int?.none, act: $0) }
      try record(acts + answers, of: &runs, in: ledger, now: now)
      if slot < Self.slots, plan.turn(at: moment(of: slot + 1)) != seated {
        try sign(in: ledger, by: sitting, now: now)
      }
    }
  }

  private func record(
    _ acts: [(run: Int?, act: Submission)], of runs: inout [MatterRun], in ledger: Ledger, now: Instant
  ) throws {
    guard !acts.isEmpty else { return }
    for ((run, _), outcome) in zip(acts, try ledger.commit(acts.map(\.act), now: now)) {
      switch outcome {
      case .recorded(_, let state): if let run { runs[run].incident = state?.incident }
      case .refused(let refusal): throw refusal
      case .overtaken: preconditionFailure("nobody else writes into a practice room that is being made")
      }
    }
  }

  /// Nobody leaves the seat with a signature owing.
  private func sign(in ledger: Ledger, by leader: OfficerID, now: Instant) throws {
    for waiting in try ledger.unsigned() {
      let signature = Request(.countersigning(waiting), by: .officer(leader), at: now)
      _ = try ledger.commit(Submission(signature, on: waiting.subject, key: .random()), now: now)
    }
  }

  private func takeSeat(_ turn: Turn, in ledger: Ledger, now: Instant) throws {
    let room = try ledger.room()
    guard let leader = room.roster[turn] else { return }
    if let seat = room.seat, seat.officer != leader {
      let head = try ledger.head
      let sheet = HandingOver(turn: seat.turn, through: head.entry, head: head.hash)
      for signer in [seat.officer, leader] {
        try ledger.record([.room(.handOver(sheet))], by: .officer(signer), now: now)
      }
    }
    try ledger.record([.room(.takeSeat(SeatTaking(turn: turn)))], by: .officer(leader), now: now)
  }
}

/// The desk's acts on one matter.
private struct MatterRun {
  let matter: PracticeMatter
  let catalogue: Catalogue
  let officer: OfficerID
  /// Checks what the other one handled.
  let checker: OfficerID
  /// The slot it comes in.
  let begins: Int
  /// Nobody has touched the last few yet, but for the very last, which was just called out.
  let isUntouched: Bool
  /// Now and then the desk does not take the first answer.
  let isSentBack: Bool
  var incident: Incident?

  init(_ matter: PracticeMatter, index: Int, catalogue: Catalogue) {
    self.matter = matter
    self.catalogue = catalogue
    let officers: [PracticeRoom.Person] = [.officer, .secondOfficer]
    officer = officers[index % 2].id
    checker = officers[(index + 1) % 2].id
    begins = index * (PracticeCourse.slots - 1) / (PracticeCourse.matters - 1)
    isUntouched = (PracticeCourse.matters - 4..<PracticeCourse.matters - 1).contains(index)
    isSentBack = index % 7 == 0
  }

  /// The acts that are done this many slots after it came in; at most one a slot.
  func acts(in slot: Int, of room: Room, sitting: OfficerID, now: Instant) -> [Submission] {
    func act(_ action: Action, by actor: OfficerID) -> [Submission] {
      [Submission(Request(action, by: .officer(actor), at: now), on: incident?.id, key: .random())]
    }
    guard let incident else { return slot == begins ? act(.receive(matter.reception), by: officer) : [] }
    guard !isUntouched else { return [] }
    let after = slot - begins
    switch incident.status {
    case .received:
      guard let kind = matter.kind else { return act(.takeOn, by: officer) }
      let summoning = matter.summoning(catalogue)
      guard !room.needsAdmission(summoning.lead, summoning.support, incident) else {
        return act(.admit(admission(of: incident, room.zone.day(of: now), now)), by: sitting)
      }
      return act(.summon(summoning), by: caller(kind, sitting))
    case .inHand where matter.kind == nil:
      let measure = Handling(method: .explanation, measure: Words("已上门说明，对方认可"))
      return after >= 4 ? act(.handle(measure), by: officer) : []
    case .inHand:
      if let report = report(on: incident, after: after) { return act(.report(report), by: officer) }
      return pressed(incident, now).map { act(.urge(Urging(response: $0)), by: officer) } ?? []
    case .handled:
      guard let handled = incident.handled, now - handled.recorded >= .minutes(20) else { return [] }
      if isSentBack, incident.sendBacks == 0, let lead = incident.responses.first(where: { $0.role == .lead }) {
        let reason = SendingBack(response: lead.id, reason: Words("现场照片与反馈不符，请再去一趟"))
        return act(.sendBack(reason), by: checker)
      }
      return act(.close(Closing(disposition: .resolved, method: .guidance, check: .officer)), by: checker)
    case .closed, .voided, .merged, .suspended: return []
    }
  }

  /// The paper of a department that asks for the town's own people.
  private func admission(of incident: Incident, _ today: Day, _ now: Instant) -> Admission {
    let kind: Department.Kind = incident.source == .departmentRequest ? .utility : .countyRoom
    return Admission(
      reason: Words("关系群众安全，镇里先行配合"), agreed: Words("镇长办公会"), until: today + 30,
      asker: catalogue.departments.first { $0.kind == kind }?.code, document: "演练函1号",
      what: Words("派人陪同上门"), by: now + .days(1), means: Words("来文单位出人出车"))
  }

  /// Anyone on duty blows the emergency whistle, and the leader reviews it; the hard one is the secretary's own.
  private func caller(_ kind: SummonsKind, _ sitting: OfficerID) -> OfficerID {
    switch kind.calledBy {
    case .officer: officer
    case .sittingLeaderOrRouting, .sittingLeader, .leader: sitting
    case .head: PracticeRoom.Person.secretary.id
    }
  }

  /// An emergency is told above by phone, then in writing, and lifted once every unit has replied.
  private func report(on incident: Incident, after: Int) -> SituationReport? {
    guard incident.hasLiveEmergency else { return nil }
    let owed = Set(incident.openDuties.map(\.kind))
    func report(_ stage: SituationReport.Stage, _ words: String) -> SituationReport {
      SituationReport(stage: stage, to: Words("县总值班室"), words: Words(words))
    }
    if owed.contains(.initialReportByPhone) { return report(.initialByPhone, "演练：现场已派单位处置") }
    if owed.contains(.initialReportInWriting) { return report(.initialInWriting, "演练：人员已疏散，无伤亡") }
    let isOver = after >= 14 && incident.liveResponses.allSatisfy { $0.replied != nil }
    return isOver ? report(.final, "演练：险情排除，现场已恢复") : nil
  }

  /// An answer that lacks something is urged once, half an hour after the unit came.
  private func pressed(_ incident: Incident, _ now: Instant) -> ResponseID? {
    incident.liveResponses.first {
      $0.lastReply != nil && $0.replied == nil && $0.urged == nil && now - $0.notified >= .hours(4)
    }?.id
  }
}

extension PracticeMatter {
  /// Nothing is named that could be somebody's number; a call leaves a name only.
  var reception: Reception {
    Reception(
      source: source, summary: Words(summary), place: Words(place), grid: grid, category: category, urgency: urgency,
      reporter: source == .hotline12345 ? Words("演练反映人", kind: .name) : nil, drill: true)
  }

  /// An assignment is to one unit; a whistle to everybody the list names who can be called by one.
  fileprivate func summoning(_ catalogue: Catalogue) -> Summoning {
    let leading = catalogue.stationed(for: lead)
    let kind = kind ?? .assignment
    guard kind.isWhistle else { return Summoning(kind: kind, lead: [leading]) }
    var supporting: [String] = []
    for code in support.map(catalogue.stationed) where code != leading && !supporting.contains(code) {
      if catalogue.department(code)?.canBeWhistled == true { supporting.append(code) }
    }
    return Summoning(
      kind: kind, lead: [leading], support: supporting, ground: kind.ground,
      words: kind == .hard ? Words("已会商研判") : nil, rescue: kind == .emergency ? .called : nil)
  }
}
