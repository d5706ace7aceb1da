import CTerminal

/// The lines of an input, one by one: as much of each as an answer can be, the rest of it read and forgotten.
///
/// What no line end came for is no answer: the line may have been cut in the middle of it.
package struct InputLines {
  /// Bytes of a line that are kept.
  package static let longest = 1 << 16
  private let more: () -> [UInt8]
  private var read: [UInt8] = []
  private var at = 0

  /// `more` waits for further bytes; none are the end.
  package init(more: @escaping () -> [UInt8]) { self.more = more }

  /// Nil where nobody says anything any more. What is no text in it, a NUL or what is no UTF-8, is left out.
  package mutating func next() -> String? {
    var line: [UInt8] = []
    while true {
      let end = read[at...].firstIndex(of: UInt8(ascii: "\n")) ?? read.endIndex
      line += read[at..<end].prefix(Self.longest - line.count)
      if end < read.endIndex {
        at = end + 1
        return Self.text(line)
      }
      read = more()
      at = 0
      if read.isEmpty { return nil }
    }
  }

  /// Waits for what is typed. A signal to end comes as the end of the input does, so that what was begun is kept.
  package static func standardInput() -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    let count = Int(ct_read_or_end(&buffer, Int32(buffer.count)))
    return Array(buffer.prefix(count))
  }

  private static func text(_ line: [UInt8]) -> String {
    let text = String(decoding: line, as: UTF8.self)
    return String(
      text.unicodeScalars.filter { $0 != "\u{FFFD}" && ($0 == "\t" || $0.properties.generalCategory != .control) })
  }
}
