import DutyCore
import Foundation
import GRDB

/// Spells Chinese texts in pinyin, and remembers those it has spelled.
///
/// The first spelling of a process takes a tenth of a second, each further one 50 µs: it is asked only where something
/// is written, and before the writers' lock is taken.
final class Speller {
  private var known: [String: Spelling] = [:]
  /// It starts anew beyond this many texts.
  private static let capacity = 10_000

  func spelling(of text: String) -> Spelling {
    let runs = Self.hanziRuns(of: text)
    guard !runs.isEmpty else { return .none }
    if let spelling = known[text] { return spelling }
    if known.count >= Self.capacity { known.removeAll(keepingCapacity: true) }
    let spelling = Spelling(runs: runs.map(Self.syllables).filter { !$0.isEmpty })
    known[text] = spelling
    return spelling
  }

  /// Spells what these acts will have spelled when they are written.
  func prepare(_ actions: some Sequence<Action>) {
    for action in actions {
      for text in Self.spelled(by: action) { _ = spelling(of: text) }
    }
  }

  private static func spelled(by action: Action) -> [String] {
    let spelled: [String?]
    if case .receive(let facts) = action {
      spelled = [facts.place?.text, facts.grid]
    } else if case .importRecord(let facts) = action {
      spelled = [facts.place?.text, facts.grid]
    } else if case .amend(let facts) = action {
      spelled = [facts.place?.text, facts.grid]
    } else if case .room(.setCatalogue(let catalogue)) = action {
      spelled = Array(catalogue.names)
    } else if case .room(.enrol(let facts)) = action {
      spelled = [facts.name]
    } else {
      spelled = []
    }
    return spelled.compactMap(\.self)
  }

  private static func hanziRuns(of text: String) -> [Substring] {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return [] }
    return text.split { $0.unicodeScalars.first.map { !isHanzi($0) } ?? true }
  }

  private static func isHanzi(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3007, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
    default: false
    }
  }

  private static let transform = StringTransform("Han-Latin; Lower")

  /// A Hanzi that nobody can spell has no syllable.
  private static func syllables(of run: Substring) -> [String] {
    let latin = String(run).applyingTransform(transform, reverse: false) ?? ""
    return latin.split(separator: " ").map(plain).filter { !$0.isEmpty }
  }

  /// The syllable without tones; ü as v.
  private static func plain(_ syllable: Substring) -> String {
    var plain = ""
    for scalar in String(syllable).decomposedStringWithCanonicalMapping.unicodeScalars {
      if ("a"..."z").contains(scalar) {
        plain.unicodeScalars.append(scalar)
      } else if scalar == "\u{308}", plain.last == "u" {
        plain.removeLast()
        plain.append("v")
      }
    }
    return plain
  }
}

/// The spellings of the room's names: a cache that follows from the room, so that no desk has to spell anything.
enum SpellingTable {
  static func read(_ db: Database) throws -> [String: Spelling] {
    let statement = try db.cachedStatement(sql: "SELECT text, syllables FROM spelling")
    var spellings: [String: Spelling] = [:]
    let rows = try Row.fetchCursor(statement)
    while let row = try rows.next() { spellings[try row.value(0)] = Spelling(try row.value(1, as: String.self)) }
    return spellings
  }

  /// The rows that the table must hold for `room`.
  static func rows(of room: Room, _ speller: Speller) -> [String: Spelling] {
    var rows: [String: Spelling] = [:]
    for name in room.names {
      let spelling = room.spellings[name] ?? speller.spelling(of: name)
      if spelling != .none { rows[name] = spelling }
    }
    return rows
  }

  /// Brings the table up to `room`, which has some of its spellings already; gives what the table holds then.
  static func write(_ room: Room, _ speller: Speller, _ db: Database) throws -> [String: Spelling] {
    let (before, after) = (try read(db), rows(of: room, speller))
    let delete = try db.cachedStatement(sql: "DELETE FROM spelling WHERE text = ?")
    let upsert = try db.cachedStatement(
      sql:
        "INSERT INTO spelling (text, syllables) VALUES (?, ?) ON CONFLICT DO UPDATE SET syllables = excluded.syllables")
    for text in before.keys where after[text] == nil { try delete.execute(arguments: [text]) }
    for (text, spelling) in after where before[text] != spelling {
      try upsert.execute(arguments: [text, spelling.text])
    }
    return after
  }
}
