import DutyCore

// The lists in force as the rows of their files: what `CatalogueFiles` reads, written back.

extension CatalogueFiles.File {
  /// The columns that a ledger keeps; what else a file has is for people to read.
  package var columns: [String] {
    switch self {
    case .departments: ["code", "name", "short", "kind", "counterpart", "pinyin", "contact", "phone"]
    case .categories: ["code", "parent", "name", "limit", "clock"]
    case .responsibilities:
      [
        "code", "name", "list_class", "lead", "support", "department_duty", "township_duty", "legal_basis",
        "basis_checked", "effective_from", "effective_to", "contact", "phone",
      ]
    case .categoryItems: ["category", "item"]
    case .playbooks:
      [
        "code", "name", "lead", "cooperating", "township_role", "step_no", "step", "together", "step_owner",
        "step_limit", "step_clock",
      ]
    case .powers:
      ["code", "name", "original_department", "scope", "reserved", "in_force_from", "in_force_to", "status"]
    case .categoryWords: ["code", "aliases", "urgency", "whistle", "playbook"]
    case .alarmWords: ["word", "reason", "unless"]
    case .grids: ["code", "name", "village", "aliases"]
    case .calendar: ["date", "kind"]
    case .drill: []
    }
  }

  /// The columns of them that a file may not leave out.
  var neededColumns: [String] {
    let optional: Set<String> =
      switch self {
      case .departments: ["contact", "phone"]
      case .responsibilities: ["effective_from", "effective_to", "contact", "phone"]
      case .playbooks: ["township_role", "together"]
      case .powers: ["scope"]
      case .categoryWords: ["urgency", "whistle", "playbook"]
      case .alarmWords: ["unless"]
      case .grids: ["village", "aliases"]
      case .categories, .categoryItems, .calendar, .drill: []
      }
    return columns.filter { !optional.contains($0) }
  }

  /// The files of a catalogue, in the order in which they are read against one another.
  package static let lists: [Self] = [
    .departments, .categories, .responsibilities, .categoryItems, .playbooks, .powers, .categoryWords, .alarmWords,
    .grids,
  ]
}

extension Catalogue {
  /// The rows that `file` would be read from.
  package func rows(of file: CatalogueFiles.File) -> [[String]] {
    switch file {
    case .departments:
      departments.map {
        [
          $0.code, $0.name, $0.short, $0.kind.rawValue, $0.counterpart ?? "", $0.pinyin, $0.contact ?? "",
          $0.phone ?? "",
        ]
      }
    case .categories: categories.map { [$0.code, $0.parent ?? "", $0.name] + ($0.limit?.cells ?? ["", ""]) }
    case .responsibilities:
      items.map {
        [
          $0.code, $0.name, $0.listClass.rawValue, $0.lead, $0.support.cell, $0.departmentDuty, $0.townshipDuty,
          $0.legalBasis, $0.basisChecked ? "yes" : "no", $0.from?.description ?? "", $0.to?.description ?? "",
          $0.contact ?? "", $0.phone ?? "",
        ]
      }
    case .categoryItems:
      categories.flatMap { category in (itemsByCategory[category.code] ?? []).map { [category.code, $0] } }
    case .playbooks: playbooks.flatMap(\.rows)
    case .powers:
      powers.map {
        [
          $0.code, $0.name, $0.holders.cell, $0.scope?.rawValue ?? "", $0.reserved, $0.from?.description ?? "",
          $0.to?.description ?? "", $0.isSample ? "sample" : "in_force",
        ]
      }
    case .categoryWords:
      categoryWords.map {
        [
          $0.category, $0.aliases.wordCell, $0.urgency?.rawValue ?? "", $0.whistle?.rawValue ?? "", $0.playbook ?? "",
        ]
      }
    case .alarmWords: alarmWords.map { [$0.word, $0.reason, $0.unless.wordCell] }
    case .grids: grids.map { [$0.code, $0.name, $0.village ?? "", $0.aliases.wordCell] }
    case .calendar, .drill: []
    }
  }
}

