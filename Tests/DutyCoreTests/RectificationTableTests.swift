import DutyCore
import Testing

/// The table of acts on rectifications, kept by hand in `rectification.csv` and read only here: action × condition × rank ×
/// state → the state after it, or the refusal by its name. `none` is where there is no rectification yet, `-` a state
/// without a row.
@Suite("整改项表") struct RectificationTableTests {
  struct Line: CustomTestStringConvertible {
    let action: ActionName
    let condition: String
    let rank: Rank
    let state: Rectification.State?
    let expected: String
    var testDescription: String {
      "\(action.rawValue), \(condition), by \(rank.rawValue) when \(state?.rawValue ?? "none"): \(expected)"
    }
  }

  static let table: [Line] = {
    let rows = tableRows("rectification.csv")
    guard let header = rows.first else { return [] }
    return rows.dropFirst().flatMap { row in
      row[2].split(separator: "|").flatMap { rank in
        zip(header, row).dropFirst(3).compactMap { state, cell -> Line? in
          guard !cell.isEmpty, let action = ActionName(rawValue: row[0]), let rank = Rank(rawValue: String(rank)) else {
            return nil
          }
          let known = Rectification.State(rawValue: state)
          guard known != nil || state == "none" else { return nil }
          return Line(
            action: action, condition: row[1], rank: rank, state: known,
            expected: cell == "-" ? "when.notInThisState" : cell)
        }
      }
    }
  }()

  @Test("the plain table speaks of every act, rank and state once")
  func complete() {
    let acts = ActionName.allCases.filter { RectificationScene.plain($0) != nil }
    let lines = Self.table.filter { $0.condition == "plain" }
    let states = [nil] + Rectification.State.allCases.map(Optional.some)
    for action in acts {
      for rank in Rank.allCases {
        let told = lines.filter { $0.action == action && $0.rank == rank }.map(\.state)
        #expect(Set(told).count == told.count, "\(action) \(rank)")
        #expect(Set(told) == (action == .openItem ? [nil] : Set(states)), "\(action) \(rank)")
      }
    }
    #expect(acts.count == 15)
  }

  @Test("every condition of the table can be played, and every one that can is in the table")
  func conditions() {
    let told = Set(Self.table.filter { $0.condition != "plain" }.map { "\($0.action.rawValue): \($0.condition)" })
    #expect(told.subtracting(conditionsOfRectifications.keys).sorted() == [])
    #expect(Set(conditionsOfRectifications.keys).subtracting(told).sorted() == [])
  }

  @Test("each row does what it says", arguments: table)
  func row(_ line: Line) throws {
    var scene = try RectificationScene(line.action, by: line.rank, at: line.state)
    try conditionsOfRectifications["\(line.action.rawValue): \(line.condition)"]?(&scene)
    do {
      #expect(try scene.played().state.rawValue == line.expected)
    } catch let refusal as Refusal {
      #expect(refusal.name == line.expected, "\(refusal.text(.zh))")
      #expect(refusal.leaks(in: scene.station.room) == nil)
    }
  }
}
