// How a catalogue stands in its entry: each of its lists by column. All of it is read whenever a desk or a report
// starts, and a few dozen columns are read in a third of the time that hundreds of rows take.

/// A row of a list, as the cells of its columns. What the row has not is an empty cell; codes in one cell are parted
/// by `;`, as in the files.
private protocol ListRow {
  static var columns: [ListColumn] { get }
  var cells: [String] { get }
  /// Reads as many cells as there are columns; nil where one of them holds what it cannot.
  init?(cells: [String])
}

private enum ListColumn: String, CodingKey {
  case category, code, contact, cooperating, counterpart, departmentDuty, from, holders, isChecked, isSample, items
  case kind, lead, legalBasis, limit, listClass, name, owner, parent, phone, pinyin, playbook, reserved, short
  case support, to, townshipDuty
}

private enum ListName: String, CodingKey {
  case categories, departments, items, itemsByCategory, playbooks, playbookSteps, powers
}

extension Catalogue: Codable {
  private enum Key: String, CodingKey {
    case columns
    /// The form of the first five versions of a ledger: a list of rows each.
    case categories, departments, items, itemsByCategory, playbooks, powers
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    var lists = container.nestedContainer(keyedBy: ListName.self, forKey: .columns)
    try lists.write(categories, as: .categories)
    try lists.write(departments, as: .departments)
    try lists.write(items, as: .items)
    let pointing = itemsByCategory.sorted { $0.key < $1.key }
    try lists.write(pointing.map { Pointing(category: $0.key, items: $0.value) }, as: .itemsByCategory)
    try lists.write(playbooks, as: .playbooks)
    let steps = playbooks.flatMap { playbook in playbook.steps.map { PlaybookStep(playbook: playbook.code, step: $0) } }
    try lists.write(steps, as: .playbookSteps)
    try lists.write(powers, as: .powers)
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    guard container.contains(.columns) else {
      self.init(
        categories: try container.decode([Category].self, forKey: .categories),
        departments: try container.decode([Department].self, forKey: .departments),
        items: try container.decode([ResponsibilityItem].self, forKey: .items),
        itemsByCategory: try container.decode([String: [String]].self, forKey: .itemsByCategory),
        playbooks: try container.decode([Playbook].self, forKey: .playbooks),
        powers: try container.decode([Power].self, forKey: .powers))
      return
    }
    let lists = try container.nestedContainer(keyedBy: ListName.self, forKey: .columns)
    let pointing: [Pointing] = try lists.rows(of: .itemsByCategory)
    let steps = Dictionary(grouping: try lists.rows(of: .playbookSteps) as [PlaybookStep], by: \.playbook)
    let playbooks: [Playbook] = try lists.rows(of: .playbooks)
    self.init(
      categories: try lists.rows(of: .categories), departments: try lists.rows(of: .departments),
      items: try lists.rows(of: .items),
      itemsByCategory: Dictionary(pointing.map { ($0.category, $0.items) }, uniquingKeysWith: +),
      playbooks: playbooks.map { $0.with(steps: (steps[$0.code] ?? []).map(\.step)) },
      powers: try lists.rows(of: .powers))
  }
}

extension KeyedEncodingContainer<ListName> {
  fileprivate mutating func write<Row: ListRow>(_ rows: [Row], as list: ListName) throws {
    var table = nestedContainer(keyedBy: ListColumn.self, forKey: list)
    let cells = rows.map(\.cells)
    for (index, column) in Row.columns.enumerated() { try table.encode(cells.map { $0[index] }, forKey: column) }
  }
}

extension KeyedDecodingContainer<ListName> {
  fileprivate func rows<Row: ListRow>(of list: ListName) throws -> [Row] {
    let table = try nestedContainer(keyedBy: ListColumn.self, forKey: list)
    let columns = try Row.columns.map(table.texts)
    let count = columns.first?.count ?? 0
    func damage(_ what: String) -> DecodingError {
      .dataCorruptedError(forKey: list, in: self, debugDescription: what)
    }
    guard columns.allSatisfy({ $0.count == count }) else { throw damage("columns of different lengths") }
    return try (0..<count).map { index in
      guard let row = Row(cells: columns.map { $0[index] }) else { throw damage("row \(index + 1) makes no sense") }
      return row
    }
  }
}

extension KeyedDecodingContainer<ListColumn> {
  /// Read text by text: asked for a whole array, the decoder looks anew for each of them what kind of thing it is.
  fileprivate func texts(_ column: ListColumn) throws -> [String] {
    var cells = try nestedUnkeyedContainer(forKey: column)
    var texts: [String] = []
    texts.reserveCapacity(cells.count ?? 0)
    while !cells.isAtEnd { texts.append(try cells.decode(String.self)) }
    return texts
  }
}

