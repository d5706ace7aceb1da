import DutyCore
import Foundation
import Testing

@testable import DeskUI

extension RuleTests {
  // MARK: 11–19

  @Test("Rule 11: what is late, refused or urgent says so in words or marks")
  func words() throws {
    var sitting = Sitting()
    sitting.press(.character("c"))
    #expect(sitting.screen.contains("! "))
    try sitting.meanwhile("乙某登记了一件应急")
    for _ in 0..<6 {
      sitting.wait(.minutes(20))
      sitting.press(.down)
    }
    let late = sitting.desk.draw().lines.filter { $0.contains("0001") && $0.contains("超") }
    let urgent = sitting.desk.draw().lines.filter { $0.contains("0003") && $0.contains("应急") }
    #expect(!late.isEmpty && !urgent.isEmpty)
  }

  @Test("Rule 17: every mark has a word that fits its column in the queue whole", arguments: Language.allCases)
  func marksFit(language: Language) {
    let own: [IncidentMark] = [
      .drill, .overdue, .declined, .reopened, .untrustedTime, .lateEntry, .imported, .unsigned, .sentBack(99),
    ]
    let steps = LadderStep.allCases.flatMap { step in [false, true].map { IncidentMark.step(step, isIssued: $0) } }
    for mark in own + steps {
      let columns = mark.short(language).unicodeScalars.reduce(0) { $0 + $1.columns }
      #expect(columns <= BoardColumns.Column.mark.width(language, isTight: true), "\(mark)")
      #expect(!mark.short(language).isEmpty)
    }
  }

  @Test("Rule 12: the cursor stands at the caret after every key, in a field and on the board")
  func caret() throws {
    var sitting = Sitting()
    func caret() throws -> Grid.Place { try #require(sitting.desk.draw().caret) }
    #expect(sitting.desk.draw().lines[try caret().row].hasPrefix("> 0001"))
    sitting.press(.down)
    #expect(sitting.desk.draw().lines[try caret().row].hasPrefix("> 0002"))
    sitting.press(.character("l"))
    let start = try caret()
    sitting.type("甲a")
    #expect(try caret() == Grid.Place(row: start.row, column: start.column + 3))
    sitting.press(.left, .left)
    #expect(try caret() == start)
  }

  @Test("Rule 13: a paste outside a field runs no keys; Ctrl-G goes back as Esc does")
  func pastes() {
    var sitting = Sitting()
    sitting.press(.character("?"))
    sitting.give(.paste("q\nq"))
    #expect(!sitting.effects.contains(.quit))
    for _ in 0..<3 { sitting.press(.control("g")) }
    #expect(sitting.desk.screens.isEmpty)
    let before = sitting.station.ledger.entries
    sitting.give(.paste("t\n\n"))
    #expect(sitting.form?.act == .receive && sitting.station.ledger.entries == before)
  }

  @Test("Rule 16: whatever is said in a matter, no cell of the screen holds what could move the cursor")
  func sanitised() {
    let station = Station()
    let hostile = "a\rb\u{8}c\u{1B}[2J\u{202E}d\u{200B}e\u{E0041}f\tg\u{85}"
    station.ledger.record(
      .receive(Reception(source: .grid, summary: Words(hostile), detail: Words(hostile), place: Words(hostile))),
      by: .officer(Station.colleague), at: Station.opening, now: Station.opening)
    var sitting = Sitting(station)
    for key in [Key.escape, .enter, .character("l"), .function(11)] {
      sitting.press(key)
      let grid = sitting.desk.draw()
      for row in 0..<grid.size.rows {
        for column in 0..<grid.size.columns {
          let unsafe = grid[row, column].text.unicodeScalars.filter(\.isUnsafeToPrint)
          #expect(unsafe.isEmpty, "\(row) \(column)")
        }
      }
    }
    #expect(station.ledger.incident(serial: 1)?.summary.text == hostile, "the words themselves are kept")
  }

  @Test("Rule 18: in a minute without news only clocks change, in few cells")
  func idle() {
    var sitting = Sitting()
    sitting.press(.escape)
    var shown = sitting.desk.draw()
    var changed = 0
    for _ in 0..<60 {
      sitting.wait(.seconds(1))
      sitting.give(.unchanged)
      let next = sitting.desk.draw()
      for row in 0..<24 { changed += (0..<80).count { next[row, $0] != shown[row, $0] } }
      shown = next
    }
    // The clock above and the minutes left of one matter, on the board and in its detail; the other counts hours.
    #expect((1...16).contains(changed), "\(changed)")
  }

  // MARK: 20–26

  @Test("Rule 20: left alone, numbers are masked after 3 minutes and a PIN is asked for after 30; the banner stays")
  func lock() throws {
    var sitting = Sitting()
    sitting.press(.character("r"))
    sitting.type("回电13800000000")
    try sitting.meanwhile("乙某登记了一件应急")
    #expect(sitting.screen.contains("13800000000"))
    sitting.wait(.minutes(3))
    #expect(!sitting.screen.contains("13800000000") && sitting.screen.contains("应急 1 件没有看"))
    sitting.wait(.minutes(27))
    #expect(sitting.desk.isLocked && sitting.screen.contains("应急 1 件没有看"))
    sitting.type("1234")
    sitting.press(.enter)
    #expect(!sitting.desk.isLocked && sitting.form?[.summary]?.text == "回电13800000000")
  }

  @Test("Rule 2: on an incident's page, too, a command that cannot be used says why")
  func printOnPage() {
    var sitting = Sitting()
    sitting.press(.enter, .character("p"))
    #expect(sitting.screen.contains("先打开交接单") && sitting.effects.last == .bell)
    sitting.press(.tab)
    #expect(!sitting.screen.contains("先打开交接单"))
  }

  @Test("Rule 20: Ctrl-Z locks instead of stopping, and a line that is cut keeps the draft")
  func stops() {
    var sitting = Sitting()
    sitting.press(.character("r"))
    sitting.type("写到一半")
    sitting.press(.control("z"))
    #expect(sitting.desk.isLocked)
    sitting.give(.hangUp)
    #expect(sitting.effects.last == .quit && sitting.station.ledger.shelf.count == 1)
  }

  @Test("Rule 21: a look brings a window, however long the queue is")
  func windows() throws {
    var sitting = Sitting()
    for _ in 0..<10 { try sitting.meanwhile("又登记了三十件") }
    sitting.press(.character("G"))
    let snapshot = try #require(sitting.desk.snapshot)
    #expect(snapshot.order.count == 302)
    #expect(
      snapshot.view.rows == Layout(sitting.desk.size).listRows && snapshot.incidents.count <= snapshot.view.rows + 1)
  }

