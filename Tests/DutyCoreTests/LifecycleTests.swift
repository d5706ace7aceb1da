import DutyCore
import Foundation
import Testing

/// The table of actions, kept by hand in `lifecycle.csv` and read only here: action × rank × status → the status after
/// it, or which kind of refusal. An incident in hand has one assignment out, not yet acknowledged.
@Suite("生命周期表") struct LifecycleTests {
  struct Line: CustomTestStringConvertible {
    let action: ActionName
    let rank: Rank
    let status: Incident.Status
    let expected: String
    var testDescription: String { "\(action.rawValue) by \(rank.rawValue) when \(status.rawValue): \(expected)" }
  }

  static let table: [Line] = {
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "lifecycle.csv")
    guard let text = try? String(contentsOf: path, encoding: .utf8) else { return [] }
    let rows = text.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    guard let header = rows.first else { return [] }
    return rows.dropFirst().flatMap { row in
      row[1].split(separator: "|").flatMap { rank in
        zip(header, row).dropFirst(2).compactMap { status, expected in
          guard let action = ActionName(rawValue: row[0]), let rank = Rank(rawValue: String(rank)),
            let status = Incident.Status(rawValue: status)
          else { return nil }
          return Line(action: action, rank: rank, status: status, expected: expected)
        }
      }
    }
  }()

  /// The plainest form of each act.
  private func plain(_ name: ActionName) -> Action? {
    let lead = Milestone(response: Station.lead)
    switch name {
    case .amend: return .amend(Amendment(category: "A2"))
    case .takeOn: return .takeOn
    case .summon: return .summon(Summoning(kind: .assignment, lead: ["C-SJ"]))
    case .acknowledge: return .acknowledge(lead)
    case .contact: return .contact(lead)
    case .arrive: return .arrive(lead)
    case .reply: return .reply(Station.completeReply)
    case .sendBack: return .sendBack(SendingBack(response: Station.lead, reason: Words("没有说明结果")))
    case .standDown: return .standDown(StandingDown(response: Station.lead, reason: Words("不用来了")))
    case .handle: return .handle(Handling(method: .guidance, measure: Words("已清理")))
    case .close: return .close(Station.closing)
    case .reopen: return .reopen(Reason(Words("又摆出来了")))
    case .note: return .note(Note(Words("来电催问")))
    case .void: return .void(Reason(Words("重复登记")))
    case .restore: return .restore(Reason(Words("作废错了")))
    case .survey: return .survey(Surveying(result: .exists))
    case .consult: return .consult(Consultation(who: Words("执法队、社区"), conclusion: Words("先劝离")))
    case .attach:
      return .attach(Attachment(kind: .before, path: Words("a.jpg"), sha256: String(repeating: "0a", count: 32)))
    case .forgive: return .forgive(Forgiving(reasons: Words("大雨断路"), agreed: Words("班子会")))
    case .closeDirect: return .closeDirect(DirectAnswer(disposition: .explained, answer: Words("已说明政策")))
    case .decline:
      return .decline(Declining(response: Station.lead, ground: Words("属市场监管"), proposed: "C-SJ"))
    case .appoint:
      return .appoint(Appointment(response: Station.lead, ruling: .upheld, reason: Words("确非其职责")))
    case .endWithLead: return .endWithLead(Station.lead)
    case .urge: return .urge(Urging(response: Station.lead))
    case .sheet: return .sheet(Sheet(response: Station.lead, colour: .blue, reason: Words("来电人第三次催")))
    case .receive, .importRecord, .settle, .found, .setCatalogue, .setCalendar, .enrol, .setRoster, .takeSeat:
      return nil
    }
  }

  @Test("the table speaks of every act, rank and status")
  func complete() {
    let acts = ActionName.allCases.filter { plain($0) != nil }
    #expect(Self.table.count == acts.count * Rank.allCases.count * Incident.Status.allCases.count)
    let told = Set(Self.table.map { "\($0.action) \($0.rank) \($0.status)" })
    #expect(told.count == Self.table.count)
  }

  @Test("each row does what it says", arguments: table)
  func row(_ line: Line) throws {
    let station = try Station()
    let action = try #require(plain(line.action))
    let incident = try station.incident(line.status)
    do {
      let after = try station.acting(action, by: Station.person(line.rank), on: incident)
      #expect(after.status.rawValue == line.expected)
    } catch let refusal as Refusal {
      let kind =
        switch refusal {
        case .who: "who"
        case .when: "when"
        case .what: "what"
        case .room: "room"
        }
      #expect(kind == line.expected, "\(refusal.text(.zh))")
    }
  }

  /// Acts that a status allows in general but not to the incident of the table, whose one unit has not
  /// answered yet, or has answered already.
  private static let needsAnotherResponse: Set<ActionName> = [
    .acknowledge, .contact, .arrive, .reply, .standDown, .decline, .appoint, .endWithLead, .urge, .sheet,
  ]

  private static let needsMore: Set<ActionName> = [.sendBack, .void, .handle, .appoint, .endWithLead]

  @Test("what a refusal says can be done instead is possible in that status")
  func possible() {
    for status in Incident.Status.allCases {
      for action in ActionName.possible(in: status) {
        let rows = Self.table.filter { $0.action == action && $0.status == status }
        let waits =
          status == .handled ? Self.needsAnotherResponse : status == .inHand ? Self.needsMore : []
        #expect(
          rows.contains { Incident.Status(rawValue: $0.expected) != nil } != waits.contains(action),
          "\(action) when \(status)")
      }
    }
  }
}
