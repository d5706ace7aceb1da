import DutyCore
import Synchronization

import Foundation

/// Words as they lie beside their entry, with the salt of their digest.
struct KeptWords: Hashable {
  let word: Int
  let kind: Words.Kind
  let salt: Data
  let text: String

  var digest: String { Chain.digest(kind, salt: salt, text: text) }
}

/// An entry's exact bytes, and the words they stand for.
struct SealedEntry {
  let bytes: Data
  let words: [KeptWords]

  /// The form in which an entry is kept. It is made once; the bytes are never encoded again.
  init(_ entry: Entry) throws {
    let kept = Mutex<[KeptWords]>([])
    let book = WordsBook(
      seal: { words in
        let salt = Chain.dice()
        return kept.withLock { list in
          let one = KeptWords(word: list.count, kind: words.kind, salt: salt, text: words.text ?? "")
          list.append(one)
          return SealedWords(word: one.word, kind: one.kind, digest: one.digest)
        }
      },
      open: { Words(erased: $0.kind) })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if let key = WordsBook.key { encoder.userInfo[key] = book }
    bytes = try encoder.encode(entry)
    words = kept.withLock(\.self)
  }

  /// The most that an entry may hold: a text 1 MB, as a foreign cell has at most, all of it 16 MB, which no list comes near.
  private static let longest = (text: 1 << 20, bytes: 16 << 20)

  /// Refuses what could not be read again, before it is written. Typed acts are proven by a test that writes each with
  /// every edge value and reads it back; what came from another program or out of a file is read back here.
  func requireReadBack(_ entry: Entry) throws {
    guard words.allSatisfy({ $0.text.utf8.count <= Self.longest.text }), bytes.count <= Self.longest.bytes else {
      throw Refusal.what(.tooLong(kilobytes: Self.longest.text >> 10))
    }
    guard entry.isForeign else { return }
    let isSame: Bool
    do { isSame = try Self.entry(bytes, words: words) == entry } catch is DecodingError { isSame = false }
    guard isSame else { throw Refusal.what(.notReadBack) }
  }

  /// Reads `bytes` with the words that are still kept; erased ones come back without text.
  static func entry(_ bytes: Data, words: [KeptWords]) throws -> Entry {
    try entry(bytes, words: words, sealed: { _ in })
  }

  /// The same, showing each sealed place to `sealed`, for the check.
  static func entry(_ bytes: Data, words: [KeptWords], sealed: @escaping @Sendable (SealedWords) -> Void) throws
    -> Entry
  {
    let book = WordsBook(
      seal: { SealedWords(word: -1, kind: $0.kind, digest: "") },
      open: { seal in
        sealed(seal)
        guard let kept = words.first(where: { $0.word == seal.word }) else { return Words(erased: seal.kind) }
        return Words(kept.text, kind: seal.kind)
      })
    guard !EntryNumbers.areTooLong(bytes) else {
      throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "a number has too many digits"))
    }
    let decoder = JSONDecoder()
    if let key = WordsBook.key { decoder.userInfo[key] = book }
    return try decoder.decode(Entry.self, from: bytes)
  }
}

extension Entry {
  /// Whether what it holds came through a foreign door, or out of a file of lists.
  fileprivate var isForeign: Bool {
    switch by {
    case .intake, .importer: return true
    case .officer, .rule, .housekeeping, .drill: break
    }
    guard case .room(let act) = action else { return false }
    return act.isOfLists
  }
}

/// Numbers in an entry's bytes have fifteen digits at most, as the milliseconds of a moment have: so no number that is
/// reckoned with, counted or added up can overflow, whoever wrote the ledger.
private enum EntryNumbers {
  private static let most = 15

  /// Whether a run of digits outside texts is longer.
  static func areTooLong(_ bytes: Data) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var (isText, isEscaped, run) = (false, false, 0)
      for byte in bytes {
        if isText {
          isText = isEscaped || byte != UInt8(ascii: "\"")
          isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
        } else if byte &- UInt8(ascii: "0") <= 9 {
          run += 1
          if run > most { return true }
        } else {
          run = 0
          isText = byte == UInt8(ascii: "\"")
        }
      }
      return false
    }
  }
}
