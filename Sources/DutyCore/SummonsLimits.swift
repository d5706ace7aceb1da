/// How long a unit has for each milestone of a summons; nil where the kind sets no limit.
///
/// The defaults of the duty; those of the work and hard whistles are the Beijing regulation's.
struct SummonsLimits {
  var acknowledge: TimeLimit
  var contact: TimeLimit?
  var arrive: TimeLimit?
  var reply: TimeLimit?

  /// `category` is the limit of the incident's category; a unit without people in town has until the next workday to
  /// come to a daily whistle.
  init(of kind: SummonsKind, inTown: Bool, category: TimeLimit?) {
    switch kind {
    case .assignment:
      acknowledge = .working(minutes: 30)
      reply = category
    case .daily:
      acknowledge = .running(minutes: 30)
      arrive = inTown ? .running(minutes: 120) : .workingDays(days: 1)
      reply = .working(minutes: 240)
    case .work:
      acknowledge = .running(minutes: 60)
      contact = .running(minutes: 24 * 60)
      arrive = .workingDays(days: 3)
      reply = .workingDays(days: 3)
    case .hard:
      acknowledge = .running(minutes: 60)
      contact = .running(minutes: 24 * 60)
      arrive = .workingDays(days: 5)
      reply = .workingDays(days: 5)
    case .emergency:
      acknowledge = .running(minutes: 10)
      contact = .running(minutes: 10)
      arrive = .running(minutes: 30)
      reply = .running(minutes: 30)
    }
  }
}