extension String {
  fileprivate var orNothing: String? { isEmpty ? nil : self }
  fileprivate var codes: [String] { utf8.split(separator: UInt8(ascii: ";")).map { String(Substring($0)) } }
  /// Nil where the cell says neither.
  fileprivate var truth: Bool? { self == "yes" ? true : self == "no" ? false : nil }
}

extension [String] {
  fileprivate var cell: String { joined(separator: ";") }
}

extension Bool {
  fileprivate var cell: String { self ? "yes" : "no" }
}

extension Category: ListRow {
  fileprivate static let columns: [ListColumn] = [.code, .parent, .name, .limit]
  fileprivate var cells: [String] { [code, parent ?? "", name, limit?.code ?? ""] }

  fileprivate init?(cells: [String]) {
    let limit = TimeLimit(code: cells[3])
    guard limit != nil || cells[3].isEmpty else { return nil }
    self.init(code: cells[0], parent: cells[1].orNothing, name: cells[2], limit: limit)
  }
}

extension Department: ListRow {
  fileprivate static let columns: [ListColumn] = [
    .code, .name, .short, .kind, .counterpart, .pinyin, .contact, .phone,
  ]
  fileprivate var cells: [String] {
    [code, name, short, kind.rawValue, counterpart ?? "", pinyin, contact ?? "", phone ?? ""]
  }

  fileprivate init?(cells: [String]) {
    guard let kind = Kind(rawValue: cells[3]) else { return nil }
    self.init(
      code: cells[0], name: cells[1], short: cells[2], kind: kind, counterpart: cells[4].orNothing, pinyin: cells[5],
      contact: cells[6].orNothing, phone: cells[7].orNothing)
  }
}

extension ResponsibilityItem: ListRow {
  fileprivate static let columns: [ListColumn] = [
    .code, .name, .listClass, .lead, .support, .departmentDuty, .townshipDuty, .legalBasis, .isChecked,
  ]
  fileprivate var cells: [String] {
    [
      code, name, listClass.rawValue, lead, support.cell, departmentDuty, townshipDuty, legalBasis, basisChecked.cell,
    ]
  }

  fileprivate init?(cells: [String]) {
    guard let listClass = ListClass(rawValue: cells[2]), let basisChecked = cells[8].truth else { return nil }
    self.init(
      code: cells[0], name: cells[1], listClass: listClass, lead: cells[3], support: cells[4].codes,
      departmentDuty: cells[5], townshipDuty: cells[6], legalBasis: cells[7], basisChecked: basisChecked)
  }
}

/// Points from a category to an item that answers for it.
private struct Pointing: ListRow {
  let category: String
  let items: [String]

  static let columns: [ListColumn] = [.category, .items]
  var cells: [String] { [category, items.cell] }

  init(category: String, items: [String]) { (self.category, self.items) = (category, items) }
  init?(cells: [String]) { self.init(category: cells[0], items: cells[1].codes) }
}

/// Its steps are a list of their own.
extension Playbook: ListRow {
  fileprivate static let columns: [ListColumn] = [.code, .name, .lead, .cooperating]
  fileprivate var cells: [String] { [code, name, lead, cooperating.cell] }

  fileprivate init?(cells: [String]) {
    self.init(code: cells[0], name: cells[1], lead: cells[2], cooperating: cells[3].codes, steps: [])
  }

  fileprivate func with(steps: [Step]) -> Playbook {
    Playbook(code: code, name: name, lead: lead, cooperating: cooperating, steps: steps)
  }
}

private struct PlaybookStep: ListRow {
  let playbook: String
  let step: Playbook.Step

  static let columns: [ListColumn] = [.playbook, .name, .owner, .limit]
  var cells: [String] { [playbook, step.name, step.owner, step.limit.code] }

  init(playbook: String, step: Playbook.Step) { (self.playbook, self.step) = (playbook, step) }

  init?(cells: [String]) {
    guard let limit = TimeLimit(code: cells[3]) else { return nil }
    self.init(playbook: cells[0], step: Playbook.Step(name: cells[1], owner: cells[2], limit: limit))
  }
}

extension Power: ListRow {
  fileprivate static let columns: [ListColumn] = [.code, .name, .holders, .reserved, .from, .to, .isSample]
  fileprivate var cells: [String] {
    [code, name, holders.cell, reserved, from?.description ?? "", to?.description ?? "", isSample.cell]
  }

  fileprivate init?(cells: [String]) {
    let (from, to) = (Day(cells[4]), Day(cells[5]))
    guard from != nil || cells[4].isEmpty, to != nil || cells[5].isEmpty, let isSample = cells[6].truth else {
      return nil
    }
    self.init(
      code: cells[0], name: cells[1], holders: cells[2].codes, reserved: cells[3], from: from, to: to,
      isSample: isSample)
  }
}
