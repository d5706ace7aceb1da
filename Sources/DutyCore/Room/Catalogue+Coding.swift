// How a catalogue stands in its entry: each of its lists by column. All of it is read whenever a desk or a report
// starts, and a few dozen columns are read in a third of the time that hundreds of rows take.

/// A row of a list, as the cells of its columns. What the row has not is an empty cell; codes in one cell are parted
/// by `;`, as in the files.
protocol ListRow {
  static var columns: [ListColumn] { get }
  /// Columns that the list was given later. One is left out where all of its cells are empty, and reads so where it is
  /// missing: a list that says nothing in them is written as it was before there were any.
  static var laterColumns: [ListColumn] { get }
  /// The cells of `columns`, then those of `laterColumns`.
  var cells: [String] { get }
  /// Reads as many cells as there are columns; nil where one of them holds what it cannot.
  init?(cells: [String])
}

extension ListRow {
  static var laterColumns: [ListColumn] { [] }
}

enum ListColumn: String, CodingKey {
  case aliases, category, code, contact, cooperating, counterpart, departmentDuty, from, holders, isChecked, isSample
  case items, kind, lead, legalBasis, limit, listClass, name, owner, parent, phone, pinyin, playbook, reason, reserved
  case scope, short, support, to, together, townshipDuty, townshipRole, unless, urgency, village, whistle, word
}

private enum ListName: String, CodingKey {
  case categories, departments, items, itemsByCategory, playbooks, playbookSteps, powers
  /// Lists that are left out where they are empty.
  case alarmWords, categoryWords, grids
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
    if !categoryWords.isEmpty { try lists.write(categoryWords, as: .categoryWords) }
    if !alarmWords.isEmpty { try lists.write(alarmWords, as: .alarmWords) }
    if !grids.isEmpty { try lists.write(grids, as: .grids) }
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
      powers: try lists.rows(of: .powers),
      categoryWords: lists.contains(.categoryWords) ? try lists.rows(of: .categoryWords) : [],
      alarmWords: lists.contains(.alarmWords) ? try lists.rows(of: .alarmWords) : [],
      grids: lists.contains(.grids) ? try lists.rows(of: .grids) : [])
  }
}

extension KeyedEncodingContainer<ListName> {
  fileprivate mutating func write<Row: ListRow>(_ rows: [Row], as list: ListName) throws {
    var table = nestedContainer(keyedBy: ListColumn.self, forKey: list)
    let cells = rows.map(\.cells)
    for (index, column) in (Row.columns + Row.laterColumns).enumerated() {
      let texts = cells.map { $0[index] }
      if index < Row.columns.count || !texts.allSatisfy(\.isEmpty) { try table.encode(texts, forKey: column) }
    }
  }
}

extension KeyedDecodingContainer<ListName> {
  fileprivate func rows<Row: ListRow>(of list: ListName) throws -> [Row] {
    let table = try nestedContainer(keyedBy: ListColumn.self, forKey: list)
    let first = try Row.columns.map(table.texts)
    let count = first.first?.count ?? 0
    let columns =
      try first
      + Row.laterColumns.map {
        table.contains($0) ? try table.texts($0) : Array(repeating: "", count: count)
      }
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
