import DutyCore
import DutyIntake
import DutyLedger
import Testing

@Suite("times are read as a file writes them") struct TimestampPatternTests {
  @Test(
    "a pattern reads padded and unpadded numbers",
    arguments: [
      ("yyyy-MM-dd HH:mm:ss", "2011-07-01 01:32:33", "2011-07-01T01:32:33Z"),
      ("yyyy-MM-dd HH:mm:ss", "2011-7-1 1:2:3", "2011-07-01T01:02:03Z"),
      ("yyyy/M/d H:m:s", "2019/4/25 9:32:09", "2019-04-25T09:32:09Z"),
      ("yyyy/M/d H:mm:ss", "2018/4/24", "2018-04-24T00:00:00Z"),
      ("MM/dd/yyyy hh:mm:ss a", "4/24/2018", "2018-04-24T00:00:00Z"),
      ("yyyy/M/d", "2019/04/05", "2019-04-05T00:00:00Z"),
      ("MM/dd/yyyy hh:mm:ss a", "04/07/2020 11:53:08 PM", "2020-04-07T23:53:08Z"),
      ("MM/dd/yyyy hh:mm:ss a", "04/08/2020 12:00:00 AM", "2020-04-08T00:00:00Z"),
      ("MM/dd/yyyy hh:mm:ss a", "4/8/2020 12:00:00 pm", "2020-04-08T12:00:00Z"),
      ("yyyy年M月d日 a h:mm", "2026年11月9日 下午 3:05", "2026-11-09T15:05:00Z"),
      ("yyyyMMddHHmmss", "20261109150500", "2026-11-09T15:05:00Z"),
      ("yyyy-MM-ddTHH:mm", "2026-11-09T15:05", "2026-11-09T15:05:00Z"),
      ("d.M.yy 'at' H", "9.11.26 at 15", "2026-11-09T15:00:00Z"),
    ])
  func reads(_ pattern: String, _ written: String, _ meant: String) throws {
    let utc = Zone(fixedSeconds: 0)
    #expect(
      try TimestampPattern(pattern).read(written).map { utc.text(utc.instant($0)) } == meant.dropLast() + "+00:00")
  }

  @Test(
    "what has another shape or names no time is none",
    arguments: [
      ("yyyy-MM-dd HH:mm:ss", "2011-07"), ("yyyy-MM-dd HH:mm:ss", "2011-07-01 01"),
      ("yyyy-MM-dd HH:mm:ss", "2011-07-01 01:32:33.5"),
      ("yyyy-MM-dd HH:mm:ss", "2011-02-30 01:32:33"), ("yyyy-MM-dd HH:mm:ss", "2011-07-01 24:00:00"),
      ("yyyy-MM-dd HH:mm:ss", "2011-07-01 00:60:00"), ("yyyy-MM-dd HH:mm:ss", ""),
      ("yyyy-MM-dd HH:mm:ss", "11-07-01 00:00:00"), ("hh:mm a yyyy-MM-dd", "13:00 PM 2011-07-01"),
      ("hh:mm a yyyy-MM-dd", "00:00 AM 2011-07-01"), ("hh:mm a yyyy-MM-dd", "01:00 XM 2011-07-01"),
      ("yyyyMMdd", "2011701"),
    ])
  func refuses(_ pattern: String, _ written: String) throws {
    #expect(try TimestampPattern(pattern).read(written) == nil)
  }

  @Test(
    "a pattern that cannot be meant is told",
    arguments: [
      ("yyyy-MM-dd k", "k" as String?), ("dd.MM. HH:mm", nil), ("yyyy-MM-dd hh:mm", nil), ("yyyy-MM-dd HH:mm a", nil),
      ("", nil), ("yyyy-MM-dd HH:mm:ssZ", "Z"),
    ])
  func badPattern(_ pattern: String, _ letter: String?) {
    #expect(throws: ProfileFault.badPattern(pattern, letter: letter)) { try TimestampPattern(pattern) }
  }
}
