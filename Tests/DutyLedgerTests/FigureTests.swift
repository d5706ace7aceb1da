import DutyCore
import DutyLedger
import Testing

/// Figures against a second, plain computation over the folded incidents.
@Suite("数字") struct FigureTests {
  /// A few days of mixed work: some closed at once, some next day, some never, some voided, reopened, imported, drilled.
  private func work(_ desk: Desk) throws {
    for n in 0..<60 {
      desk.pass(.minutes(37))
      let incident = try desk.receive("第\(n)件", category: ["A1", "A2", nil][n % 3])
      switch n % 6 {
      case 0, 1:
        try desk.act(.takeOn, on: incident)
        desk.pass(.minutes(20))
        let handled = try desk.act(.handle(Handling(method: .guidance, measure: Words("已清理"))), on: incident)
        desk.pass(n % 12 == 0 ? .minutes(5) : .days(4))
        guard handled.category != nil else { continue }
        let closing = Closing(disposition: .resolved, method: .guidance, check: .officer)
        let closed = try desk.act(.close(closing), by: desk.colleague, on: incident)
        if n % 18 == 0 { try desk.act(.reopen(Reason(Words("没有解决"))), on: closed) }
      case 2: try desk.act(.void(Reason(Words("重复登记"))), on: incident)
      case 3: try answer(incident, desk)
      default: break
      }
    }
    try importSome(desk)
  }

  private func answer(_ incident: Incident, _ desk: Desk) throws {
    try desk.act(.summon(Summoning(kind: .assignment, lead: ["S-ZF"])), on: incident)
    let response = ResponseID(summons: 1, unit: "S-ZF")
    desk.pass(.minutes(25))
    try desk.act(.acknowledge(Milestone(response: response, channel: .phone)), on: incident)
    try desk.act(
      .reply(Reply(response: response, accepted: desk.now, spokeTo: Words("本人"), done: Words("已办"), completion: .done)),
      on: incident)
  }

  private func importSome(_ desk: Desk) throws {
    for n in 0..<10 {
      let received = desk.now - .hours(n * 7)
      let record = ImportedRecord(
        origin: "elsewhere", externalId: "\(n)", source: .other, summary: Words("外部"), department: "水务",
        due: received + .hours(10), closed: n % 2 == 0 ? received + .hours(n * 5) : nil)
      try desk.record(Request(.importRecord(record), by: .importer, at: received))
    }
  }

  private func everything(_ desk: Desk, through last: Int64? = nil) throws -> [Incident] {
    var incidents: [IncidentID: Incident] = [:]
    try desk.ledger.entries(through: last) { entry in
      guard case .incident(let id) = entry.subject else { return }
      incidents[id] = incidents[id].map { $0.folding(entry) } ?? Incident.opening(entry)
    }
    return Array(incidents.values)
  }

