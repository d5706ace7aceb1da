/// The kinds of summons (docs/duty.md#summons-clocks). Each is one row of `SummonsTraits`; its name stands in entries and
/// settings, and is never changed.
package enum SummonsKind: String, Codable, CaseIterable, Sendable {
  /// 派单: one unit, by an officer, no leader needed.
  case assignment
  /// 日常哨
  case daily
  /// 工作推进哨
  case work
  /// 攻坚克难哨
  case hard
  /// 综合执法哨
  case enforcement
  /// 应急哨
  case emergency
  /// 上报: to the county room or a neighbour, which are not under the station's orders.
  case escalation
}

/// The row of one kind of summons: all that sets it apart from the others.
struct SummonsTraits {
  let chinese: String
  let english: String
  let calledBy: SummonsKind.Caller
  /// The ground it is usually blown on; nil for a kind that has none, which is no whistle.
  let ground: Ground?
  let closing: ClosingDeadline
  let limits: StandardLimits

  /// The deadline for closing that comes with it.
  enum ClosingDeadline {
    /// The category's, as it stands.
    case ofCategory
    /// A limit of its own, from the call.
    case own
    /// None of ours, until something else sets one.
    case open
  }

  /// Limits that hold where the station has set none; nil where the kind has no such clock.
  struct StandardLimits {
    var acknowledge: TimeLimit
    var contact: TimeLimit?
    var arrive: TimeLimit?
    /// For a unit without people in town.
    var arriveFromOutside: TimeLimit?
    /// Nil for a reply that is due with the category's limit.
    var reply: TimeLimit?
    var close: TimeLimit?
    /// Between the replies after the first, until an emergency is lifted.
    var hourly: TimeLimit?
  }
}

extension SummonsKind {
  /// The one whose decision it takes (docs/duty.md#who-may-call).
  package enum Caller: Sendable {
    /// Any officer or leader at the desk.
    case officer
    /// The leader who sits, or an officer by a standing routing.
    case sittingLeaderOrRouting
    case sittingLeader
    case leader
    /// The secretary or the director in person.
    case head
  }

  /// The work and hard whistles and the emergency's half hour are the Beijing regulation's; the other limits were chosen
  /// here.
  var traits: SummonsTraits {
    switch self {
    case .assignment:
      SummonsTraits(
        chinese: "派单", english: "assignment", calledBy: .officer, ground: nil, closing: .ofCategory,
        limits: .init(acknowledge: .working(minutes: 30)))
    case .daily:
      SummonsTraits(
        chinese: "日常哨", english: "daily whistle", calledBy: .sittingLeaderOrRouting, ground: .appeal,
        closing: .ofCategory,
        limits: .init(
          acknowledge: .running(minutes: 30), arrive: .running(minutes: 120), arriveFromOutside: .workingDays(days: 1),
          reply: .working(minutes: 240)))
    case .work:
      SummonsTraits(
        chinese: "工作推进哨", english: "work whistle", calledBy: .leader, ground: .keyWork, closing: .own,
        limits: .init(
          acknowledge: .running(minutes: 60), contact: .running(minutes: 24 * 60), arrive: .workingDays(days: 3),
          reply: .workingDays(days: 3), close: .workingDays(days: 10)))
    case .hard:
      SummonsTraits(
        chinese: "攻坚克难哨", english: "hard whistle", calledBy: .head, ground: .keyWork, closing: .open,
        limits: .init(
          acknowledge: .running(minutes: 60), contact: .running(minutes: 24 * 60), arrive: .workingDays(days: 5),
          reply: .workingDays(days: 5)))
    case .enforcement:
      SummonsTraits(
        chinese: "综合执法哨", english: "enforcement whistle", calledBy: .sittingLeader, ground: .jointEnforcement,
        closing: .ofCategory,
        limits: .init(
          acknowledge: .running(minutes: 30), arrive: .running(minutes: 60), reply: .running(minutes: 120)))
    case .emergency:
      SummonsTraits(
        chinese: "应急哨", english: "emergency whistle", calledBy: .officer, ground: .emergencyResponse, closing: .open,
        limits: .init(
          acknowledge: .running(minutes: 10), contact: .running(minutes: 10), arrive: Self.emergencyArrival,
          reply: .running(minutes: 30), hourly: .running(minutes: 60)))
    case .escalation:
      SummonsTraits(
        chinese: "上报", english: "escalation", calledBy: .officer, ground: nil, closing: .ofCategory,
        limits: .init(acknowledge: .running(minutes: 120), reply: .workingDays(days: 1)))
    }
  }

