import DutyCore

/// Matters that come from elsewhere in the scripts, and what a colleague does about them.
extension Station {
  /// False where the words are not understood.
  func elsewhere(_ words: String, now: Instant) -> Bool {
    let colleague = Actor.officer(Self.colleague)
    switch words {
    case "来了一件清单外的":
      ledger.record(.room(.setCatalogue(Self.withOutside)), by: .housekeeping, at: now, now: now)
      receive(Reception(source: .grid, summary: Words("有线电视杆歪了"), place: Words("西街口"), category: "QW"), now)
    case "有了县指挥中心":
      ledger.record(.room(.setCatalogue(Self.withOutside)), by: .housekeeping, at: now, now: now)
    case "市监局退了0001": countyDeclines(now)
    case "上级交办一件，时限已过":
      receive(
        Reception(
          source: .county, summary: Words("核实卫片图斑"), place: Words("后山"), category: "QT", due: now - .hours(2),
          handedDownBy: "C-ZF", document: "样办〔2026〕3号", answerOwed: true), now)
    case "热线转来两件有编号的":
      for (serial, what) in [(1, "国道坑洼积水"), (2, "高速桥下噪声")] {
        receive(
          Reception(
            source: .hotline12345, summary: Words(what), place: Words("国道边"), category: "QT",
            reporter: Words("样某", kind: .name), due: now + .days(2), origin: "12345", externalId: "样2026-\(serial)",
            called: now - .hours(20), answerOwed: true), now)
      }
    case "有人保密反映执法队":
      receive(
        Reception(
          source: .walkIn, summary: Words("收了摊位费不开票"), place: Words("东门菜场"), grid: "第2网格", category: "ZD",
          reporter: Words("样保", kind: .name), phone: Words("13900000000", kind: .phone), confidential: true,
          complainedOf: "S-ZF"), now)
    case "乙某到现场看过0002，没有":
      ledger.record(
        .survey(Surveying(result: .doesNotExist)), by: colleague, on: ledger.incident(serial: 2)?.id, at: now, now: now)
    case "乙某自办了0002":
      ledger.record(.takeOn, by: colleague, on: ledger.incident(serial: 2)?.id, at: now, now: now)
    case "又有两个人来反映摊贩":
      for (serial, source) in [(3, Source.grid), (4, .hotline12345)] {
        receive(
          Reception(
            source: source, summary: Words("菜场门口又是摊贩"), place: Words("东门菜场"), category: "ZD",
            reporter: Words("样\(serial)", kind: .name), due: serial == 3 ? now + .minutes(80) : nil,
            externalId: serial == 4 ? "样2026-9" : nil), now)
      }
    default: return false
    }
    return true
  }

  private func countyDeclines(_ now: Instant) {
    let (id, colleague) = (ledger.incident(serial: 1)?.id, Actor.officer(Self.colleague))
    let county = ResponseID(summons: 1, unit: "C-SJ")
    let acts: [Action] = [
      .summon(Summoning(kind: .assignment, lead: ["C-SJ"], words: Words("店内经营"))),
      .decline(Declining(response: county, ground: Words("不属本单位职责"), proposed: "C-ZF")),
    ]
    for act in acts { ledger.record(act, by: colleague, on: id, at: now, now: now) }
  }

  private func receive(_ facts: Reception, _ now: Instant) {
    ledger.record(.receive(facts), by: .officer(Self.colleague), at: now, now: now)
  }

  /// The station's lists with a category outside its own list, and the county room.
  private static var withOutside: Catalogue {
    let outside = Category(code: "QW", parent: "JM", name: "有线电视", limit: .running(minutes: 1440))
    let room = Department(
      code: "X-ZX", name: "县指挥中心", short: "县指挥中心", kind: .countyRoom, counterpart: nil, pinyin: "xzx", contact: nil,
      phone: nil)
    let item = ResponsibilityItem(
      code: "SD-060", name: "广播电视设施维护", listClass: .outside, lead: "C-SJ", support: [], departmentDuty: "维护",
      townshipDuty: "", legalBasis: "样例条例第六条", basisChecked: false)
    return Catalogue(
      categories: catalogue.categories + [outside], departments: catalogue.departments + [room],
      items: catalogue.items + [item],
      itemsByCategory: catalogue.itemsByCategory.merging(["QW": ["SD-060"]]) { old, _ in old },
      playbooks: catalogue.playbooks)
  }
}
