import Foundation
import TestSupport
import Testing

@Suite struct CatalogProgramTests {
  /// The lists in force, written to be edited.
  private func exported(_ station: Station) throws -> String {
    let directory = station.directory + "/lists"
    let ended = try station.admin(["catalog", "export", directory])
    #expect(ended.status == 0, "\(ended.errors)")
    return directory
  }

  private func edit(_ directory: String, _ file: String, _ old: String, _ new: String) throws {
    let path = directory + "/" + file
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try #require(text.contains(old))
    try text.replacingOccurrences(of: old, with: new).write(toFile: path, atomically: false, encoding: .utf8)
  }

  private func append(_ directory: String, _ file: String, _ line: String) throws {
    let path = directory + "/" + file
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try (text + line + "\r\n").write(toFile: path, atomically: false, encoding: .utf8)
  }

  private func entries(_ station: Station) throws -> String? { try station.admin(["check"]).lines.first }

  @Test func `what is exported is imported as it stands, list by list and all at once`() throws {
    try Station.founded { station in
      let directory = try exported(station)
      let before = try entries(station)
      let same = try station.adminAsAdministrator(["catalog", "import", directory])
      #expect(same.status == 0 && same.output == "和现有的一样，没有要改的。\n", "\(same.errors)")
      #expect(try entries(station) == before)
      let lists = [
        "departments": "departments", "categories": "categories", "items": "responsibilities",
        "category-items": "category_items", "playbooks": "playbooks", "powers": "powers",
        "category-words": "category_words", "alarm-words": "alarm_words", "grids": "grids", "calendar": "calendar",
      ]
      for (list, file) in lists {
        let shown = try station.admin(["catalog", "show", list, "--format", "csv"])
        let path = directory + "/" + file + ".csv"
        #expect(try Data(shown.output.utf8) == Data(contentsOf: URL(filePath: path)), "\(list)")
      }
      #expect(try station.admin(["catalog", "export", directory]).status == 3)
    }
  }

