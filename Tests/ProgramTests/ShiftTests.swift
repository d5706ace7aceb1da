import DutyCore
import Foundation
import TestSupport
import Testing

/// One morning of a small station, with the programs an officer and a supervisor really use.
@Suite struct ShiftTests {
  @Test func `what comes in at nine and is closed by ten counts as closed the same day`() throws {
    try Station.founded(["--station", "柳浦镇", "--station-id", "liupu", "--practice"]) { station in
      let receiving = try station.enrol("坐席乙", rank: "officer")
      let checking = try station.enrol("坐席丁", rank: "officer")
      let leading = try station.enrol("领导丙", rank: "leader")
      let roster = try station.file("roster.csv", "date,shift,name\n2026-11-23,早班,领导丙\n")
      let rostered = try station.adminAsAdministrator(["roster", "import", roster])
      #expect(rostered.status == 0, "\(rostered.errors)")

      let script = try station.file(
        "shift.desk",
        """
        now 2026-11-23T08:50
        # 领导上岗
        key s
        type 领导丙
        key Enter
        type \(leading)
        key Enter
        key F9
        type 上岗
        keys Enter Ctrl-S
        screen
        now 2026-11-23T09:00
        # 登记
        key s
        type 坐席乙
        key Enter
        type \(receiving)
        key Enter
        key r
        type 东门早市菜摊占道
        key Enter
        type 柳浦农贸市场东门
        key Enter
        type 占道经营
        keys Enter Ctrl-S
        screen
        wait 1m
        # 派单：清单上的单位已经填好
        keys a Enter
        wait 5m
        # 签收
        keys m Ctrl-S
        wait 29m
        # 反馈
        key f
        type 摊位已退到线内
        key Ctrl-S
        screen
        wait 10m
        # 换人核查
        key s
        type 坐席丁
        key Enter
        type \(checking)
        key Enter
        keys c 1 Ctrl-S
        screen
        """)
      let desk = try Program("duty-desk").run(["--ledger", station.ledger, "--script", script])
      #expect(desk.status == 0, "\(desk.errors)")
      for shown in ["早班 坐堂 领导丙", "登记 20261123-0001", "待核查1", "办结 20261123-0001"] {
        #expect(desk.output.contains(shown), "never on screen: \(shown)\n\(desk.output)")
      }

      let report = try Program("duty-report").run([
        "day", "--date", "2026-11-23", "--format", "json", "--include-drill", "--ledger", station.ledger,
      ])
      #expect(report.status == 0, "\(report.errors)")
      let day = try JSONDecoder().decode(DayReport.self, from: Data(report.output.utf8))
      #expect(day.station == "柳浦镇" && day.cohort.received == 1)
      #expect(day.figures.same_day_closure == DayReport.Rate(numerator: 1, denominator: 1, rate: 1))
      #expect(day.figures.acknowledged_in_time == DayReport.Rate(numerator: 1, denominator: 1, rate: 1))

      let checked = try station.admin(["check", "--format", "json"])
      #expect(checked.status == 0 && checked.output.contains("\"ok\":true"), "\(checked.output)")
    }
  }

  @Test func `whoever handled it cannot check it, and the desk says who can`() throws {
    try Station.founded(["--practice"]) { station in
      let pin = try station.enrol("坐席乙", rank: "officer")
      let script = try station.file(
        "alone.desk",
        """
        now 2026-11-23T09:00
        key s
        type 坐席乙
        key Enter
        type \(pin)
        key Enter
        key r
        type 门口积水
        keys Enter Enter
        type 占道经营
        keys Enter Ctrl-S
        # 自办
        keys t Enter
        keys h 1 Enter
        type 已疏通
        key Ctrl-S
        # 自己核查自己处置的；没有留来电人，也无从回访
        key c
        screen
        """)
      let desk = try Program("duty-desk").run(["--ledger", station.ledger, "--script", script])
      #expect(desk.status == 0, "\(desk.errors)")
      #expect(desk.output.contains("处置的是坐席乙本人"), "\(desk.output)")
    }
  }

  private struct DayReport: Decodable {
    struct Rate: Decodable, Equatable {
      let numerator: Int
      let denominator: Int
      let rate: Double?
    }
    struct Cohort: Decodable { let received: Int }
    struct Figures: Decodable {
      let same_day_closure: Rate
      let acknowledged_in_time: Rate
    }
    let station: String
    let cohort: Cohort
    let figures: Figures
  }
}
