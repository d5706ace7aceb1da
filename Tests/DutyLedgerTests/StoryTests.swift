import DutyCore
@testable import DutyLedger
import Foundation
import GRDB
import TestSupport
import Testing

/// Every act of the table goes through the ledger, and what is kept of it can be read for ever.
@Suite("台账里的每一种操作") struct StoryTests {
  @Test("each act is recorded, checked, folded to its rows, and exported")
  func story() throws {
    let desk = try Story().desk
    var seen: Set<ActionName> = []
    try desk.ledger.entries { entry in
      seen.insert(entry.action.name)
      #expect(entry.action.kind == entry.subject.kind)
      let line = try ExportLine.text(entry)
      #expect(line.contains("\"action\":\"\(entry.action.name.rawValue)\""))
    }
    #expect(Set(ActionName.allCases).subtracting(seen) == [])
    #expect(try desk.ledger.check().problems == [])
  }

  /// Takes the words of an entry as they come, so that entries can be read and written without a ledger.
  private static func coded(_ bytes: Data) throws -> Data {
    let book = WordsBook(
      seal: { SealedWords(word: 0, kind: $0.kind, digest: $0.text ?? "") }, open: { Words($0.digest, kind: $0.kind) })
    let (decoder, encoder) = (JSONDecoder(), JSONEncoder())
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    if let key = WordsBook.key {
      decoder.userInfo[key] = book
      encoder.userInfo[key] = book
    }
    return try encoder.encode(try decoder.decode(Entry.self, from: bytes))
  }

  private static let frozen = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Frozen")

  /// The version of a ledger since which an act is written in another form than in its first example, and by what that form
  /// is known.
  private static let rewritten: [ActionName: (version: Int, part: String)] = [.setCatalogue: (10, "\"alarmWords\":")]

  /// The acts that are done to a rectification as to an incident.
  private static let shared: [ActionName] = [.note, .attach, .urge, .sheet, .correct, .countersign, .erase]

  @Test("acts that two kinds of subject share have a frozen example of each", arguments: shared)
  func frozenOfItem(_ name: ActionName) throws {
    try expectFrozen(name, "item-" + name.rawValue, with: "\"kind\":\"item\"")
  }

  @Test("a frozen example of each act still reads, and loses nothing by being read", arguments: ActionName.allCases)
  func frozen(_ name: ActionName) throws {
    let form = Self.rewritten[name]
    try expectFrozen(name, name.rawValue + (form.map { "-\($0.version)" } ?? ""), with: form?.part ?? "")
  }

  /// `KEEP_FROZEN=1` keeps an example of each act that has none yet. What is kept is never written again.
  private func expectFrozen(_ name: ActionName, _ title: String, with part: String) throws {
    let file = Self.frozen.appending(path: title + ".json")
    if ProcessInfo.processInfo.environment["KEEP_FROZEN"] != nil, !FileManager.default.fileExists(atPath: file.path) {
      try Self.keep(name, with: part, in: file)
    }
    let kept = try Data(contentsOf: file)
    let (read, stands) = (try Self.object(Self.coded(kept)), try Self.object(kept))
    #expect(read != nil && read == stands)
  }

  @Test("a catalogue that was written by row still reads, and loses nothing by being read")
  func catalogueByRow() throws {
    let kept = try Data(contentsOf: Self.frozen.appending(path: "setCatalogue.json"))
    guard case .room(.setCatalogue(let read)) = try SealedEntry.entry(kept, words: []).action else {
      Issue.record("no catalogue")
      return
    }
    let stands = try #require(try Self.object(kept)?["facts"] as? NSDictionary)
    func list(_ rows: some Encodable) throws -> NSObject? {
      try JSONSerialization.jsonObject(with: JSONEncoder().encode(rows)) as? NSObject
    }
    let lists = [
      "categories": try list(read.categories), "departments": try list(read.departments), "items": try list(read.items),
      "itemsByCategory": try list(read.itemsByCategory), "playbooks": try list(read.playbooks),
      "powers": try list(read.powers),
    ]
    #expect(lists.compactMapValues(\.self) as NSDictionary == stands)
    #expect(!read.categories.isEmpty && !read.departments.isEmpty)
  }

  private static func object(_ bytes: Data) throws -> NSDictionary? {
    try JSONSerialization.jsonObject(with: bytes) as? NSDictionary
  }

