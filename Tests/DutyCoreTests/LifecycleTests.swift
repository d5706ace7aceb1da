import DutyCore
import Foundation
import Testing

/// The table of actions, kept by hand in `lifecycle.csv` and read only here: action × condition × rank × status → the
/// status after it, or the refusal by its name. `-` is a status without a row: `when.notInThisStatus`. An empty cell is a
/// status the condition does not speak of. An incident in hand has one assignment out, not yet acknowledged.
@Suite("生命周期表") struct LifecycleTests {
  struct Line: CustomTestStringConvertible {
    let action: ActionName
    let condition: String
    let rank: Rank
    let status: Incident.Status
    let expected: String
    var testDescription: String {
      "\(action.rawValue), \(condition), by \(rank.rawValue) when \(status.rawValue): \(expected)"
    }
  }

  static let table: [Line] = {
    let rows = tableRows("lifecycle.csv")
    guard let header = rows.first else { return [] }
    return rows.dropFirst().flatMap { row in
      row[2].split(separator: "|").flatMap { rank in
        zip(header, row).dropFirst(3).compactMap { status, cell -> Line? in
          guard !cell.isEmpty, let action = ActionName(rawValue: row[0]), let rank = Rank(rawValue: String(rank)),
            let status = Incident.Status(rawValue: status)
          else { return nil }
          return Line(
            action: action, condition: row[1], rank: rank, status: status,
            expected: cell == "-" ? "when.notInThisStatus" : cell)
        }
      }
    }
  }()

  @Test("the plain table speaks of every act, rank and status once")
  func complete() {
    let acts = ActionName.allCases.filter { plain($0) != nil }
    let lines = Self.table.filter { $0.condition == "plain" }
    #expect(lines.count == acts.count * Rank.allCases.count * Incident.Status.allCases.count)
    let told = Set(lines.map { "\($0.action) \($0.rank) \($0.status)" })
    #expect(told.count == lines.count)
  }

  @Test("every condition of the table can be played, and every one that can is in the table")
  func conditions() {
    let told = Set(Self.table.filter { $0.condition != "plain" }.map { "\($0.action.rawValue): \($0.condition)" })
    #expect(told.subtracting(conditionsOfTheTable.keys).sorted() == [])
    #expect(Set(conditionsOfTheTable.keys).subtracting(told).sorted() == [])
  }

  @Test("each row does what it says", arguments: table)
  func row(_ line: Line) throws {
    var scene = try Scene(line.action, by: line.rank, on: line.status)
    try conditionsOfTheTable["\(line.action.rawValue): \(line.condition)"]?(&scene)
    do {
      #expect(try scene.played().status.rawValue == line.expected)
    } catch let refusal as Refusal {
      #expect(refusal.name == line.expected, "\(refusal.text(.zh))")
      #expect(refusal == repeated(scene), "asked again, the refusal is the same")
      #expect(refusal.leaks(in: scene.station.room) == nil)
    }
  }

  private func repeated(_ scene: Scene) -> Refusal? { refusal { try scene.played() } }

  /// Acts that a status allows in general but not to the incident of the table, whose one unit has not answered yet, or
  /// has answered already.
  private static let needsMore: [Incident.Status: Set<ActionName>] = [
    .inHand: [
      .sendBack, .void, .handle, .appoint, .endWithLead, .takeOn, .takeOver, .closeDirect, .toPetition,
    ],
    .handled: [
      .acknowledge, .contact, .arrive, .reply, .standDown, .decline, .appoint, .endWithLead,
    ],
  ]

  /// Signatures, a unit's own word, receptions and what the rule does (docs/duty.md#spoken-orders), and all acts on the room.
  private static let ownActs: Set<ActionName> = [
    .receive, .importRecord, .acknowledge, .contact, .arrive, .reply, .decline, .settle, .follow, .score,
    .requestExtension, .grantExtension, .correct, .countersign, .reveal, .erase, .found, .setCatalogue, .setCalendar,
    .enrol, .setRoster, .takeSeat, .handOver, .swap, .setSetting, .setStanding, .unlock,
    .progressItem, .doneItem, .verifyItem, .lookBack,
    .returnAgreed, .returnRefused, .refuseExtension, .outsideExtension, .interimAnswer, .accept, .reject, .ruleAbove,
    .repeats,
  ]

  @Test("a leader's spoken order covers every act but signatures and a unit's own word", arguments: ActionName.allCases)
  func orders(_ name: ActionName) {
    #expect(name.canBeOrdered != Self.ownActs.contains(name))
  }

  @Test("what a refusal says can be done instead is possible in that status")
  func possible() {
    for status in Incident.Status.allCases {
      for action in ActionName.possible(in: status) {
        let rows = Self.table.filter { $0.action == action && $0.status == status && $0.condition == "plain" }
        let waits = Self.needsMore[status] ?? []
        #expect(
          rows.contains { Incident.Status(rawValue: $0.expected) != nil } != waits.contains(action),
          "\(action) when \(status)")
      }
    }
  }
}

/// The lines of a table beside this file, each split at its commas.
func tableRows(_ file: String) -> [[String]] {
  let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: file)
  guard let text = try? String(contentsOf: path, encoding: .utf8) else { return [] }
  return text.split(separator: "\n").map {
    $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }
}

extension Refusal {
  /// `when.declineTooLate`: the refusal without what it names.
  var name: String {
    func bare(_ reason: Any) -> Substring { "\(reason)".prefix { $0 != "(" } }
    return switch self {
    case .who(let reason): "who.\(bare(reason))"
    case .when(let reason): "when.\(bare(reason))"
    case .what(let reason): "what.\(bare(reason))"
    case .room(let reason): "room.\(bare(reason))"
    }
  }
}
