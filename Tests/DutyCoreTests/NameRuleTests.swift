import DutyCore
import Testing

/// Tests how names are kept, which may be given, and whom one may have meant.
@Suite struct NameRuleTests {
  @Test(
    "a name is kept narrow, with one blank, without what has no width; signs keep theirs, line ends stay to be refused")
  func folded() {
    for (typed, kept) in [
      ("王甲", "王甲"), (" 王甲\u{3000}", "王甲"), ("王\u{200B}甲\u{FEFF}", "王甲"), ("Ａｎｎ　Ｌｉ２", "Ann Li2"), ("Ann   Li", "Ann Li"),
      ("王甲（二）", "王甲（二）"), ("王甲\n", "王甲\n"), ("王\t甲", "王\t甲"), ("\u{3000}", ""), ("买买提·吐尔逊", "买买提·吐尔逊"),
    ] {
      #expect(NameRule.folded(typed) == kept)
      #expect(NameRule.folded(kept) == kept)
    }
  }

  @Test("a station's name and its id are one line that can be seen, of forty characters at most")
  func station() throws {
    let plan = ShiftPlan(shifts: ShiftPlan.standardShifts, dayStart: 0, zone: Station.zone)
    func judge(_ name: String, _ id: String) throws {
      try NameRule.judge(station: Charter(station: id, name: name, plan: plan))
    }
    try judge("样例镇", "sample")
    try judge(String(repeating: "长", count: 40), "sample")
    for (name, id) in [
      ("", "sample"), ("样例\n镇", "sample"), (String(repeating: "长", count: 41), "sample"), ("样例镇", " "),
      ("样例镇", String(repeating: "x", count: 41)), ("样例镇\u{1B}[2J", "sample"),
    ] {
      #expect(throws: Refusal.room(.stationNameUnusable(40))) { try judge(name, id) }
    }
  }

  @Test("for a name that is nobody's those are named that it may have meant, and no others")
  func alike() throws {
    var station = try Station()
    for (serial, name) in [(60, "欧阳小明"), (61, "欧阳晓明"), (62, "赵大"), (63, "Ann Li")] {
      station.add(.room(.enrol(Enrolment(officer: OfficerID(serial), name: name, rank: .officer))))
    }
    func names(_ typed: String) -> [String] { station.room.officers(like: typed).map(\.name) }
    #expect(names("欧阳明") == ["欧阳小明", "欧阳晓明"])
    #expect(names("欧阳小") == ["欧阳小明"])
    #expect(names("小明") == ["欧阳小明"])
    #expect(names("annl") == ["Ann Li"])
    #expect(names("钱二三四") == [])
    #expect(names("") == [])
  }
}
