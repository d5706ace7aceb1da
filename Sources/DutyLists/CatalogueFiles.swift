import DutyCore
import DutySystem
import DutyTables
import Foundation
import Resources

/// The files a catalogue and a working calendar are read from: the ones compiled in, or a directory of the station's.
package struct CatalogueFiles: Sendable {
  package enum File: String, CaseIterable, Sendable {
    case categories, departments, responsibilities
    case categoryItems = "category_items"
    case playbooks, powers
    case categoryWords = "category_words"
    case alarmWords = "alarm_words"
    case grids, calendar, drill

    package var name: String { rawValue + ".csv" }

    /// The meaning of a file that a station's directory lacks.
    fileprivate enum Absence { case fault, starters, noRows }

    /// Joint matters, powers, words and grids are optional: a station without them must not get the samples for its own.
    fileprivate var absence: Absence {
      switch self {
      case .categories, .departments, .responsibilities, .categoryItems, .drill: .fault
      case .calendar: .starters
      case .playbooks, .powers, .categoryWords, .alarmWords, .grids: .noRows
      }
    }
  }

  /// Nil for the samples this program comes with, which are in force nowhere.
  private let directory: String?
  /// The lists in force, which stand for the files that the directory lacks; nil where there are none yet.
  private let inForce: Catalogue?

  package static let starter = CatalogueFiles(directory: nil)

  package init(directory: String?, inForce: Catalogue? = nil) {
    self.directory = directory
    self.inForce = inForce
  }

  /// Whether the directory has the file.
  package func has(_ file: File) -> Bool { FileManager.default.fileExists(atPath: path(file)) }

  private func path(_ file: File) -> String {
    URL(fileURLWithPath: directory ?? "").appendingPathComponent(file.name).path
  }

  /// Nil for a file that is not there and need not be.
  private func bytes(_ file: File) throws(ListingFault) -> [UInt8]? {
    guard directory != nil else { return file.starterBytes }
    if has(file) { return try Self.bytes(ofFile: path(file)) }
    return switch file.absence {
    case .fault: try Self.bytes(ofFile: path(file))
    case .starters: file.starterBytes
    case .noRows: nil
    }
  }

  package static func bytes(ofFile path: String) throws(ListingFault) -> [UInt8] {
    do throws(InputFile.Fault) {
      return try InputFile.bytes(path, atMost: largest)
    } catch {
      throw ListingFault(file: path, problem: .file(error))
    }
  }

  /// Bytes of the largest list that is read.
  private static let largest = 64 << 20

  /// The rows of `file`, which must have `columns`, or those of the columns a ledger keeps that may not be left out.
  package func table(_ file: File, columns: [String]? = nil) throws(ListingFault) -> Listing {
    if let inForce, !has(file) { return Listing(file.name, columns: file.columns, rows: inForce.rows(of: file)) }
    guard let bytes = try bytes(file) else { return Listing(withoutRows: file.name) }
    return Listing(file.name, bytes, columns: columns ?? file.neededColumns)
  }
}

extension CatalogueFiles.File {
  fileprivate var starterBytes: [UInt8] {
    let file =
      switch self {
      case .categories: resource_categories()
      case .departments: resource_departments()
      case .responsibilities: resource_responsibilities()
      case .categoryItems: resource_category_items()
      case .playbooks: resource_playbooks()
      case .powers: resource_powers()
      case .categoryWords: resource_category_words()
      case .alarmWords: resource_alarm_words()
      case .grids: resource_grids()
      case .calendar: resource_calendar()
      case .drill: resource_drill()
      }
    return [UInt8](UnsafeBufferPointer(start: file.bytes, count: file.count))
  }
}

extension CatalogueFiles {
  /// Reads the lists against one another: a code that points nowhere is a fault like a cell that is empty.
  package func catalogue() throws -> Catalogue {
    var reading = try CatalogueReading(self)
    let departments = reading.readDepartments()
    let categories = reading.readCategories()
    let items = reading.readItems()
    let pointers = reading.readPointers()
    let playbooks = reading.readPlaybooks()
    let powers = reading.readPowers()
    let categoryWords = reading.readCategoryWords()
    let alarmWords = reading.readAlarmWords()
    let grids = reading.readGrids()
    guard reading.faults.isEmpty else { throw ListingFaults(reading.faults) }
    return Catalogue(
      categories: categories, departments: departments, items: items,
      itemsByCategory: Dictionary(grouping: pointers, by: \.category).mapValues { $0.map(\.item) },
      playbooks: playbooks, powers: powers, categoryWords: categoryWords, alarmWords: alarmWords, grids: grids)
  }

  package func calendar() throws -> WorkCalendar {
    try Self.calendar(try table(.calendar))
  }

  /// A working calendar in a file of any name.
  package static func calendar(ofFile path: String) throws -> WorkCalendar {
    try calendar(Listing(path, try bytes(ofFile: path), columns: File.calendar.columns))
  }

