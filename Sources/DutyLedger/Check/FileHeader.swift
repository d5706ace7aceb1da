import GRDB

/// The first hundred bytes of a ledger's file, by which it is known even where SQLite can no longer open it
/// (sqlite.org/fileformat.html, "The Database Header").
struct FileHeader {
  private let bytes: [UInt8]

  init?(_ path: String) {
    guard let bytes = RawFile(path)?.bytes(at: 0, 100) else { return nil }
    self.bytes = bytes
  }

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private static let magic = Array("SQLite format 3\0".utf8)
  private static let mark = (0..<4).map { UInt8(truncatingIfNeeded: Schema.applicationID >> (24 - 8 * $0)) }

  /// Whether it was a ledger's once: SQLite's mark or ours may be damaged in up to two bits, not both.
  var isOurs: Bool {
    let (foreign, strange) = (differing(Self.magic, at: 0), differing(Self.mark, at: 68))
    return foreign == 0 && strange <= 2 || strange == 0 && foreign <= 2
  }

  /// Bits of `expected` that stand otherwise.
  private func differing(_ expected: [UInt8], at offset: Int) -> Int {
    zip(expected, bytes.dropFirst(offset)).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
  }

  /// Fields that are not as SQLite writes them for a ledger.
  var faults: [String] {
    func isNot(_ offset: Int, _ allowed: [[UInt8]]) -> Bool { !allowed.contains { differing($0, at: offset) == 0 } }
    let version = number(at: 60)
    let fields: [(String, Bool)] = [
      ("format name", isNot(0, [Self.magic])), ("page size", isNot(16, [[0x10, 0x00]])),
      ("journal mode", isNot(18, [[1, 1], [2, 2]])), ("reserved space", isNot(20, [[0]])),
      ("payload fractions", isNot(21, [[64, 32, 32]])), ("schema format", isNot(44, [[0, 0, 0, 4]])),
      ("text encoding", isNot(56, [[0, 0, 0, 1]])),
      ("user_version \(version)", !(Schema.oldest...Schema.version).contains(version)),
      ("application_id", isNot(68, [Self.mark])), ("reserved bytes", isNot(72, [[UInt8](repeating: 0, count: 20)])),
    ]
    return fields.filter(\.1).map(\.0)
  }

  private func number(at offset: Int) -> Int { bytes.dropFirst(offset).prefix(4).reduce(0) { $0 << 8 | Int($1) } }

  /// Says so where a file only seems another's, or of another version; nil where it may be just that.
  static func mistaken(_ path: String, _ fault: LedgerFault) -> Found? {
    guard let header = FileHeader(path) else { return nil }
    switch fault {
    case .notOurs:
      // One bit from ours is ours where it holds our tables.
      guard header.isOurs, migrated(path) != nil else { return nil }
      return problems(path, why: "the mark of a ledger is damaged")
    case .newerSchema, .olderSchema:
      guard let version = migrated(path), (version ^ header.number(at: 60)).nonzeroBitCount == 1 else { return nil }
      return problems(path, why: "user_version is \(header.number(at: 60)), the ledger's is \(version)")
    case .damaged(let what): return problems(path, why: what)
    case .missing, .alreadyThere, .tooOld, .inUse, .networkFileSystem, .libraryTooOld, .noSuchEntry, .replaced,
      .headLost, .headsNotRead, .headsNotWritten, .noCopy, .readOnly, .busy, .full, .disk, .system, .severalNames,
      .mountedAlone, .notAFile, .notADirectory, .sideFile, .consequenceRefused:
      return nil
    }
  }

  /// The version by the tables there are.
  private static func migrated(_ path: String) -> Int? {
    try? Connection.readers(path, count: 1).queues.first?.inDatabase { try Schema.version(ofTables: $0) }
  }

  /// Tells what is wrong with a file that cannot be opened; nil where it was never a ledger.
  static func problems(_ path: String, why: String) -> Found? {
    guard let header = FileHeader(path), header.isOurs else { return nil }
    var findings = Found()
    let faults = header.faults
    let subject = faults.isEmpty ? "sqlite_schema" : "page 1 (sqlite_schema), header: \(faults.joined(separator: ", "))"
    findings.report(.restore, nil, "\(subject): SQLite: \(why)")
    ["entry", "words", "incident", "rectification", "tally", "counter", "mark", "search", "spelling"].forEach {
      findings.leaveOut($0)
    }
    return findings
  }
}

extension Schema {
  /// The version that the tables tell: up to 6 there was one that listed the migrations; nil where there is neither. Those of 7
  /// and 8 are the same: of the two, which are four bits apart, it is the later one.
  static func version(ofTables db: Database) throws -> Int? {
    if try db.tableExists("incident"), try db.columns(in: "incident").contains(where: { $0.name == "judged" }) {
      return 10
    }
    if try db.tableExists("rectification") { return 9 }
    if try db.tableExists("mark") { return 8 }
    guard try db.tableExists("grdb_migrations") else { return nil }
    return try Int.fetchOne(db, sql: "SELECT COUNT(*) + 1 FROM grdb_migrations")
  }
}
