import DutyCore
import DutyTables

// The optional lists of words: everyday words of the categories, words that ask about an emergency (疑似应急), and the
// names of the grids. The people of a grid, which its file may name, are never read.

extension CatalogueReading {
  /// An everyday word may mean two categories; one that means more helps nobody to choose.
  private static let mostCategories = 2

  mutating func readCategoryWords() -> [CategoryWords] {
    let (codes, branches, playbooks) = (categoryCodes, branchCodes, playbookCodes)
    var uses: [String: Int] = [:]
    _ = categoryWords.keys("code")
    return categoryWords.read { (row) throws(ListingFault) in
      let category = try row.known(try row.text("code"), "code", codes)
      guard !branches.contains(category) else { throw row.fault("code", .notALeaf(category)) }
      let aliases = try row.words("aliases")
      for alias in aliases {
        let count = uses[NameRule.key(alias), default: 0] + 1
        uses[NameRule.key(alias)] = count
        guard count <= Self.mostCategories else { throw row.fault("aliases", .tooOften(alias, Self.mostCategories)) }
      }
      var playbook: String?
      if let code = row.optional("playbook") { playbook = try row.known(code, "playbook", playbooks) }
      return CategoryWords(
        category: category, aliases: aliases, urgency: try row.optionalChoice("urgency"),
        whistle: try row.optionalChoice("whistle", SummonsKind.allCases.filter(\.isWhistle)), playbook: playbook)
    }
  }

  mutating func readAlarmWords() -> [AlarmWord] {
    var seen: Set<String> = []
    return alarmWords.read { (row) throws(ListingFault) in
      let word = try row.text("word")
      guard seen.insert(NameRule.key(word)).inserted else { throw row.fault("word", .twice(word)) }
      let unless = try row.words("unless")
      for other in unless where NameRule.key(word).contains(NameRule.key(other)) {
        throw row.fault("unless", .alwaysStandsIn(other, word))
      }
      return AlarmWord(word: word, reason: try row.text("reason"), unless: unless)
    }
  }

  /// No two grids have a code, a name or another name in common: whatever names one names no other.
  mutating func readGrids() -> [GridArea] {
    var seen: Set<String> = []
    return grids.read { (row) throws(ListingFault) in
      let grid = GridArea(
        code: try row.text("code"), name: try row.text("name"), village: row.optional("village"),
        aliases: try row.words("aliases"))
      for (column, names) in [("code", [grid.code]), ("name", [grid.name]), ("aliases", grid.aliases)] {
        for name in names where !seen.insert(NameRule.key(name)).inserted { throw row.fault(column, .twice(name)) }
      }
      return grid
    }
  }
}

extension ListingRow {
  /// The words of a cell, parted by `；` or `;`, none of them twice.
  fileprivate func words(_ column: String) throws(ListingFault) -> [String] {
    var seen: Set<String> = []
    let parts = (optional(column) ?? "").split { $0 == ";" || $0 == "；" }
    let words = parts.compactMap { Words(written: String($0))?.text }
    for word in words where !seen.insert(NameRule.key(word)).inserted { throw fault(column, .twice(word)) }
    return words
  }

  /// Nil where the cell is empty.
  func optionalChoice<Choice: RawRepresentable<String> & CaseIterable>(
    _ column: String, _ choices: [Choice] = Array(Choice.allCases)
  ) throws(ListingFault) -> Choice? {
    guard let text = optional(column) else { return nil }
    guard let choice = choices.first(where: { $0.rawValue == text }) else {
      throw fault(column, .notOneOf(choices.map(\.rawValue)))
    }
    return choice
  }

  /// The first day and the last, each nil where its cell is empty.
  func period(_ first: String, _ last: String) throws(ListingFault) -> (from: Day?, to: Day?) {
    let from = optional(first) == nil ? nil : try day(first)
    let to = optional(last) == nil ? nil : try day(last)
    if let from, let to, to < from { throw fault(last, .endsBefore(from)) }
    return (from, to)
  }
}
