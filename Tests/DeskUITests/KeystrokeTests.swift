import DeskUI
import DutyCore
import Testing

/// Counts in keys what is done fifty times a day.
@Suite struct KeystrokeTests {
  private struct Sitting {
    let station = Station().withTwoMatters()
    var desk: Desk

    init() {
      desk = station.desk()
      give(.resize(Grid.Size(rows: 24, columns: 80)))
      for key in [Key.character("s")] + "甲某".map(Key.character) + [.enter] + "1234".map(Key.character) + [.enter] {
        give(.key(key))
      }
    }

    mutating func give(_ event: Event) {
      var effects = desk.update(event)
      while !effects.isEmpty {
        let effect = effects.removeFirst()
        for answer in station.ledger.perform(effect, now: Station.moment("2026-11-24T09:00")) {
          effects += desk.update(answer)
        }
      }
    }

    mutating func press(_ keys: Key...) { for key in keys { give(.key(key)) } }
    func incident(_ serial: Int) -> Incident? { station.ledger.incident(serial: serial) }
  }

  @Test("Rule 23: the proposed unit is assigned in two keys")
  func assign() throws {
    var sitting = Sitting()
    sitting.press(.character("a"), .enter)
    #expect(sitting.incident(1)?.responses.map(\.id.unit) == ["S-ZF"])
  }

  @Test("Rule 4: the same two keys without letters: F3, Enter")
  func assignWithoutLetters() {
    var sitting = Sitting()
    sitting.press(.function(3), .enter)
    #expect(sitting.incident(1)?.responses.map(\.id.unit) == ["S-ZF"])
  }

  @Test("Rule 23: the daily whistle on the sitting leader's order is four keys: whose order it is, is chosen")
  func whistle() {
    var sitting = Sitting()
    sitting.press(.character("w"), .down, .enter, .enter)
    let summons = sitting.incident(1)?.summonses.first
    #expect(summons?.kind == .daily)
    #expect(summons?.orderedBy == Station.leader)
    #expect(summons?.responses.map(\.id.unit) == ["S-ZF", "S-SJ"])
  }

  @Test("Rule 23: acknowledged: two keys; the reply: its words and three keys more")
  func reply() {
    var sitting = Sitting()
    sitting.press(.character("a"), .enter)
    sitting.press(.character("m"), .enter)
    #expect(sitting.incident(1)?.responses.first?.state == .acknowledged)
    sitting.press(.character("f"))
    for character in "已劝离" { sitting.press(.character(character)) }
    sitting.press(.enter)
    for character in "样某" { sitting.press(.character(character)) }
    sitting.press(.control("s"))
    #expect(sitting.incident(1)?.status == .handled)
  }

  @Test("Rule 23: a pasted work order is registered in one key, and assigned in two more")
  func paste() {
    var sitting = Sitting()
    sitting.give(.paste("诉求内容：北门也有人占道经营\n地址：北门菜场"))
    sitting.press(.enter)
    #expect(sitting.incident(3)?.category == "ZD")
    #expect(sitting.incident(3)?.place?.text == "北门菜场")
    sitting.press(.character("a"), .enter)
    #expect(sitting.incident(3)?.responses.map(\.id.unit) == ["S-ZF"])
  }

  @Test("Rule 23: several are done in one key each to mark and two for all")
  func several() {
    var sitting = Sitting()
    sitting.press(.character(" "), .character(" "), .character("t"), .enter)
    #expect(sitting.incident(1)?.takenOnBy != nil)
    #expect(sitting.incident(2)?.takenOnBy != nil)
  }

  @Test("Rule 23: a checked result is closed in three keys: how it was dealt with, is chosen")
  func close() {
    var sitting = Sitting()
    sitting.press(.character("a"), .enter, .character("f"))
    for character in "已劝离" { sitting.press(.character(character)) }
    sitting.press(.enter)
    for character in "样某" { sitting.press(.character(character)) }
    sitting.press(.control("s"))
    sitting.press(.character("c"), .character("1"), .control("s"))
    #expect(sitting.incident(1)?.status == .closed)
  }
}