extension WorkCalendar {
  /// The rows of `calendar.csv`.
  package var rows: [[String]] {
    let days = holidays.map { ($0, "holiday") } + makeUpDays.map { ($0, "workday") }
    return days.sorted { $0.0 < $1.0 }.map { [$0.0.description, $0.1] }
  }
}

extension Playbook {
  fileprivate var rows: [[String]] {
    steps.enumerated().map { index, step in
      [
        code, name, lead, cooperating.cell, townshipRole ?? "", String(index + 1), step.name, step.together ?? "",
        step.owner,
      ] + step.limit.cells
    }
  }
}

extension [String] {
  fileprivate var cell: String { joined(separator: ";") }
  /// Words of Chinese, parted as in a Chinese text.
  fileprivate var wordCell: String { joined(separator: "；") }
}

extension TimeLimit {
  /// Amount and clock; limits of the lists are of whole hours.
  fileprivate var cells: [String] {
    let clock: Clock =
      switch self {
      case .running: .runningHours
      case .working: .workingHours
      case .naturalDays: .naturalDays
      case .workingDays: .workingDays
      }
    return switch self {
    case .running, .working: [String(amount / 60), clock.rawValue]
    case .naturalDays, .workingDays: [String(amount), clock.rawValue]
    }
  }
}

/// The change to a list, for one code, where the list is replaced by another.
package struct ListChange: Hashable, Sendable {
  package enum What: Hashable, Sendable {
    case added, removed
    /// The columns that differ, with what they hold before and after.
    case changed([Difference])
  }

  package struct Difference: Hashable, Sendable {
    package let column: String
    package let before: String
    package let after: String
  }

  package let file: CatalogueFiles.File
  package let code: String
  /// The name of the code; empty where the list has no names.
  package let name: String
  package let what: What

  /// The changes that lead from the rows `before` to those `after`, in the order of the list; a code may have several
  /// rows.
  package static func between(
    _ before: [[String]], _ after: [[String]], of file: CatalogueFiles.File
  ) -> [ListChange] {
    func code(_ row: [String]) -> String { row.first ?? "" }
    let (old, new) = (Dictionary(grouping: before, by: code), Dictionary(grouping: after, by: code))
    var seen: Set<String> = []
    let codes = (after + before).map(code).filter { seen.insert($0).inserted }
    return codes.compactMap { code in
      let (was, now) = (old[code], new[code])
      let name = file.columns.firstIndex(of: "name").flatMap { (now ?? was)?.first?[$0] } ?? ""
      func change(_ what: What) -> ListChange { ListChange(file: file, code: code, name: name, what: what) }
      guard let was else { return change(.added) }
      guard let now else { return change(.removed) }
      return was == now ? nil : change(.changed(differences(was, now, file.columns)))
    }
  }

  private static func differences(_ before: [[String]], _ after: [[String]], _ columns: [String]) -> [Difference] {
    columns.indices.compactMap { column in
      let (was, now) = (before.map { $0[column] }, after.map { $0[column] })
      return was == now ? nil : Difference(column: columns[column], before: shown(was), after: shown(now))
    }
  }

  /// The cell of a column in the rows of one code: once where all of them agree.
  private static func shown(_ cells: [String]) -> String { Set(cells).count == 1 ? cells[0] : cells.cell }
}

extension ListChange {
  /// Every change of the lists and the calendar; `calendar` nil where that stays.
  package static func all(
    from room: Room, to catalogue: Catalogue, _ calendar: WorkCalendar?
  ) -> [ListChange] {
    let lists = CatalogueFiles.File.lists.flatMap {
      between(room.catalogue.rows(of: $0), catalogue.rows(of: $0), of: $0)
    }
    return lists + (calendar.map { between(room.calendar.rows, $0.rows, of: .calendar) } ?? [])
  }
}
