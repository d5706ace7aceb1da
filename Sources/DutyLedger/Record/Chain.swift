import Crypto
import DutyCore
import Foundation

/// The hash chain over the entries: each hash covers the one before, so nothing in the middle can change unseen.
///
/// What it cannot show is a tail that was cut off or a ledger rewritten as a whole; for that the head stands on every
/// report and handover sheet.
enum Chain {
  /// Hash before the first entry.
  static let origin = Data(repeating: 0, count: 32)

  /// SHA-256 over a tag, the station, the entry's number, the hash before and the entry's exact bytes, each with its
  /// length in front.
  static func hash(station: String, number: Int64, previous: Data, bytes: Data) -> Data {
    var sha = SHA256()
    feed(&sha, Array("sitting-whistle/entry/1".utf8))
    feed(&sha, Array(station.utf8))
    feed(&sha, withUnsafeBytes(of: number.bigEndian) { Array($0) })
    feed(&sha, previous)
    feed(&sha, bytes)
    return Data(sha.finalize())
  }

  /// SHA-256 over a tag, the kind, the salt and the text of one entry's words, in hex.
  static func digest(_ kind: Words.Kind, salt: Data, text: String) -> String {
    var sha = SHA256()
    feed(&sha, Array("sitting-whistle/words/1".utf8))
    feed(&sha, Array(kind.rawValue.utf8))
    feed(&sha, salt)
    feed(&sha, Array(text.utf8))
    return hex(sha.finalize())
  }

  /// Sixteen bytes nobody can guess. Asking the system eight bytes at a time: each question is a system call.
  static func dice() -> Data {
    let pair = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))
    return withUnsafeBytes(of: pair) { Data($0) }
  }

  static func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func feed(_ sha: inout SHA256, _ bytes: some ContiguousBytes & Collection<UInt8>) {
    withUnsafeBytes(of: UInt64(bytes.count).bigEndian) { sha.update(bufferPointer: $0) }
    bytes.withUnsafeBytes { sha.update(bufferPointer: $0) }
  }
}

extension ActionKey {
  package static func random() -> ActionKey {
    ActionKey(hex: Chain.hex(Chain.dice()))
  }
}
