// The room's terms, lists, people and settings.

extension ActionTraits {
  static let found = ActionTraits("建立台账", "found", whose: .administrator)
  static let setCatalogue = ActionTraits("更新清单", "set catalogue", whose: .administrator)
  static let setCalendar = ActionTraits("更新日历", "set calendar", whose: .administrator)
  static let enrol = ActionTraits("人员登记", "enrol", whose: .administrator)
  static let setSetting = ActionTraits("更改设置", "change a setting", whose: .administrator)
  static let setStanding = ActionTraits("常规派单", "standing routing", whose: .leader)
  static let unlock = ActionTraits("解除登录限制", "unlock", whose: .administrator)
}

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

// MARK: - Its words

extension EntryText {
  func words(_ facts: Unlocking) -> [String?] {
    [names([facts.officer])]
  }
}
