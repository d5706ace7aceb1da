import DutyCore
import DutyLedger
import DutyLists
import DutyTables
import Foundation
import TestSupport
import Testing

@Suite struct CatalogueFilesTests {
  @Test func `the catalogue compiled in reads without a fault, and all of it`() throws {
    let catalogue = try CatalogueFiles.starter.catalogue()
    #expect(catalogue.categories.count == 230)
    #expect(catalogue.departments.count == 61)
    #expect(catalogue.items.count == 94)
    #expect(catalogue.itemsByCategory.values.map(\.count).reduce(0, +) == 157)
    #expect(catalogue.category("ZF-E0406")?.limit != nil)
    #expect(catalogue.category("ZZ")?.limit == nil)
    #expect(catalogue.playbooks.count == 10 && catalogue.playbooks.map(\.steps.count).reduce(0, +) == 72)
    #expect(catalogue.powers.count == 18 && catalogue.powers.allSatisfy(\.isSample))
  }

  @Test func `a joint matter compiled in has its units, and its steps in order with their limits`() throws {
    let playbook = try #require(try CatalogueFiles.starter.catalogue().playbook("YJS-09"))
    #expect(playbook.lead == "S-ZF" && playbook.cooperating == ["C-SJ", "C-JJ", "C-JT"])
    #expect(playbook.steps.map(\.owner) == ["T-ZHS", "S-ZF", "C-JJ", "S-SJ", "S-ZF", "S-ZF"])
    #expect(
      playbook.steps.map(\.limit) == [
        .running(minutes: 60), .working(minutes: 120), .working(minutes: 120), .workingDays(days: 1),
        .running(minutes: 60), .naturalDays(days: 3),
      ])
  }

  @Test func `a power says whose it was, and is in force from its first day to its last`() throws {
    let sample = try #require(try CatalogueFiles.starter.catalogue().power("FQ-011"))
    let (before, first, last) = (
      try #require(Day("2025-12-31")), try #require(Day("2026-01-01")), try #require(Day("2026-06-30"))
    )
    #expect(sample.holders == ["C-NY", "C-ST"] && !sample.isInForce(on: first))
    try withTemporaryDirectory { directory in
      try SmallCatalogue.write(to: directory)
      let power = try #require(try CatalogueFiles(directory: directory).catalogue().power("P1"))
      #expect(power.holders == ["A"] && power.reserved == "吊销" && (power.from, power.to) == (first, last))
      #expect([before, first, last, last + 1].map(power.isInForce) == [false, true, true, false])
    }
  }

  @Test func `a station without joint matters and powers has none, not the samples`() throws {
    try withTemporaryDirectory { directory in
      try SmallCatalogue.write(to: directory)
      for file in ["playbooks.csv", "powers.csv"] {
        try FileManager.default.removeItem(atPath: directory + "/" + file)
      }
      let catalogue = try CatalogueFiles(directory: directory).catalogue()
      #expect(catalogue.playbooks.isEmpty && catalogue.powers.isEmpty && catalogue.items.count == 1)
      #expect(catalogue.categoryWords.isEmpty && catalogue.alarmWords.isEmpty && catalogue.grids.isEmpty)
    }
  }

  @Test func `a category's item proposes the county body's people in town`() throws {
    let catalogue = try CatalogueFiles.starter.catalogue()
    let routing = try #require(catalogue.routing(for: "ZF-E0101"))
    #expect(routing.item == "SD-009")
    #expect(routing.lead == "S-ZF")
  }

  @Test func `the calendar compiled in knows its holidays and the weekends worked for them`() throws {
    let calendar = try CatalogueFiles.starter.calendar()
    let holiday = try #require(Day("2025-01-28"))
    let makeUp = try #require(Day("2025-01-26"))
    #expect(!calendar.isWorkday(holiday))
    #expect(makeUp.isWeekend && calendar.isWorkday(makeUp))
  }

  @Test(arguments: [
    ("departments.csv", "code,name,short,kind,counterpart,pinyin\nA,甲,甲,tribe,,j\n", 2, "kind"),
    (
      "departments.csv", "code,name,short,kind,counterpart,pinyin\nA,甲,甲,county,,j\nB,乙,乙,county,C,y\n", 3,
      "counterpart"
    ),
    ("departments.csv", "code,name,short,kind,counterpart,pinyin\nA,甲,甲,county,,j\nA,乙,乙,county,,y\n", 3, "code"),
    ("departments.csv", "code,name,short,kind,counterpart,pinyin\nA,,甲,county,,j\n", 2, "name"),
    ("departments.csv", "code,short,kind,counterpart,pinyin\nA,甲,county,,j\n", 1, "name"),
    ("departments.csv", "code,name,short,kind,counterpart,pinyin\nA,\"甲", 2, "2"),
    ("categories.csv", "code,parent,name,limit,clock\nX,,某类,0,running_hours\n", 2, "limit"),
    ("categories.csv", "code,parent,name,limit,clock\nX,,某类,9223372036854775807,running_hours\n", 2, "limit"),
    ("categories.csv", "code,parent,name,limit,clock\nX,,某类,2,moons\n", 2, "clock"),
    ("categories.csv", "code,parent,name,limit,clock\nX,,某类,2,\n", 2, "clock"),
    ("categories.csv", "code,parent,name,limit,clock\nX,,某类,,running_hours\n", 2, "limit"),
    ("categories.csv", "code,parent,name,limit,clock\nX,Y,某类,,\n", 2, "parent"),
    ("category_items.csv", "category,item\nK1,NONE\n", 2, "item"),
    ("category_items.csv", "category,item\nNONE,S1\n", 2, "category"),
    ("calendar.csv", "date,kind,name\n2026-02-30,holiday,\n", 2, "date"),
    ("calendar.csv", "date,kind,name\n2026-02-03,feast,\n", 2, "kind"),
  ]) func `a wrong cell is named by its file, line and column`(
    file: String, text: String, line: Int, column: String
  ) throws {
    try SmallCatalogue.expectFault(in: file, text, line: line, column: column)
  }

  @Test(arguments: [
    ("J1,拆棚,X,B,1,劝离,B,2,running_hours", 2, "lead"), ("J1,拆棚,A,B;X,1,劝离,B,2,running_hours", 2, "cooperating"),
    ("J1,拆棚,A,B;B,1,劝离,B,2,running_hours", 2, "cooperating"),
    ("J1,拆棚,A,A,1,劝离,B,2,running_hours", 2, "cooperating"), ("J1,拆棚,A,B,1,劝离,X,2,running_hours", 2, "step_owner"),
    ("J1,拆棚,A,B,1,,B,2,running_hours", 2, "step"), ("J1,拆棚,A,B,1,劝离,B,,running_hours", 2, "step_limit"),
    ("J1,拆棚,A,B,1,劝离,B,2,", 2, "step_clock"), (",拆棚,A,B,1,劝离,B,2,running_hours", 2, "code"),
    ("J1,,A,B,1,劝离,B,2,running_hours", 2, "name"), ("J1,拆棚,A,B,一,劝离,B,2,running_hours", 2, "step_no"),
    ("J1,拆棚,A,B,2,劝离,B,2,running_hours", 2, "step_no"),
    ("J1,拆棚,A,B,1,劝离,B,2,running_hours\nJ1,拆棚,A,B,3,拆,A,5,working_days", 3, "step_no"),
    ("J1,拆棚,A,B,1,劝离,B,2,running_hours\nJ1,拆棚,A,B,1,拆,A,5,working_days", 3, "step_no"),
    ("J1,拆棚,A,B,1,劝离,B,2,running_hours\nJ1,拆屋,A,B,2,拆,A,5,working_days", 3, "name"),
    ("J1,拆棚,A,B,1,劝离,B,2,running_hours\nJ1,拆棚,A,,2,拆,A,5,working_days", 3, "cooperating"),
  ]) func `a wrong cell of a joint matter is named, and it alone`(lines: String, line: Int, column: String) throws {
    let text = "code,name,lead,cooperating,step_no,step,step_owner,step_limit,step_clock\n\(lines)\n"
    try SmallCatalogue.expectFault(in: "playbooks.csv", text, line: line, column: column, alone: true)
  }

  @Test(arguments: [
    ("P1,占道,,,2026-01-01,,in_force", "original_department"), ("P1,占道,;,,2026-01-01,,in_force", "original_department"),
    ("P1,占道,A;X,,2026-01-01,,in_force", "original_department"), ("P1,,A,,2026-01-01,,in_force", "name"),
    (",占道,A,,2026-01-01,,in_force", "code"), ("P1,占道,A,,,,in_force", "in_force_from"),
    ("P1,占道,A,,2026-02-30,,in_force", "in_force_from"), ("P1,占道,A,,2026-01-01,永久,in_force", "in_force_to"),
    ("P1,占道,A,,2026-01-01,2025-12-31,in_force", "in_force_to"), ("P1,占道,A,,2026-01-01,,maybe", "status"),
    ("P1,占道,A,,2026-01-01,,", "status"), ("P0,甲,A,,,,sample\nP0,占道,A,,,,sample", "code"),
  ]) func `a wrong cell of a power is named, and it alone`(lines: String, column: String) throws {
    let text = "code,name,original_department,reserved,in_force_from,in_force_to,status\n\(lines)\n"
    let last = text.split(separator: "\n").count
    try SmallCatalogue.expectFault(in: "powers.csv", text, line: last, column: column, alone: true)
  }

  @Test func `steps that follow a gap or a wrong one are not faults too`() throws {
    let text =
      "code,name,lead,cooperating,step_no,step,step_owner,step_limit,step_clock\n"
      + "J1,拆棚,A,B,1,劝离,X,2,running_hours\nJ1,拆棚,A,B,2,拆,A,5,working_days\nJ1,拆棚,A,B,4,回访,B,1,natural_days\n"
      + "J1,拆棚,A,B,5,归档,B,1,natural_days\n"
    try withTemporaryDirectory { directory in
      try SmallCatalogue.write(to: directory, replacing: "playbooks.csv", with: text)
      let thrown = try #require(throws: ListingFaults.self) { try CatalogueFiles(directory: directory).catalogue() }
      #expect(
        thrown.faults == [
          ListingFault(file: "playbooks.csv", line: 2, column: "step_owner", problem: .unknown("X")),
          ListingFault(file: "playbooks.csv", line: 4, column: "step_no", problem: .notTheNextStep(3)),
        ])
    }
  }

  @Test func `a small catalogue of a station's own is read, with the calendar compiled in where it has none`() throws {
    try withTemporaryDirectory { directory in
      try SmallCatalogue.write(to: directory)
      try FileManager.default.removeItem(atPath: directory + "/calendar.csv")
      let files = CatalogueFiles(directory: directory)
      let routing = try #require(try files.catalogue().routing(for: "K1"))
      #expect(routing.item == "S1" && routing.lead == "A" && routing.support == ["B"])
      #expect(try files.calendar() == CatalogueFiles.starter.calendar())
    }
  }

  @Test func `a list that is not there is named`() throws {
    try withTemporaryDirectory { directory in
      let fault = try #require(throws: ListingFault.self) { try CatalogueFiles(directory: directory).catalogue() }
      #expect(fault.problem == .file(.missing))
      #expect(fault.text(.en).contains("departments.csv"))
    }
  }
}

