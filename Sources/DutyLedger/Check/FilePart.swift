import GRDB

/// SQLite's own look at the file, with the table or index named that each of its lines is about; and the schema as this
/// version makes it.
///
/// Nothing here says that an entry is hit: whether all of them can be read and are what was written, the other parts say.
struct FilePart {
  private let db: Database
  private(set) var findings = Found()

  init(_ db: Database) { self.db = db }

  static func check(_ db: Database) throws -> Found {
    var part = FilePart(db)
    try part.findings.proving(at: "sqlite_schema", run: .rebuild) { try Self.compareSchema(db, &$0) }
    try part.integrity()
    return part.findings
  }

  private static func compareSchema(_ db: Database, _ findings: inout Found) throws {
    let expected = try DatabaseQueue()
    let sql = "SELECT type || ' ' || name || ': ' || IFNULL(sql, '') FROM sqlite_schema ORDER BY 1"
    let ours = try expected.writeWithoutTransaction { db in
      try Schema.create(db)
      return try String.fetchAll(db, sql: sql)
    }
    let stands = try Optional<String>.fetchAll(db, sql: sql).map { $0 ?? "?: " }
    for difference in Set(ours).symmetricDifference(stands).sorted() {
      findings.report(.rebuild, nil, "schema: \(difference.prefix { $0 != ":" })")
    }
  }

  /// All of the file at once; where that finds something, each table by itself, to name it.
  private mutating func integrity() throws {
    let whole = try lines("PRAGMA integrity_check")
    guard whole != ["ok"] else { return }
    let owners = PageOwners(db)
    var told: [(owner: String, line: String)] = []
    for table in owners.tables {
      for line in try lines("PRAGMA integrity_check(\(table.quotedDatabaseIdentifier))") where line != "ok" {
        told += owners.names(of: line, in: table).map { ($0, line) }
      }
    }
    // What no table has: the list of free pages, and pages that belong to nothing.
    if told.isEmpty { told = whole.flatMap { line in owners.names(of: line, in: nil).map { ($0, line) } } }
    report(told)
  }

  /// A page that is no page has a line for each of its cells.
  private static let linesOfEach = 3

  private mutating func report(_ told: [(owner: String, line: String)]) {
    var counts: [String: Int] = [:]
    for (owner, line) in told {
      counts[owner, default: 0] += 1
      if counts[owner, default: 0] <= Self.linesOfEach { findings.report(.rebuild, nil, "\(owner): SQLite: \(line)") }
    }
    for (owner, count) in counts.sorted(by: { $0.key < $1.key }) where count > Self.linesOfEach {
      findings.report(.rebuild, nil, "\(owner): SQLite: \(count - Self.linesOfEach) more")
    }
  }

  /// The lines of one of SQLite's looks; that it cannot look is one of them.
  private func lines(_ sql: String) throws -> [String] {
    do {
      return try String.fetchAll(db, sql: sql).flatMap { $0.split(separator: "\n").map(String.init) }
        .filter { !Self.isHeading($0) }
    } catch {
      guard let what = Damage.what(error) else { throw error }
      return [what]
    }
  }

  private static func isHeading(_ line: String) -> Bool { line.hasPrefix("***") }
}

/// Tells which table or index each page of a file belongs to.
struct PageOwners {
  let tables: [String]
  /// Tables and indexes by the page that their tree begins at.
  private var roots: [Int64: String] = [:]
  /// The table that an index is of.
  private var indexed: [String: String] = [:]
  private var pages: [Int64: String] = [:]
  /// Tables and indexes that cannot be read through, or have pages that are none.
  private var broken: Set<String> = []

  init(_ db: Database) {
    var names: [String] = ["sqlite_schema"]
    roots[1] = "sqlite_schema"
    // Whatever cannot be read here is reported by the part that asks: a name that is missing is said as a page.
    let entries = try? Row.fetchAll(db, sql: "SELECT type, name, tbl_name, rootpage FROM sqlite_schema")
    for row in entries ?? [] {
      guard let type = try? row.value(0, as: String.self), let name = try? row.value(1, as: String.self),
        let table = try? row.value(2, as: String.self), let root = try? row.value(3, as: Int64.self), root > 0
      else { continue }
      roots[root] = name
      if type == "index" { indexed[name] = table } else { names.append(name) }
    }
    tables = names
    readPages(db)
    readTrees(db)
  }

