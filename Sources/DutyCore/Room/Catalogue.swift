/// The lists a station works from: categories with their limits, units, and who is responsible for what.
package struct Catalogue: Hashable, Sendable {
  package let categories: [Category]
  package let departments: [Department]
  package let items: [ResponsibilityItem]
  /// Category code → responsibility items that answer for it, the first first.
  package let itemsByCategory: [String: [String]]
  package let playbooks: [Playbook]
  package let powers: [Power]
  /// Everyday words of the categories, words that ask about an emergency, and the grids: none in lists that were
  /// recorded before there were any.
  package let categoryWords: [CategoryWords]
  package let alarmWords: [AlarmWord]
  package let grids: [GridArea]
  /// Rows that earlier lists had and these have no more: what was opened under them is still called so. One catalogue at most.
  private var former: [Catalogue] = []
  /// The place of each code in the lists that every line of a board asks.
  private let categoryPlaces: [String: Int]
  private let departmentPlaces: [String: Int]

  package init(
    categories: [Category] = [], departments: [Department] = [], items: [ResponsibilityItem] = [],
    itemsByCategory: [String: [String]] = [:], playbooks: [Playbook] = [], powers: [Power] = [],
    categoryWords: [CategoryWords] = [], alarmWords: [AlarmWord] = [], grids: [GridArea] = []
  ) {
    self.categories = categories
    self.departments = departments
    self.items = items
    self.itemsByCategory = itemsByCategory
    self.playbooks = playbooks
    self.powers = powers
    self.categoryWords = categoryWords
    self.alarmWords = alarmWords
    self.grids = grids
    func places(_ codes: some Sequence<String>) -> [String: Int] {
      Dictionary(zip(codes, 0...), uniquingKeysWith: { first, _ in first })
    }
    categoryPlaces = places(categories.lazy.map(\.code))
    departmentPlaces = places(departments.lazy.map(\.code))
  }

  package func category(_ code: String) -> Category? { categoryPlaces[code].map { categories[$0] } }
  package func department(_ code: String) -> Department? { departmentPlaces[code].map { departments[$0] } }
  package func item(_ code: String) -> ResponsibilityItem? { items.first { $0.code == code } }
  package func playbook(_ code: String) -> Playbook? { playbooks.first { $0.code == code } }
  package func power(_ code: String) -> Power? { powers.first { $0.code == code } }

  package func words(ofCategory code: String) -> CategoryWords? { categoryWords.first { $0.category == code } }

  /// The grid that `typed` names: by its code, its name or another name for it. Width, case and blanks do not matter.
  package func grid(_ typed: String) -> GridArea? {
    let key = NameRule.key(typed)
    return grids.first { $0.keys.contains(key) }
  }

  /// Every name in the lists.
  package var names: Set<String> {
    Set(
      categories.map(\.name) + departments.flatMap { [$0.name, $0.short] } + items.map(\.name)
        + powers.map(\.name) + playbooks.map(\.name))
  }

  /// Categories an incident can have: those without children.
  package var leafCategories: [Category] {
    let parents = Set(categories.compactMap(\.parent))
    return categories.filter { !parents.contains($0.code) }
  }

  package func items(for category: String) -> [ResponsibilityItem] {
    (itemsByCategory[category] ?? []).compactMap(item)
  }

  /// The units that would lead and support an incident of `category`, by its item; nil where no item covers it.
  package func routing(for category: String) -> Routing? {
    guard let item = items(for: category).first else { return nil }
    return Routing(
      item: item.code, lead: stationed(for: item.lead),
      support: item.support.map(stationed).filter { $0 != stationed(for: item.lead) })
  }

  /// A county body's people in town where it has any: a daily whistle goes to them.
  package func stationed(for department: String) -> String {
    departments.first { $0.kind == .stationed && $0.counterpart == department }?.code ?? department
  }

  /// The name people use for a unit; an imported unit is called as it came.
  package func name(ofDepartment code: String) -> String { known(code, Catalogue.department)?.short ?? code }
  package func name(ofCategory code: String) -> String { known(code, Catalogue.category)?.name ?? code }

  /// The row that `code` stands for: in these lists, or as it was before it went from them.
  package func known<Row>(_ code: String, _ find: (Catalogue) -> (String) -> Row?) -> Row? {
    find(self)(code) ?? former.first.flatMap { find($0)(code) }
  }
}

extension Catalogue {
  /// These lists after `earlier` ones, of which what is gone is kept to be called by its name (docs/duty.md#lists-in-force).
  func replacing(_ earlier: Catalogue) -> Catalogue {
    func gone<Row>(_ list: KeyPath<Catalogue, [Row]>, _ find: (String) -> Row?, _ code: (Row) -> String) -> [Row] {
      let (last, before) = (earlier[keyPath: list], earlier.former.first?[keyPath: list] ?? [])
      return (last + before).filter { find(code($0)) == nil }
    }
    let former = Catalogue(
      categories: gone(\.categories, category, \.code), departments: gone(\.departments, department, \.code),
      items: gone(\.items, item, \.code), playbooks: gone(\.playbooks, playbook, \.code),
      powers: gone(\.powers, power, \.code))
    var lists = self
    lists.former = former == Catalogue() ? [] : [former]
    return lists
  }
}

/// A proposal of whom to call.
package struct Routing: Hashable, Sendable {
  package let item: String
  package let lead: String
  package let support: [String]
}

/// A kind of matter (类别). A leaf carries the limit within which it is to be closed.
package struct Category: Hashable, Codable, Sendable {
  package let code: String
  package let parent: String?
  package let name: String
  package let limit: TimeLimit?

  package init(code: String, parent: String?, name: String, limit: TimeLimit?) {
    self.code = code
    self.parent = parent
    self.name = name
    self.limit = limit
  }
}

/// A unit that can be summoned or asked.
package struct Department: Hashable, Codable, Sendable {
  package enum Kind: String, Codable, CaseIterable, Sendable {
    case townOffice = "town_office"
    case stationed, county, village
    case countyRoom = "county_room"
    case neighbour, utility
  }

  package let code: String
  package let name: String
  package let short: String
  package let kind: Kind
  /// The county body a stationed one belongs to.
  package let counterpart: String?
  package let pinyin: String
  package let contact: String?
  package let phone: String?

  package init(
    code: String, name: String, short: String, kind: Kind, counterpart: String?, pinyin: String, contact: String?,
    phone: String?
  ) {
    self.code = code
    self.name = name
    self.short = short
    self.kind = kind
    self.counterpart = counterpart
    self.pinyin = pinyin
    self.contact = contact
    self.phone = phone
  }

  /// Whether the unit has people in the township itself, who can come within two hours.
  package var isInTown: Bool {
    switch kind {
    case .townOffice, .stationed, .village: true
    case .county, .countyRoom, .neighbour, .utility: false
    }
  }

  /// Utilities can be asked (商请), never whistled.
  package var canBeWhistled: Bool {
    switch kind {
    case .townOffice, .stationed, .county, .village: true
    case .utility, .countyRoom, .neighbour: false
    }
  }
}
