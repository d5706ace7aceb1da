import DutyCore
import DutyLedger
import Foundation
import Synchronization
import Testing

/// A check goes on several connections at once, and says how far it is.
@Suite("a check on several connections") struct CheckingTests {
  /// Writes until told that it is over, in a ledger opened for itself: one ledger, one thread.
  private static func write(_ path: String, until isOver: () -> Bool, now: Instant) throws {
    let ledger = try Ledger(opening: path, access: .readWrite)
    repeat {
      let request = Request(.receive(Reception(source: .grid, summary: Words("又一件"))), by: .intake, at: now)
      _ = try ledger.commit(Submission(request, key: .random()), now: now)
    } while !isOver()
    try ledger.close()
  }

  @Test("while others write, all its parts see one moment of the ledger")
  func oneMoment() throws {
    let desk = try Desk()
    let (path, now) = (desk.ledger.path, desk.now)
    let found = Mutex<[Result<CheckResult, any Error>]>([])
    let written = Mutex<Result<Void, any Error>>(.success(()))
    let isOver = Mutex(false)
    DispatchQueue.concurrentPerform(iterations: 2) { part in
      if part == 0 {
        let outcome = Result { try Self.write(path, until: { isOver.withLock(\.self) }, now: now) }
        written.withLock { $0 = outcome }
      } else {
        for _ in 0..<4 {
          let result = Result { try Ledger.check(at: path) }
          found.withLock { $0.append(result) }
        }
        isOver.withLock { $0 = true }
      }
    }
    try written.withLock(\.self).get()
    let results = try found.withLock(\.self).map { try $0.get() }
    let problems = results.flatMap(\.problems)
    #expect(problems == [] && results.count == 4)
    let last = try desk.ledger.head.entry
    #expect(try Ledger.check(at: path).entries == last)
    #expect((results.first?.entries ?? .max) < last, "nothing was written meanwhile")
  }

  @Test("it says how far it is, more and more, and at last that all is done")
  func progress() throws {
    let desk = try Desk()
    for number in 0..<20 { _ = try desk.receive("第\(number)件") }
    let told = Mutex<[Double]>([])
    let result = try Ledger.check(at: desk.ledger.path) { part in told.withLock { $0.append(part) } }
    let parts = told.withLock(\.self)
    #expect(result.isClean && parts.count > 10 && parts.last == 1 && parts == parts.sorted(), "\(parts)")
    #expect(Set(parts).count == parts.count)
  }
}
