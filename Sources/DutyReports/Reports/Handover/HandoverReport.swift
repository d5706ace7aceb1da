import DutyCore
import DutyLedger

/// The sheet that one shift gave the next (交接单): one that was signed reads the same whenever it is printed.
package struct HandoverReport {
  let kept: KeptHandover
  let figures: ShiftFigures

  /// The ledger, as far as it is read, knows nobody who sat then.
  package struct NobodySat: Error, Hashable {
    package func text(_ language: Language) -> String {
      language("这一班没有人上岗，没有交接单。", "Nobody took the seat then; there is no sheet.")
    }
  }

  package init(_ query: HandoverQuery, now: Instant, from ledger: Ledger) throws {
    guard let kept = try ledger.handover(query, now: now) else { throw NobodySat() }
    self.init(kept)
  }

  init(_ kept: KeptHandover) {
    self.kept = kept
    figures = ShiftFigures(kept)
  }

  /// The facts that are signed under it.
  package var facts: HandingOver {
    HandingOver(turn: kept.seat.turn, through: kept.head.entry, head: kept.head.hash)
  }

  /// The sheet as a file names it: station, day, shift.
  package func fileName(_ language: Language) -> String {
    let parts = [language("交接单", "handover"), room.name, kept.seat.turn.day.description, kept.seat.turn.shift]
    let name = parts.joined(separator: "-").printable
    return String(name.map { $0 == "/" || $0.isWhitespace ? "_" : $0 }) + ".txt"
  }

  var room: Room { kept.room }
  var sheet: HandoverSheet { kept.sheet }

  /// The incident's lines on the sheet in their order: what is undone, what was done.
  var lines: [(part: Part, incident: Incident)] {
    sheet.undone.map { (.undone, $0) } + kept.owed.map { (.owed, $0) } + sheet.done.map { (.done, $0) }
  }

  enum Part: String { case undone, owed, done }
}

extension KeptHandover {
  /// Those with a second handling that is owed.
  var owed: [Incident] { incidents.filter { sheet.owed.contains($0.id) } }
}

/// The figures of one turn: of what came in during it, judged at the sheet's moment. They stand alone: shifts are not
/// compared, and practice is left out.
struct ShiftFigures: Hashable {
  let received: Int
  let imported: Int
  let whistled: Rate
  /// Closed in the turn, whenever received.
  let closed: Int
  let open: Int
  let overdue: Int
  let practice: Int
  let responses: ResponseFigures

  static let names: [FigureName] = [
    .acknowledgedInTime, .contactedInTime, .arrivedInTime, .replyInTime, .effectiveReply,
  ]

  init(_ kept: KeptHandover) {
    let span = kept.room.plan.span(of: kept.seat.turn)
    let came = kept.incidents.filter { span?.contains($0.received) ?? false }
    let counted = came.filter(kept.room.counts)
    let undone = kept.sheet.undone.filter(kept.room.counts)
    received = counted.count
    imported = counted.count(where: \.isImported)
    whistled = Rate(counted.count(where: \.wasWhistled), of: counted.count)
    closed = kept.sheet.done.count(where: kept.room.counts)
    open = undone.count
    overdue = undone.count { $0.isPastDeadline(at: kept.at) }
    practice = came.count - counted.count
    responses = counted.reduce(into: ResponseFigures()) { $0.addAnswers($1, cutOff: kept.at) }
  }

  func rate(_ name: FigureName) -> Rate {
    var figures = Figures()
    figures.responses = responses
    return name.rate(in: figures)
  }
}
