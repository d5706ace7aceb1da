import DutyCore

/// The last hours of a practice room, played forward in slots of ten minutes: each matter comes in, is sent out and is
/// answered by a fixed course, one transaction a slot.
struct PracticeCourse {
  /// What happens to a matter, this many slots after it came in.
  enum Step { case takeOn, handle, summon, acknowledge, arrive, incompleteReply, reply, sendBack, note, close }

  static let slot = Duration.minutes(10)
  static let slots = 54
  static let matters = 40

  let plan: ShiftPlan
  let catalogue: Catalogue
  let end: Instant

  var start: Instant { moment(of: 0) }

  private func moment(of slot: Int) -> Instant {
    Instant(milliseconds: end.milliseconds - Self.slot.milliseconds * Int64(Self.slots - slot))
  }

  func run(in ledger: Ledger, matters: [PracticeMatter]) throws {
    var runs = matters.prefix(Self.matters).enumerated().map { MatterRun($1, index: $0, catalogue: catalogue) }
    var seated: Turn?
    for slot in 0...Self.slots {
      let now = moment(of: slot)
      if let turn = plan.turn(at: now), turn != seated {
        try takeSeat(turn, in: ledger, now: now)
        seated = turn
      }
      let sitting = try ledger.room().sittingLeader(at: now)?.id ?? PracticeRoom.Person.leader.id
      let acts = runs.indices.flatMap { run in runs[run].acts(in: slot, sitting: sitting, now: now).map { (run, $0) } }
      guard !acts.isEmpty else { continue }
      for ((run, _), outcome) in zip(acts, try ledger.commit(acts.map(\.1), now: now)) {
        switch outcome {
        case .recorded(_, let incident): runs[run].incident = incident
        case .refused(let refusal): throw refusal
        case .overtaken: preconditionFailure("nobody else writes into a practice room that is being made")
        }
      }
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

/// One matter on its course.
private struct MatterRun {
  let matter: PracticeMatter
  let catalogue: Catalogue
  let officer: OfficerID
  /// Checks what the other one handled.
  let checker: OfficerID
  /// The slot it comes in.
  let begins: Int
  let steps: [(after: Int, step: PracticeCourse.Step)]
  var incident: Incident?

  init(_ matter: PracticeMatter, index: Int, catalogue: Catalogue) {
    self.matter = matter
    self.catalogue = catalogue
    let officers: [PracticeRoom.Person] = [.officer, .secondOfficer]
    officer = officers[index % 2].id
    checker = officers[(index + 1) % 2].id
    begins = index * (PracticeCourse.slots - 1) / (PracticeCourse.matters - 1)
    // Nobody has touched the last few yet; now and then the desk does not take the first answer.
    steps = index >= PracticeCourse.matters - 4 ? [] : matter.course(sentBack: index % 7 == 3)
  }

  func acts(in slot: Int, sitting: OfficerID, now: Instant) -> [Submission] {
    if slot == begins { return [submission(.receive(matter.reception), by: officer, now)] }
    return steps.filter { $0.after == slot - begins }.flatMap { acts($0.step, sitting: sitting, now: now) }
  }

  private func submission(_ action: Action, by actor: OfficerID, _ now: Instant) -> Submission {
    Submission(Request(action, by: .officer(actor), at: now), on: incident?.id, key: .random())
  }

  private func acts(_ step: PracticeCourse.Step, sitting: OfficerID, now: Instant) -> [Submission] {
    func act(_ action: Action, by actor: OfficerID? = nil) -> Submission {
      submission(action, by: actor ?? officer, now)
    }
    let live = incident?.liveResponses.map(\.id) ?? []
    switch step {
    case .takeOn: return [act(.takeOn)]
    case .handle: return [act(.handle(Handling(method: .explanation, measure: Words("已上门说明，对方认可"))))]
    case .summon:
      let summoning = matter.summoning(catalogue)
      return [act(.summon(summoning), by: summoning.kind.isWhistle ? sitting : officer)]
    case .acknowledge: return live.map { act(.acknowledge(Milestone(response: $0, channel: .phone))) }
    case .arrive: return live.map { act(.arrive(Milestone(response: $0, channel: .phone))) }
    case .incompleteReply:
      return live.map { act(.reply(Reply(response: $0, done: Words("正在处理"), channel: .message))) }
    case .reply: return live.map { act(.reply(completeReply($0, now))) }
    case .sendBack:
      let lead = incident?.responses.first { $0.role == .lead && $0.state == .replied }?.id
      return [act(.sendBack(SendingBack(response: lead, reason: Words("现场照片与反馈不符，请再去一趟"))), by: checker)]
    case .note: return [act(.note(Note(Words("单位来电：认为不属本单位职责，待坐堂领导定"))))]
    case .close:
      return [act(.close(Closing(disposition: .resolved, method: .guidance, check: .officer)), by: checker)]
    }
  }

  private func completeReply(_ response: ResponseID, _ now: Instant) -> Reply {
    Reply(
      response: response, accepted: now - .minutes(30), spokeTo: Words("反映人"), done: Words("已到现场处理，反映人在场确认"),
      completion: .done, channel: .message)
  }
}

extension PracticeMatter {
  /// Nothing is named that could be somebody's number; a call leaves a name only.
  fileprivate var reception: Reception {
    Reception(
      source: source, summary: Words(summary), place: Words(place), grid: grid, category: category, urgency: urgency,
      reporter: source == .hotline12345 ? Words("演练来电人", kind: .name) : nil, drill: true)
  }

  /// Routine matters are assigned to one unit; the others are whistled, with everybody the list names who can be.
  fileprivate func summoning(_ catalogue: Catalogue) -> Summoning {
    let leading = catalogue.stationed(for: lead)
    guard urgency != .routine else { return Summoning(kind: .assignment, lead: [leading]) }
    var supporting: [String] = []
    for code in support.map(catalogue.stationed) where code != leading && !supporting.contains(code) {
      if catalogue.department(code)?.canBeWhistled == true { supporting.append(code) }
    }
    return Summoning(
      kind: .daily, lead: [leading], support: supporting, ground: urgency == .emergency ? .emergencyResponse : .appeal)
  }

  fileprivate func course(sentBack: Bool) -> [(after: Int, step: PracticeCourse.Step)] {
    guard kind != nil else { return [(1, .takeOn), (4, .handle), (6, .close)] }
    switch answer {
    case .prompt where sentBack:
      return [(1, .summon), (2, .acknowledge), (3, .arrive), (6, .reply), (8, .sendBack), (12, .reply), (13, .close)]
    case .prompt: return [(1, .summon), (2, .acknowledge), (3, .arrive), (6, .reply), (8, .close)]
    case .late: return [(1, .summon), (6, .acknowledge), (12, .arrive), (26, .reply), (28, .close)]
    case .incomplete: return [(1, .summon), (2, .acknowledge), (4, .arrive), (7, .incompleteReply)]
    case .decline: return [(1, .summon), (3, .acknowledge), (5, .note)]
    case .silent: return [(1, .summon)]
    }
  }
}