  private static func calendar(_ read: Listing) throws -> WorkCalendar {
    enum Kind: String, CaseIterable { case holiday, workday }
    var table = read
    table.needsRows()
    _ = table.keys("date")
    let days = table.read { (row) throws(ListingFault) in
      (day: try row.day("date"), kind: try row.choice("kind", Kind.self))
    }
    guard table.faults.isEmpty else { throw ListingFaults(table.faults) }
    return WorkCalendar(
      holidays: Set(days.filter { $0.kind == .holiday }.map(\.day)),
      makeUpDays: Set(days.filter { $0.kind == .workday }.map(\.day)))
  }
}

/// The lists while they are read.
struct CatalogueReading {
  private var departments: Listing
  private var categories: Listing
  private var items: Listing
  private var pointers: Listing
  var playbooks: Listing
  var powers: Listing
  var categoryWords: Listing
  var alarmWords: Listing
  var grids: Listing
  let departmentCodes: Set<String>
  let categoryCodes: Set<String>
  /// Categories that lie above others.
  let branchCodes: Set<String>
  let playbookCodes: Set<String>
  private let itemCodes: Set<String>

  /// Throws where a file cannot be read as a table: the others would not find in it what they point to.
  fileprivate init(_ files: CatalogueFiles) throws {
    departments = try files.table(.departments)
    categories = try files.table(.categories)
    items = try files.table(.responsibilities)
    pointers = try files.table(.categoryItems)
    playbooks = try files.table(.playbooks)
    powers = try files.table(.powers)
    categoryWords = try files.table(.categoryWords)
    alarmWords = try files.table(.alarmWords)
    grids = try files.table(.grids)
    departments.needsRows()
    categories.needsRows()
    let read = [departments, categories, items, pointers, playbooks, powers, categoryWords, alarmWords, grids]
    let unread = read.flatMap(\.faults)
    guard unread.isEmpty else { throw ListingFaults(unread) }
    branchCodes = Set(categories.rows.compactMap { $0.optional("parent") })
    playbookCodes = Set(playbooks.rows.compactMap { $0.optional("code") })
    departmentCodes = departments.keys("code")
    categoryCodes = categories.keys("code")
    itemCodes = items.keys("code")
  }

  fileprivate var faults: [ListingFault] {
    [departments, categories, items, pointers, playbooks, powers, categoryWords, alarmWords, grids].flatMap(\.faults)
  }

  fileprivate mutating func readDepartments() -> [Department] {
    let codes = departmentCodes
    return departments.read { (row) throws(ListingFault) in
      var counterpart: String?
      if let code = row.optional("counterpart") { counterpart = try row.known(code, "counterpart", codes) }
      let name = try row.text("name")
      return Department(
        code: try row.text("code"), name: name, short: row.optional("short") ?? name, kind: try row.choice("kind"),
        counterpart: counterpart, pinyin: row.optional("pinyin") ?? "", contact: row.optional("contact"),
        phone: row.optional("phone"))
    }
  }

  fileprivate mutating func readCategories() -> [DutyCore.Category] {
    let codes = categoryCodes
    return categories.read { (row) throws(ListingFault) in
      var parent: String?
      if let code = row.optional("parent") { parent = try row.known(code, "parent", codes) }
      return DutyCore.Category(
        code: try row.text("code"), parent: parent, name: try row.text("name"), limit: try row.limit())
    }
  }

  fileprivate mutating func readItems() -> [ResponsibilityItem] {
    enum Checked: String, CaseIterable { case yes, no }
    let codes = departmentCodes
    return items.read { (row) throws(ListingFault) in
      let (from, to) = try row.period("effective_from", "effective_to")
      return ResponsibilityItem(
        code: try row.text("code"), name: try row.text("name"), listClass: try row.choice("list_class"),
        lead: try row.known(try row.text("lead"), "lead", codes), support: try row.knownList("support", codes),
        departmentDuty: row.optional("department_duty") ?? "", townshipDuty: row.optional("township_duty") ?? "",
        legalBasis: row.optional("legal_basis") ?? "",
        basisChecked: try row.choice("basis_checked", Checked.self) == .yes, from: from, to: to,
        contact: row.optional("contact"), phone: row.optional("phone"))
    }
  }

  fileprivate mutating func readPointers() -> [(category: String, item: String)] {
    let (categories, items) = (categoryCodes, itemCodes)
    return pointers.read { (row) throws(ListingFault) in
      (
        category: try row.known(try row.text("category"), "category", categories),
        item: try row.known(try row.text("item"), "item", items)
      )
    }
  }
}

extension ListingRow {
  /// `limit` and `clock` together; nil where neither is set.
  fileprivate func limit() throws(ListingFault) -> TimeLimit? {
    guard optional("limit") != nil else {
      if optional("clock") != nil { throw fault("limit", .limitWithoutClock) }
      return nil
    }
    guard optional("clock") != nil else { throw fault("clock", .limitWithoutClock) }
    return TimeLimit(try number("limit"), try choice("clock"))
  }
}
