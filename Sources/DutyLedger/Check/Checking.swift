import DutyCore
import Foundation
import GRDB
import Synchronization

/// One check of one whole ledger, its parts on as many connections as there are.
///
/// SQLite's own look and the walk along the chain go first, side by side; what the chain has listed is then folded, some
/// incidents at a time, beside the proof of the index; the counts are compared last.
struct Checking {
  /// One connection for each core of the machine; more than four would only wait for the disk.
  static var connections: Int { min(max(ProcessInfo.processInfo.activeProcessorCount, 1), 4) }

  private let readers: Readers
  private let progress: Progress

  init(_ readers: Readers, _ report: @escaping @Sendable (Double) -> Void) {
    self.readers = readers
    progress = Progress(report)
  }

  func result(against witnessed: String?) throws -> CheckResult {
    let (file, chained) = try first(against: witnessed)
    let (index, folded) = try second(chained)
    var result = CheckResult()
    (result.entries, result.head) = (chained.entries, chained.head)
    (result.readable, result.unreadable) = (chained.read.ranges, chained.unreadable.ranges)
    result.early = chained.early.count
    result.untrusted = folded.sums.untrusted.count
    for findings in [file, chained.findings, folded.findings] { result.take(findings) }
    let counted = try readers.map([{ @Sendable in try Self.counts(chained, folded.sums, $0) }])
    counted.forEach { result.take($0) }
    index.forEach { result.take($0) }
    progress.end()
    return result
  }

  // MARK: - The file and the chain

  private enum First: Sendable {
    case file(Found)
    case chain(Chained)
  }

  /// The findings of the walk along the chain, and what the parts after it need.
  private struct Chained: Sendable {
    var findings = Found()
    var groups: [SubjectPart.Group] = []
    var room = SubjectPart.Folded()
    var course = RoomCourse([])
    var early: Set<Int64> = []
    var read = Stretches()
    var unreadable = Stretches()
    var entries: Int64 = 0
    var head = ""

    var isWhole: Bool { unreadable.isEmpty }
  }

  private func first(against witnessed: String?) throws -> (Found, Chained) {
    let progress = progress
    let parts = try readers.map([
      { @Sendable db in
        progress.begin(with: try Self.roughCount(db))
        return First.chain(try Self.chain(db, against: witnessed, progress))
      },
      { @Sendable db in
        let findings = try FilePart.check(db)
        progress.add(.file)
        return First.file(findings)
      },
    ])
    var (file, chained) = (Found(), Chained())
    for part in parts {
      switch part {
      case .file(let findings): file = findings
      case .chain(let found): chained = found
      }
    }
    return (file, chained)
  }

  /// Counts the entries roughly, for the progress only.
  private static func roughCount(_ db: Database) throws -> Int {
    do {
      return try Int.fetchOne(db, sql: "SELECT MAX(number) FROM entry") ?? 1
    } catch {
      guard Damage.what(error) != nil else { throw error }
      return 1
    }
  }

  private static func chain(_ db: Database, against witnessed: String?, _ progress: Progress) throws -> Chained {
    var part = ChainPart(db) { progress.add(.chain) }
    try part.walk(against: witnessed)
    var chained = Chained()
    chained.findings = part.findings
    (chained.entries, chained.head, chained.early) = (part.entries, part.head, part.early)
    (chained.read, chained.unreadable) = (part.read, part.unreadable)
    let groups = SubjectPart.groups(part.listed)
    chained.groups = groups.filter { $0.subject != RoomReading.subject }
    var room = SubjectPart(db, isWhole: chained.isWhole)
    chained.course = try room.room(groups.first { $0.subject == RoomReading.subject })
    chained.room = room.folded
    return chained
  }

  // MARK: - The incidents and the index

  /// There are more shares than connections, so that none waits long for the last.
  private static let shares = 16

  private func second(_ chained: Chained) throws -> (index: [Found], folded: SubjectPart.Folded) {
    let progress = progress
    let size = max(1, (chained.groups.count + Self.shares - 1) / Self.shares)
    let shares = stride(from: 0, to: chained.groups.count, by: size).map {
      chained.groups[$0..<min($0 + size, chained.groups.count)]
    }
    var jobs: [@Sendable (Database) throws -> SubjectPart.Folded] = [
      { db in
        var folded = SubjectPart.Folded()
        folded.findings = try SearchPart.index(db)
        folded.findings.take(try SearchPart.spellings(chained.course.room(after: .max), db))
        progress.add(.index)
        return folded
      }
    ]
    jobs += shares.map { share in
      { db in
        var part = SubjectPart(db, course: chained.course, isWhole: chained.isWhole)
        for group in share {
          try part.check(group)
          progress.add(.entry, group.numbers.count)
        }
        return part.folded
      }
    }
    let parts = try readers.map(jobs)
    var folded = chained.room
    parts.dropFirst().forEach { folded.take($0) }
    return (parts.prefix(1).map(\.findings), folded)
  }

  // MARK: - What all of them add up to

  private static func counts(_ chained: Chained, _ sums: Sums, _ db: Database) throws -> Found {
    var findings = try RowPart.check(
      sums, subjects: Set(chained.groups.map(\.subject)), isWhole: chained.isWhole, db)
    findings.take(try WordsPart.check(sums, entries: chained.read, isWhole: chained.isWhole, db))
    guard chained.isWhole else {
      // Without all entries they would add up to something else.
      ["tally", "counter", "mark"].forEach { findings.leaveOut($0) }
      return findings
    }
    findings.take(try TallyPart.check(sums, db))
    findings.take(try CounterPart.check(sums, db))
    findings.take(try MarkPart.check(sums, early: chained.early, db))
    return findings
  }
}

/// Tells how far a check has come, in hundredths.
final class Progress: Sendable {
  enum Step: Sendable {
    case chain, entry, file, index
  }

  private struct State {
    var entries = 1
    var done = 0.0
    var told = -1
  }

  private let state = Mutex(State())
  private let report: @Sendable (Double) -> Void

  init(_ report: @escaping @Sendable (Double) -> Void) { self.report = report }

  func begin(with entries: Int) { state.withLock { $0.entries = max(1, entries) } }

  /// Parts of the time that a check takes, by what was measured.
  func add(_ step: Step, _ count: Int = 1) {
    state.withLock { state in
      let part =
        switch step {
        case .chain: 0.1 * Double(count) / Double(state.entries)
        case .entry: 0.65 * Double(count) / Double(state.entries)
        case .file: 0.05
        case .index: 0.2
        }
      state.done += part
      let hundredths = min(99, Int(state.done * 100))
      guard hundredths > state.told else { return }
      state.told = hundredths
      // Told while nobody else can, so that it only rises.
      report(Double(hundredths) / 100)
    }
  }

  func end() { report(1) }
}
