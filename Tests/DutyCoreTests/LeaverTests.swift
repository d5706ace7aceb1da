import DutyCore
import Testing

/// Tests that who has left (停用) does nothing any more, holds no place that others need, and is named where they acted.
@Suite("停用") struct LeaverTests {
  private let leader = Station.id(.leader)
  private let director = Station.id(.director)

  @Test("a leaver has no PIN, keeps name and certificate, and needs a new PIN when back")
  func enrolment() throws {
    var station = try Station()
    let enforcer = OfficerID(31)
    var enrolment = try #require(station.room.officers[enforcer]).enrolment
    enrolment.pin = Words("hash", kind: .secret)
    station.add(.room(.enrol(enrolment)))
    let before = try #require(station.room.officers[enforcer])
    #expect(before.pinHash == "hash" && before.mayEnforce(on: station.room.zone.day(of: Station.morning)))
    try station.leaves(enforcer)
    let left = try #require(station.room.officers[enforcer])
    #expect(left.hasLeft && left.pinHash == nil && left.name == before.name)
    #expect(left.qualification == before.qualification)
    #expect(!left.mayEnforce(on: station.room.zone.day(of: Station.morning)))
    #expect(station.room.name(of: .officer(enforcer), .zh) == before.name)
    enrolment.pin = nil
    station.add(.room(.enrol(enrolment)))
    let back = try #require(station.room.officers[enforcer])
    #expect(!back.hasLeft && back.pinHash == nil)
  }

  @Test("the chair of a leaver is empty, and so is the roster's place")
  func seat() throws {
    var station = try Station()
    let turn = try #require(station.room.plan.turn(at: Station.morning))
    station.add(.room(.setRoster(RosterChange(lines: [RosterChange.Line(turn: turn, officer: leader)]))))
    try station.seat(.leader)
    #expect(station.room.sittingLeader(at: Station.morning)?.id == leader)
    #expect(station.room.rostered(for: turn)?.id == leader)
    try station.leaves(leader)
    #expect(station.room.sittingLeader(at: Station.morning) == nil)
    #expect(station.room.rostered(for: turn) == nil)
  }

  @Test("any leader acts for the seat once director and secretary have left")
  func nextRank() throws {
    var station = try Station()
    let other = try #require(station.room.officers[Station.secondLeader])
    try station.leaves(director)
    #expect(!station.room.actsForSeat(other, at: Station.morning))
    try station.leaves(Station.id(.secretary))
    #expect(station.room.actsForSeat(other, at: Station.morning))
  }

  @Test("nobody acts on the order of a leaver; what they ordered before is signed by who sits")
  func orders() throws {
    var station = try Station()
    let received = try station.acting(.receive(Station.reception), on: nil)
    let note = Action.note(Note(Words("先垫沙袋")))
    let ordered = try station.acting(note, orderedBy: leader, on: received)
    let signing = Action.countersign(Countersigning(entry: ordered.lastEntry))
    try station.seat(.director)
    #expect(
      refusal { try station.acting(signing, by: .officer(director), on: ordered) }
        == .who(.notYourOrder(name: "坐堂领导甲")))
    try station.leaves(leader)
    #expect(
      refusal { try station.acting(note, orderedBy: leader, on: received) } == .who(.hasLeft(name: "坐堂领导甲")))
    #expect(
      refusal { try station.acting(signing, by: .officer(leader), on: ordered) } == .who(.hasLeft(name: "坐堂领导甲")))
    #expect(try station.acting(signing, by: .officer(director), on: ordered).unsigned.isEmpty)
  }
}

/// Lists that are replaced, and a calendar of which some years are.
@Suite("换清单") struct ReplacedListsTests {
  private func lists(_ codes: [String], suffix: String = "") -> Catalogue {
    Catalogue(
      categories: codes.map { Category(code: $0, parent: nil, name: "类" + $0 + suffix, limit: nil) },
      departments: codes.map {
        Department(
          code: $0, name: "单位" + $0 + suffix, short: "单" + $0 + suffix, kind: .county, counterpart: nil, pinyin: "",
          contact: nil, phone: nil)
      },
      powers: codes.map {
        Power(code: $0, name: "权" + $0, holders: [], reserved: "", from: nil, to: nil, isSample: true)
      })
  }

  @Test("what is gone from the lists keeps its name, through several replacements, and cannot be chosen")
  func names() throws {
    var station = try Station()
    for codes in [["A", "B"], ["B"], ["C"]] { station.add(.room(.setCatalogue(lists(codes)))) }
    let catalogue = station.room.catalogue
    #expect(catalogue.name(ofDepartment: "A") == "单A" && catalogue.name(ofDepartment: "B") == "单B")
    #expect(catalogue.name(ofCategory: "A") == "类A" && catalogue.name(ofCategory: "Z") == "Z")
    #expect(catalogue.known("B", Catalogue.power)?.name == "权B" && catalogue.power("B") == nil)
    #expect(catalogue.department("A") == nil && catalogue.departments.map(\.code) == ["C"])
    // Where it comes back, it is called as the new list has it.
    station.add(.room(.setCatalogue(lists(["A"], suffix: "新"))))
    #expect(station.room.catalogue.name(ofDepartment: "A") == "单A新")
    #expect(station.room.catalogue.name(ofDepartment: "C") == "单C")
  }

  @Test("a calendar takes the years of another, and keeps its own others")
  func calendar() throws {
    func days(_ texts: String...) throws -> Set<Day> { Set(try texts.map { try #require(Day($0)) }) }
    let old = WorkCalendar(
      holidays: try days("2026-01-01", "2026-10-01", "2027-01-01"), makeUpDays: try days("2026-10-10"))
    let new = WorkCalendar(holidays: try days("2027-02-05"), makeUpDays: try days("2027-02-13"))
    let both = old.taking(new)
    #expect(both.holidays == (try days("2026-01-01", "2026-10-01", "2027-02-05")))
    #expect(both.makeUpDays == (try days("2026-10-10", "2027-02-13")))
  }
}
