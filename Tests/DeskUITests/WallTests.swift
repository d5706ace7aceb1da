import DutyCore
import Testing

@testable import DeskUI

/// Tests what anybody who walks past may read.
@Suite struct WallTests {
  @Test(
    "Rule 20: a number as long as somebody's phone is not on the wall, shorter ones are",
    arguments: [
      ("请回电13800000000，谢谢", "请回电***，谢谢"), ("138 0000 0000", "***"), ("138-0000-0000 王", "*** 王"),
      ("１３８００００００００", "***"), ("东门12号3单元", "东门12号3单元"), ("编号123456", "编号123456"), ("1234567", "***"), ("", ""),
    ])
  func numbers(_ text: String, _ shown: String) { #expect(PhoneNumbers.hidden(in: text) == shown) }

  @Test("every open incident is on some page, each page stands ten seconds at least, and no key turns it")
  func pages() throws {
    let station = Station().withTwoMatters()
    let start = Station.moment("2026-11-24T09:00")
    _ = station.meanwhile("又登记了三十件", now: start)
    var desk = station.desk(isWall: true)
    var now = start
    func give(_ event: Event) {
      var effects = desk.update(event)
      while !effects.isEmpty {
        let effect = effects.removeFirst()
        #expect(effect != .quit)
        for answer in station.ledger.perform(effect, now: now) { effects += desk.update(answer) }
      }
    }
    give(.resize(Grid.Size(rows: 24, columns: 80)))
    var seen: Set<String> = []
    var turned = start
    var page = desk.draw().text(row: 23)
    for second in 1...60 {
      now = start + .seconds(Int64(second))
      give(.tick(now))
      for key in [Key.down, .pageDown, .enter, .character("r")] { give(.key(key)) }
      for row in 3..<23 { seen.formUnion(desk.draw().text(row: row).split(separator: " ").map(String.init)) }
      guard desk.draw().text(row: 23) != page else { continue }
      #expect(now - turned >= .seconds(10))
      turned = now
      page = desk.draw().text(row: 23)
    }
    #expect(turned > start)
    for serial in 1...32 { #expect(seen.contains("1124-" + padded(serial, 4))) }
  }
}
