import DutyCore

/// The drill (演练): from how things stand at a moment it decides what is reported next and what called units answer,
/// as `drill.csv` says. The same seed and the same moments give the same acts.
///
/// It never acts for the desk: assigning, whistling, checking and closing are for the people there.
package struct Drill: Sendable {
  private let answers: [String: PracticeMatter]
  private let deck: [PracticeMatter]
  private let seed: UInt64
  private let speed: Int64
  private let began: Instant
  private let spacing: Duration
  private var dice: DrillDice
  private var drawn = 0
  private var next: Instant
  /// The number of matters still to come; nil: without end.
  package private(set) var left: Int?

  /// The time the desk has before a matter that nobody touches is no longer waited for.
  private static let patience = Duration.minutes(30)

  /// `matters` whose category and lead the catalogue has; `spacing` from one to the next, in life's time, which runs
  /// `speed` times faster from `now` on.
  package init(
    _ matters: [PracticeMatter], in catalogue: Catalogue, speed: Int = 1, spacing: Duration = .minutes(5),
    count: Int? = nil, seed: UInt64, now: Instant
  ) {
    var dice = DrillDice(seed: seed)
    let known = matters.filter { catalogue.category($0.category) != nil && catalogue.department($0.lead) != nil }
    answers = Dictionary(known.map { ($0.summary, $0) }) { first, _ in first }
    deck = known.shuffled(using: &dice)
    self.seed = seed
    self.speed = Int64(max(1, speed))
    self.spacing = spacing
    self.dice = dice
    began = now
    left = known.isEmpty ? 0 : count
    next = now + spacing / 5 / self.speed
  }

  /// One to look at in its first minute, and slow enough to be followed.
  package static func demonstration(
    _ matters: [PracticeMatter], in catalogue: Catalogue, seed: UInt64, now: Instant
  ) -> Drill {
    Drill(matters, in: catalogue, speed: 20, spacing: .minutes(20), seed: seed, now: now)
  }

  /// The catalogue has nothing of what the practice matters need.
  package var isEmpty: Bool { deck.isEmpty }

  /// The acts to be recorded at `now`; `incidents` are the open practice matters.
  package mutating func due(at now: Instant, in incidents: [Incident], of room: Room) -> [Submission] {
    let answered = incidents.flatMap { incident in
      incident.liveResponses.compactMap { response -> Submission? in
        guard let step = step(of: response, on: incident, in: room, now), step.due <= now else { return nil }
        return Submission(Request(step.action, by: .drill, at: now), on: incident.id, key: .random())
      }
    }
    return [reported(at: now, besides: incidents)].compactMap(\.self) + answered
  }

  /// No matter is to come, none waits for the desk's first act, and each unit has answered that will.
  package func isOver(at now: Instant, in incidents: [Incident], of room: Room) -> Bool {
    left == 0
      && !incidents.contains { incident in
        incident.status == .received && life(from: incident.recorded, to: now) < Self.patience
          || incident.liveResponses.contains {
            $0.replied == nil && step(of: $0, on: incident, in: room, now) != nil
          }
      }
  }

  /// The next matter, once its time has come; what is open already is not reported again.
  private mutating func reported(at now: Instant, besides incidents: [Incident]) -> Submission? {
    guard left != 0, next <= now else { return nil }
    let open = Set(incidents.compactMap(\.summary.text))
    guard let offset = deck.indices.first(where: { !open.contains(deck[(drawn + $0) % deck.count].summary) }) else {
      return nil
    }
    let matter = deck[(drawn + offset) % deck.count]
    drawn += offset + 1
    left = left.map { $0 - 1 }
    let share = Int64.random(in: 50...150, using: &dice)
    next = now + Duration(milliseconds: spacing.milliseconds * share / 100 / speed)
    return Submission(Request(.receive(matter.reception), by: .drill, at: now), key: .random())
  }

  // MARK: - Time

  /// Tells how much of life has passed: at its own pace before the drill began, `speed` times faster since.
  private func life(from moment: Instant, to now: Instant) -> Duration {
    let since = max(moment, began)
    return (since - moment) + Duration(milliseconds: (now - since).milliseconds * speed)
  }

  /// The moment at which that much of life has passed.
  private func moment(_ after: Duration, _ start: Instant) -> Instant {
    guard start < began else { return start + after / speed }
    let before = began - start
    return after <= before ? start + after : began + (after - before) / speed
  }

  // MARK: - What a unit does next

  private struct Step {
    let due: Instant
    let action: Action
  }

  /// The first act of a unit's course that is open to it; nil where it will do nothing by itself.
  private func step(of response: Response, on incident: Incident, in room: Room, _ now: Instant) -> Step? {
    steps(of: response, on: incident, in: room, now).first {
      do throws(Refusal) {
        _ = try room.judge(Request($0.action, by: .drill, at: now), on: incident, now: now)
        return true
      } catch {
        // What the rules do not let it do, it leaves: it is too late to decline, or nobody of the unit may enforce.
        return false
      }
    }
  }

  /// A lead of the first call answers as the list says; its support, and who is called later, promptly, and so does a
  /// unit whose decline was overruled.
  private func answer(of response: Response, on incident: Incident) -> PracticeMatter.Conduct {
    guard response.role == .lead, response.id.summons == 1, response.ruling != .overruled else { return .prompt }
    return incident.summary.text.flatMap { answers[$0]?.conduct } ?? .prompt
  }

  private func steps(of response: Response, on incident: Incident, in room: Room, _ now: Instant) -> [Step] {
    let answer = answer(of: response, on: incident)
    let start = response.ruling == .overruled ? response.marks.last?.recorded ?? response.notified : response.notified
    let pace = Pace(answer, response)
    func at(_ stage: Pace.Stage, _ action: Action, from moment: Instant? = nil) -> Step {
      let share = roll(incident, response, stage)
      return Step(due: self.moment(pace.delay(stage, share), moment ?? start), action: action)
    }
    let milestone = milestone(of: response, in: room, now)
    if answer == .silent { return [] }
    if response.acknowledged == nil { return [at(.acknowledge, .acknowledge(milestone))] }
    if let next = response.nextReplyBy, response.replied != nil {
      // The hour keeps to the ledger's clock, which no speed moves.
      return [Step(due: next.due - .minutes(4), action: .reply(reply(of: response, on: incident, now)))]
    }
    if let back = response.lastSentBack {
      return [at(.again, .reply(reply(of: response, on: incident, now)), from: back)]
    }
    let declining = answer == .decline ? decline(of: response, on: incident, in: room) : nil
    if response.arrived == nil, response.arriveBy != nil {
      let contact = response.contactBy != nil && response.contacted == nil
      return [declining.map { at(.decline, $0) }].compactMap(\.self)
        + [contact ? at(.contact, .contact(milestone)) : at(.arrive, .arrive(milestone))]
    }
    let replying = at(.reply, .reply(reply(of: response, on: incident, now)))
    guard answer == .incomplete else {
      return [declining.map { at(.decline, $0) }, replying].compactMap(\.self)
    }
    guard response.lastReply != nil else {
      return [at(.reply, .reply(Reply(response: response.id, done: Words("正在处理"), channel: .message)))]
    }
    // Only who is pressed completes what was missing.
    return response.urged.map { [at(.again, replying.action, from: $0)] } ?? []
  }

  private func milestone(of response: Response, in room: Room, _ now: Instant) -> Milestone {
    let today = room.zone.day(of: now)
    let enforcers = room.officers.values
      .filter { $0.department == response.id.unit && $0.mayEnforce(on: today) }.map(\.id).sorted().prefix(2)
    let isArrival = response.kind == .enforcement && response.acknowledged != nil
    return Milestone(response: response.id, channel: .phone, enforcers: isArrival ? Array(enforcers) : nil)
  }

  private func reply(of response: Response, on incident: Incident, _ now: Instant) -> Reply {
    Reply(
      response: response.id, accepted: response.acknowledged ?? now,
      spokeTo: incident.wasReportedBySomebody ? Words("反映人") : nil, done: Words("已到现场处理完毕"),
      completion: .done, channel: .message)
  }

  /// Proposed is who supports the matter by the list, else who leads it by the catalogue; never one of the station's.
  private func decline(of response: Response, on incident: Incident, in room: Room) -> Action? {
    let listed = incident.summary.text.flatMap { answers[$0] }.map { $0.support } ?? []
    let others = (listed + room.catalogue.departments.map(\.code)).compactMap(room.catalogue.department)
    guard let proposed = others.first(where: { $0.kind == .county && $0.code != response.id.unit }) else { return nil }
    return .decline(
      Declining(
        response: response.id, ground: Words("不属本单位职责"), proposed: proposed.code, channel: .phone))
  }

  /// 0…99, the same whenever it is asked.
  private func roll(_ incident: Incident, _ response: Response, _ stage: Pace.Stage) -> Int64 {
    var hash = seed ^ UInt64(incident.id.entry) &* 0x9E37_79B9_7F4A_7C15
    for byte in "\(response.id.summons)\(response.id.unit)\(stage)".utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    var dice = DrillDice(seed: hash)
    return Int64.random(in: 0..<100, using: &dice)
  }
}

