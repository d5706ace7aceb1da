import DutyCore
import DutyLedger
import Foundation
import TestSupport
import Testing

private let steps = "code,name,lead,cooperating,step_no,step,step_owner,step_limit,step_clock\n"
private let held = "code,name,original_department,reserved,in_force_from,in_force_to,status\n"

@Suite struct CatalogueFilesTests {
  @Test func `the catalogue compiled in reads without a fault, and all of it`() throws {
    let catalogue = try CatalogueFiles.starter.catalogue()
    #expect(catalogue.categories.count == 230)
    #expect(catalogue.departments.count == 61)
    #expect(catalogue.items.count == 94)
    #expect(catalogue.itemsByCategory.values.map(\.count).reduce(0, +) == 157)
    #expect(catalogue.playbooks.count == 10)
    #expect(catalogue.playbooks.map(\.steps.count).reduce(0, +) == 72)
    #expect(catalogue.powers.count == 18 && catalogue.powers.allSatisfy(\.isSample))
    #expect(catalogue.power("FQ-011")?.holders == ["C-NY", "C-ST"])
    #expect(catalogue.category("ZF-E0406")?.limit != nil)
    #expect(catalogue.category("ZZ")?.limit == nil)
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
    ("categories.csv", "code,parent,name,limit,clock\nX,,某类,2,moons\n", 2, "clock"),
    ("categories.csv", "code,parent,name,limit,clock\nX,,某类,2,\n", 2, "clock"),
    ("categories.csv", "code,parent,name,limit,clock\nX,,某类,,running_hours\n", 2, "limit"),
    ("categories.csv", "code,parent,name,limit,clock\nX,Y,某类,,\n", 2, "parent"),
    ("category_items.csv", "category,item\nK1,NONE\n", 2, "item"),
    ("category_items.csv", "category,item\nNONE,S1\n", 2, "category"),
    ("playbooks.csv", steps + "P1,一件事,A,B,2,取证,A,2,running_hours\n", 2, "step_no"),
    ("playbooks.csv", steps + "P1,一件事,A,B,1,取证,A,2,running_hours\nP1,一件事,A,B,3,复查,A,2,running_hours\n", 3, "step_no"),
    ("playbooks.csv", steps + "P1,一件事,A,B,1,取证,Q,2,running_hours\n", 2, "step_owner"),
    ("playbooks.csv", steps + "P1,一件事,A,Q,1,取证,A,2,running_hours\n", 2, "cooperating"),
    ("playbooks.csv", steps + "P1,一件事,A,B,1,取证,A,0,running_hours\n", 2, "step_limit"),
    ("playbooks.csv", steps + "P1,一件事,A,B,1,取证,A,2,\n", 2, "step_clock"),
    ("powers.csv", held + "F1,某权,Q,,,,sample\n", 2, "original_department"),
    ("powers.csv", held + "F1,某权,,,,,sample\n", 2, "original_department"),
    ("powers.csv", held + "F1,某权,A,,,,in_force\n", 2, "in_force_from"),
    ("powers.csv", held + "F1,某权,A,,2026-13-01,,in_force\n", 2, "in_force_from"),
    ("powers.csv", held + "F1,某权,A,,,,maybe\n", 2, "status"),
    ("powers.csv", held + "F1,某权,A,,,,sample\nF1,某权,A,,,,sample\n", 3, "code"),
    ("calendar.csv", "date,kind,name\n2026-02-30,holiday,\n", 2, "date"),
    ("calendar.csv", "date,kind,name\n2026-02-03,feast,\n", 2, "kind"),
  ]) func `a wrong cell is named by its file, line and column`(
    file: String, text: String, line: Int, column: String
  ) throws {
    try withTemporaryDirectory { directory in
      try SmallCatalogue.write(to: directory, replacing: file, with: text)
      let files = CatalogueFiles(directory: directory)
      let thrown = try #require(throws: TableFaults.self) {
        _ = try files.catalogue()
        _ = try files.calendar()
      }
      let places = thrown.faults.map { "\($0.file) \($0.line ?? 0) \($0.column ?? "")" }
      #expect(places.contains("\(file) \(line) \(column)"), "\(thrown.text(.en))")
      #expect(thrown.text(.zh).contains("第 \(line) 行"))
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

  @Test func `joint matters and powers of a station's own are read; without those files it has none`() throws {
    try withTemporaryDirectory { directory in
      try SmallCatalogue.write(to: directory)
      let files = CatalogueFiles(directory: directory)
      #expect(try files.catalogue().playbooks.isEmpty && files.catalogue().powers.isEmpty)
      let rows = "P1,一件事,A,B,1,取证,A,2,running_hours\nP1,一件事,A,B,2,复查,B,1,working_days\n"
      try (steps + rows).write(toFile: directory + "/playbooks.csv", atomically: true, encoding: .utf8)
      let powers = held + "F1,某权,A;B,罚款留县级,2026-01-01,2026-12-31,in_force\n"
      try powers.write(toFile: directory + "/powers.csv", atomically: true, encoding: .utf8)
      let catalogue = try files.catalogue()
      #expect(catalogue.playbook("P1")?.steps.map(\.limit) == [.running(minutes: 120), .workingDays(days: 1)])
      let power = try #require(catalogue.power("F1"))
      #expect(power.isInForce(on: try #require(Day("2026-12-31"))))
      #expect(!power.isInForce(on: try #require(Day("2027-01-01"))))
    }
  }

  @Test func `a list that is not there is named`() throws {
    try withTemporaryDirectory { directory in
      let fault = try #require(throws: TableFault.self) { try CatalogueFiles(directory: directory).catalogue() }
      #expect(fault.problem == .fileMissing)
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
    let thrown = try #require(throws: TableFaults.self) { try shifts(start + "日,08:30\n") }
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
    let thrown = try #require(throws: TableFaults.self) { try shifts(text) }
    #expect(thrown.faults.contains { $0.line == line && $0.column == column }, "\(thrown.text(.en))")
  }

  @Test func `a file without a shift is a fault`() {
    #expect(throws: TableFaults([TableFault(file: "shifts.csv", problem: .noRows)])) { try shifts("name,from,to\n") }
  }
}

/// Two units, one category, one item: enough to be right, and to be wrong in one cell.
private enum SmallCatalogue {
  static let files = [
    "departments.csv": "code,name,short,kind,counterpart,pinyin\nA,甲局,甲,county,,j\nB,乙办,乙,town_office,,y\n",
    "categories.csv": "code,parent,name,limit,clock\nK,,大类,,\nK1,K,小类,4,working_hours\n",
    "responsibilities.csv":
      "code,name,list_class,lead,support,department_duty,township_duty,legal_basis,basis_checked\n"
      + "S1,某事,cooperative,A,B,查处,巡查,某法第一条,no\n",
    "category_items.csv": "category,item\nK1,S1\n",
    "calendar.csv": "date,kind,name\n2026-10-01,holiday,\n",
  ]

  static func write(to directory: String, replacing file: String? = nil, with text: String = "") throws {
    for (name, content) in files.merging(file.map { [$0: text] } ?? [:], uniquingKeysWith: { $1 }) {
      try content.write(toFile: directory + "/" + name, atomically: false, encoding: .utf8)
    }
  }
}
