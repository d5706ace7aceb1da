import DutyCore
import DutySystem
import Foundation

// Signing on: who somebody is, by name and PIN. It is no entry: acts are, and each bears its officer's name.

extension Ledger {
  /// Looks at name and PIN. Wrong PINs are counted for each person and for all programs on this ledger, in a file beside it,
  /// under the writers' lock; a ledger that is open for reading only counts nothing. A name that nobody has is answered as a
  /// wrong PIN is, takes as long, and counts nothing (docs/duty.md#wrong-pins).
  package func signOn(name: String, pin: Pin, now: Instant) throws -> SignOn {
    try signOn(name: name, pin: pin, now: now) { $0.matches($1) }
  }

  /// The same; `isRight` says whether a PIN is the one that was hashed.
  ///
  /// The wait is looked at and the try counted in one hold of the lock, before the PIN is looked at: of however many programs
  /// no more than three come that far until the wait holds. The hash itself is reckoned without the lock, which it would keep
  /// from those who write for 20 ms a try.
  func signOn(
    name: String, pin: Pin, now: Instant, isRight: (_ pin: Pin, _ hash: String) -> Bool
  ) throws -> SignOn {
    guard let officer = try room().officer(named: name), let hash = officer.pinHash else {
      _ = try lock?.holding { try TriesFile(ofLedger: path) }
      _ = isRight(pin, Pin.hashOfNobody)
      return .refused
    }
    guard let lock else { return isRight(pin, hash) ? .signedOn(officer) : .refused }
    func held(_ moment: Instant) -> SignOn { .held(name: officer.name, until: moment) }
    let (counted, wait) = try lock.holding { try count(officer.id, at: now) }
    if let wait { return held(wait) }
    guard isRight(pin, hash) else { return counted.wait(at: now).map(held) ?? .refused }
    try lock.holding { try clearTries(of: officer.id) }
    return .signedOn(officer)
  }

  /// Counts a try; or says until when there may be none.
  private func count(_ officer: OfficerID, at now: Instant) throws -> (SignOnTries, wait: Instant?) {
    var tries = try TriesFile(ofLedger: path)
    var own = tries[officer] ?? SignOnTries(at: now)
    if let wait = own.wait(at: now) { return (own, wait) }
    own.fail(at: now)
    tries[officer] = own
    try tries.write(ofLedger: path)
    return (own, nil)
  }

  /// Clears the tries, under the lock.
  private func clearTries(of officer: OfficerID) throws {
    var tries = try TriesFile(ofLedger: path)
    guard tries[officer] != nil else { return }
    tries[officer] = nil
    try tries.write(ofLedger: path)
  }
}

extension Ledger {
  /// Forgets the wrong PINs given for somebody who has a new one.
  package func forgetTries(of officer: OfficerID) throws {
    guard let lock else { throw LedgerFault.readOnly }
    try lock.holding { try clearTries(of: officer) }
  }

  /// Frees the person of this name, by whoever has the rights on the file; records that it was done. Throws the `Refusal`.
  package func unlock(_ officer: OfficerID, now: Instant) throws {
    try record([.room(.unlock(Unlocking(officer: officer)))], by: .housekeeping, now: now)
    try forgetTries(of: officer)
  }
}

/// The wrong PINs of the room's people, in a small file of the ledger's owner: by their numbers, and so never more than there
/// are people.
private struct TriesFile {
  private var people: [String: SignOnTries]

  /// The size in bytes; a larger file was spoilt by somebody.
  private static let largest = 1 << 20

  private static func path(ofLedger ledger: String) -> String { ledger + ".tries" }

  /// A file that is not there, or that somebody spoilt, counts nothing.
  init(ofLedger ledger: String) throws {
    let bytes = try SideFile.contents(Self.path(ofLedger: ledger), atMost: Self.largest)
    people = bytes.flatMap { try? JSONDecoder().decode([String: SignOnTries].self, from: Data($0)) } ?? [:]
  }

  subscript(_ officer: OfficerID) -> SignOnTries? {
    get { people[String(officer.serial)] }
    set { people[String(officer.serial)] = newValue }
  }

  /// Leaves out what a file of an earlier version said of names: they are counted by their numbers now.
  func write(ofLedger ledger: String) throws {
    let numbered = people.filter { Int($0.key) != nil }
    try SideFile.overwrite(
      Self.path(ofLedger: ledger), with: JSONEncoder().encode(numbered), atMost: Self.largest, like: ledger)
  }
}
