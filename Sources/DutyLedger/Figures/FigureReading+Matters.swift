import DutyCore
import GRDB

// The parts of figures beyond sums: what changed after a day was final, which matters are named, who sat.

/// A cohort's own incidents as they are read: what changed late, and which are named.
struct CohortCourse {
  private let state: PastState
  private let naming: Bool
  private(set) var stage: FigureSet.Stage
  private(set) var matters = FigureSet.Matters()
  /// The counts of the station's own incidents by now.
  private var own = Tally()

  init(_ reading: FigureReading) {
    state = reading.state
    naming = reading.query.naming
    let days = reading.query.days
    let finalFrom = state.room.plan.figuresAreFinal(of: days.upperBound)
    stage = FigureSet.Stage(finalFrom: finalFrom, isFinal: finalFrom <= state.cutOff)
    stage.provisional = reading.days.count { state.room.plan.figuresAreFinal(of: $0) > state.cutOff }
    if stage.isFinal, days.lowerBound == days.upperBound { stage.fixed = Tally() }
  }

  /// One of the station's own incidents; nil where the record has none of this number.
  mutating func add(_ id: Int64) throws -> Incident? {
    let entries = try state.entries(of: id)
    guard let incident = Incident(adding: entries) else { return nil }
    let finalFrom = state.room.plan.figuresAreFinal(of: incident.dutyDay)
    own.add(Tally(of: incident))
    if naming { name(incident) }
    guard finalFrom <= state.cutOff else { return incident }
    let early = entries.last.map { $0.recorded <= finalFrom } ?? true
    let fixed = early ? incident : Incident(adding: entries.prefix { $0.recorded <= finalFrom })
    guard let fixed else {
      if stage.fixed != nil { stage.added += 1 }
      return incident
    }
    stage.fixed?.add(Tally(of: fixed))
    if Tally(of: fixed) != Tally(of: incident) {
      let index = stage.revised.firstIndex { $0 > incident.number } ?? stage.revised.endIndex
      stage.revised.insert(incident.number, at: index)
    }
    return incident
  }

  /// The imported ones of a single day that is final, as they stood then: their first and last entries. `all` are the
  /// counts of the day by now, the own with the imported. Folded are those that were recorded late, or those that were
  /// not, whichever are fewer.
  mutating func addImported(_ rows: [Row], all: Tally) throws {
    guard stage.fixed != nil else { return }
    func sum(_ ids: [Int64], _ folded: ([Entry]) -> Incident?) throws -> Tally {
      try ids.reduce(into: Tally()) { sum, id in
        if let incident = folded(try state.entries(of: id)) { sum.add(Tally(of: incident)) }
      }
    }
    let finalFrom = stage.finalFrom
    var (early, changed, added): ([Int64], [Int64], [Int64]) = ([], [], [])
    for row in rows {
      if try state.recorded(row.value(1)) <= finalFrom {
        early.append(try row.value(0))
      } else if try state.recorded(row.value(0)) <= finalFrom {
        changed.append(try row.value(0))
      } else {
        added.append(try row.value(0))
      }
    }
    stage.added += added.count
    stage.fixed?.add(try sum(changed) { Incident(adding: $0.prefix { $0.recorded <= finalFrom }) })
    if early.count <= changed.count + added.count {
      stage.fixed?.add(try sum(early) { Incident(adding: $0) })
    } else {
      stage.fixed?.add(all)
      stage.fixed?.add(own, times: -1)
      stage.fixed?.add(try sum(changed + added) { Incident(adding: $0) }, times: -1)
    }
  }

  private mutating func name(_ incident: Incident) {
    guard incident.counts else { return }
    if incident.responses.contains(where: { $0.declined != nil }) { matters.declined.append(incident) }
    if incident.judgement == false { matters.dissatisfied.append(incident) }
    if incident.wasEmergency { matters.emergencies.append(incident) }
  }
}

extension FigureReading {
  private static let worst = 5

  /// The cohort's named matters, with those that are open and late, or wait for a leader, whenever received.
  func matters(_ course: CohortCourse) throws -> FigureSet.Matters {
    var matters = course.matters
    let open: StatementArguments = [station, openAt.milliseconds, query.includeDrill]
    let late = try Int64.fetchAll(
      db,
      sql: """
        SELECT id FROM incident WHERE station = ? AND isOpen = 1 AND received <= ? AND drill <= ?
          AND status <> 'suspended' AND nextDue < ? ORDER BY nextDue, received, dutyDay, serial LIMIT \(Self.worst)
        """,
      arguments: open + [state.cutOff.milliseconds])
    matters.worst = try late.compactMap(state.incident)
    let worked = try Int64.fetchAll(
      db,
      sql: """
        SELECT id FROM incident INDEXED BY incident_worked
        WHERE station = ? AND isOpen = 1 AND received <= ? AND drill <= ?
          AND (imported = 0 OR revision > 1) ORDER BY dutyDay, serial
        """,
      arguments: open)
    matters.undecided = try worked.compactMap(state.incident)
      .filter { !$0.decisions(at: state.cutOff).isEmpty }
    return matters
  }

  /// The handovers that both signed in these days.
  func carriedOver(_ seats: [SeatRecord]) throws -> [FigureSet.CarriedOver] {
    try seats.compactMap { seat in
      guard let signed = seat.coming, query.turn.map({ $0 == seat.turn }) ?? span.contains(signed.recorded) else {
        return nil
      }
      return FigureSet.CarriedOver(turn: seat.turn, at: signed.recorded, open: try open(at: signed.recorded))
    }
  }

  /// Shifts that had begun by the cut-off, in which a leader should have sat (docs/duty.md#empty-chair).
  func emptyChairs(_ seats: [SeatRecord]) -> [Turn] {
    let taken = Set(seats.map(\.turn))
    let sitting = plan.shifts.filter { $0.sitting && (query.turn?.shift ?? $0.name) == $0.name }
      .sorted { $0.from < $1.from }
    return days.flatMap { day in sitting.map { Turn(day: day, shift: $0.name) } }.filter { turn in
      guard let span = plan.span(of: turn) else { return false }
      return !taken.contains(turn) && span.lowerBound >= state.founded && span.lowerBound <= state.cutOff
    }
  }
}

extension PastState {
  /// Reads who sat when.
  func seats() throws -> [SeatRecord] { try SeatRecord.seats(through: head.entry, people: room, record) }
}
