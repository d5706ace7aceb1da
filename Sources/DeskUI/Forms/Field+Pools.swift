import DutyCore

extension Field {
  /// The long lists of the room.
  /// See docs/desk.md#pools.
  package enum Pool: Hashable, Sendable {
    case categories, units, items, basicItems, powers, playbooks
    /// The county room and neighbours, which are escalated to.
    case above
    /// Whoever leads, one of them first.
    case leaders(first: OfficerID?)
    /// Whoever else works at the desk, leaders first.
    case colleagues(of: OfficerID?)
    /// The people of some units.
    case people(of: [String])
  }
}

extension Field.Pool {
  package func options(in room: Room, _ language: Language) -> [Field.Option] {
    unspelled(in: room).map { option in
      var option = option
      option.spelling = room.spellings[option.label] ?? .none
      return option
    }
  }

  private func unspelled(in room: Room) -> [Field.Option] {
    switch self {
    case .categories:
      Self.options(ofCategories: room.catalogue)
    case .units:
      room.catalogue.departments.map { Field.Option(code: $0.code, label: $0.short, initials: $0.pinyin) }
    case .above:
      room.catalogue.departments.filter(\.isAboveOrBeside).map {
        Field.Option(code: $0.code, label: $0.short, initials: $0.pinyin)
      }
    case .leaders(let first):
      Self.options(here(room).filter { $0.rank.leads && $0.id == first })
        + Self.options(here(room).filter { $0.rank.leads && $0.id != first })
    case .colleagues(let officer):
      Self.options(here(room).filter { $0.id != officer && $0.rank.leads })
        + Self.options(here(room).filter { $0.id != officer && $0.rank.worksTheDesk && !$0.rank.leads })
    case .people(let units):
      Self.options(here(room).filter { $0.department.map(units.contains) ?? false })
    case .items: room.catalogue.items.map { Field.Option(code: $0.code, label: $0.name) }
    case .basicItems:
      room.catalogue.items.filter { $0.listClass == .basic }.map { Field.Option(code: $0.code, label: $0.name) }
    case .powers: room.catalogue.powers.map { Field.Option(code: $0.code, label: $0.name) }
    case .playbooks: room.catalogue.playbooks.map { Field.Option(code: $0.code, label: $0.name) }
    }
  }

  private static func options(ofCategories catalogue: Catalogue) -> [Field.Option] {
    let aliases = Dictionary(
      catalogue.categoryWords.map { ($0.category, $0.aliases) }, uniquingKeysWith: { first, _ in first })
    return catalogue.leafCategories.map { category in
      Field.Option(code: category.code, label: category.name, aliases: aliases[category.code] ?? [])
    }
  }

  /// Those who have not left.
  private func here(_ room: Room) -> [Officer] { room.officers.values.filter { !$0.hasLeft } }

  private static func options(_ officers: [Officer]) -> [Field.Option] {
    officers.sorted { $0.id < $1.id }.map { Field.Option(code: String($0.id.serial), label: $0.name) }
  }

  package func label(of code: String, in room: Room) -> String {
    switch self {
    case .categories: room.catalogue.name(ofCategory: code)
    case .units, .above: room.catalogue.name(ofDepartment: code)
    case .items, .basicItems: room.catalogue.item(code).map { "\($0.code) \($0.name)" } ?? code
    case .powers: room.catalogue.power(code)?.name ?? code
    case .playbooks: room.catalogue.playbook(code)?.name ?? code
    case .leaders, .colleagues, .people: Int(code).flatMap { room.officers[OfficerID($0)]?.name } ?? code
    }
  }
}
