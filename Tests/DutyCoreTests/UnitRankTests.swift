import DutyCore
import Testing

/// A unit has a place among others by its replies in time (docs/duty.md#unit-figures).
@Suite struct UnitRankTests {
  private func unit(_ inTime: Int, of due: Int) -> UnitFigures {
    var figures = UnitFigures()
    figures.answers.repliedInTime = Rate(inTime, of: due)
    return figures
  }

  @Test("equal rates share a place, the next comes after both; too few replies have none and take none")
  func places() {
    let units = [
      unit(18, of: 20), unit(36, of: 40), unit(20, of: 20), unit(19, of: 19), unit(0, of: 25), unit(0, of: 0),
    ]
    #expect(units.map { $0.rank(among: units) } == [2, 2, 1, nil, 4, nil])
  }
}
