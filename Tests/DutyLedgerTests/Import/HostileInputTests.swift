import DutyCore
import DutyIntake
import DutyLedger
import DutyTables
import Foundation
import TestSupport
import Testing

/// Good files, changed by pinned dice and by hand until nothing about them is right: nothing may be lost, told twice or
/// read in two ways. `FUZZ_ROUNDS` sets how many are tried; the coverage-guided fuzzer is `Tests/fuzz.py`.
@Suite("hostile input") struct HostileInputTests {
  private static let rounds = ProcessInfo.processInfo.environment["FUZZ_ROUNDS"].flatMap { Int($0) } ?? 400

  @Test("mutated files are read the same whole and in pieces, by both readers")
  func agreement() throws {
    var dice = PinnedDice(seed: 20_261_126)
    for round in 0..<Self.rounds {
      let input = Mutation.input(&dice)
      try check(input, "round \(round): \(Data(input).base64EncodedString())")
    }
  }

  @Test("what a fuzzer once found, and what hands made up, is read the same by both readers")
  func corpus() throws {
    let kept = try Self.kept()
    #expect(kept.count > 100)
    for input in kept { try check(input, Data(input).base64EncodedString()) }
    for (name, bytes) in Self.handmade {
      for choice in [UInt8(0), 1, 4, 0x80, 0x84] { try check([choice, 2] + bytes, "\(name), \(choice)") }
    }
  }

  @Test("a reader that counts another way is noticed")
  func control() throws {
    let text = Array("a,b\n\"c\nd\",e\nf\n".utf8)
    var short = CSVReader.Limits()
    short.field = 2
    #expect(PlainCSV.records(text, CSVReader.Limits()) != PlainCSV.records(text, short))
    let input = try #require(ReadingAgreement([0, 1] + text))
    let records = try input.records().get()
    #expect(records == PlainCSV.records(text, CSVReader.Limits()))
    #expect(records.map(\.line) == [1, 2, 4])
    #expect(records != PlainCSV.records(Array("a,b\n\"c\r\nd\",e\nf\n".utf8), CSVReader.Limits()))
  }

  @Test("of mutated files each row is recorded, known or left out, and what was left out comes in when it is mended")
  func accounting() throws {
    let desk = try Desk()
    var dice = PinnedDice(seed: 7)
    let profile = try Rows.profile()
    var tally = ImportTally()
    let importer = try Importer(into: desk.ledger, by: profile, now: { desk.now }, ticks: { 0 })
    for round in 0..<max(20, Self.rounds / 8) {
      let path = desk.directory + "/mutated.csv"
      let left = desk.directory + "/left-\(round).csv"
      try Data(Mutation.input(&dice).dropFirst(2)).write(to: URL(fileURLWithPath: path))
      let rejects = try RejectsFile(path: left, importing: [path], into: desk.ledger.path, language: .zh)
      var fields: [[String]] = []
      do {
        try importer.take(try ImportFile(path: path)) { reject in
          fields.append(reject.record.fields)
          try rejects.add(reject)
        } progressed: { _ in
        }
      } catch let fault as ImportFault {
        #expect(!fault.text(.zh).isEmpty)
      }
      tally = importer.tally
      #expect(tally.read == tally.imported + tally.duplicates + tally.rejected, "round \(round)")
      #expect(try rows(of: left).map { $0.dropFirst(3).map(\.undefused) } == fields, "round \(round)")
    }
    #expect(tally.imported > 20 && tally.rejected > 20 && tally.duplicates > 20, "\(tally)")
    #expect(try desk.ledger.check().problems == [])
  }

  // MARK: -

  private func check(_ input: [UInt8], _ what: String) throws {
    guard let agreement = ReadingAgreement(input) else { return }
    do { _ = try agreement.records().get() } catch let difference as ReadingAgreement.Difference {
      Issue.record("\(difference): \(what)")
    }
  }

