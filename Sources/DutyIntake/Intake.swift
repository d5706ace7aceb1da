import DutyCore
import DutyLedger
import DutySystem
import DutyTables
import Foundation

/// Takes incidents that platforms push, line by line: each is durably recorded before it is answered.
package final class Intake {
  private let ledger: Ledger
  private let language: Language
  private var room: Room
  private var names: CatalogueNames

  package init(into ledger: Ledger, language: Language) throws {
    self.ledger = ledger
    self.language = language
    room = try ledger.room()
    names = CatalogueNames(room.catalogue)
    ledger.prepareSpelling()
  }

  /// The answer to line `number`, one line of JSON; nil for a blank line. `line` nil: it was too long to be read.
  /// Throws where the ledger could not record it: then it must not be answered.
  package func answer(_ line: [UInt8]?, number: Int, now: Instant) throws -> String? {
    if let line, line.allSatisfy({ [0x20, 0x09, Byte.cr].contains($0) }) { return nil }
    try refresh()
    let reception: Reception
    let received: Instant
    do throws(IntakeFault) {
      guard let line else { throw .tooLong }
      (reception, received) = try IntakeLine(json: line).reception(room, names, now: now)
    } catch {
      return refused(error.text(language), number)
    }
    let submission = Submission(Request(.receive(reception), by: .intake, at: received), key: .random())
    switch try ledger.commit(submission, now: now) {
    case .recorded(let entry, let state):
      guard let incident = state?.incident else { preconditionFailure("a reception opens an incident") }
      return "{\"entry\":\(entry),\"line\":\(number),\"number\":\"\(incident.number)\"\(counted(incident))}"
    case .refused(.what(.alreadyKnown(let known))):
      return "{\"duplicate\":true,\"line\":\(number),\"number\":\"\(known)\"}"
    case .refused(let refusal): return refused(refusal.text(language, at: room.stationKind), number)
    case .overtaken: preconditionFailure("a reception looks at no incident that could be overtaken")
    }
  }

  /// Where the claimed reception does not count: the moment that does, and why.
  private func counted(_ incident: Incident) -> String {
    guard let claimed = incident.claimed else { return "" }
    let why =
      claimed > incident.received
      ? language("所报受理时间晚于登记，按登记时间计", "the claimed reception lies ahead; the recorded time counts")
      : language("所报受理时间过早，按登记时间计", "the claimed reception lies too far back; the recorded time counts")
    let moment = JSONText.string(room.zone.text(incident.received))
    return ",\"received\":\(moment),\"warning\":\(JSONText.string(why))"
  }

  /// The catalogue may change while a platform stays connected for days.
  private func refresh() throws {
    guard try ledger.changed() else { return }
    let fresh = try ledger.room()
    if fresh.revision != room.revision {
      room = fresh
      names = CatalogueNames(fresh.catalogue)
    }
  }

  private func refused(_ reason: String, _ number: Int) -> String {
    "{\"line\":\(number),\"refused\":\(JSONText.string(reason))}"
  }
}

/// Cuts a stream of bytes into lines. A line beyond the limit is left out and reading goes on behind its end.
package struct LineCutter {
  /// Bytes of a line without its end.
  package static let longestLine = 1 << 20

  private var line: [UInt8] = []
  private var isTooLong = false

  package init() {}

  /// Hands over each line that `chunk` completes; nil for one that is too long.
  package mutating func feed(_ chunk: UnsafeBufferPointer<UInt8>, _ each: ([UInt8]?) throws -> Void) rethrows {
    var rest = chunk[...]
    while let end = rest.firstIndex(of: Byte.lf) {
      take(rest[..<end])
      rest = rest[(end + 1)...]
      try handOver(each)
    }
    take(rest)
  }

  /// The input is over: hands over a last line without end.
  package mutating func finish(_ each: ([UInt8]?) throws -> Void) rethrows {
    if !line.isEmpty || isTooLong { try handOver(each) }
  }

  private mutating func take(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    if isTooLong || line.count + bytes.count > Self.longestLine {
      isTooLong = true
      line.removeAll()
    } else {
      line.append(contentsOf: bytes)
    }
  }

  private mutating func handOver(_ each: ([UInt8]?) throws -> Void) rethrows {
    let whole = isTooLong ? nil : line
    isTooLong = false
    line.removeAll(keepingCapacity: true)
    try each(whole)
  }
}
