import DutyCore
import DutyTables

extension Table {
  /// The rows under their column names as RFC 4180 has it, for a spreadsheet as well as for a program: with a byte order
  /// mark, by which Excel knows UTF-8; lines end with CRLF; a field is quoted where it must be, and begins no formula.
  package var csv: String {
    "\u{FEFF}"
      + ([columns.map(\.name)] + rows).map { $0.map(Self.field).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func field(_ text: String) -> String {
    let text = text.markedInLines.defused
    let scalars = text.unicodeScalars
    let isSpecial = scalars.contains { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }
    // Blanks at an edge are part of the text.
    guard isSpecial || scalars.first == " " || scalars.last == " " else { return text }
    var quoted = String.UnicodeScalarView()
    for scalar in scalars { quoted.append(contentsOf: scalar == "\"" ? [scalar, scalar] : [scalar]) }
    return "\"" + String(quoted) + "\""
  }
}
