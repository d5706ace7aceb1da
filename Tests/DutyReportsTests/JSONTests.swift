import Testing

@testable import DutyReports

@Suite struct JSONTests {
  @Test func `keys stand in the order of code points, on one line with one end`() {
    let value = JSONValue.object([
      "b": .list([.integer(1), .null]), "a": .bool(true), "早班": .object([:]), "B": .list([]), "": .text(""),
    ])
    #expect(value.document == #"{"":"","B":[],"a":true,"b":[1,null],"早班":{}}"# + "\n")
  }

  @Test(arguments: [
    ("引\"号\\", #""引\"号\\""#), ("行\n\r\t", #""行\n\r\t""#),
    ("\u{1B}[31m\u{0}\u{7F}\u{9B}", #""\u001b[31m\u0000\u007f\u009b""#),
    ("a\u{202E}b\u{2066}\u{200B}\u{2028}", #""a\u202eb\u2066\u200b\u2028""#), ("\u{E0041}", #""\udb40\udc41""#),
    ("😀é", #""😀é""#),
  ]) func `text keeps what it says, and nothing in it can move a terminal`(text: String, written: String) {
    #expect(JSONValue.text(text).document == written + "\n")
  }

  private static let numbers: [(value: Double, decimals: Int, digits: String)] = [
    (13058 / 31828, 6, "0.410268"), (0.5, 6, "0.5"), (1, 6, "1.0"), (0, 6, "0.0"), (2 / 3, 6, "0.666667"),
    (0.000_000_4, 6, "0.0"), (0.000_001, 6, "0.000001"), (2337.996_944_44, 4, "2337.9969"), (100, 4, "100.0"),
    (17.404_65, 4, "17.4047"), (0.007_812_5, 6, "0.007812"), (-0.000_000_1, 6, "0.0"),
  ]

  @Test(arguments: numbers)
  func `numbers are rounded and end where they say nothing more`(value: Double, decimals: Int, digits: String) {
    #expect(JSONValue.digits(value, decimals: decimals) == digits)
  }
}
