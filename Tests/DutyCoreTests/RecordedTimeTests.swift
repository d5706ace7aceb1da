import Testing

@testable import DutyCore

/// Tests when an act counts as recorded, by a clock that may be wrong; and which times may be claimed.
@Suite("记录时间与所报时间") struct RecordedTimeTests {
  private let last = Station.morning

  @Test("a clock behind by up to ten minutes takes the last entry's time; further behind it is taken, and says so")
  func behind() {
    for (step, isSmall) in [
      (0, true), (1, true), (599_999, true), (600_000, true), (600_001, false), (86_400_000, false),
    ] {
      let clock = last - Duration(milliseconds: Int64(step))
      let time = RecordedTime(clock: clock, last: last)
      #expect(time.recorded == (isSmall ? last : clock), "\(step) ms")
      #expect(time.doubt == (isSmall ? nil : ClockDoubt(showed: clock, against: last)), "\(step) ms")
    }
  }

  @Test("a clock an hour or more ahead of the running time is taken, and says so; a shorter step does not")
  func ahead() {
    for (step, isDoubted) in [(0, false), (3_599_999, false), (3_600_000, true), (31_536_000_000, true)] {
      let expected = last + .hours(2)
      let clock = expected + Duration(milliseconds: Int64(step))
      let time = RecordedTime(clock: clock, last: last, expected: expected)
      #expect(time.recorded == clock)
      #expect(time.doubt == (isDoubted ? ClockDoubt(showed: clock, against: expected) : nil), "\(step) ms")
      #expect(RecordedTime(clock: clock, last: last).doubt == nil, "nobody keeps the running time")
    }
  }

  @Test("in a practice room time is whatever is played")
  func practice() {
    let before = last - .days(400)
    #expect(RecordedTime(practice: before) == RecordedTime(clock: before, last: before))
  }

  // MARK: - Claims

  private static let inside = [Instant.claimable.lowerBound, Instant.claimable.upperBound - Duration(milliseconds: 1)]
  private static let outside = [
    Instant.claimable.lowerBound - Duration(milliseconds: 1), Instant.claimable.upperBound,
    Instant(milliseconds: 253_402_300_799_000), Instant(milliseconds: -62_167_219_200_000),
    Instant(milliseconds: .max), Instant(milliseconds: .min),
  ]
  private static let daysOutside = ["1999-12-31", "2101-01-01", "9999-12-31", "0000-01-01"]

  /// Whether the rules say that the time is outside what may be claimed; whatever else they say is of no account here.
  private func isRefused(_ action: Action, by actor: Actor, at: Instant = Station.morning) throws -> Bool {
    let station = try Station()
    let incident = try station.incident(.inHand)
    do throws(Refusal) {
      _ = try station.room.judge(
        Request(action, by: actor, at: at),
        on: action.name == .receive || action.name == .importRecord ? nil : incident,
        now: Station.morning)
      return false
    } catch {
      return error == .what(.timeNotClaimable)
    }
  }

  /// An act for each place of a moment that somebody states.
  private func acts(stating moment: Instant) throws -> [(Action, Actor)] {
    let officer = Station.person(.officer)
    let record = ImportedRecord(origin: "o", externalId: "1", source: .other, summary: Words("外部"))
    var (closed, due, replied) = (record, record, record)
    closed.closed = moment
    due.due = moment
    replied.replied = moment
    return [
      (.receive(Reception(source: .grid, summary: Words("样"), due: moment)), .intake),
      (.importRecord(closed), .importer), (.importRecord(due), .importer), (.importRecord(replied), .importer),
      (.reply(Reply(response: Station.lead, accepted: moment)), officer),
      (.reply(Reply(response: Station.lead, completion: .by(due: moment))), officer),
      (.suspend(Suspending(until: moment, reason: Words("样"), told: Words("已告知"))), officer),
      (.correct(Correction(entry: 2, at: moment)), officer),
    ]
  }

