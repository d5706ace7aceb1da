import Testing

/// Tests what the rules rely on: where texts, comments and code begin and end.
struct LexerTests {
  private static func words(_ text: String, _ language: SourceFile.Language = .swift) -> [String] {
    Lexer(Array(text.utf8), language).tokens.compactMap(\.word)
  }

  private static func comments(_ text: String, _ language: SourceFile.Language = .swift) -> [String] {
    Lexer(Array(text.utf8), language).comments.map { "\($0.line) \($0.text)" }
  }

  @Test("Code inside texts is code, and all else in them is not")
  func texts() {
    #expect(Self.words(#"a("b \(c + "d \(e)") f", g)"#) == ["a", "c", "e", "g"])
    #expect(Self.words(##"a(#"b \(c) \#(d) ""#, e)"##) == ["a", "d", "e"])
    #expect(Self.words("a(\"\"\"\n  b \"\" \\(c)\n  // d\n  \"\"\") + e") == ["a", "c", "e"])
    #expect(Self.words(#"a('b', "c\"d") # e"#, .python) == ["a"])
    #expect(Self.words(#"a('"', "b") /* c */ d // e"#, .c) == ["a", "d"])
  }

  @Test("A name between back quotes is one word")
  func names() {
    #expect(Self.words("func `what \"comes` in: `case`") == ["func", "`what \"comes`", "in", "`case`"])
  }

  @Test("A pattern is no division")
  func patterns() {
    #expect(Self.words("a = /b\"[/]c/; d / e / f") == ["a", "d", "e", "f"])
    #expect(Self.words("a(#/b \"c/#, d)") == ["a", "d"])
  }

  @Test("Comments know their lines, and one within another ends nothing")
  func comments() {
    #expect(Self.comments("a // b\n/* c /* d */\n e */ f\n/// g") == ["1 b", "2 c /* d */", "3 e ", "4 g"])
    #expect(Self.comments("a = 1  # b\n\"\"\"c\nd\"\"\"\ne = \"\"\"f\"\"\"", .python) == ["1 b", "2 c", "3 d"])
  }

  @Test("Lines are counted through texts of several")
  func lines() {
    let tokens = Lexer(Array("a(\"\"\"\n  b\n  \"\"\")\nc".utf8), .swift).tokens
    #expect(tokens.filter { $0.word != nil }.map(\.line) == [1, 4])
  }

  @Test("Functions are measured from their name to their brace")
  func functions() {
    let file = SourceFile(
      path: "a.swift",
      bytes: Array(
        "func a<T>(\n  b: T = { 1 }()\n) where T: C {\n}\nvar d: Int { 1 }\nvar e = 1\nprotocol F { func g() }\n".utf8))
    #expect(
      file?.functions == [Function(name: "a", line: 1, lines: 4), Function(name: "d", line: 5, lines: 1)])
  }

  @Test("Names are divided into their words")
  func parts() {
    #expect("CSVReader".parts == ["csv", "reader"])
    #expect("maskedOrder_2".parts == ["masked", "order", "2"])
    #expect("duty-admin".parts == ["duty", "admin"])
  }
}