  @Test("Rule 23: of an order that is pasted nothing is lost that the hotline states")
  func pasted() throws {
    var sitting = Sitting()
    sitting.give(
      .paste("工单编号：样9\n来电时间：11月24日 08:40\n来电人：样某\n联系电话：13800000000\n事发地址：北门\n诉求内容：有人占道经营"))
    sitting.press(.enter)
    let incident = try #require(sitting.incident(3))
    #expect(incident.externalId == "样9" && incident.received == Station.moment("2026-11-24T08:40"))
    #expect(incident.reporter?.text == "样某" && incident.phone?.text == "13800000000")
  }

  @Test("Rule 25: an order is chosen, not proposed; the leader sees who recorded it and signs all in one go")
  func spokenOrders() throws {
    var sitting = Sitting()
    for _ in 0..<2 {
      sitting.press(.character("w"))
      #expect(sitting.form?[.orderedBy]?.chosen == [])
      if sitting.form?.focus == .lead {
        sitting.type("sjs")
        sitting.press(.enter)
      }
      sitting.press(.pageDown, .enter, .down, .enter, .enter)
      sitting.press(.escape, .down)
    }
    #expect(sitting.desk.snapshot?.unsigned.count == 2)
    sitting.signOn("丙某")
    sitting.choose("补签")
    #expect(sitting.screen.contains("全部 2 条"))
    let listed = sitting.screen.split(separator: "\n").filter { $0.contains("#") && $0.contains("甲某") }
    #expect(listed.count == 2)
    sitting.press(.enter)
    #expect(sitting.desk.snapshot?.unsigned.isEmpty == true)
  }

  @Test("Rule 26: one screen says who, by what law, with what duties, and how it was done the last time")
  func onePage() {
    var sitting = Sitting(rows: 40, columns: 100)
    sitting.press(.character("a"), .enter, .character("f"))
    sitting.type("已劝离")
    sitting.press(.enter)
    sitting.type("样某")
    sitting.press(.control("s"), .character("c"), .character("1"), .control("s"))
    sitting.give(.paste("诉求内容：东门菜场又有人占道经营\n地址：东门菜场"))
    sitting.press(.enter, .enter)
    for shown in ["牵头 综合执法", "配合 市监局", "依据 样例条例第一条", "部门职责 查处", "本镇职责 劝离", "先例 20261124-0001 执法队"] {
      #expect(sitting.screen.contains(shown), "\(shown)")
    }
  }
}

/// No rule without a test, but for those that no test can hold.
@Suite struct RuleListTests {
  /// The number of rules.
  private static let count = 26

  @Test("each rule is named by a test", arguments: 1...count)
  func named(_ rule: Int) throws {
    #expect(try Self.sources().contains("Rule \(rule): "), "no test bears its number")
  }

  @Test("the control: a rule that there is not, is named nowhere")
  func control() throws { #expect(try !Self.sources().contains("Rule \(Self.count + 1): ")) }

  private static func sources() throws -> String {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return try ["DeskUITests", "ProgramTests"].flatMap { name -> [String] in
      let folder = tests.appendingPathComponent(name)
      return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
        .map { try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8) }
    }.joined()
  }
}
