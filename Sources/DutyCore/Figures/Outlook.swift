/// Compares how much of one category came in from one grid with what the days before let expect (docs/duty.md#outlook).
///
/// Expected is the mean of up to eight spans of the same weekdays directly before; the control limit is that of a c-chart,
/// three times the root of the expected above it. What has had fewer than twenty in those spans is not judged.
package struct Outlook: Hashable, Sendable {
  /// Nil: all of them together. Empty: of none.
  package let category: String?
  package let grid: String?
  /// The number on the days asked for.
  package let observed: Int
  /// The number in all the spans before.
  package let before: Int
  /// The number of spans; at least 1.
  package let spans: Int

  package static let mostSpans = 8
  package static let fewestSpans = 4
  package static let enough = 20

  package enum State: String, CaseIterable, Sendable {
    case above, within
    case tooFew = "too_few"
  }

  package var expected: Double { Double(before) / Double(spans) }
  package var limit: Double { expected + 3 * expected.squareRoot() }

  package var state: State {
    guard spans >= Self.fewestSpans, before >= Self.enough else { return .tooFew }
    return Double(observed) > limit ? .above : .within
  }

  /// The spans before `days` with the same weekdays, the latest first; only those that began after the day of founding.
  package static func spans(before days: ClosedRange<Day>, founded: Day) -> [ClosedRange<Day>] {
    let weeks = (days.upperBound.number - days.lowerBound.number) / 7 + 1
    return (1...mostSpans).map { span in
      let back = 7 * weeks * span
      return (days.lowerBound - back)...(days.upperBound - back)
    }.filter { $0.lowerBound > founded }
  }

  /// Each category with each grid, each of them alone, and everything together; none where there are no spans.
  package static func all(
    among incidents: [Incident], on days: ClosedRange<Day>, against spans: [ClosedRange<Day>]
  ) -> [Outlook] {
    struct Cell: Hashable {
      let category: String?
      let grid: String?
    }
    var counts: [Cell: (observed: Int, before: Int)] = [:]
    for incident in incidents where incident.counts && !incident.isImported {
      let isNow = days.contains(incident.number.day)
      guard isNow || spans.contains(where: { $0.contains(incident.number.day) }) else { continue }
      let (category, grid) = (incident.category ?? "", incident.grid ?? "")
      let cells = [
        Cell(category: category, grid: grid), Cell(category: category, grid: nil), Cell(category: nil, grid: grid),
        Cell(category: nil, grid: nil),
      ]
      for cell in cells {
        counts[cell, default: (0, 0)].observed += isNow ? 1 : 0
        counts[cell, default: (0, 0)].before += isNow ? 0 : 1
      }
    }
    guard !spans.isEmpty else { return [] }
    return counts.map { cell, count in
      Outlook(
        category: cell.category, grid: cell.grid, observed: count.observed, before: count.before, spans: spans.count)
    }.sorted { $0.place < $1.place }
  }

  /// The order by category, then by grid; all of them before those of none.
  private var place: (String, Int, String, Int) {
    (category ?? "", category == nil ? 0 : 1, grid ?? "", grid == nil ? 0 : 1)
  }
}
