/// One matter of the responsibility list (责任清单事项): who leads, who supports, what each has to do, by what law.
package struct ResponsibilityItem: Hashable, Codable, Sendable {
  /// See docs/duty.md#list-class.
  package enum ListClass: String, Codable, CaseIterable, Sendable {
    /// 基本履职, 配合履职, 清单外
    case basic, cooperative, outside
  }

  package let code: String
  package let name: String
  package let listClass: ListClass
  package let lead: String
  package let support: [String]
  package let departmentDuty: String
  package let townshipDuty: String
  package let legalBasis: String
  /// False until a lawyer of the station has confirmed it: 依据待核 is shown beside it.
  package let basisChecked: Bool
  /// First and last day; nil where no day was set.
  package let from: Day?
  package let to: Day?
  /// The one to ask about it, and the number of that office.
  package let contact: String?
  package let phone: String?

  package init(
    code: String, name: String, listClass: ListClass, lead: String, support: [String], departmentDuty: String,
    townshipDuty: String, legalBasis: String, basisChecked: Bool, from: Day? = nil, to: Day? = nil,
    contact: String? = nil, phone: String? = nil
  ) {
    self.code = code
    self.name = name
    self.listClass = listClass
    self.lead = lead
    self.support = support
    self.departmentDuty = departmentDuty
    self.townshipDuty = townshipDuty
    self.legalBasis = legalBasis
    self.basisChecked = basisChecked
    self.from = from
    self.to = to
    self.contact = contact
    self.phone = phone
  }
}

/// A joint matter (一件事): who leads, who cooperates, in which steps.
package struct Playbook: Hashable, Codable, Sendable {
  package struct Step: Hashable, Codable, Sendable {
    package let name: String
    /// The unit that does it.
    package let owner: String
    /// The limit counts from the end of the step before.
    package let limit: TimeLimit
    /// The mark of the steps whose owners are called together; nil for one that is called alone.
    package let together: String?

    package init(name: String, owner: String, limit: TimeLimit, together: String? = nil) {
      self.name = name
      self.owner = owner
      self.limit = limit
      self.together = together
    }
  }

  package let code: String
  package let name: String
  package let lead: String
  package let cooperating: [String]
  package let steps: [Step]
  /// The part of the town itself, in words.
  package let townshipRole: String?

  package init(
    code: String, name: String, lead: String, cooperating: [String], steps: [Step], townshipRole: String? = nil
  ) {
    self.code = code
    self.name = name
    self.lead = lead
    self.cooperating = cooperating
    self.steps = steps
    self.townshipRole = townshipRole
  }
}

/// A devolved enforcement power (赋权事项): what the station may enforce itself while it is in force.
package struct Power: Hashable, Codable, Sendable {
  package enum Scope: String, Codable, CaseIterable, Sendable {
    /// 全部, 部分
    case full, partial
  }

  package let code: String
  package let name: String
  /// Bodies whose power it was: they hold it still where it is not in force here.
  package let holders: [String]
  /// The part that stays with the county.
  package let reserved: String
  /// First and last day; nil where no day was set.
  package let from: Day?
  package let to: Day?
  /// A sample to look at, in force nowhere.
  package let isSample: Bool
  /// The extent to which it came down; nil where the list does not say.
  package let scope: Scope?

  package init(
    code: String, name: String, holders: [String], reserved: String, from: Day?, to: Day?, isSample: Bool,
    scope: Scope? = nil
  ) {
    self.code = code
    self.name = name
    self.holders = holders
    self.reserved = reserved
    self.from = from
    self.to = to
    self.isSample = isSample
    self.scope = scope
  }

  package func isInForce(on day: Day) -> Bool {
    guard !isSample, let from, from <= day else { return false }
    return to.map { day <= $0 } ?? true
  }
}

extension Power.Scope {
  package func text(_ language: Language) -> String {
    switch self {
    case .full: language("全部", "all of it")
    case .partial: language("部分", "a part")
    }
  }
}
