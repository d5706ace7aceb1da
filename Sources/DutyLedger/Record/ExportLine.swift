import DutyCore
import DutySystem
import Foundation
import Synchronization

/// An entry as one line of JSON: its stored facts, with texts filled in where their digests stand.
///
/// Erased words are null. Names and phones show their shape only, a PIN's hash nothing.
package enum ExportLine {
  package static func text(_ entry: Entry) throws -> String {
    let texts = Mutex<[String]>([])
    let book = WordsBook(
      seal: { words in
        texts.withLock { list in
          list.append(words.text == nil ? "null" : JSONText.string(words.shown(.zh)))
          return SealedWords(word: list.count - 1, kind: words.kind, digest: "")
        }
      },
      open: { Words(erased: $0.kind) })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if let key = WordsBook.key { encoder.userInfo[key] = book }
    let line = String(decoding: try encoder.encode(entry), as: UTF8.self)
    return filled(line, texts.withLock(\.self))
  }

  /// Puts the texts where `{"digest":"","kind":…,"word":n}` stands. Inside a string its quotes would be escaped, so it
  /// stands nowhere else.
  private static func filled(_ line: String, _ texts: [String]) -> String {
    var pieces = line.split(separator: placeholder, omittingEmptySubsequences: false)[...]
    var whole = String(pieces.popFirst() ?? "")
    for piece in pieces {
      guard let end = piece.firstIndex(of: "}"), let start = piece.lastIndex(of: ":", before: end),
        let word = Int(piece[piece.index(after: start)..<end]), texts.indices.contains(word)
      else { preconditionFailure("words are sealed as digest, kind and word") }
      whole += texts[word] + piece[piece.index(after: end)...]
    }
    return whole
  }

  private static let placeholder = "{\"digest\":\"\","
}

extension Substring {
  fileprivate func lastIndex(of character: Character, before end: Index) -> Index? {
    self[..<end].lastIndex(of: character)
  }
}
