// The facts that are stated about the room itself.

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

/// Enrol a person, or enrol again with another rank, unit, PIN or certificate; the name stays. A PIN or certificate that
/// is not stated stays too.
package struct Enrolment: Hashable, Codable, Sendable {
  package var officer: OfficerID
  package var name: String
  package var rank: Rank
  package var department: String?
  package var pin: Words?
  /// The certificate that lets the person enforce the law; nil where there is none.
  package var qualification: Qualification?
  /// True where the person has left (停用). Enrolled anew without it they are back, and need a new PIN.
  package var left: Bool?

  package init(
    officer: OfficerID, name: String, rank: Rank, department: String? = nil, pin: Words? = nil,
    qualification: Qualification? = nil, left: Bool? = nil
  ) {
    self.officer = officer
    self.name = name
    self.rank = rank
    self.department = department
    self.pin = pin
    self.qualification = qualification
    self.left = left
  }
}

/// Names who is rostered for some turns. Turns not named stay as they were.
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
  /// The reason why somebody sits who is not rostered (代), or before the one before has handed over.
  package var reason: Words?

  package init(turn: Turn, reason: Words? = nil) {
    self.turn = turn
    self.reason = reason
  }
}

/// Hand over (交接班): the signature of one of the two under the handover sheet both have seen. The outgoing leader signs
/// first; with the incoming one's signature the seat is free.
package struct HandingOver: Hashable, Codable, Sendable {
  package var turn: Turn
  /// The last entry on the sheet, and its hash: the ledger's head as it stands on the sheet.
  package var through: Int64
  package var head: String
  /// The words on what is undone, written out.
  package var words: Words?

  package init(turn: Turn, through: Int64, head: String, words: Words? = nil) {
    self.turn = turn
    self.through = through
    self.head = head
    self.words = words
  }
}

/// Swap (调班): `officer` gives `turn` to `with`, and takes `other` for it where one is named. Each of the two signs.
package struct Swap: Hashable, Codable, Sendable {
  package var turn: Turn
  package var officer: OfficerID
  package var with: OfficerID
  package var other: Turn?

  package init(turn: Turn, officer: OfficerID, with: OfficerID, other: Turn? = nil) {
    self.turn = turn
    self.officer = officer
    self.with = with
    self.other = other
  }
}

/// Unlock (解除登录限制): the wrong PINs that were given for a name count no more.
package struct Unlocking: Hashable, Codable, Sendable {
  package var officer: OfficerID

  package init(officer: OfficerID) { self.officer = officer }
}

/// One setting of the station's; nil puts it back to the standard.
package struct SettingChange: Hashable, Codable, Sendable {
  package var name: SettingName
  package var limit: TimeLimit?

  package init(_ name: SettingName, _ limit: TimeLimit?) {
    self.name = name
    self.limit = limit
  }
}

/// A standing routing (常规派单) names whom matters of a category always go to; a daily whistle on it needs no leader's word.
/// Without a lead it is withdrawn.
package struct StandingRouting: Hashable, Codable, Sendable {
  package var category: String
  package var lead: [String]
  package var support: [String]

  package init(category: String, lead: [String], support: [String] = []) {
    self.category = category
    self.lead = lead
    self.support = support
  }
}

extension StandingRouting {
  /// Whether a summons calls just whom the routing names (docs/duty.md#standing-routing).
  func routes(_ facts: Summoning) -> Bool {
    Set(lead) == Set(facts.lead) && Set(support) == Set(facts.support)
  }
}
