import DutyCore
import DutyLedger
import Foundation
import Testing

/// A town in which whoever names, reports or answers anything writes it to break a page, a spreadsheet or a terminal.
final class HostileLedger {
  let ledger: Ledger
  let numbers: [IncidentNumber]
  static let zone = Zone(fixedSeconds: 8 * 3600)
  /// The one shift of a day.
  static let shift = "=\"<b>\"班\u{202E}"
  static let secret = "=欧阳某某<script>"
  private let directory: String
  /// Without blanks, which are no summary; of the two very long ones the shorter.
  private static let texts = Hostile.texts.filter { !$0.allSatisfy(\.isWhitespace) && $0.utf16.count <= 10_000 }
  private static let leaders = [OfficerID(3), OfficerID(4)]

  /// An incident for each text, in each of its words; half of them are done.
  init() throws {
    directory = NSTemporaryDirectory() + "duty-" + ActionKey.random().hex
    let shifts = [Shift(name: Self.shift, from: 8 * 60, to: 20 * 60, sitting: true)]
    let morning = try #require(Self.zone.instant("2026-11-18T09:00"))
    ledger = try Ledger.create(
      at: directory + "/duty.sqlite",
      charter: Charter(
        station: "liupu", name: "<h1>镇\u{1B}[2J", plan: ShiftPlan(shifts: shifts, dayStart: 0, zone: Self.zone)),
      now: morning)
    var people: [RoomAction] = [.setCatalogue(Self.catalogue)]
    for (serial, rank) in [(1, Rank.officer), (2, .officer), (3, .leader), (4, .leader)] {
      let name = "@甲\(serial)</td>"
      people.append(.enrol(Enrolment(officer: OfficerID(serial), name: name, rank: rank)))
    }
    for act in people { try Self.record(Request(.room(act), by: .housekeeping, at: morning), on: nil, in: ledger) }
    let turn = Turn(day: Self.zone.local(morning).day, shift: Self.shift)
    try Self.record(
      Request(.room(.takeSeat(SeatTaking(turn: turn))), by: .officer(Self.leaders[0]), at: morning), on: nil, in: ledger
    )
    var numbers: [IncidentNumber] = []
    for (index, text) in Self.texts.enumerated() {
      numbers.append(try Self.live(text, morning + .minutes(index), isDone: index.isMultiple(of: 2), in: ledger))
    }
    self.numbers = numbers
    try handOver(turn, at: morning + .hours(5))
  }

  deinit {
    do { try FileManager.default.removeItem(atPath: directory) } catch { Issue.record(error) }
  }

  /// Comes in, is called out, is answered for and sometimes closed; and an old record of the same words is brought in.
  private static func live(_ text: String, _ now: Instant, isDone: Bool, in ledger: Ledger) throws -> IncidentNumber {
    let grid = String(text.prefix(100))
    let facts = Reception(
      source: .hotline12345, summary: Words(text), detail: Words(text), place: Words(text), grid: grid, category: "=A1",
      reporter: Words(secret, kind: .name), origin: grid, externalId: "<\(now.milliseconds)>")
    func act(_ action: Action, by serial: Int = 1, on incident: IncidentID?, after minutes: Int) throws -> Incident {
      let moment = now + .minutes(minutes)
      let request = Request(action, by: .officer(OfficerID(serial)), at: moment)
      return try #require(try record(request, on: incident, in: ledger))
    }
    let incident = try act(.receive(facts), on: nil, after: 0)
    let lead = ResponseID(summons: 1, unit: "=S")
    let summoning = Summoning(kind: .assignment, lead: [lead.unit], words: Words(text))
    _ = try act(.summon(summoning), on: incident.id, after: 1)
    _ = try act(.note(Note(Words(text))), on: incident.id, after: 2)
    let photo = DutyCore.Attachment(kind: .after, path: Words(text), sha256: String(repeating: "0a", count: 32))
    _ = try act(.attach(photo), on: incident.id, after: 2)
    let old = ImportedRecord(
      origin: grid, externalId: text, source: .other, summary: Words(text), place: Words(text), grid: grid,
      department: grid, reply: Words(text))
    try record(Request(.importRecord(old), by: .importer, at: now), on: nil, in: ledger)
    guard isDone else { return incident.number }
    let reply = Reply(
      response: lead, accepted: now, spokeTo: Words(secret, kind: .name), done: Words(text), completion: .done,
      channel: .phone)
    _ = try act(.reply(reply), on: incident.id, after: 3)
    let closing = Closing(disposition: .resolved, method: .other, check: .officer, words: Words(text))
    _ = try act(.close(closing), by: 2, on: incident.id, after: 4)
    return incident.number
  }

  private func handOver(_ turn: Turn, at moment: Instant) throws {
    let head = try ledger.head
    let sheet = HandingOver(turn: turn, through: head.entry, head: head.hash, words: Words(Self.texts.joined()))
    for leader in Self.leaders {
      try Self.record(Request(.room(.handOver(sheet)), by: .officer(leader), at: moment), on: nil, in: ledger)
    }
  }

  @discardableResult
  private static func record(_ request: Request, on incident: IncidentID?, in ledger: Ledger) throws -> Incident? {
    let outcome = try ledger.commit(Submission(request, on: incident, key: .random()), now: request.at)
    guard case .recorded(_, let after) = outcome else {
      Issue.record("\(request.action.name): \(outcome)")
      return nil
    }
    return after?.incident
  }

  private static let catalogue = Catalogue(
    categories: [
      Category(code: "=A", parent: nil, name: "=街面<script>", limit: nil),
      Category(code: "=A1", parent: "=A", name: "\u{202E}\"占道\"</th>", limit: TimeLimit(4, .workingHours)),
    ],
    departments: [
      Department(
        code: "=S", name: "=执法<队>", short: "+队\u{1B}]0;x\u{7}", kind: .stationed, counterpart: nil, pinyin: "",
        contact: nil, phone: nil)
    ])
}
