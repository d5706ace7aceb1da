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
      open: { place in
        sealed(place)
        guard let kept = words.first(where: { $0.word == place.word }) else { return Words(erased: place.kind) }
        return Words(kept.text, kind: place.kind)
      })
    let decoder = JSONDecoder()
    if let key = WordsBook.key { decoder.userInfo[key] = book }
    return try decoder.decode(Entry.self, from: bytes)
  }
}
