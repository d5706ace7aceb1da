/// The order of attention: emergencies, then those late enough for an orange or a red sheet, then the nearest deadline, then
/// the oldest; ties by number. The ledger reads its queue in this order (`Ledger.open`); a test holds the two together
/// (docs/duty.md#attention).
package struct Attention: Hashable, Comparable, Sendable {
  let emergency: Bool
  let pressed: Bool
  let due: Instant?
  let received: Instant
  let number: IncidentNumber

  package init(emergency: Bool, pressed: Bool, due: Instant?, received: Instant, number: IncidentNumber) {
    self.emergency = emergency
    self.pressed = pressed
    self.due = due
    self.received = received
    self.number = number
  }

  package init(_ incident: Incident, at now: Instant) {
    emergency = incident.isEmergency
    pressed = incident.orangeFrom.map { $0 <= now } ?? false
    due = incident.nextDue
    received = incident.received
    number = incident.number
  }

  /// At a moment that has passed. How units stood then is not known any more for what was closed since: the closing
  /// deadline alone decides.
  package init(past incident: Incident) {
    self.init(
      emergency: incident.isEmergency, pressed: false, due: incident.deadline?.due, received: incident.received,
      number: incident.number)
  }

  /// `a < b`: a is looked at first.
  package static func < (a: Attention, b: Attention) -> Bool {
    if a.emergency != b.emergency { return a.emergency }
    if a.pressed != b.pressed { return a.pressed }
    if a.due != b.due {
      guard let mine = a.due else { return false }
      guard let other = b.due else { return true }
      return mine < other
    }
    return (a.received, a.number) < (b.received, b.number)
  }
}
