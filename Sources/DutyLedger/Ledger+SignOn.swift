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
    var tries = TriesFile(path: path + ".tries")
    if let wait = tries[name]?.wait(at: now) { return .held(wait) }
    let officer = matched()
    return try lock.holding {
      tries.read()
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
      var tries = TriesFile(path: path + ".tries")
      if tries.free(name, isLeader: false, at: now) { try tries.write() }
    }
  }
}

/// The names with wrong PINs, in a small file of the ledger's owner.
private struct TriesFile {
  private let path: String
  private var names: [String: SignOnTries] = [:]
  /// Names beyond this many are those of somebody who tries them all.
  private static let most = 200

  init(path: String) {
    self.path = path
    read()
  }

  /// A file that is not there, or that somebody spoilt, counts nothing.
  mutating func read() {
    guard let data = FileManager.default.contents(atPath: path),
      let found = try? JSONDecoder().decode([String: SignOnTries].self, from: data)
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
    let data = try JSONEncoder().encode(names)
    guard FileFacts.replace(path, with: data) else { throw LedgerFault.system("write \(path)") }
  }
}
