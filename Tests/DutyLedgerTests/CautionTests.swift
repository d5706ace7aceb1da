import DutyCore
import Testing

@testable import DutyLedger

/// Tests what is said before it hurts, when, and how long.
@Suite struct CautionTests {
  private let now = Instant(milliseconds: 1_764_000_000_000)

  @Test("a disk is nearly full below 256 MiB, and a disk that does not tell is not", arguments: [0, 255, 256, 900_000])
  func disk(left: Int) {
    let found = Ledger.cautions(roomLeft: left, last: now, now: now)
    #expect(found == (left < 256 ? [.nearlyFull(mebibytes: left)] : []))
    #expect(Ledger.cautions(roomLeft: nil, last: now, now: now).isEmpty)
  }

  @Test("an entry more than a minute ahead of the clock shows that the clock is behind")
  func behind() {
    let tolerated = Ledger.cautions(roomLeft: nil, last: now + .seconds(60), now: now)
    let found = Ledger.cautions(roomLeft: nil, last: now + .seconds(61), now: now)
    #expect(tolerated.isEmpty && found == [.clockBehind(.seconds(61))])
    #expect(Ledger.cautions(roomLeft: nil, last: now - .days(400), now: now).isEmpty, "a station may have been quiet")
  }

  @Test("a ledger tells the room it has and its last entry")
  func ledger() throws {
    let desk = try Desk()
    let ahead = try desk.ledger.cautions(now: desk.now - .hours(3))
    let there = try desk.ledger.cautions(now: desk.now)
    #expect(ahead.contains(.clockBehind(.hours(3))) && !there.contains { $0 == .clockBehind(.hours(3)) })
    #expect(try #require(FileFacts.mebibytesLeft(desk.ledger.path)) > 0)
    #expect(FileFacts.mebibytesLeft(desk.directory + "/none") == nil)
  }

  /// The words of a desk that looks every two seconds, while the clock is set by `steps` at these seconds of its running.
  private func said(_ steps: [Int: Int], for seconds: Int, drift: Int64 = 0) -> [Int: Caution] {
    var watch = ClockWatch()
    var ahead = Duration.seconds(0)
    var said: [Int: Caution] = [:]
    for second in stride(from: 0, to: seconds, by: 2) {
      ahead = ahead + .seconds(Int64(steps[second] ?? 0)) + Duration(milliseconds: drift)
      let uptime = Duration.seconds(5_000 + Int64(second))
      said[second] = watch.caution(now: now + uptime + ahead, uptime: uptime)
    }
    return said
  }

  @Test("a clock that is set ahead or back is said for half an hour", arguments: [86_400, -3_600])
  func set(by step: Int) {
    let said = said([100: step], for: 4_000)
    #expect(said[98] == nil && said[100] == .clockSet(by: .seconds(Int64(step))))
    #expect(said[1_898] == said[100] && said[1_900] == nil && said[3_998] == nil)
  }

  @Test("a clock that is set and set right again is said no longer")
  func setRight() {
    let said = said([100: -3_600, 300: 3_600], for: 400)
    #expect(said[298] == .clockSet(by: .seconds(-3_600)) && said[300] == nil && said[398] == nil)
  }

  @Test("steps of a minute, and a clock that is kept right little by little, are not worth a word")
  func kept() {
    #expect(said([100: 60], for: 4_000).isEmpty)
    #expect(said([:], for: 40_000, drift: 40).isEmpty)
    #expect(!said([100: 62], for: 4_000).isEmpty, "the control")
  }

  @Test("an SQLite without strict tables is refused, and named")
  func library() throws {
    #expect(throws: LedgerFault.libraryTooOld(version: "3.36.0")) { try Connection.requireLibrary(3_036_000) }
    try Connection.requireLibrary(3_037_000)
    try Connection.requireLibrary()
  }

  @Test("each is said in both languages, with what to do next, in one line of a small terminal")
  func words() {
    let all: [Caution] = [
      .nearlyFull(mebibytes: 12), .clockBehind(.minutes(90)), .clockSet(by: .hours(-30)), .clockSet(by: .days(365)),
    ]
    for caution in all {
      #expect(caution.text(.zh).contains("管理员") && caution.text(.zh).count * 2 <= 80)
      #expect(caution.text(.en).contains("Have") && caution.text(.en).count <= 80, "\(caution.text(.en))")
    }
    #expect(all[1].text(.zh).contains("慢 90 分钟") && all[2].text(.zh).contains("回拨了 30 小时"))
    #expect(all[3].text(.zh).contains("跳快了 365 天"))
  }
}
