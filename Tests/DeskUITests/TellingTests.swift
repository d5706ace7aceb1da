import DeskUI
import DutyCore
import Testing

/// Tests what goes out beside the screen, and that nothing does unless it was switched on.
@Suite struct TellingTests {
  /// The requests of a desk while somebody signs on, reads the text to send and presses Enter, and then an emergency comes.
  private func asked(isTelling: Bool) throws -> (effects: [Effect], screen: String) {
    let station = Station().withTwoMatters()
    var desk = station.desk(isTelling: isTelling)
    let now = Station.moment("2026-11-24T09:00")
    var effects: [Effect] = []
    func give(_ event: Event) {
      var waiting = desk.update(event)
      while !waiting.isEmpty {
        let effect = waiting.removeFirst()
        effects.append(effect)
        for answer in station.ledger.perform(effect, now: now) { waiting += desk.update(answer) }
      }
    }
    give(.resize(Grid.Size(rows: 24, columns: 80)))
    give(.key(.function(11)))
    give(.key(.enter))
    for event in try #require(station.meanwhile("乙某登记了一件应急", now: now)) { give(event) }
    return (effects, desk.draw().lines.joined(separator: "\n"))
  }

  private func isTold(_ effect: Effect) -> Bool {
    switch effect {
    case .copy, .notify: true
    case .look, .commit, .signOn, .shelve, .unshelve, .handover, .save, .digest, .bell, .quit: false
    }
  }

  @Test("Rule 24: switched on, the text is copied and an emergency told by its number alone")
  func on() throws {
    let told = try asked(isTelling: true).effects.filter(isTold)
    #expect(told.count == 2)
    guard case .copy(let text)? = told.first else {
      Issue.record("nothing copied")
      return
    }
    #expect(text.contains("20261124-0001") && text.contains("流动摊贩占住人行道"))
    for secret in ["样某", "13800000000"] { #expect(!text.contains(secret)) }
    #expect(told.last == .notify("应急事件 20261124-0003"))
  }

  @Test("Rule 10: switched off, nothing is sent; the same emergency still rings")
  func off() throws {
    let asked = try asked(isTelling: false)
    #expect(asked.effects.filter(isTold).isEmpty)
    #expect(asked.effects.contains(.bell))
  }
}
