/// What a spreadsheet would run when a CSV file is opened, made text by an apostrophe in front, and taken back.
///
/// A cell beginning with one of `= + - @`, their full-width forms, a tab or a line end is a formula, or becomes one, to
/// Excel, WPS or LibreOffice. Plain numbers stay, and so does a lone `-`. A text that already begins with apostrophes
/// before such a sign gets one more, so that each text has one spelling only, which is read back as the text.
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
    let sign = unicodeScalars.drop { $0 == "'" }.first { $0 != " " && $0 != "\u{3000}" }
    switch sign {
    case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": return self != "-" && !isPlainNumber
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
