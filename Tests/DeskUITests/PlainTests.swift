import DutyCore
import Foundation
import Testing

@testable import DeskUI

/// The desk in lines: a session as it was typed, and what was printed. `UPDATE_GOLDEN=1` writes it down anew.
@Suite struct PlainTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Plain")

  /// One who answers at a desk in lines, at pinned times.
  private struct Sitting {
    let station: DeskUITests.Station
    var front: PlainFront
    var now = Station.moment("2026-11-24T09:00")
    var hasLeft = false
    var printed = ""

    init(_ station: DeskUITests.Station, isReadOnly: Bool = false) {
      self.station = station
      front = PlainFront(station.desk(isReadOnly: isReadOnly))
      give(.resize(PlainFront.size))
    }

    mutating func give(_ event: Event) {
      var effects = front.update(event)
      while !effects.isEmpty {
        let effect = effects.removeFirst()
        if effect == .quit { hasLeft = true }
        for answer in station.ledger.perform(effect, now: now) { effects += front.update(answer) }
      }
    }

    /// Prints the page, and answers it with `line`.
    mutating func answer(_ line: String) {
      let page = front.page()
      printed += page.lines.joined(separator: "\n") + "\n" + page.question + "<" + line + ">\n\n"
      let wasLocked = front.isLocked
      give(.tick(now))
      // As the program does: what was typed over a question that is gone answers nothing.
      guard front.isLocked == wasLocked else { return }
      for event in front.answer(line) { give(event) }
    }
  }

  /// Every line of `name.in` is an answer, but `@ 09:30`, which sets the clock, and `# …`.
  private func play(_ name: String, meanwhile: String? = nil) throws -> Sitting {
    var sitting = Sitting(Station().withTwoMatters())
    if let meanwhile { _ = sitting.station.meanwhile(meanwhile, now: sitting.now) }
    let typed = try String(contentsOf: Self.folder.appendingPathComponent(name + ".in"), encoding: .utf8)
    for line in typed.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init) {
      if line.hasPrefix("# ") {
        sitting.printed += line + "\n"
      } else if line.hasPrefix("@ ") {
        sitting.now = Station.moment("2026-11-24T" + line.dropFirst(2))
      } else {
        sitting.answer(line)
      }
    }
    let file = Self.folder.appendingPathComponent(name + ".out")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
      try sitting.printed.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(sitting.printed == (try String(contentsOf: file, encoding: .utf8)), "\(name).out")
    return sitting
  }

  @Test("Rule 14: signed on, received, assigned, acknowledged, answered, closed: all in lines")
  func day() throws {
    let sitting = try play("day")
    let incident = try #require(sitting.station.ledger.incident(serial: 3))
    #expect(incident.status == .closed && incident.responses.map(\.id.unit) == ["S-ZF"])
    let hasLeft = sitting.hasLeft
    #expect(hasLeft)
  }

  @Test("a whistle to several, a danger confirmed by a word, the sheet read and signed by both")
  func handover() throws {
    let sitting = try play("handover", meanwhile: "领导丁某、书记戊某也在")
    let room = sitting.station.ledger.room
    #expect(room.seat == nil)
    #expect(sitting.station.ledger.incident(serial: 1)?.responses.map(\.id.unit) == ["S-ZF", "S-SJ"])
    #expect(sitting.station.ledger.incident(serial: 2)?.summonses.map(\.kind) == [.emergency])
  }

  @Test("a long queue is read out by the page; a number is the incident it stood before")
  func queue() throws {
    var sitting = Sitting(Station().withTwoMatters())
    for event in try #require(sitting.station.meanwhile("又登记了三十件", now: sitting.now)) { sitting.give(event) }
    sitting.answer("1")
    let first = sitting.front.page().lines
    #expect(
      first.contains("+ 下一页") && first.contains { $0.hasPrefix("20 ") } && !first.contains { $0.hasPrefix("21 ") })
    sitting.answer("+")
    let second = sitting.front.page().lines
    #expect(second.contains("- 上一页") && !second.contains("+ 下一页"))
    let line = try #require(second.first { $0.hasPrefix("25 ") })
    sitting.answer("２５")
    let page = sitting.front.page().lines
    let number = try #require(page.first?.split(separator: " ").first)
    #expect(line.hasPrefix("25 " + number))
    for wrong in ["99", "0"] { sitting.answer(wrong) }
    #expect(sitting.front.page().lines.contains("- 上一页"))
  }

  @Test("a read-only desk in lines looks and does not act")
  func readOnly() {
    var sitting = Sitting(Station().withTwoMatters(), isReadOnly: true)
    sitting.answer("2")
    #expect(sitting.front.page().lines.first == "** 只读：这里只看不办。请在可以办理的工作台上操作。")
    for line in ["1", "1"] { sitting.answer(line) }
    let lines = sitting.front.page().lines
    #expect(lines.last == "0 返回" && lines.contains { $0.hasPrefix("1 通知文本") } && !lines.contains { $0.hasPrefix("2 ") })
  }

  @Test("a PIN is asked for unseen, and never printed")
  func pin() {
    var sitting = Sitting(Station())
    for line in ["3", "甲某"] { sitting.answer(line) }
    #expect(sitting.front.page().isSecret)
    sitting.answer("1234")
    #expect(!sitting.front.page().isSecret)
    sitting.answer("")
    #expect(!sitting.printed.replacingOccurrences(of: "<1234>", with: "").contains("1234"))
  }

  @Test("who has signed on and is asked to sign on goes past its questions without a word")
  func signOnAgain() {
    var sitting = Sitting(Station())
    for line in ["3", "甲某", "1234", "3", "", "", "", "1", "2", "", "0"] { sitting.answer(line) }
    #expect(sitting.front.page().lines.contains { $0.hasPrefix("3 登录") })
  }
}
