extension Incident {
  /// The status it is listed with among what was open at `moment`; `entries` are its own where that moment has passed, and
  /// are added up to there. An imported record tells of no steps between reception and close. What is on such a list is not
  /// closed: that close is still to come, or was taken back by a reopening.
  package func listedStatus(at moment: Instant, by entries: [Entry]?) -> Status {
    guard recorded <= moment else { return .received }
    var listed = status
    if let entries {
      guard let past = Incident(adding: entries.filter { $0.recorded <= moment }) else { return .received }
      listed = past.status
    }
    return listed != .closed ? listed : reopenings > 0 ? .inHand : .received
  }
}
