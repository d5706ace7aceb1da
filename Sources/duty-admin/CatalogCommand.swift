import ArgumentParser
import DutyCore
import DutyLedger
import DutyLists
import DutyReports
import DutySystem
import DutyTables
import Foundation

/// `catalog`: the station's lists.
struct CatalogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalog", abstract: said("清单：导入、查看、导出", "the station's lists: import, show, export"),
    subcommands: [Import.self, Show.self, Export.self])

  struct Import: AdminCommand {
    static let configuration = CommandConfiguration(
      abstract: said("用目录里的 CSV 换掉清单；错一格就全不写", "replace lists by the CSV files of a directory, all of them or none"),
      discussion: said(
        """
        文件：\(fileNames)。
        目录里没有的，按台账现有的不变。calendar.csv 有哪几年就换哪几年。先用 catalog export 导出现有的来改。
        记下就生效：此后登记、派单、更正的按新清单；已经定下的期限不变，删掉的代码在旧事件里照旧显示名称。
        """,
        """
        The files: \(fileNames). A list whose file is not there stays as it is; calendar.csv replaces the years it has.
        Start from what catalog export writes. An import is in force as soon as it is recorded, for what is received,
        called or amended from then on; deadlines that are set do not move, and what is removed keeps its name where it
        was used.
        """))

    @OptionGroup var common: CommonOptions
    @OptionGroup var authority: Authority

    var undertaking: Undertaking { diff ? .reading : .recording }

    @Flag(help: .init(said("只列出会改什么，不写入", "print what would change; write nothing")))
    var diff = false

    @Argument(help: .init(said("清单目录", "the directory"), valueName: said("目录", "dir")), completion: .directory)
    var directory: String

    func run() throws {
      let language = common.spoken
      let ledger = try common.open(diff ? .readOnly : .readWrite)
      let room = try ledger.room()
      for file in CatalogueFiles.File.allCases { _ = try common.apart(directory + "/" + file.name) }
      let files = CatalogueFiles(directory: directory, inForce: room.catalogue)
      try noticeOthers(files, language)
      let catalogue = try read(files, language)
      let calendar = try files.has(.calendar) ? room.calendar.taking(files.calendar()) : room.calendar
      var acts: [Action] = []
      if catalogue.rowsDiffer(from: room.catalogue) { acts.append(.room(.setCatalogue(catalogue))) }
      if calendar != room.calendar { acts.append(.room(.setCalendar(calendar))) }
      let changes = ChangeLines(from: room, to: catalogue, calendar, open: try ledger.openByCode())
      if diff {
        return try Outlet.lines(changes.lines(language, isEmpty: acts.isEmpty))
      }
      let administrator = try authority.person(in: ledger, language)
      if !acts.isEmpty { try ledger.record(acts, in: administrator, now: SystemClock.now()) }
      try ledger.close()
      let recorded = language("已写入，从现在起生效。", "Recorded, and in force from now on.")
      try printed(changes.lines(language, isEmpty: acts.isEmpty), recorded: acts.isEmpty ? nil : recorded)
    }

    /// The lists; where a fault stands in one that the directory does not have, what to do about it is said too.
    private func read(_ files: CatalogueFiles, _ language: Language) throws -> Catalogue {
      do {
        return try files.catalogue()
      } catch let faults as ListingFaults {
        let kept = Set(faults.faults.map(\.file)).subtracting(
          CatalogueFiles.File.lists.filter(files.has).map(\.name))
        guard !kept.isEmpty else { throw faults }
        let names = kept.sorted().joined(separator: language("、", ", "))
        throw Failure(
          code: .wrongUsage,
          lines: faults.faults.map { $0.text(language) } + [
            language(
              "目录里没有 \(names)，以上是按台账现有的核对的：请用 catalog export 导出来一并改。",
              "\(names): not in the directory, so the list in force was read. Export it with catalog export and mend it too."
            )
          ])
      }
    }

    /// A directory without lists is a slip; so may be a file of another name.
    private func noticeOthers(_ files: CatalogueFiles, _ language: Language) throws {
      let known = CatalogueFiles.File.allCases.map(\.name)
      var isDirectory: ObjCBool = false
      guard FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory), isDirectory.boolValue else {
        throw Failure(code: .wrongUsage, text: language("没有这个目录：\(directory)。", "There is no directory \(directory)."))
      }
      guard (CatalogueFiles.File.lists + [.calendar]).contains(where: files.has) else {
        throw Failure(
          code: .wrongUsage,
          text: language(
            "\(directory) 里没有清单文件。要有其中之一：\(CatalogCommand.fileNames)。",
            "\(directory) has none of the lists: \(CatalogCommand.fileNames)."))
      }
      for name in try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
      where name.hasSuffix(".csv") && !known.contains(name) {
        Outlet.tell(language("没有读 \(name)：不是清单的文件名。", "\(name) was not read: no list is called so."))
      }
    }
  }

  /// The lists by the names people ask for them.
  enum List: String, CaseIterable, ExpressibleByArgument {
    case departments, categories, items
    case categoryItems = "category-items"
    case playbooks, powers
    case categoryWords = "category-words"
    case alarmWords = "alarm-words"
    case grids, calendar

    var file: CatalogueFiles.File {
      switch self {
      case .departments: .departments
      case .categories: .categories
      case .items: .responsibilities
      case .categoryItems: .categoryItems
      case .playbooks: .playbooks
      case .powers: .powers
      case .categoryWords: .categoryWords
      case .alarmWords: .alarmWords
      case .grids: .grids
      case .calendar: .calendar
      }
    }

    func text(_ language: Language) -> String {
      switch self {
      case .departments: language("单位", "units")
      case .categories: language("类别", "categories")
      case .items: language("责任清单事项", "responsibility items")
      case .categoryItems: language("类别对应的事项", "items of the categories")
      case .playbooks: language("一件事", "joint matters")
      case .powers: language("赋权事项", "devolved powers")
      case .categoryWords: language("类别的日常说法", "everyday words of the categories")
      case .alarmWords: language("疑似应急的词", "words that ask about an emergency")
      case .grids: language("网格", "grids")
      case .calendar: language("工作日历", "working calendar")
      }
    }
  }

  static let fileNames = (CatalogueFiles.File.lists + [.calendar]).map(\.name).joined(separator: said("、", ", "))

  struct Show: AdminCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument { case text, csv }

    static let configuration = CommandConfiguration(
      abstract: said("查看一份清单；不写名称就列出有哪些", "print a list; without a name, which there are"),
      discussion: said(
        "名称：\(names)。csv 是 catalog import 读得回去的全部列，text 只列常看的。",
        "Names: \(names). csv has every column, as catalog import reads them back; text those that are looked at most.")
    )

    private static let names = List.allCases.map(\.rawValue).joined(separator: said("、", ", "))

    @OptionGroup var common: CommonOptions

    var undertaking: Undertaking { .reading }

    @Option(help: .init(said("格式：text 或 csv", "the format: text or csv"), valueName: "text|csv"))
    var format = Format.text

    @Argument(help: .init(said("哪一份", "which list"), valueName: said("名称", "name")))
    var list: List?

    func run() throws {
      let room = try common.open(.readOnly).room()
      guard let list else {
        let rows = List.allCases.map { list in
          [
            list.rawValue, list.text(common.spoken), String(Set(room.rows(of: list.file).map(\.codeOfRow)).count),
            list.file.name,
          ]
        }
        return try Outlet.lines(
          DutyReports.Table(of: rows, names: ["list", common.spoken("清单", "what"), "n", "file"]).lines)
      }
      let table = DutyReports.Table(of: room.rows(of: list.file), names: list.file.columns)
      switch format {
      case .csv: try Outlet.document(Array(table.csv.utf8))
      case .text: try Outlet.lines(table.without(["department_duty", "township_duty"]).lines)
      }
    }
  }

  struct Export: AdminCommand {
    static let configuration = CommandConfiguration(
      abstract: said(
        "把现有清单写成 CSV，放进一个新目录，供修改后导入", "write the lists in force as CSV into a new directory, to be edited and imported")
    )

    @OptionGroup var common: CommonOptions

    var undertaking: Undertaking { .reading }

    @Argument(help: .init(said("新目录", "the new directory"), valueName: said("目录", "dir")), completion: .directory)
    var directory: String

    func run() throws {
      let language = common.spoken
      let room = try common.open(.readOnly).room()
      _ = try common.apart(directory)
      guard !FileManager.default.fileExists(atPath: directory) else { throw LedgerFault.alreadyThere(path: directory) }
      let files = (CatalogueFiles.File.lists + [.calendar]).map { file in
        let table = DutyReports.Table(of: room.rows(of: file), names: file.columns)
        return (path: directory + "/" + file.name, bytes: Array(table.csv.utf8))
      }
      try Self.makeDirectory(directory)
      do throws(OutputFault) {
        for file in files { try Outlet.make(file.path, file.bytes, mode: 0o644) }
      } catch {
        for file in files { unlink(file.path) }
        rmdir(directory)
        var fault = error
        fault.remaining = .said(language("没有导出，写了一半的已删除。", "Nothing was exported; what was half written is removed."))
        throw fault
      }
      try printed(
        language(
          "已写到 \(directory)：\(CatalogCommand.fileNames)。", "Written to \(directory): \(CatalogCommand.fileNames)."))
    }

    /// Makes a directory with those it lies in, where they are missing.
    private static func makeDirectory(_ path: String) throws(OutputFault) {
      let above = URL(fileURLWithPath: path).deletingLastPathComponent().path
      if !FileManager.default.fileExists(atPath: above) { try makeDirectory(above) }
      guard mkdir(path, 0o755) == 0 else { throw OutputFault(SystemReason(), path: path) }
    }
  }
}

extension Room {
  fileprivate func rows(of file: CatalogueFiles.File) -> [[String]] {
    file == .calendar ? calendar.rows : catalogue.rows(of: file)
  }
}

extension [String] {
  fileprivate var codeOfRow: String { first ?? "" }
}

extension Catalogue {
  /// Whether any row of a list is another, or in another place.
  fileprivate func rowsDiffer(from other: Catalogue) -> Bool {
    CatalogueFiles.File.lists.contains { rows(of: $0) != other.rows(of: $0) }
  }
}

extension DutyReports.Table {
  fileprivate init(of rows: [[String]], names: [String]) {
    self.init(columns: names.map { .words($0) }, rows: rows)
  }

  fileprivate func without(_ names: Set<String>) -> DutyReports.Table {
    let kept = columns.indices.filter { !names.contains(columns[$0].name) }
    return DutyReports.Table(columns: kept.map { columns[$0] }, rows: rows.map { row in kept.map { row[$0] } })
  }
}
