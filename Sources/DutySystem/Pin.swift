import CSystem

/// PINs are kept as yescrypt hashes only.
package enum Pin {
  /// Nil where the system cannot hash, or the PIN holds a NUL.
  package static func hash(_ pin: String) -> String? {
    guard !pin.utf8.contains(0) else { return nil }
    var buffer = [CChar](repeating: 0, count: 512)
    guard cs_pin_hash(pin, &buffer, buffer.count) else { return nil }
    let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A hash of dice that nobody kept, at the cost of every PIN: a name that nobody has is reckoned against it, so that the time
  /// an answer takes does not tell whose names there are.
  package static let hashOfNobody = "$y$j9T$yZ0EKEpdDI454uyMsu3Zn1$3T803hYA0usJcWI450WDV6AGwjBPJwX7ssCnmusUcq7"

  /// Whether `pin` is the one that `hash` was made from; takes about 20 ms either way.
  package static func matches(_ pin: String, hash: String) -> Bool {
    !pin.utf8.contains(0) && cs_pin_matches(pin, hash)
  }
}
