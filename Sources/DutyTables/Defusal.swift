/// Makes what a spreadsheet would run, or take for something else, when a CSV file is opened, a text by an apostrophe in
/// front, and takes it back.
///
/// A cell beginning with one of `= + - @`, their full-width forms, a tab or a line end is a formula, or becomes one, to
/// Excel, WPS or LibreOffice. Plain numbers stay, and so does a lone `-`. Numbers that are names do not: more digits than
/// a spreadsheet keeps, noughts in front, what it takes for a power of ten or a day. A text that already begins with
/// apostrophes before such a thing gets one more, so that each text has one spelling only, which is read back as the text.
extension String {
  package var defused: String { isDangerous ? "'" + self : self }

  /// The text that `defused` was made of; any other text as it is.
  package var undefused: String {
    guard unicodeScalars.first == "'" else { return self }
    let rest = String(unicodeScalars.dropFirst())
    return rest.isDangerous ? rest : self
  }

  private var isDangerous: Bool {
    // Blanks before the sign do not stop every program.
    let bare = unicodeScalars.drop { $0 == "'" }.drop { $0 == " " || $0 == "\u{3000}" }
    switch bare.first {
    case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": return self != "-" && !isPlainNumber
    case .some("0"..."9"): return Substring(bare).isNameInDigits
    case .some, .none: return false
    }
  }

  /// `7`, `-0.5`, `+3`, `-12.5%`: digits of ASCII with nothing to compute.
  private var isPlainNumber: Bool {
    var rest = utf8[...]
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    if rest.last == UInt8(ascii: "%") { rest.removeLast() }
    let parts = rest.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    return parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { (0x30...0x39).contains($0) } }
  }
}

extension Substring {
  /// Digits that would be shown, and kept, as another number or a day: `20260101000000017`, `007`, `12E5`, `3-1`, `3/1/26`.
  fileprivate var isNameInDigits: Bool {
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    guard let last = utf8.last, isDigit(last) else { return false }
    let runs = utf8.split { !isDigit($0) }
    switch String(decoding: utf8.filter { !isDigit($0) }, as: UTF8.self) {
    // Excel's specifications: 15 digits are kept.
    case "": return runs[0].count > 15 || runs[0].count > 1 && runs[0].first == UInt8(ascii: "0")
    case "E", "e", "E+", "e+", "E-", "e-": return runs.count == 2
    case "-", "/", "--", "//": return runs.prefix(2).allSatisfy { $0.count <= 2 }
    default: return false
    }
  }
}
