import DutyCore
import DutyIntake
import DutyLedger
import Foundation
import Testing

/// Real public records, where they lie beside the package or where `RECORDS` says.
enum RealRecords {
  private static let folder =
    ProcessInfo.processInfo.environment["RECORDS"]
    ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../../shared/data").standardized.path

  static func isThere(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }
  static func path(_ name: String) -> String { folder + "/" + name }
}

@Suite("real records") struct RealRecordsTests {
  private static func isThere(_ name: String) -> Bool { RealRecords.isThere(name) }
  private static func path(_ name: String) -> String { RealRecords.path(name) }

  private static let boston = "boston311_2011Q3.csv.gz"
  private static let replies = "teddy2020C_annex4_replies_2011_2018.csv"
  private static let repliesInGB18030 = "teddy2020C_annex4_first300_gb18030.csv"
  private static let fire = "sffire_calls_2020-04-07_20.csv.gz"

  @Test("Boston's quarter is read without a single row left out", .enabled(if: isThere(boston)))
  func quarter() throws {
    let profile = try ImportProfile.named("boston311")
    let desk = try Desk()
    let preview = try ImportPreview(
      try ImportFile(path: Self.path(Self.boston)), by: profile, into: desk.ledger, now: desk.now)
    #expect(preview.tally.duplicates == 0)
    #expect(preview.tally.read == 31_828)
    #expect(preview.tally.rejected == 0)
    #expect(preview.tally.warnings == 0)
  }

  @Test("Boston's first days come in, and a second time nothing does", .enabled(if: isThere(boston)))
  func twice() throws {
    let desk = try Desk()
    var lines = 0
    var start: [UInt8] = []
    try ImportFile(path: Self.path(Self.boston)).read { chunk in
      for byte in chunk where lines < 2001 {
        start.append(byte)
        if byte == UInt8(ascii: "\n") { lines += 1 }
      }
    }
    let cut = desk.directory + "/boston.csv"
    try Data(start).write(to: URL(fileURLWithPath: cut))
    let profile = try ImportProfile.named("boston311")
    let first = try desk.importing([cut], by: profile)
    #expect(first.rejects == [])
    #expect(first.tally.imported == 2000)
    let head = try desk.ledger.head
    let again = try desk.importing([cut], by: profile)
    #expect(again.tally.imported == 0)
    #expect(again.tally.duplicates == 2000)
    #expect(try desk.ledger.head == head)
    let light = try #require(try desk.imported("101000295613", from: "boston311"))
    #expect(light.received == Desk.zone.instant("2011-07-01T01:32:33-04:00"))
    #expect(light.closed?.time == Desk.zone.instant("2011-07-01T05:06:58-04:00"))
    #expect(light.department == "Public Works Department")
    #expect(light.category == "Street Lights / Street Light Outages")
    #expect(light.source == .patrol)
  }

  @Test(
    "Chinese replies in GB 18030 are the same rows as in UTF-8",
    .enabled(if: isThere(replies) && isThere(repliesInGB18030)))
  func chinese() throws {
    let profile = ImportProfile(
      origin: "replies", zone: Desk.zone,
      timestamps: try ["yyyy/M/d H:m:s", "yyyy-M-d H:m:s", "yyyy/M/d"].map { try TimestampPattern($0) },
      columns: [
        .externalId: ["留言编号"], .received: ["留言时间"], .closed: ["答复时间"], .summary: ["留言主题"], .detail: ["留言详情"],
        .reply: ["答复意见"], .reporter: ["留言用户"],
      ])
    let desk = try Desk()
    let short = try desk.importing([Self.path(Self.repliesInGB18030)], by: profile)
    #expect(short.rejects == [])
    #expect(short.tally.read == 300)
    let other = try Desk()
    let long = try other.importing([Self.path(Self.replies)], by: profile)
    #expect(long.rejects == [])
    var compared = 0
    try desk.ledger.entries { entry in
      guard case .importRecord(let record) = entry.action else { return }
      let twin = try #require(try other.imported(record.externalId, from: "replies"))
      let opening = try #require(try other.ledger.history(of: twin.id).first)
      guard case .importRecord(let same) = opening.action else { return #expect(Bool(false), "not imported") }
      #expect(same == record)
      #expect(twin.received == entry.at)
      compared += 1
    }
    #expect(compared == short.tally.imported)
  }

  @Test("San Francisco's calls come in by a profile of their own", .enabled(if: isThere(fire)))
  func calls() throws {
    let json = """
      { "origin": "sffire", "timezone": "America/Los_Angeles", "timestamps": ["MM/dd/yyyy hh:mm:ss a"],
        "columns": { "externalId": "RowID", "received": "Received DtTm", "closed": "Available DtTm",
                     "category": ["Call Type Group", "Call Type"], "place": ["Address", "City"], "department": "Unit ID" } }
      """
    let desk = try Desk()
    let done = try desk.importing([Self.path(Self.fire)], by: try ImportProfile(json: Data(json.utf8)))
    #expect(done.rejects == [])
    #expect(done.tally.read == 10_410)
    let call = try #require(try desk.imported("200983546-E32", from: "sffire"))
    #expect(call.received == Desk.zone.instant("2020-04-07T23:53:08-07:00"))
    #expect(call.closed?.time == Desk.zone.instant("2020-04-08T00:15:40-07:00"))
    #expect(call.category == "Non Life-threatening / Medical Incident")
  }
}