  private func acts(stating day: Day) -> [Action] {
    let turn = Turn(day: day, shift: "早班")
    let (first, second) = (Station.id(.leader), Station.secondLeader)
    func power(from: Day?, to: Day?) -> Catalogue {
      Catalogue(powers: [
        Power(code: "P", name: "样", holders: [], reserved: "", from: from, to: to, isSample: true)
      ])
    }
    return [
      .room(.setRoster(RosterChange(lines: [RosterChange.Line(turn: turn, officer: first)]))),
      .room(.setCalendar(WorkCalendar(holidays: [day]))), .room(.setCalendar(WorkCalendar(makeUpDays: [day]))),
      .room(.setCatalogue(power(from: day, to: nil))), .room(.setCatalogue(power(from: nil, to: day))),
      .room(
        .enrol(
          Enrolment(
            officer: OfficerID(40), name: "样四十", rank: .officer,
            qualification: Qualification(certificate: "1", expires: day)))),
      .room(.takeSeat(SeatTaking(turn: turn))),
      .room(.handOver(HandingOver(turn: turn, through: 1, head: ""))),
      .room(.swap(Swap(turn: turn, officer: first, with: second))),
      .room(.swap(Swap(turn: Turn(day: Day(number: 20_000), shift: "早班"), officer: first, with: second, other: turn))),
    ]
  }

  @Test("a moment outside 2000–2100 is refused in every act that states one, and one inside is not")
  func moments() throws {
    for moment in Self.outside {
      for (action, actor) in try acts(stating: moment) {
        #expect(try isRefused(action, by: actor), "\(action.name) \(moment.milliseconds)")
      }
      #expect(try isRefused(.note(Note(Words("样"))), by: Station.person(.officer), at: moment))
      let reception = Action.receive(Reception(source: .grid, summary: Words("样")))
      #expect(try isRefused(reception, by: .intake, at: moment))
    }
    for moment in Self.inside {
      for (action, actor) in try acts(stating: moment) { #expect(try !isRefused(action, by: actor)) }
      #expect(try !isRefused(.note(Note(Words("样"))), by: Station.person(.officer), at: moment))
    }
  }

  @Test("a day outside 2000–2100 is refused in every act that states one, and one inside is not")
  func days() throws {
    for text in Self.daysOutside {
      let day = try #require(Day(text))
      for action in acts(stating: day) {
        #expect(try isRefused(action, by: Station.person(.administrator)), "\(action.name) \(text)")
      }
    }
    for text in ["2000-01-01", "2100-12-31"] {
      let day = try #require(Day(text))
      for action in acts(stating: day) { #expect(try !isRefused(action, by: Station.person(.administrator))) }
    }
  }

  @Test("a machine whose clock stands in 1970 keeps nobody from working")
  func deadClock() throws {
    let station = try Station()
    let now = Instant(milliseconds: 60_000)
    let reception = Action.receive(Reception(source: .grid, summary: Words("样")))
    _ = try station.room.judge(Request(reception, by: .intake, at: now), on: nil, now: now)
    #expect(throws: Refusal.what(.timeNotClaimable)) {
      _ = try station.room.judge(Request(reception, by: .intake, at: now), on: nil, now: Station.morning)
    }
  }

  // MARK: - Reading

  @Test("days and numbers of years beyond four digits read back as they were written, from −999 to 12999")
  func written() throws {
    for number in stride(from: Day.all.lowerBound, through: Day.all.upperBound, by: 997) {
      let day = Day(number: number)
      #expect(Day(day.description) ?? Day(recorded: day.description) == day, "\(day)")
      let incident = IncidentNumber(day: day, serial: 17)
      #expect(IncidentNumber(incident.description) == incident, "\(incident)")
    }
    #expect(Day(recorded: "2026-13-01") == nil && Day(recorded: "x-12-31") == nil && Day(recorded: "") == nil)
  }

  @Test("no moment and no length of time overflows, whatever a file says")
  func saturation() {
    let (first, end) = (Instant(milliseconds: .min), Instant(milliseconds: .max))
    #expect(first < end && end - first > .days(4_000_000))
    #expect(end + .days(.max) == end && first - Duration.minutes(.max) == first)
    #expect(Duration.seconds(.min) < Duration.seconds(0) && Duration.hours(.max) == Duration.minutes(.max))
    #expect(Day(number: .max) + 1 == Day(number: .max) && Day(number: .min).civil.year == -999)
  }
}
