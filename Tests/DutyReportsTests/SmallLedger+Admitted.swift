import DutyCore
import DutyLedger

extension SmallLedger {
  /// Two tasks of a department's: one admitted with nothing to do it with, one ended again; and a third that was not admitted.
  func admitted() throws {
    func handedDown(_ time: String, _ what: String) throws -> IncidentID {
      try receive(
        time,
        Reception(
          source: .departmentRequest, summary: Words(what), category: "A1", document: "样函〔2026〕\(time.suffix(2))号"))
    }
    func admission(_ means: String) -> Action {
      .admit(
        Admission(
          reason: Words("关系群众安全"), agreed: Words("镇长办公会"), until: Day("2026-12-31"), asker: "C-SJ",
          document: "样函〔2026〕7号", what: Words("排查沿街商铺"), by: Self.zone.instant("2026-11-30T18:00"),
          means: Words(means)))
    }
    let first = try handedDown("2026-11-20T12:01", "排查沿街商铺")
    try act("2026-11-20T12:10", admission("无"), by: Self.leader, on: first)
    let second = try handedDown("2026-11-20T12:12", "清点摊位")
    try act("2026-11-20T12:20", admission("两人一车"), by: Self.leader, on: second)
    try act("2026-11-20T12:30", .wayOn(.endAdmission(Reason(Words("部门收回")))), by: Self.leader, on: second)
    _ = try handedDown("2026-11-20T12:40", "代发问卷")
  }
}