  /// On the spot within half an hour, in a grid too that has no limit of its own.
  static let emergencyArrival = TimeLimit.running(minutes: 30)

  /// An emergency is met first, and a superior rejects instead (docs/duty.md#decline-window).
  var canBeDeclined: Bool { self != .emergency && self != .escalation }

  package var isWhistle: Bool { ground != nil }
  package var calledBy: Caller { traits.calledBy }
  package var ground: Ground? { traits.ground }
  package func text(_ language: Language) -> String { language(traits.chinese, traits.english) }
  /// The word for a unit's coming: to a whistle it reports.
  package func arrival(_ language: Language) -> String { language(isWhistle ? "报到" : "到场", "arrived") }
}

/// One clock of one kind of summons: a setting of the station's.
package struct SummonsClock: Hashable, Sendable {
  package enum Stage: String, CaseIterable, Sendable {
    case acknowledge, contact, arrive, arriveFromOutside, reply, close, hourly
  }

  package let kind: SummonsKind
  package let stage: Stage
  /// The limit that holds where the station has set none.
  let standard: TimeLimit

  /// Nil where the kind has no such clock.
  package init?(_ kind: SummonsKind, _ stage: Stage) {
    let limits = kind.traits.limits
    let standard =
      switch stage {
      case .acknowledge: limits.acknowledge
      case .contact: limits.contact
      case .arrive: limits.arrive
      case .arriveFromOutside: limits.arriveFromOutside
      case .reply: limits.reply
      case .close: limits.close
      case .hourly: limits.hourly
      }
    guard let standard else { return nil }
    (self.kind, self.stage, self.standard) = (kind, stage, standard)
  }

  /// The clock that each kind has.
  init(acknowledging kind: SummonsKind) {
    (self.kind, stage, standard) = (kind, .acknowledge, kind.traits.limits.acknowledge)
  }

  package static let all = SummonsKind.allCases.flatMap { kind in
    Stage.allCases.compactMap { SummonsClock(kind, $0) }
  }

  var code: String { "\(kind.rawValue).\(stage.rawValue)" }

  func text(_ language: Language) -> String {
    let hasFirst = SummonsClock(kind, .hourly) != nil
    let ofStage =
      switch stage {
      case .acknowledge: language("签收时限", ", acknowledge")
      case .contact: language("联系时限", ", contact")
      case .arrive: language("报到时限", ", arrive")
      case .arriveFromOutside: language("报到时限（在本地无派驻人员的单位）", ", arrive, unit without people in town")
      case .reply: hasFirst ? language("首次反馈时限", ", first reply") : language("反馈时限", ", reply")
      case .close: language("办结时限", ", close")
      case .hourly: language("后续反馈间隔", ", later replies")
      }
    return kind.text(language) + ofStage
  }
}

extension Settings {
  /// The limit in force; nil where the kind has no such clock.
  package func limit(_ kind: SummonsKind, _ stage: SummonsClock.Stage) -> TimeLimit? {
    SummonsClock(kind, stage).map { self[.clock($0)] }
  }
}

/// Limits of a unit for each milestone of a summons, as the station has them set; nil where the kind sets no limit.
/// See docs/duty.md#summons-clocks.
struct SummonsLimits {
  var acknowledge: TimeLimit
  var contact: TimeLimit?
  var arrive: TimeLimit?
  var reply: TimeLimit?

  /// `category` is the limit of the incident's category. A unit without people in town has until the next workday to
  /// come to a daily whistle; a grid may have its own arrival limit for emergencies.
  init(of kind: SummonsKind, inTown: Bool, grid: String?, category: TimeLimit?, _ settings: Settings) {
    acknowledge = settings[.clock(SummonsClock(acknowledging: kind))]
    contact = settings.limit(kind, .contact)
    arrive = inTown ? nil : settings.limit(kind, .arriveFromOutside)
    if kind == .emergency { arrive = grid.map { settings[.gridArrival($0)] } }
    arrive = arrive ?? settings.limit(kind, .arrive)
    reply = settings.limit(kind, .reply) ?? category
  }
}
