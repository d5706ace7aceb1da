import DutyCore
import DutyIntake
import DutyLedger
import DutyTables
import Foundation
import TestSupport
import Testing

/// Chinese tables as platforms export them, by the profiles that `Resources/profiles` gives as patterns.
///
/// What is expected was counted with Python's csv module: rows by `len(list(csv.DictReader(file)))`, incidents by the set of
/// the number column, closed ones by those whose answer has a time, sources by `collections.Counter` of their column.
@Suite("Chinese records") struct ChineseRecordsTests {
  struct Table: CustomTestStringConvertible, Sendable {
    let file: String
    let profile: String
    let rows: Int
    let incidents: Int
    let closed: Int
    let hotline: Int

    var testDescription: String { file }
  }

  static let tables = [
    Table(
      file: "pingshan_minsheng_2018-02_10.csv", profile: "appeals", rows: 6952, incidents: 6952, closed: 0,
      hotline: 1233),
    Table(
      file: "teddy2020C_annex2_example495_labelled.csv", profile: unanswered, rows: 495, incidents: 494, closed: 0,
      hotline: 0),
    Table(
      file: "teddy2020C_annex4_replies_2011_2018.csv", profile: "messages", rows: 1926, incidents: 1926, closed: 1926,
      hotline: 0),
    Table(
      file: "teddy2020C_annex4_first300_gb18030.csv", profile: "messages", rows: 300, incidents: 300, closed: 300,
      hotline: 0),
  ].filter { RealRecords.isThere($0.file) }

  /// A table of messages nobody has answered yet has no columns for answers.
  static let unanswered = """
    {
      "origin": "留言板", "timezone": "+08:00", "timestamps": ["yyyy/M/d H:m:s"],
      "columns": { "externalId": "留言编号", "received": "留言时间", "summary": "留言主题", "detail": "留言详情",
                   "category": "一级分类", "reporter": "留言用户" }
    }
    """

  /// A profile of the folder by its name, or its own text.
  private static func profile(_ name: String) throws -> ImportProfile {
    if name == unanswered { return try ImportProfile(json: Data(name.utf8)) }
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../Resources/profiles").standardized.path
    return try ImportProfile.named(folder + "/" + name + ".json")
  }

  @Test("each table comes in by its profile, every row accounted for, and nothing the second time", arguments: tables)
  func whole(_ table: Table) throws {
    let desk = try Desk()
    let profile = try Self.profile(table.profile)
    let done = try desk.importing([RealRecords.path(table.file)], by: profile)
    #expect(done.rejects == [])
    #expect(done.tally.read == table.rows)
    #expect(done.tally.imported == table.incidents)
    #expect(done.tally.duplicates == table.rows - table.incidents)
    #expect(done.tally.warnings == 0)
    var (closed, hotline) = (0, 0)
    try desk.ledger.entries { entry in
      guard case .importRecord(let record) = entry.action else { return }
      if record.closed != nil { closed += 1 }
      if record.source == .hotline12345 { hotline += 1 }
    }
    #expect(closed == table.closed && hotline == table.hotline)
    let head = try desk.ledger.head
    #expect(try desk.importing([RealRecords.path(table.file)], by: profile).tally.duplicates == table.rows)
    #expect(try desk.ledger.head == head)
    let problems = try desk.ledger.check().problems
    #expect(problems == [])
  }

  @Test(
    "a list of categories is no table of incidents, which is said by its columns",
    .enabled(if: RealRecords.isThere("teddy2020C_annex1_taxonomy.csv")))
  func taxonomy() throws {
    let desk = try Desk()
    let head = try desk.ledger.head
    let fault = #expect(throws: ImportFault.self) {
      try desk.importing([RealRecords.path("teddy2020C_annex1_taxonomy.csv")], by: try Self.profile(Self.unanswered))
    }
    let told = try #require(fault).text(.zh)
    #expect(told.contains("没有这些列：留言编号、留言时间、"), "\(told)")
    #expect(told.contains("第一行是：一级分类、二级分类、三级分类。"), "\(told)")
    #expect(try desk.ledger.head == head)
  }

  @Test("the profiles given as patterns can be read", arguments: ["appeals", "messages", unanswered])
  func patterns(_ name: String) throws {
    #expect(try Self.profile(name).zone == Zone(fixedSeconds: 28_800))
  }
}