  @Test func `a difference is told by code and column, and is written only without --diff`() throws {
    try Station.founded { station in
      let directory = try exported(station)
      try edit(directory, "departments.csv", "综合信息指挥室", "综合指挥中心")
      try append(directory, "departments.csv", "C-XX,新设局,新设局,county,,xsj,,")
      try edit(directory, "calendar.csv", "2025-01-01,holiday\r\n", "")
      try edit(directory, "powers.csv", "FQ-001", "FQ-901")
      try edit(directory, "alarm_words.csv", "纵火,治安", "纵火,火情")
      try edit(directory, "grids.csv", "；老桥头；老街", "；老桥头；老街；新街")
      let before = try entries(station)
      let shown = try station.admin(["catalog", "import", directory, "--diff"])
      #expect(shown.status == 0, "\(shown.errors)")
      #expect(
        shown.lines.sorted()
          == [
            "departments.csv：新增 1，删除 0，更改 1", "  ~ T-ZHS 综合指挥中心：name 综合信息指挥室 → 综合指挥中心", "  + C-XX 新设局",
            "powers.csv：新增 1，删除 1，更改 0", "  + FQ-901 擅自占用、挖掘乡道村道", "  - FQ-001 擅自占用、挖掘乡道村道",
            "alarm_words.csv：新增 0，删除 0，更改 1", "  ~ 纵火：reason 治安 → 火情", "grids.csv：新增 0，删除 0，更改 1",
            "  ~ LP-LQ-4 柳桥社区第4网格：aliases 柳桥4格；柳桥第四网格；柳桥社区4网格；老桥头；老街 → "
              + "柳桥4格；柳桥第四网格；柳桥社区4网格；老桥头；老街；新街",
            "calendar.csv：新增 0，删除 1，更改 0", "  - 2025-01-01",
          ].sorted())
      #expect(try entries(station) == before)
      let imported = try station.adminAsAdministrator(["catalog", "import", directory])
      #expect(imported.status == 0 && imported.output.hasPrefix(shown.output), "\(imported.errors)")
      #expect(try station.admin(["catalog", "show", "departments"]).output.contains("综合指挥中心"))
      #expect(try !station.admin(["catalog", "show", "calendar"]).output.contains("2025-01-01"))
      #expect(try station.admin(["catalog", "import", directory, "--diff"]).output == "和现有的一样，没有要改的。\n")
      #expect(try station.admin(["check"]).status == 0)
    }
  }

  @Test func `a list whose file is not there stays as it is, and is read against the others`() throws {
    try Station.founded { station in
      let directory = try exported(station)
      for file in try FileManager.default.contentsOfDirectory(atPath: directory) where file != "departments.csv" {
        try FileManager.default.removeItem(atPath: directory + "/" + file)
      }
      try edit(directory, "departments.csv", "综合信息指挥室", "综合指挥中心")
      _ = try station.file("lists/单位.csv", "code\n")
      let imported = try station.adminAsAdministrator(["catalog", "import", directory])
      #expect(imported.status == 0 && imported.errors.contains("单位.csv"), "\(imported.errors)")
      #expect(imported.lines.first == "departments.csv：新增 0，删除 0，更改 1")
      // A unit that others name does not go alone.
      try edit(directory, "departments.csv", "\r\nS-ZF,", "\r\nS-ZG,")
      let broken = try station.adminAsAdministrator(["catalog", "import", directory])
      #expect(broken.status == 2 && broken.output.isEmpty)
      #expect(broken.errors.contains("playbooks.csv，第") && broken.errors.contains("catalog export"), "\(broken.errors)")
      #expect(try station.admin(["catalog", "show", "departments"]).output.contains("S-ZF "))
    }
  }

  @Test func `every wrong cell is named, and nothing of the files is taken`() throws {
    try Station.founded { station in
      let directory = try exported(station)
      try append(directory, "categories.csv", "ZZ-1,ZZ,新类,0,working_hours")
      try append(directory, "departments.csv", "C-XX,,新设局,county,,xsj,,")
      try append(directory, "calendar.csv", "2026-02-30,holiday")
      try append(directory, "category_words.csv", "NONE,摆摊,,,")
      let before = try entries(station)
      let refused = try station.adminAsAdministrator(["catalog", "import", directory])
      #expect(refused.status == 2 && refused.output.isEmpty)
      #expect(refused.errors.contains("categories.csv，第 232 行，“limit”列"), "\(refused.errors)")
      #expect(refused.errors.contains("departments.csv，第 63 行，“name”列"), "\(refused.errors)")
      #expect(refused.errors.contains("category_words.csv，第 201 行，“code”列：没有“NONE”。"), "\(refused.errors)")
      #expect(try entries(station) == before)
      for wrong in [station.directory + "/ledger", station.directory + "/nowhere"] {
        let empty = try station.adminAsAdministrator(["catalog", "import", wrong])
        #expect(empty.status == 2 && empty.errors.contains(wrong), "\(empty.errors)")
      }
    }
  }

  @Test func `a list that a spreadsheet saved as GB 18030 is read; one that is no table is the only fault told`() throws
  {
    try Station.founded { station in
      let directory = try exported(station)
      let path = directory + "/departments.csv"
      let text = try String(contentsOfFile: path, encoding: .utf8).replacingOccurrences(of: "\u{FEFF}", with: "")
      let gb = String.Encoding(rawValue: 0x8000_0632)
      try #require(text.data(using: gb)).write(to: URL(filePath: path))
      let same = try station.admin(["catalog", "import", directory, "--diff"])
      #expect(same.output == "和现有的一样，没有要改的。\n", "\(same.errors)")
      try (text + "\"没有收尾").write(toFile: path, atomically: false, encoding: .utf8)
      let broken = try station.admin(["catalog", "import", directory, "--diff"])
      #expect(broken.status == 2 && broken.errors.hasPrefix("departments.csv，第 63 行"), "\(broken.errors)")
      #expect(broken.errors.split(separator: "\n").count == 1, "\(broken.errors)")
    }
  }

  @Test func `lists are an administrator's, and showing what would change is anybody's`() throws {
    try Station.founded { station in
      let directory = try exported(station)
      try edit(directory, "departments.csv", "综合信息指挥室", "综合指挥中心")
      let pin = try station.enrol("领导丙", rank: "leader")
      let refused = try station.admin(
        ["catalog", "import", directory, "--as", "领导丙", "--pin-fd", "0"], input: pin + "\n")
      #expect(refused.status == 4 && refused.output.isEmpty && refused.errors.contains("管理员"), "\(refused.errors)")
      #expect(try station.admin(["catalog", "import", directory]).status == 4)
      #expect(try station.admin(["catalog", "import", directory, "--diff"]).status == 0)
    }
  }

  @Test func `what is removed keeps its name and its deadline where it was used`() throws {
    try Station.founded { station in
      let pushed = #"{"summary":"路口摆摊","category":"ZF-E0406","received":"\#(Lately.moment)"}"#
      #expect(try station.admin(["intake"], input: pushed + "\n").status == 0)
      func queue() throws -> String {
        let ended = try Program("duty-report").run(
          ["queue", "--ledger", station.ledger, "--at", Lately.day + "T10:00", "--format", "json"])
        #expect(ended.status == 0, "\(ended.errors)")
        return ended.output
      }
      let before = try queue()
      let told = try Program("duty-report").run(["incident", Lately.number(1), "--ledger", station.ledger])
      let name = try #require(
        try station.admin(["catalog", "show", "categories", "--format", "csv"]).output.components(separatedBy: "\r\n")
          .first { $0.hasPrefix("ZF-E0406,") }?.components(separatedBy: ",")[2])
      #expect(told.output.contains(name))
      let directory = try exported(station)
      let code = "ZF-E0406"
      for file in ["categories.csv", "category_items.csv", "category_words.csv"] {
        let path = directory + "/" + file
        let kept = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\r\n")
          .filter { !$0.hasPrefix(code + ",") }
        try kept.joined(separator: "\r\n").write(toFile: path, atomically: false, encoding: .utf8)
      }
      let imported = try station.adminAsAdministrator(["catalog", "import", directory])
      #expect(imported.status == 0, "\(imported.errors)")
      #expect(imported.output.contains("注意：ZF-E0406 \(name) 还有 1 件没有办结"), "\(imported.output)")
      #expect(try queue() == before)
      let after = try Program("duty-report").run(["incident", Lately.number(1), "--ledger", station.ledger])
      #expect(after.output.contains(name))
      let again = pushed.replacingOccurrences(of: "路口摆摊", with: "又摆摊")
      #expect(try station.admin(["intake"], input: again + "\n").status == 0)
      #expect(try !before.contains(#""category":null"#) && queue().contains(#""category":null"#))
      #expect(try station.admin(["check"]).status == 0)
    }
  }

  @Test func `a calendar replaces the years it has, and says which`() throws {
    try Station.founded { station in
      let file = try station.file("2027.csv", "date,kind,name\n2027-01-01,holiday,元旦\n2027-02-06,workday,春节\n")
      let imported = try station.adminAsAdministrator(["calendar", "import", file])
      #expect(imported.status == 0, "\(imported.errors)")
      #expect(
        imported.lines == ["calendar.csv：新增 2，删除 0，更改 0", "  + 2027-01-01", "  + 2027-02-06", "已写入：2027 年，其他年份不变。"])
      let shown = try station.admin(["catalog", "show", "calendar", "--format", "csv"]).output
      #expect(shown.contains("2027-02-06,workday\r\n") && shown.contains("2026-10-01,holiday\r\n"))
      #expect(try station.adminAsAdministrator(["calendar", "import", file]).output == "和现有的一样，没有要改的。\n")
      for (text, place) in [
        ("date,kind\n2027-02-30,holiday\n", "第 2 行，“date”列"), ("date,kind\n2027-01-01,休\n", "第 2 行，“kind”列"),
        ("date,kind\n2027-01-01,holiday\n2027-01-01,workday\n", "第 3 行，“date”列"), ("date,kind\n", "一行都没有"),
        ("day,kind\n2027-01-01,holiday\n", "第 1 行，“date”列"),
      ] {
        let wrong = try station.adminAsAdministrator(["calendar", "import", try station.file("wrong.csv", text)])
        #expect(wrong.status == 2 && wrong.errors.contains(place), "\(wrong.errors)")
      }
      #expect(try station.admin(["calendar", "import", file]).status == 4)
    }
  }
}