/// The pace of a unit, in life's time, from the call on; after being pressed or sent back, from there on.
private struct Pace {
  enum Stage { case acknowledge, contact, decline, arrive, reply, again }

  let isLate: Bool
  let response: Response

  init(_ answer: PracticeMatter.Conduct, _ response: Response) {
    isLate = answer == .late
    self.response = response
  }

  func delay(_ stage: Stage, _ share: Int64) -> Duration {
    let range = late(stage) ?? prompt(stage)
    return range.lowerBound
      + Duration(
        milliseconds: (range.upperBound - range.lowerBound).milliseconds * share / 100)
  }

  private func prompt(_ stage: Stage) -> ClosedRange<Duration> {
    let hurries = response.kind == .emergency
    return switch stage {
    case .acknowledge: hurries ? .minutes(1)...(.minutes(4)) : .minutes(2)...(.minutes(8))
    case .contact: hurries ? .minutes(4)...(.minutes(8)) : .minutes(10)...(.minutes(18))
    case .decline: .minutes(9)...(.minutes(20))
    case .arrive: hurries ? .minutes(10)...(.minutes(25)) : .minutes(20)...(.minutes(55))
    case .reply: hurries ? .minutes(26)...(.minutes(29)) : .minutes(60)...(.minutes(150))
    case .again: .minutes(10)...(.minutes(30))
    }
  }

  /// A fifth to a half over its limit; limits of days are not waited out.
  private func late(_ stage: Stage) -> ClosedRange<Duration>? {
    guard isLate else { return nil }
    let limit: Deadline?
    switch stage {
    case .acknowledge: limit = response.acknowledgeBy
    case .contact: limit = response.contactBy
    case .arrive: limit = response.arriveBy
    case .reply: limit = response.replyBy
    case .decline, .again: return nil
    }
    guard let limit, limit.due - limit.started <= .hours(6) else { return .hours(3)...(.hours(6)) }
    let whole = limit.due - limit.started
    return (whole + whole / 5)...(whole + whole / 2)
  }
}

/// SplitMix64: the same dice for the same seed.
struct DrillDice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