  private static func keep(_ name: ActionName, with part: String, in file: URL) throws {
    let desk = try Story().desk
    var bytes: Data?
    try desk.ledger.close()
    let queue = try DatabaseQueue(path: desk.ledger.path)
    for row in try queue.read({ try Row.fetchAll($0, sql: "SELECT bytes FROM entry ORDER BY number DESC") }) {
      let found: Data = row[0]
      let text = String(decoding: found, as: UTF8.self)
      if text.contains("\"action\":\"\(name.rawValue)\""), part.isEmpty || text.contains(part) { bytes = found }
    }
    try FileManager.default.createDirectory(at: frozen, withIntermediateDirectories: true)
    try coded(try #require(bytes)).write(to: file)
  }

  private static let past = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Past")

  /// The incidents that were open in each kept ledger, counted by hand.
  private static let openThen: [String: [Incident.Status: Int]] = [
    "2": [.received: 4, .inHand: 3, .handled: 3], "3": [.received: 4, .inHand: 3, .handled: 3],
    "4": [.received: 4, .inHand: 3, .handled: 3], "5": [.received: 4, .inHand: 3, .handled: 3],
    "6": [.received: 4, .inHand: 3, .handled: 3], "7": [.received: 4, .inHand: 3, .handled: 3],
    "8": [.received: 4, .inHand: 3, .handled: 3], "9": [.received: 4, .inHand: 3, .handled: 4],
  ]

  /// `KEEP_PAST=NAME` keeps the story's ledger under a name, once, when a version of the schema is done.
  @Test("ledgers kept from the past open, once they are migrated, check, say the same, and take another entry")
  func past() throws {
    let manager = FileManager.default
    if let name = ProcessInfo.processInfo.environment["KEEP_PAST"] {
      try manager.createDirectory(at: Self.past, withIntermediateDirectories: true)
      try Story().desk.ledger.backup(to: Self.past.appending(path: name + ".sqlite").path)
    }
    let kept = try manager.contentsOfDirectory(at: Self.past, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "sqlite" && Int($0.deletingPathExtension().lastPathComponent) != nil }
    #expect(kept.count > 4)
    for file in kept { try withTemporaryDirectory { try goOn(with: file, in: $0 + "/duty.sqlite") } }
  }

  private func goOn(with kept: URL, in path: String) throws {
    try FileManager.default.copyItem(atPath: kept.path, toPath: path)
    let version = try #require(Int(kept.deletingPathExtension().lastPathComponent))
    if version < Schema.version {
      #expect(throws: LedgerFault.olderSchema(path: path)) { _ = try Ledger(opening: path, access: .readWrite) }
      #expect(try Ledger.migrate(at: path)?.from == version)
    }
    #expect(try Ledger.migrate(at: path) == nil)
    let ledger = try Ledger(opening: path, access: .readWrite)
    let before = try ledger.check()
    #expect(before.problems == [] && before.entries > 50, "\(kept.lastPathComponent)")
    let now = try ledger.head.recorded + .minutes(1)
    let open = try ledger.snapshot(QueueView(tab: .open, rows: 100), now: now)
    #expect(open.counts == Self.openThen[kept.deletingPathExtension().lastPathComponent], "\(open.counts)")
    let note = Request(.note(Note(Words("后来的一条"))), by: .officer(OfficerID(1)), at: now)
    let outcome = try ledger.commit(Submission(note, on: open.order.first, key: .random()), now: now)
    guard case .recorded(let entry, _) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(entry == before.entries + 1)
    #expect(try ledger.check().problems == [])
    try ledger.close()
  }

  @Test("what was recorded still folds when the rules are tightened, though none of it would be taken today")
  func tightened() throws {
    let desk = try Story().desk
    let before = try desk.ledger.check()
    // Nobody may do anything any more, nothing is in the lists, no limit is met.
    for officer in Desk.everybody where ![Desk.administrator, Desk.supervisor].contains(officer) {
      let person = try #require(try desk.ledger.room().officers[officer])
      try desk.housekeeping(
        .room(.enrol(Enrolment(officer: officer, name: person.name, rank: .supervisor, department: nil))))
    }
    try desk.housekeeping(.room(.setCatalogue(Catalogue())))
    for name in [SettingName.of(.ownVoid), .of(.declineAfterCall), .of(.longestSuspension), .of(.ownCorrection)] {
      try desk.housekeeping(.room(.setSetting(SettingChange(name, .running(minutes: 1)))))
    }
    let room = try desk.ledger.room()
    var taken: [ActionName] = []
    var folded: [IncidentID: Incident] = [:]
    try desk.ledger.entries(through: before.entries) { entry in
      guard case .incident(let id) = entry.subject else { return }
      let request = Request(entry.action, by: entry.by, orderedBy: entry.orderedBy, at: entry.at)
      if entry.by.isPerson, (try? room.judge(request, on: folded[id], now: entry.recorded)) != nil {
        taken.append(entry.action.name)
      }
      folded[id] = folded[id]?.folding(entry) ?? Incident.opening(entry)
    }
    // A note is a supervisor's too, and the administrator erases.
    #expect(Set(taken).subtracting([.note, .sheet, .erase]) == [])
    #expect(try desk.ledger.check().problems == [])
    for (id, incident) in folded { #expect(try desk.ledger.incident(id) == incident) }
  }
}
