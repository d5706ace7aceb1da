import DutyCore
import Foundation
import Resources

/// The files a catalogue and a working calendar are read from: the ones compiled in, or a directory of the station's.
package struct CatalogueFiles: Sendable {
  package enum File: String, CaseIterable, Sendable {
    case categories, departments, responsibilities
    case categoryItems = "category_items"
    case playbooks, powers, calendar, drill

    package var name: String { rawValue + ".csv" }
  }

  /// Nil for the samples this program comes with, which are in force nowhere.
  private let directory: String?

  package static let starter = CatalogueFiles(directory: nil)

  package init(directory: String?) { self.directory = directory }

  /// A directory without a calendar of its own gets the one compiled in, one without playbooks or powers has none; the
  /// other lists must all be there.
  private func bytes(_ file: File) throws(TableFault) -> [UInt8]? {
    guard let directory else { return file.starterBytes }
    let path = URL(fileURLWithPath: directory).appendingPathComponent(file.name).path
    if !FileManager.default.fileExists(atPath: path) {
      switch file {
      case .calendar: return file.starterBytes
      case .playbooks, .powers: return nil
      case .categories, .departments, .responsibilities, .categoryItems, .drill: break
      }
    }
    return try Self.bytes(ofFile: path)
  }

  package static func bytes(ofFile path: String) throws(TableFault) -> [UInt8] {
    do {
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch CocoaError.fileReadNoSuchFile, CocoaError.fileNoSuchFile {
      throw TableFault(file: path, problem: .fileMissing)
    } catch {
      throw TableFault(file: path, problem: .unreadable(error.localizedDescription))
    }
  }

  func table(_ file: File, columns: [String]) throws(TableFault) -> Table {
    Table(file.name, try bytes(file) ?? [UInt8](columns.joined(separator: ",").utf8), columns: columns)
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
    let joint = try JointMatterReading(self, units: Set(departments.map(\.code)))
    let faults = reading.faults + joint.faults
    guard faults.isEmpty else { throw TableFaults(faults) }
    return Catalogue(
      categories: categories, departments: departments, items: items,
      itemsByCategory: Dictionary(grouping: pointers, by: \.category).mapValues { $0.map(\.item) },
      playbooks: joint.playbooks, powers: joint.powers)
  }

  package func calendar() throws -> WorkCalendar {
    enum Kind: String, CaseIterable { case holiday, workday }
    var table = try table(.calendar, columns: ["date", "kind"])
    _ = table.keys("date")
    let days = table.read { (row) throws(TableFault) in
      (day: try row.day("date"), kind: try row.choice("kind", Kind.self))
    }
    guard table.faults.isEmpty else { throw TableFaults(table.faults) }
    return WorkCalendar(
      holidays: Set(days.filter { $0.kind == .holiday }.map(\.day)),
      makeUpDays: Set(days.filter { $0.kind == .workday }.map(\.day)))
  }
}

/// The four lists while they are read.
private struct CatalogueReading {
  private var departments: Table
  private var categories: Table
  private var items: Table
  private var pointers: Table
  private let departmentCodes: Set<String>
  private let categoryCodes: Set<String>
  private let itemCodes: Set<String>

  init(_ files: CatalogueFiles) throws(TableFault) {
    departments = try files.table(.departments, columns: ["code", "name", "short", "kind", "counterpart", "pinyin"])
    categories = try files.table(.categories, columns: ["code", "parent", "name", "limit", "clock"])
    items = try files.table(
      .responsibilities,
      columns: [
        "code", "name", "list_class", "lead", "support", "department_duty", "township_duty", "legal_basis",
        "basis_checked",
      ])
    pointers = try files.table(.categoryItems, columns: ["category", "item"])
    departmentCodes = departments.keys("code")
    categoryCodes = categories.keys("code")
    itemCodes = items.keys("code")
  }

  var faults: [TableFault] { departments.faults + categories.faults + items.faults + pointers.faults }

  mutating func readDepartments() -> [Department] {
    let codes = departmentCodes
    return departments.read { (row) throws(TableFault) in
      var counterpart: String?
      if let code = row.optional("counterpart") { counterpart = try row.known(code, "counterpart", codes) }
      let name = try row.text("name")
      return Department(
        code: try row.text("code"), name: name, short: row.optional("short") ?? name, kind: try row.choice("kind"),
        counterpart: counterpart, pinyin: row.optional("pinyin") ?? "", contact: row.optional("contact"),
        phone: row.optional("phone"))
    }
  }

  mutating func readCategories() -> [DutyCore.Category] {
    let codes = categoryCodes
    return categories.read { (row) throws(TableFault) in
      var parent: String?
      if let code = row.optional("parent") { parent = try row.known(code, "parent", codes) }
      return DutyCore.Category(
        code: try row.text("code"), parent: parent, name: try row.text("name"), limit: try row.limit())
    }
  }

  mutating func readItems() -> [ResponsibilityItem] {
    enum Checked: String, CaseIterable { case yes, no }
    let codes = departmentCodes
    return items.read { (row) throws(TableFault) in
      var support: [String] = []
      for code in row.list("support") { support.append(try row.known(code, "support", codes)) }
      return ResponsibilityItem(
        code: try row.text("code"), name: try row.text("name"), listClass: try row.choice("list_class"),
        lead: try row.known(try row.text("lead"), "lead", codes), support: support,
        departmentDuty: row.optional("department_duty") ?? "", townshipDuty: row.optional("township_duty") ?? "",
        legalBasis: row.optional("legal_basis") ?? "",
        basisChecked: try row.choice("basis_checked", Checked.self) == .yes)
    }
  }

  mutating func readPointers() -> [(category: String, item: String)] {
    let (categories, items) = (categoryCodes, itemCodes)
    return pointers.read { (row) throws(TableFault) in
      (
        category: try row.known(try row.text("category"), "category", categories),
        item: try row.known(try row.text("item"), "item", items)
      )
    }
  }
}

extension TableRow {
  /// `limit` and `clock` together; nil where neither is set.
  fileprivate func limit() throws(TableFault) -> TimeLimit? {
    guard optional("limit") != nil else {
      if optional("clock") != nil { throw fault("limit", .limitWithoutClock) }
      return nil
    }
    guard optional("clock") != nil else { throw fault("clock", .limitWithoutClock) }
    return TimeLimit(try number("limit"), try choice("clock"))
  }
}
