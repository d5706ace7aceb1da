import DutyCore
import Foundation

// Signing on: who somebody is, by name and PIN. It is no entry: acts are, and each bears its officer's name.

extension Ledger {
  /// Looks at name and PIN. Wrong PINs are counted per name for all programs on this ledger, in a file beside it, under
  /// the writers' lock; a ledger that is open for reading only counts nothing.
  package func signOn(name: String, pin: String, now: Instant) throws -> SignOn {
    let room = try room()
    let matched = { () -> Officer? in
      guard let officer = room.officer(named: name), let hash = officer.pinHash else { return nil }
      return Pin.matches(pin, hash: hash) ? officer : nil
    }
    guard let lock else { return matched().map(SignOn.signedOn) ?? .refused }
    var tries = try TriesFile(ofLedger: path)
    if let wait = tries[name]?.wait(at: now) { return .held(wait) }
    let officer = matched()
    return try lock.holding {
      try tries.read()
      guard let officer else {
        var own = tries[name] ?? SignOnTries(at: now)
        own.fail(at: now)
        tries[name] = own
        try tries.write()
        return own.wait(at: now).map(SignOn.held) ?? .refused
      }
      if tries.free(name, isLeader: officer.rank.leads, at: now) { try tries.write() }
      return .signedOn(officer)
    }
  }
}

extension Ledger {
  /// Forgets the wrong PINs of `name`, who has a new one.
  package func forgetTries(of name: String, now: Instant) throws {
    guard let lock else { throw LedgerFault.readOnly }
    try lock.holding {
      var tries = try TriesFile(ofLedger: path)
      if tries.free(name, isLeader: false, at: now) { try tries.write() }
    }
  }
}

/// The names with wrong PINs, in a small file of the ledger's owner.
private struct TriesFile {
  private let ledger: String
  private var names: [String: SignOnTries] = [:]
  /// Names beyond this many are those of somebody who tries them all.
  private static let most = 200

  /// Of 200 names with all they may count, in bytes; what is larger somebody spoilt.
  private static let largest = 1 << 20

  private var path: String { ledger + ".tries" }

  init(ofLedger ledger: String) throws {
    self.ledger = ledger
    try read()
  }

  /// A file that is not there, or that somebody spoilt, counts nothing.
  mutating func read() throws {
    guard let bytes = try SideFile.contents(path, atMost: Self.largest),
      let found = try? JSONDecoder().decode([String: SignOnTries].self, from: Data(bytes))
    else {
      names = [:]
      return
    }
    names = found
  }

  subscript(_ name: String) -> SignOnTries? {
    get { names[String(name.prefix(64))] }
    set { names[String(name.prefix(64))] = newValue }
  }

  /// The name that got it right starts anew; a leader's sign-on frees those that waited for one. False where there was
  /// nothing to change.
  mutating func free(_ name: String, isLeader: Bool, at now: Instant) -> Bool {
    let before = names
    self[name] = nil
    if isLeader { names = names.filter { $0.value.wait(at: now) != .forLeader } }
    return names != before
  }

  mutating func write() throws {
    while names.count > Self.most, let oldest = names.min(by: { $0.value.last < $1.value.last })?.key {
      names[oldest] = nil
    }
    try SideFile.replace(path, with: JSONEncoder().encode(names), like: ledger)
  }
}
