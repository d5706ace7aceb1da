import DutyCore
import DutyLists
import Foundation
import TestSupport
import Testing

/// The lists of words and grids, and the columns that the other lists were given later.
@Suite struct CatalogueWordsTests {
  @Test func `the words and grids compiled in read without a fault, and all of them`() throws {
    let catalogue = try CatalogueFiles.starter.catalogue()
    #expect(
      (catalogue.categoryWords.count, catalogue.alarmWords.count, catalogue.grids.count) == (199, 86, 26))
    let words = try #require(catalogue.words(ofCategory: "ZF-E0111"))
    #expect(words.aliases.prefix(2) == ["渣土", "偷倒"] && words.urgency == .routine)
    #expect(words.whistle == .enforcement && words.playbook == "YJS-06")
    let sweep = try #require(catalogue.words(ofCategory: "YJ-0301"))
    #expect(sweep.urgency == .urgent && sweep.whistle == nil && sweep.playbook == nil)
    let alarm = try #require(catalogue.alarmWords.first)
    #expect(alarm.word == "着火" && alarm.reason == "火情" && alarm.unless.prefix(2) == ["演练", "演习"])
    #expect(catalogue.alarmWords.allSatisfy { !$0.reason.isEmpty })
  }

  @Test func `the lists compiled in point to what there is`() throws {
    let catalogue = try CatalogueFiles.starter.catalogue()
    let leaves = Set(catalogue.leafCategories.map(\.code))
    #expect(Set(catalogue.categoryWords.map(\.category)) == leaves)
    let playbooks = Set(catalogue.playbooks.map(\.code))
    #expect(Set(catalogue.categoryWords.compactMap(\.playbook)).isSubset(of: playbooks))
    let units = Set(catalogue.departments.map(\.code))
    for playbook in catalogue.playbooks {
      let named = [playbook.lead] + playbook.cooperating + playbook.steps.map(\.owner)
      #expect(units.isSuperset(of: named), "\(playbook.code)")
      let groups = Dictionary(grouping: playbook.steps.filter { $0.together != nil }) { $0.together }
      #expect(groups.values.allSatisfy { $0.count > 1 }, "\(playbook.code)")
    }
    #expect(catalogue.playbooks.allSatisfy { $0.townshipRole != nil })
    #expect(catalogue.powers.allSatisfy { $0.scope == .partial && !$0.reserved.isEmpty })
    #expect(catalogue.items.allSatisfy { $0.from == Day("2026-01-01") && $0.to == nil && $0.contact == nil })
  }

  @Test func `steps whose owners are called together say so, and the town its part`() throws {
    let playbook = try #require(try CatalogueFiles.starter.catalogue().playbook("YJS-05"))
    #expect(playbook.steps.indices.filter { playbook.steps[$0].together == "a" } == [2, 3, 4])
    #expect(playbook.steps[2...4].map(\.owner) == ["C-SJ", "C-ZF", "C-GA"])
    let role = try #require(playbook.townshipRole)
    #expect(!role.isEmpty)
  }

  @Test(
    "a grid is found by its code, its name and each other name, whatever the width and the blanks",
    arguments: [
      ("LP-BT-2", "LP-BT-2"), ("ｌｐ－ｂｔ－２", "LP-BT-2"), ("白塘村第2网格", "LP-BT-2"), (" 白塘村 第２网格 ", "LP-BT-2"),
      ("白塘2格", "LP-BT-2"), ("白塘　第二网格", "LP-BT-2"), ("滚水坝", "LP-BT-2"), ("白塘村第9网格", nil), ("", nil),
    ])
  func found(_ typed: String, _ code: String?) throws {
    #expect(try CatalogueFiles.starter.catalogue().grid(typed)?.code == code)
  }

  @Test func `nobody who works in a grid stands in the catalogue, whatever its file names`() throws {
    let catalogue = try CatalogueFiles.starter.catalogue()
    let text = String(decoding: try JSONEncoder().encode(catalogue), as: UTF8.self)
    #expect(text.contains("柳桥社区第1网格") && !text.contains("网格员甲") && !text.contains("联村干部"))
    #expect(!CatalogueFiles.File.grids.columns.contains("worker"))
    #expect(!catalogue.rows(of: .grids).joined().contains { $0.contains("网格员") || $0.contains("联村干部") })
  }

  @Test(arguments: [
    ("NONE,菜,,,", 2, "code"), ("K,菜,,,", 2, "code"), ("K1,菜,,,\nK1,鱼,,,", 3, "code"), (",菜,,,", 2, "code"),
    ("K1,菜；菜,,,", 2, "aliases"), ("K1,KTV;ｋｔｖ,,,", 2, "aliases"), ("K1,菜；鱼,soon,,", 2, "urgency"),
    ("K1,菜,,loud,", 2, "whistle"), ("K1,菜,,assignment,", 2, "whistle"), ("K1,菜,,,J9", 2, "playbook"),
    ("K1,菜,,,\nK2,菜,,,\nK3,菜,,,", 4, "aliases"),
  ]) func `a wrong cell of a category's words is named, and it alone`(lines: String, line: Int, column: String) throws {
    let text = "code,aliases,urgency,whistle,playbook\n\(lines)\n"
    try SmallCatalogue.expectFault(in: "category_words.csv", text, line: line, column: column, alone: true)
  }

  @Test(arguments: [
    (",火情,演练", 2, "word"), ("着火,,演练", 2, "reason"), ("着火,火情,演练；演练", 2, "unless"), ("着火,火情,火", 2, "unless"),
    ("着火,火情,\n着 火,火情,", 3, "word"),
  ]) func `a wrong cell of an alarm word is named, and it alone`(lines: String, line: Int, column: String) throws {
    try SmallCatalogue.expectFault(
      in: "alarm_words.csv", "word,reason,unless\n\(lines)\n", line: line, column: column, alone: true)
  }

  @Test(arguments: [
    (",一格,甲村,", 2, "code"), ("G1,,甲村,", 2, "name"), ("G1,一格,甲村,\nG1,二格,甲村,", 3, "code"),
    ("G1,一格,甲村,\nG2,一 格,甲村,", 3, "name"), ("G1,一格,甲村,桥头\nG2,二格,甲村,桥尾；桥头", 3, "aliases"),
    ("G1,一格,甲村,一格", 2, "aliases"), ("G1,一格,甲村,\nG2,二格,甲村,一格", 3, "aliases"),
  ]) func `a wrong cell of a grid is named, and it alone`(lines: String, line: Int, column: String) throws {
    try SmallCatalogue.expectFault(
      in: "grids.csv", "code,name,village,aliases\n\(lines)\n", line: line, column: column, alone: true)
  }

  @Test(arguments: [
    ("category_words.csv", "code,urgency\nK1,routine\n", "aliases"), ("alarm_words.csv", "word\n着火\n", "reason"),
    ("grids.csv", "code,aliases\nG1,桥头\n", "name"),
  ]) func `a column that must be there is missed by its name`(file: String, text: String, column: String) throws {
    try SmallCatalogue.expectFault(in: file, text, line: 1, column: column, alone: true)
  }

  @Test func `columns that need not be there are left out, and say nothing`() throws {
    try withTemporaryDirectory { directory in
      try SmallCatalogue.write(to: directory)
      for (file, text) in [
        ("category_words.csv", "code,aliases\nK1,菜摊\n"), ("alarm_words.csv", "word,reason\n着火,火情\n"),
        ("grids.csv", "code,name,worker\nG1,一格,样某\n"),
      ] {
        try text.write(toFile: directory + "/" + file, atomically: false, encoding: .utf8)
      }
      let catalogue = try CatalogueFiles(directory: directory).catalogue()
      #expect(catalogue.categoryWords == [CategoryWords(category: "K1", aliases: ["菜摊"])])
      #expect(catalogue.alarmWords == [AlarmWord(word: "着火", reason: "火情", unless: [])])
      #expect(catalogue.grids == [GridArea(code: "G1", name: "一格")])
      let (item, power) = (try #require(catalogue.item("S1")), try #require(catalogue.power("P1")))
      #expect(item.from == nil && item.to == nil && item.contact == nil && item.phone == nil && power.scope == nil)
      let playbook = try #require(catalogue.playbook("J1"))
      #expect(playbook.townshipRole == nil && playbook.steps.allSatisfy { $0.together == nil })
    }
  }

  private static let playbookHeader =
    "code,name,lead,cooperating,township_role,step_no,step,together,step_owner,step_limit,step_clock\n"

  @Test(arguments: [
    ("J1,拆棚,A,B,看守,1,劝离,a,B,2,running_hours", 2, "together"),
    (
      "J1,拆棚,A,B,看守,1,劝离,a,B,2,running_hours\nJ1,拆棚,A,B,看守,2,拆,b,A,5,working_days\n"
        + "J1,拆棚,A,B,看守,3,归档,a,B,5,working_days", 3, "together"
    ),
    ("J1,拆棚,A,B,看守,1,劝离,,B,2,running_hours\nJ1,拆棚,A,B,放行,2,拆,,A,5,working_days", 3, "township_role"),
  ]) func `a step that is called together with no other is named, and so is another part of the town`(
    lines: String, line: Int, column: String
  ) throws {
    try SmallCatalogue.expectFault(
      in: "playbooks.csv", Self.playbookHeader + lines + "\n", line: line, column: column, alone: true)
  }

  @Test(arguments: [
    ("responsibilities.csv", "effective_from", "2026-02-30,,,"),
    ("responsibilities.csv", "effective_to", "2026-01-02,2026-01-01,,"),
    ("powers.csv", "scope", "half"),
  ]) func `a wrong cell of a later column is named, and it alone`(file: String, column: String, cells: String) throws {
    let texts = [
      "responsibilities.csv":
        "code,name,list_class,lead,support,department_duty,township_duty,legal_basis,basis_checked,effective_from,"
        + "effective_to,contact,phone\nS1,某事,cooperative,A,B,查处,巡查,某法第一条,no,\(cells)\n",
      "powers.csv":
        "code,name,original_department,reserved,in_force_from,in_force_to,status,scope\n"
        + "P1,占道,A,吊销,2026-01-01,2026-06-30,in_force,\(cells)\n",
    ]
    try SmallCatalogue.expectFault(in: file, try #require(texts[file]), line: 2, column: column, alone: true)
  }

  @Test func `lists in force stand for the files that a directory lacks, words and grids too`() throws {
    let inForce = try CatalogueFiles.starter.catalogue()
    try withTemporaryDirectory { directory in
      try "code,name,village,aliases\nG1,一格,甲村,桥头\n".write(
        toFile: directory + "/grids.csv", atomically: false, encoding: .utf8)
      let read = try CatalogueFiles(directory: directory, inForce: inForce).catalogue()
      #expect(read.grids.map(\.code) == ["G1"] && read.categoryWords == inForce.categoryWords)
      #expect(read.alarmWords == inForce.alarmWords && read.playbooks == inForce.playbooks)
      #expect(read.items == inForce.items && read.powers == inForce.powers)
    }
  }
}
