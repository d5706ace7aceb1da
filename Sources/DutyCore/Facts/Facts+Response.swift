// The facts that are stated when a unit will not, need not, or must be pressed to answer.

/// Decline (退单): a unit says that it is not theirs, on what ground, and whom it belongs to.
package struct Declining: Hashable, Codable, Sendable {
  package var response: ResponseID
  package var ground: Words
  package var proposed: String
  /// The basic-duty item that makes it the station's own; without one nothing comes back to the station.
  package var item: String?
  package var channel: Channel?
  package var said: Words?

  package init(
    response: ResponseID, ground: Words, proposed: String, item: String? = nil, channel: Channel? = nil,
    said: Words? = nil
  ) {
    self.response = response
    self.ground = ground
    self.proposed = proposed
    self.item = item
    self.channel = channel
    self.said = said
  }
}

/// Appoint (指定承办): the leader rules on a decline. The ruling is kept as precedent.
package struct Appointment: Hashable, Codable, Sendable {
  package enum Ruling: String, Codable, CaseIterable, Sendable {
    /// The unit was right: it is released.
    case upheld
    /// The unit is to do it: its clocks start anew.
    case overruled
  }

  package var response: ResponseID
  package var ruling: Ruling
  package var reason: Words

  package init(response: ResponseID, ruling: Ruling, reason: Words) {
    self.response = response
    self.ruling = ruling
    self.reason = reason
  }
}

/// Urge (催办): a unit is reminded.
package struct Urging: Hashable, Codable, Sendable {
  package var response: ResponseID
  package var words: Words?

  package init(response: ResponseID, words: Words? = nil) {
    self.response = response
    self.words = words
  }
}

/// A sheet is issued (提醒单, 督办单, 通报单, 表扬单): because the ladder is reached, or for a reason.
package struct Sheet: Hashable, Codable, Sendable {
  package enum Colour: String, Codable, CaseIterable, Sendable {
    case blue, orange, red, praise
  }

  /// Nil: the sheet is about the incident as a whole.
  package var response: ResponseID?
  package var colour: Colour
  package var reason: Words?

  package init(response: ResponseID?, colour: Colour, reason: Words? = nil) {
    self.response = response
    self.colour = colour
    self.reason = reason
  }
}