@Suite struct ShiftFileTests {
  private func shifts(_ text: String) throws -> [Shift] {
    try ShiftFile.shifts(Array(text.utf8), file: "shifts.csv")
  }

  @Test func `a day may end at 24:00, a shift may cross midnight, and sitting is the rule`() throws {
    #expect(
      try shifts("name,from,to,sitting\n夜,00:00,08:00,no\n日,08:00,16:00,\n晚,16:00,24:00,yes\n") == [
        Shift(name: "夜", from: 0, to: 480, sitting: false), Shift(name: "日", from: 480, to: 960, sitting: true),
        Shift(name: "晚", from: 960, to: 1440, sitting: true),
      ])
    let night = Shift(name: "夜", from: 1260, to: 510, sitting: true)
    #expect(try shifts("name,from,to\n夜,21:00,08:30\n") == [night])
  }

  @Test(arguments: ["", "name,from,to,sitting\n", "\u{FEFF}", "\u{FEFF}name,from,to,sitting\r\n"])
  func `the header may be left out, and so may the word on sitting`(start: String) throws {
    #expect(
      try shifts(start + "日,08:30,21:00\n夜,21:00,08:30,no\n") == [
        Shift(name: "日", from: 510, to: 1260, sitting: true), Shift(name: "夜", from: 1260, to: 510, sitting: false),
      ])
    let thrown = try #require(throws: ListingFaults.self) { try shifts(start + "日,08:30\n") }
    #expect(thrown.faults.count == 1)
  }

  @Test(arguments: [
    ("name,from,to\n早,08:00,25:00\n", 2, "to"), ("name,from,to\n早,8点,12:00\n", 2, "from"),
    ("name,from,to\n早,24:00,12:00\n", 2, "from"), ("name,from,to\n,08:00,12:00\n", 2, "name"),
    ("name,from,to\n早,08:00,12:00\n中,11:59,17:00\n", 3, "from"),
    ("name,from,to\n夜,21:00,08:30\n早,08:00,12:00\n", 3, "from"),
    ("name,from,to\n早,08:00,12:00\n早,12:00,17:00\n", 3, "name"),
    ("name,from,to,sitting\n早,08:00,12:00,maybe\n", 2, "sitting"), ("name,from\n早,08:00\n", 1, "to"),
  ]) func `a wrong shift is named by line and column`(text: String, line: Int, column: String) throws {
    let thrown = try #require(throws: ListingFaults.self) { try shifts(text) }
    #expect(thrown.faults.contains { $0.line == line && $0.column == column }, "\(thrown.text(.en))")
  }

  @Test func `a file without a shift is a fault`() {
    #expect(throws: ListingFaults([ListingFault(file: "shifts.csv", problem: .noRows)])) {
      try shifts("name,from,to\n")
    }
  }
}