  @Test("counts, rates, hours and open incidents equal a plain computation, now and as of every earlier entry")
  func againstPlainComputation() throws {
    let desk = try Desk()
    try work(desk)
    let first = try #require(Day("2026-11-10"))
    let days = first...(first + 120)
    let last = try desk.ledger.head.entry
    for entry in stride(from: Int64(7), through: last, by: 23) + [last] {
      let set = try desk.ledger.figures(
        FigureQuery(days: days, by: Dimension.allCases, openAt: desk.now, asOf: .entry(entry)))
      let all = try everything(desk, through: entry)
      let counted = all.filter(\.counts)
      func closedSameDay(_ incident: Incident) -> Bool {
        incident.countedClose.map { Desk.zone.day(of: $0.time) == Desk.zone.day(of: incident.received) } ?? false
      }
      #expect(set.total.tally.received == all.count)
      #expect(set.total.tally.sameDayClosureAll == Rate(all.filter(closedSameDay).count, of: all.count))
      #expect(set.total.tally.sameDayClosure == Rate(counted.filter(closedSameDay).count, of: counted.count))
      let short = counted.filter { $0.category != "A2" }
      #expect(set.total.tally.sameDayClosureShort == Rate(short.filter(closedSameDay).count, of: short.count))
      let durations = counted.compactMap { incident in incident.countedClose.map { $0.time - incident.received } }
      #expect(set.total.hours == ClosingHours(sorted: durations.map(\.milliseconds).sorted()))
      #expect(set.total.tally.within24Hours == durations.filter { $0.hours <= 24 }.count)
      let due = counted.compactMap { incident in incident.judgedDeadline.map { (incident.countedClose, $0.due) } }
      let judged = due.filter { $0.1 < set.cutOff }
      let inTime = judged.filter { closed, due in closed.map { $0.time <= due } ?? false }
      #expect(set.total.responses.onTimeClosure == Rate(inTime.count, of: judged.count))
      #expect(set.total.responses.withoutDeadline == counted.count - due.count)
      let ends = counted.map { $0.closed?.time ?? $0.leftUnclosed?.time }
      #expect(set.total.open == ends.filter { $0.map { $0 > desk.now } ?? true }.count)
      for dimension in Dimension.allCases {
        let groups = set.groups[dimension] ?? []
        #expect(groups.reduce(into: Tally()) { $0.add($1.figures.tally) } == set.total.tally, "\(dimension)")
        for group in groups {
          let here = all.filter { dimension.key(of: $0) == group.key }
          #expect(group.figures.tally.received == here.count, "\(dimension) \(group.key)")
        }
      }
    }
    #expect(try desk.ledger.check().problems == [])
  }

  @Test("a day of --by day shows what was open at its own end and closed on it")
  func openByDay() throws {
    let desk = try Desk()
    try work(desk)
    let first = try #require(Day("2026-11-16"))
    let set = try desk.ledger.figures(FigureQuery(days: first...(first + 20), by: [.day]))
    let all = try everything(desk).filter(\.counts)
    for group in set.groups[.day] ?? [] {
      let day = try #require(Day(group.key))
      let end = Desk.zone.instant(day + 1, minutes: 0)
      let open = all.filter { $0.received <= end && ($0.closed.map { $0.time > end } ?? true) }
      #expect(group.figures.open == open.count, "\(day)")
      #expect(group.figures.closed == all.filter { $0.closed.map { Desk.zone.day(of: $0.time) == day } ?? false }.count)
    }
    #expect(set.groups[.day]?.count == 21)
  }

  @Test("percentiles are exact and interpolate between neighbours")
  func percentiles() {
    let hour: Int64 = 3_600_000
    let hours = ClosingHours(sorted: [hour, 2 * hour, 4 * hour, 10 * hour])
    #expect(hours.n == 4)
    #expect(hours.median == 3)
    #expect(hours.p90 == 4 + 6 * 0.7000000000000002)
    #expect(ClosingHours(sorted: []).median == nil)
    #expect(ClosingHours(sorted: [hour]).p90 == 1)
  }

  @Test("classes of closing times follow one another without a gap, each at most an eighth of its times wide")
  func closingClasses() {
    var last: Int64 = 0
    for number in 0..<330 {
      let times = ClosingClass(number: number).times
      #expect(times.lowerBound == last)
      #expect(times.count <= max(1, Int(times.lowerBound) / 8))
      for time in [times.lowerBound, times.upperBound - 1] {
        #expect(ClosingClass(of: time) == ClosingClass(number: number))
      }
      last = times.upperBound
    }
    #expect(last > Duration.days(36_500).milliseconds)
    #expect(ClosingClass(of: -1) == nil)
  }

  @Test("an as-of that the ledger never was at is said, not guessed")
  func noSuchEntry() throws {
    let desk = try Desk()
    let day = try #require(Day("2026-11-18"))
    #expect(throws: LedgerFault.noSuchEntry("#999")) {
      _ = try desk.ledger.figures(FigureQuery(days: day...day, asOf: .entry(999)))
    }
  }
}
