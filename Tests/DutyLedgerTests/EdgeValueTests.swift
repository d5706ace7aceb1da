import DutyCore
import Foundation
import Testing

@testable import DutyLedger

/// Whatever number, day or length stands in an entry's bytes, reading them ends in an entry or in a refusal to read, and
/// what was read is written and read again as the same.
@Suite("边界值") struct EdgeValueTests {
  private static let frozen = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Frozen")

  private static let numbers: [Int64] = [
    .min, -1_000_000_000_000_000, -62_167_219_200_001, -1, 0, 1, 1440, 1441, 4_102_444_800_000, 253_402_300_799_999,
    999_999_999_999_999, 1_000_000_000_000_000, 1 << 53, .max,
  ]
  private static let texts = [
    "", "0000-01-01", "00-1-12-31", "10000-01-01", "99999-12-31", "-", "working:9999999999999",
  ]

  /// All that `value` becomes when one thing in it is another: each number each edge, each text each odd one.
  private func variants(of value: Any) -> [Any] {
    switch value {
    case let object as [String: Any]:
      // Places of words are the ledger's own.
      return object.filter { !["word", "kind", "digest"].contains($0.key) }.flatMap { (key, part) -> [Any] in
        variants(of: part).map { variant in object.merging([key: variant]) { $1 } }
      }
    case let list as [Any]:
      return list.prefix(2).enumerated().flatMap { (index, part) -> [Any] in
        variants(of: part).map { variant in
          var list = list
          list[index] = variant
          return list
        }
      }
    case is String: return Self.texts
    case is NSNumber: return Self.numbers.map { NSNumber(value: $0) }
    default: return []
    }
  }

  private func entry(_ bytes: Data) throws -> Entry? {
    let words = (0..<20).map { KeptWords(word: $0, kind: .text, salt: Data(), text: "样") }
    do { return try SealedEntry.entry(bytes, words: words) } catch is DecodingError { return nil }
  }

  @Test(
    "an act with an edge value in any place is read as it stands or refused, and folds, and reads back the same",
    arguments: ActionName.allCases)
  func eachPlace(_ name: ActionName) throws {
    let kept = try JSONSerialization.jsonObject(
      with: Data(contentsOf: Self.frozen.appending(path: name.rawValue + ".json")))
    var (read, refused) = (0, 0)
    for variant in variants(of: kept) {
      let bytes = try JSONSerialization.data(withJSONObject: variant)
      guard let entry = try entry(bytes) else {
        refused += 1
        continue
      }
      read += 1
      let sealed = try SealedEntry(entry)
      // A catalogue by row, as before, is written by column: an empty cell is none there.
      let isSame = try SealedEntry.entry(sealed.bytes, words: sealed.words) == entry
      #expect(isSame || name == .setCatalogue)
      // Nothing that is read can stop what adds it up.
      _ = entry.marks(after: .init(milliseconds: 0))
      let incident = Incident.opening(entry).map { $0.folding(entry) }
      _ = incident.map { IncidentRow($0) }
      _ = Room.founding(entry)
      _ = try ExportLine.text(entry)
    }
    #expect(read > 20 && refused > 20, "\(read) read, \(refused) refused")
  }

  @Test("a number of more than fifteen digits is not read, and one inside a text is no number")
  func longNumbers() throws {
    let kept = try Data(contentsOf: Self.frozen.appending(path: "note.json"))
    let plain = String(decoding: kept, as: UTF8.self)
    #expect(try entry(kept) != nil)
    for (text, isRead) in [("999999999999999", true), ("1000000000000000", false)] {
      let changed = plain.replacing(#/"recorded" : [0-9]+/#, with: "\"recorded\" : \(text)")
      #expect(changed != plain)
      #expect(try (entry(Data(changed.utf8)) != nil) == isRead, "\(text)")
    }
    let inText = plain.replacing("\"liupu\"", with: "\"\\\"12345678901234567890\"")
    #expect(inText != plain)
    #expect(try entry(Data(inText.utf8))?.station == "\"12345678901234567890")
  }
}