  /// Reads SQLite's table of pages, which not every library has, as far as it can be read.
  private mutating func readPages(_ db: Database) {
    let rows = try? Row.fetchCursor(db, sql: "SELECT pageno, name, pagetype = 'corrupted' FROM dbstat")
    while let row = try? rows?.next() {
      guard let page = try? row.value(0, as: Int64.self), let name = try? row.value(1, as: String.self) else {
        continue
      }
      pages[page] = name
      if (try? row.value(2, as: Bool.self)) == true { broken.insert(name) }
    }
  }

  /// Each index is read by itself, all of its columns, and each table without one.
  private mutating func readTrees(_ db: Database) {
    for table in tables where table != "sqlite_schema" {
      let name = table.quotedDatabaseIdentifier
      if !Self.canRead("SELECT * FROM \(name) NOT INDEXED", db) { broken.insert(table) }
      for index in indexed.filter({ $0.value == table }).keys {
        let columns = try? String.fetchAll(
          db, sql: "SELECT name FROM pragma_index_info(?) WHERE name IS NOT NULL", arguments: [index])
        let sql = try? String.fetchOne(db, sql: "SELECT sql FROM sqlite_schema WHERE name = ?", arguments: [index])
        let condition = sql?.range(of: " WHERE ").map { sql?[$0.lowerBound...] ?? "" } ?? ""
        let read = (columns ?? []).map(\.quotedDatabaseIdentifier).joined(separator: ", ")
        guard !read.isEmpty else { continue }
        let whole = "SELECT rowid, \(read) FROM \(name) INDEXED BY \(index.quotedDatabaseIdentifier)\(condition)"
        if !Self.canRead(whole, db) { broken.insert(index) }
      }
    }
  }

  /// No table without row numbers has an index beside itself: none is asked for them.
  private static func canRead(_ sql: String, _ db: Database) -> Bool {
    do {
      let rows = try Row.fetchCursor(db, sql: sql)
      while let row = try rows.next() { _ = row.databaseValues.count }
      return true
    } catch {
      return (error as? DatabaseError)?.resultCode != .SQLITE_CORRUPT
    }
  }

  /// The tables or indexes that a line of SQLite's is about: the index it names, else the tree or page it names, else
  /// those of the table's that cannot be read through.
  func names(of line: String, in table: String?) -> [String] {
    let words = line.split(separator: " ").map { $0.last == ":" ? String($0.dropLast()) : String($0) }
    if let index = words.lastIndex(of: "index"), index + 1 < words.count, indexed[words[index + 1]] != nil {
      return [told(words[index + 1])]
    }
    if let root = Self.number(after: "tree", words), let name = roots[root] { return [told(name)] }
    let page = Self.number(after: "page", words)
    if let page, let name = pages[page], belongs(name, table) { return [told(name)] }
    if page == nil {
      let names = broken.filter { belongs($0, table) }
      if !names.isEmpty { return names.sorted().map(told) }
    }
    guard let table else { return [page.map { "page \($0)" } ?? "free pages"] }
    // Nothing tells which: all that it may be.
    let others = indexed.filter { $0.value == table }.keys.sorted()
    return [others.isEmpty ? table : "\(table) or an index of it (\(others.joined(separator: ", ")))"]
  }

  private func belongs(_ name: String, _ table: String?) -> Bool {
    table == nil || name == table || indexed[name] == table
  }

  private func told(_ name: String) -> String { indexed[name].map { "\(name) (index of \($0))" } ?? name }

  private static func number(after word: String, _ words: [String]) -> Int64? {
    words.indices.dropLast().lazy.filter { words[$0].lowercased() == word }.compactMap { Int64(words[$0 + 1]) }.first
  }
}
