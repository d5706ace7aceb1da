// What is stated of the room itself.

/// Found: the station's own terms, the first entry of each ledger.
package struct Charter: Hashable, Codable, Sendable {
  package var station: String
  package var name: String
  package var plan: ShiftPlan
  /// A practice room (演练): everything in it is practice.
  package var drill: Bool

  package init(station: String, name: String, plan: ShiftPlan, drill: Bool = false) {
    self.station = station
    self.name = name
    self.plan = plan
    self.drill = drill
  }
}

/// Enrol a person, or enrol again with another rank, unit or PIN; the name stays.
package struct Enrolment: Hashable, Codable, Sendable {
  package var officer: OfficerID
  package var name: String
  package var rank: Rank
  package var department: String?
  package var pin: Words?

  package init(officer: OfficerID, name: String, rank: Rank, department: String? = nil, pin: Words? = nil) {
    self.officer = officer
    self.name = name
    self.rank = rank
    self.department = department
    self.pin = pin
  }
}

/// Who is rostered when. Turns not named stay as they were.
package struct RosterChange: Hashable, Codable, Sendable {
  package struct Line: Hashable, Codable, Sendable {
    package let turn: Turn
    package let officer: OfficerID

    package init(turn: Turn, officer: OfficerID) {
      self.turn = turn
      self.officer = officer
    }
  }
  package var lines: [Line]

  package init(lines: [Line]) { self.lines = lines }
}

/// Take the seat (坐堂上岗) for the turn that is running.
package struct SeatTaking: Hashable, Codable, Sendable {
  package var turn: Turn
  /// Why somebody sits who is not rostered (代), or before the one before has handed over.
  package var reason: Words?

  package init(turn: Turn, reason: Words? = nil) {
    self.turn = turn
    self.reason = reason
  }
}