  /// A rejects file's rows below its header.
  private func rows(of path: String) throws -> [[String]] {
    var records: [CSVRecord] = []
    var reader = CSVReader()
    reader.feed([UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))) { records.append($0) }
    reader.finish { records.append($0) }
    #expect(records.allSatisfy { $0.fault == nil })
    return records.dropFirst().map(\.fields)
  }

  /// The fuzzer's inputs that cover most, one a line in base64.
  private static func kept() throws -> [[UInt8]] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../fuzz/corpus.txt").standardized
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
      [UInt8](try #require(Data(base64Encoded: String(line))))
    }
  }

  private static let handmade: [(String, [UInt8])] = [
    ("a lone quote", Array("\"".utf8)),
    ("quotes alone", Array(repeating: UInt8(ascii: "\""), count: 99)),
    ("a quote before each line end", Array(String(repeating: "\"\n", count: 33).utf8)),
    ("NULs alone", Array(repeating: 0, count: 70)),
    ("commas alone", Array(repeating: UInt8(ascii: ","), count: 5000)),
    ("line ends alone", Array("\r\n\n\r\r\n".utf8)),
    (
      "a line end cut by the limit inside quotes",
      Array(("\"" + String(repeating: "x", count: 24) + "\r\n\r\nb,c\n").utf8)
    ),
    (
      "a line end behind the limit inside quotes",
      Array(("\"" + String(repeating: "x", count: 23) + "\r\nb\r\nc\n").utf8)
    ),
    (
      "a row that is too long as a whole",
      Array((String(repeating: "1234567890123456789012,", count: 4) + "\n1,2\n").utf8)
    ),
    ("formulas", Array("=1+1,+1,-1,-,@x,'=1,''=1, =1,＝1,\u{3000}@,\"\t=\",\"\n=\"\n".utf8)),
    ("bidi and controls", Array("\u{202E}a\u{2066},\u{1B}[2J\u{7},\u{200D}\u{FEFF}\n".utf8)),
    ("half a mark", [0xEF, 0xBB, UInt8(ascii: "\""), UInt8(ascii: ","), 0xBF]),
    ("two marks", Array("\u{FEFF}\u{FEFF}\"a\"\n".utf8)),
    ("half a surrogate", [0xFF, 0xFE, 0x00, 0xD8, 0x0A, 0x00, 0x61]),
    ("half of a character of GB 18030", [0x81, 0x30, 0x81, 0x0A, 0x81, 0x30, 0x81, 0x30, 0x2C, 0x81]),
  ]
}

/// A good file, changed by dice.
private enum Mutation {
  /// The input as `ReadingAgreement` takes it.
  static func input(_ dice: inout PinnedDice) -> [UInt8] {
    var file = good(&dice)
    for _ in 0..<Int.random(in: 0...4, using: &dice) { change(&file, &dice) }
    return [UInt8.random(in: 0...255, using: &dice), UInt8.random(in: 0...255, using: &dice)] + file
  }

  private static let pieces = [
    "\"", "\"\"", "\"\r", ",", ",,", "\r\n", "\r", "\n", "\0", "\u{FEFF}", "市容", "𠀀", "'=", "=1+1", "＝", "-",
    "\u{202E}", "\u{1B}[2J",
    "2026-11-01 08:30", "9999-12-31 23:59", "0000-00-00 00:00", "line,column,reason,",
  ]

  private static func good(_ dice: inout PinnedDice) -> [UInt8] {
    let rows = (0..<Int.random(in: 1...9, using: &dice)).map { _ in
      [
        "id": String(Int.random(in: 1...40, using: &dice)), "came": "2026-11-01 08:30", "title": "东门占道",
        "done": "2026-11-01 \(Int.random(in: 7...12, using: &dice)):30", "text": "\"他说\"\"占道\"\"，\r\n第二行\"",
        "tel": "13800000000",
      ]
    }
    let text = Rows.text(rows)
    switch Int.random(in: 0...9, using: &dice) {
    case 0: return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case 1: return [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case 2, 3: return Array(text.data(using: String.Encoding(rawValue: 0x8000_0632)) ?? Data())
    case 4: return Array(text.replacing("\n", with: "\r").utf8)
    default: return Array(text.utf8)
    }
  }

  private static func change(_ file: inout [UInt8], _ dice: inout PinnedDice) {
    let place = Int.random(in: 0...file.count, using: &dice)
    let end = min(file.count, place + Int.random(in: 0...20, using: &dice))
    switch Int.random(in: 0...5, using: &dice) {
    case 0 where place < file.count: file[place] ^= 1 << UInt8.random(in: 0...7, using: &dice)
    case 1: file.removeSubrange(place..<end)
    case 2: file.insert(contentsOf: file[place..<end], at: Int.random(in: 0...file.count, using: &dice))
    case 3: file.insert(UInt8.random(in: 0...255, using: &dice), at: place)
    case 4: file.removeSubrange(place...)
    default: file.insert(contentsOf: Array((pieces.randomElement(using: &dice) ?? "").utf8), at: place)
    }
  }
}
