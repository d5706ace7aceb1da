import DutyCore
import Testing

/// Tests what is found by what is typed, wherever it is typed.
@Suite("查找") struct SoughtTests {
  private let market = (texts: ["农贸市场 A座12号 Main St."], spelling: Spelling("nong mao shi chang/zuo/hao"))

  @Test(
    "found by Hanzi anywhere, by words from their beginning, by pinyin and initials from any syllable on",
    arguments: [
      "农", "贸市", "农贸市场", "nongmaoshichang", "nongmaoshi", "nongm", "maoshich", "shichang", "nmsc", "nms", "msc", "n",
      "NMSC", "ｎｍｓｃ",
      "Ａ座", "a座", "A座12号", "12号", "12", "1", "main", "MAIN st", "st", "农 st nmsc", "", "  ",
    ])
  func found(_ typed: String) {
    #expect(Sought(typed).finds(market.texts, [market.spelling]), "\(typed)")
  }

  @Test(
    "not found: what stands apart, what begins inside a syllable or a word, what goes past the end, one word of several",
    arguments: ["农市", "ongmao", "maosc", "nmscx", "ain", "t", "2号", "座3", "农 桥", "shichangzuo"])
  func missed(_ typed: String) {
    #expect(!Sought(typed).finds(market.texts, [market.spelling]), "\(typed)")
  }

  @Test("signs part words and mean nothing; nothing but signs is nothing")
  func tokens() {
    #expect(Sought.tokens(of: "P-101A，东门（Ｂ座）ÉCOLE") == ["p", "101", "a", "东", "门", "b", "座", "école"])
    #expect(Sought("。、-").isEmpty)
    #expect(Sought("\" OR *").words.flatMap(\.tokens) == ["or"])
  }

  @Test("what was found is told apart in the text, and nothing where it was found by its pinyin")
  func parts() {
    func marked(_ typed: String, _ text: String) -> [String] {
      Sought(typed).parts(of: text).map { $0.isFound ? "[\($0.text)]" : $0.text }
    }
    #expect(marked("市场 12", "农贸市场A座12号") == ["农贸", "[市场]", "A座", "[12]", "号"])
    #expect(marked("st", "East Street st") == ["East ", "[St]", "reet ", "[st]"])
    #expect(marked("1124-2", "20261124-0002 1124-2") == ["20261124-0002 ", "[1124-2]"])
    #expect(marked("nmsc", "农贸市场") == ["农贸市场"])
    #expect(marked("场场", "场场场") == ["[场场场]"])
    #expect(marked("市", "") == [])
  }

  @Test("a spelling reads back as it is written")
  func text() {
    #expect(Spelling("nong mao/lv").runs == [["nong", "mao"], ["lv"]])
    #expect(Spelling(Spelling("nong mao/lv").text) == Spelling("nong mao/lv"))
    #expect(Spelling("nong mao shi").tokens == ["nongmaoshi", "nms", "maoshi", "ms", "shi"])
    #expect(Spelling("").tokens == [] && Spelling.none.text == "")
  }
}
