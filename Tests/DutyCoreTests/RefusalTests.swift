import DutyCore
import Testing

/// What the rules say when they say no. The refusals of the tables are read where the tables are walked; here are the
/// others.
@Suite("拒绝的话") struct RefusalTests {
  @Test("every refusal speaks both languages, and neither leaks into the other")
  func languages() throws {
    let station = try Station()
    let others: [Refusal] = [
      .when(.unknownIncident), .what(.backToStationNeedsBasicItem), .what(.handsNothingDown("X")),
      .who(.notWhoTookItOn(name: "X")), .room(.unknownOfficer(OfficerID(1))),
    ]
    let numbers = [IncidentNumber(day: try #require(Day("2026-11-18")), serial: 7)]
    let known: [Refusal] = [.what(.alreadyKnown(numbers[0])), .room(.ordersUnsigned(numbers.map(\.description)))]
    for refusal in others + known + ActionName.allCases.map({ .what(.wordsMissing($0)) }) {
      #expect(refusal.leaks(in: station.room) == nil)
    }
  }

  @Test("every setting has its code back, its name in both languages, and a standard within range")
  func settings() throws {
    for name in SettingName.all + [.gridArrival("第1网格")] {
      #expect(SettingName(code: name.code) == name)
      #expect(name.text(.zh) != name.text(.en))
      #expect(name.standard.amount > 0)
    }
    #expect(Set(SettingName.all.map(\.code)).count == SettingName.all.count)
    #expect(SettingName(code: "grid.arrive.") == nil)
    #expect(SettingName(code: "daily.sleep") == nil)
  }
}

extension Refusal {
  /// The text in which the other language stands, names of people and shifts apart; nil where all is well.
  func leaks(in room: Room) -> String? {
    func hanzi(_ text: String) -> Bool { text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }
    let names = room.officers.values.map(\.name) + room.plan.shifts.map(\.name)
    let english = names.reduce(text(.en)) { $0.replacing($1, with: "") }
    return hanzi(text(.zh)) ? hanzi(english) ? text(.en) : nil : text(.zh)
  }
}
