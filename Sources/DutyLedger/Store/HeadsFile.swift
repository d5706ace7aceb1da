import DutyCore
import DutySystem
import Foundation
import GRDB

/// Heads of a ledger, written down beside it as time goes on: a line each, `number hash recorded`, only ever appended.
///
/// What the chain alone cannot see, a lost tail, shows here: a head that is written down must stay in the ledger. It is
/// worth as much as the file is out of reach of who could exchange the ledger: of another account, or append-only.
package struct HeadsFile: Hashable, Sendable {
  /// One head, as a line tells it.
  struct Line: Hashable {
    let entry: Int64
    let hash: String
  }

  package let path: String
  /// Named by somebody, who has made it: that it is gone is a fault then.
  let isNamed: Bool
  /// The ledger it lies beside, whose owner it belongs to; nil for one that somebody keeps for himself.
  private let ledger: String?

  package init(path: String, isNamed: Bool = true) { self.init(path: path, isNamed: isNamed, ledger: nil) }

  private init(path: String, isNamed: Bool, ledger: String?) {
    self.path = path
    self.isNamed = isNamed
    self.ledger = ledger
  }

  /// `$DUTY_HEADS`, else `<ledger>.heads`, which the first desk makes.
  package static func resolve(ofLedger ledger: String, environment: Environment) throws(UsageFault) -> HeadsFile {
    if let named = environment["DUTY_HEADS"] {
      guard !named.isEmpty else { throw .emptyVariable("DUTY_HEADS") }
      return HeadsFile(path: named)
    }
    let ledger = FilePath.real(ledger)
    return HeadsFile(path: ledger + ".heads", isNamed: false, ledger: ledger)
  }

  /// Writes `head` behind all that is there, in one call that no other program's comes between.
  package func append(_ head: Ledger.Head) throws {
    let file: Int32
    do {
      file = try SideFile.open(path, O_WRONLY | O_APPEND, makes: !isNamed, like: ledger)
    } catch LedgerFault.sideFile(_, let why) { throw LedgerFault.headsNotWritten(file: path, why: why) }
    defer { close(file) }
    let time = Date(timeIntervalSince1970: Double(head.recorded.milliseconds) / 1000).ISO8601Format()
    let line = Array("\(head.entry) \(head.hash) \(time)\n".utf8)
    if let reason = Outlet.write(line, to: file) {
      throw LedgerFault.headsNotWritten(file: path, why: reason.text(.en))
    }
  }

  /// Throws where it would be a part of `ledger` other than its own heads.
  func requireApart(fromLedger ledger: String) throws {
    guard isNamed || self.ledger == nil, FilePath.real(path) != ledger + ".heads" else { return }
    try LedgerPath.requireApart(path, fromLedger: ledger)
  }

  /// Some forty lines, more than half an hour of a desk that is never idle: that much is looked at when a ledger is opened.
  private static let tail = 4096

  /// The last lines that can be read; a line that was torn by a power cut is left to the check of all of them.
  func latest() throws -> [Line] {
    try text(last: Self.tail).split(separator: "\n").compactMap(Self.line)
  }

  /// Every line; nil for one that cannot be read.
  func lines() throws -> [Line?] {
    try text(last: nil).split(separator: "\n").map(Self.line)
  }

  private static func line(_ text: Substring) -> Line? {
    let words = text.split(separator: " ")
    guard words.count == 3, let entry = Int64(words[0]), words[1].count == 64 else { return nil }
    return Line(entry: entry, hash: String(words[1]))
  }

  /// Reads what stands in the file, or at its end, from the beginning of a line on. Nothing where nobody has made one yet.
  private func text(last: Int?) throws -> String {
    guard SideFile.isThere(path) || isNamed else { return "" }
    guard let end = try FileFacts.end(of: path, last: last) else { throw LedgerFault.headsNotRead(file: path) }
    let text = String(decoding: end.bytes, as: UTF8.self)
    return end.isWhole ? text : String(text.drop { $0 != "\n" })
  }
}

extension Ledger {
  /// The pace at which a head is written down while something is recorded.
  private static let pace = Duration.minutes(1)

  /// Writes the head into the heads file where there is a new one: at most once a minute, unless it is to be `atOnce`.
  /// Throws where the ledger no longer holds what is written there, or nothing can be written. A ledger that is open
  /// for reading only, or was opened without a heads file, keeps none.
  package func keepHead(now: Instant, atOnce: Bool = false) throws {
    guard let heads, lock != nil, atOnce || headKept.map({ now - $0 >= Self.pace || now < $0 }) ?? true else { return }
    // Also where it fails: once a minute is often enough to say so.
    headKept = now
    let kept = try requireHeads()
    let head = try head
    if !kept.contains(where: { $0.entry >= head.entry }) { try heads.append(head) }
  }

  /// Throws unless the heads written down last are in the ledger; which these are.
  @discardableResult
  func requireHeads() throws -> [HeadsFile.Line] {
    guard let heads else { return [] }
    // Read first: what is written down was in the ledger before.
    let kept = try heads.latest()
    let lost = try reading { db in try kept.first { try !Self.holds($0, db) } }
    if let lost { throw LedgerFault.headLost(file: heads.path, entry: lost.entry) }
    return kept
  }

  static func holds(_ line: HeadsFile.Line, _ db: Database) throws -> Bool {
    let statement = try db.cachedStatement(sql: "SELECT hash FROM entry WHERE number = ?")
    return try Data.fetchOne(statement, arguments: [line.entry]).map(Chain.hex) == line.hash
  }
}
