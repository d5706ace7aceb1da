import CTerminal
import DeskUI
import DutyCore
import Testing

@Suite struct GridTests {
  private func grid(_ columns: Int, _ text: String, at column: Int = 0) -> Grid {
    var grid = Grid(Grid.Size(rows: 1, columns: columns))
    grid.put(text, row: 0, column: column)
    return grid
  }

  @Test("Rule 17: a Hanzi takes two cells, and none is cut in half at the edge")
  func halves() {
    #expect(grid(5, "交接班").text(row: 0) == "交接")
    #expect(grid(5, "交接班")[0, 4].text == " ")
    #expect(grid(6, "交接班").text(row: 0) == "交接班")
  }

  @Test("writing over half a Hanzi leaves a blank of the other half, on either side")
  func overwriting() {
    var grid = grid(6, "交接班")
    grid.put("x", row: 0, column: 1)
    #expect(grid.text(row: 0) == " x接班")
    grid.put("y", row: 0, column: 4)
    #expect(grid.text(row: 0) == " x接y")
    #expect((0..<6).allSatisfy { grid[0, $0].width == 1 || grid[0, $0].text == "" || grid[0, $0].width == 2 })
  }

  @Test("every row adds up to its columns, whatever is written where")
  func sums() {
    var dice = 7
    var grid = Grid(Grid.Size(rows: 3, columns: 17))
    for _ in 0..<2000 {
      dice = (dice &* 1_103_515_245 &+ 12345) & 0x7FFF_FFFF
      grid.put(["交", "a", "接班", "e\u{301}", "x交y"][dice / 7 % 5], row: dice / 64 % 3, column: dice / 1024 % 17)
    }
    for row in 0..<3 {
      #expect((0..<17).reduce(0) { $0 + grid[row, $1].width } == 17)
      for column in 0..<17 where grid[row, column].width == 2 { #expect(grid[row, column + 1].width == 0) }
      for column in 0..<17 where grid[row, column].width == 0 { #expect(grid[row, column - 1].width == 2) }
    }
  }

  @Test("combining marks stay on their character and take no column; a pile of them is cut down")
  func combining() {
    let accented = grid(4, "e\u{301}x")
    #expect(accented[0, 0].text == "e\u{301}")
    #expect(accented[0, 1].text == "x")
    let pile = grid(4, "a" + String(repeating: "\u{301}", count: 50) + "b")
    #expect(pile[0, 0].text.unicodeScalars.count == 5)
    #expect(pile[0, 1].text == "b")
    #expect(SafeText.width(of: "\u{301}") == "<0301>".count)
  }

  @Test("a joined family is shown as its members, each in its own cells")
  func joined() {
    #expect(grid(10, "👨\u{200D}👩\u{200D}👧!").text(row: 0) == "👨👩👧!")
    #expect(SafeText("a\u{200D}b").string == "a<200D>b")
    #expect(SafeText("❤\u{FE0F}").width == 1)
  }

  @Test("Rule 16: what would move the cursor, turn a line round or hide in it becomes a mark")
  func marks() {
    #expect(SafeText("a\rb\u{8}c\u{1B}[31m").string == "a^Mb^Hc^[[31m")
    #expect(SafeText("12\u{202E}34").string == "12<202E>34")
    #expect(SafeText("甲\u{200B}乙\u{2066}丙").string == "甲<200B>乙<2066>丙")
    #expect(SafeText("x\u{E0041}").string == "x<E0041>")
    #expect(SafeText("\u{7F}\u{85}").string == "^?<0085>")
  }

  @Test("Rule 17: the table of columns agrees with the C library's, which ncurses and tmux use")
  func agreesWithTheLibrary() {
    ct_utf8_locale()
    let different = (0x20...0x1FFFF).compactMap(Unicode.Scalar.init).filter { scalar in
      let library = Int(ct_width(scalar.value))
      return library >= 0 && !scalar.isUnsafeToPrint && library != scalar.columns
    }
    // Numbers on black squares, an Ahom mark and Tangut components, where the library and Unicode differ.
    let known: [ClosedRange<UInt32>] = [0x3248...0x324F, 0x1171E...0x1171E, 0x18D00...0x18D08]
    let unknown = different.filter { scalar in !known.contains { $0.contains(scalar.value) } }
    #expect(unknown.isEmpty, "\(unknown.map { String($0.value, radix: 16) })")
  }

  @Test("texts break before a Hanzi or at a blank, and keep every character")
  func wrapping() {
    #expect(SafeText.wrapped("一二三四五", 4) == ["一二", "三四", "五"])
    #expect(SafeText.wrapped("one two three", 8) == ["one two", "three"])
    #expect(SafeText.wrapped("一二三，四", 6) == ["一二", "三，四"])
    #expect(SafeText.wrapped("一\n二", 10) == ["一", "二"])
    #expect(SafeText.fitted("流动摊贩占住人行道", 13) == "流动摊贩占..")
    #expect(SafeText.fitted("流动摊贩", 5) == "流动")
  }
}
