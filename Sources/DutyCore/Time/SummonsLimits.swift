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
    func limit(_ clock: SettingName.SummonsClock) -> TimeLimit { settings[.clock(clock)] }
    switch kind {
    case .assignment:
      acknowledge = limit(.assignmentAcknowledge)
      reply = category
    case .daily:
      acknowledge = limit(.dailyAcknowledge)
      arrive = limit(inTown ? .dailyArrive : .dailyArriveFromOutside)
      reply = limit(.dailyReply)
    case .work:
      acknowledge = limit(.workAcknowledge)
      contact = limit(.workContact)
      arrive = limit(.workArrive)
      reply = limit(.workReply)
    case .hard:
      acknowledge = limit(.hardAcknowledge)
      contact = limit(.hardContact)
      arrive = limit(.hardArrive)
      reply = limit(.hardReply)
    case .enforcement:
      acknowledge = limit(.enforcementAcknowledge)
      arrive = limit(.enforcementArrive)
      reply = limit(.enforcementReply)
    case .emergency:
      acknowledge = limit(.emergencyAcknowledge)
      contact = limit(.emergencyContact)
      arrive = grid.map { settings[.gridArrival($0)] } ?? limit(.emergencyArrive)
      reply = limit(.emergencyReply)
    }
  }
}
