import DeskUI
import DutyCore

/// A made-up township on a Tuesday morning: three units, three categories, a leader in the seat.
struct Station {
  let ledger: PaperLedger
  static let zone = Zone(name: "Asia/Shanghai", offsets: [Zone.Offset(from: Instant(milliseconds: 0), seconds: 28_800)])
  static let officer = OfficerID(1)
  static let colleague = OfficerID(2)
  static let leader = OfficerID(3)

  static func moment(_ text: String) -> Instant {
    guard let moment = zone.instant(text) else { preconditionFailure("no moment: \(text)") }
    return moment
  }

  static let opening = moment("2026-11-24T08:30")

  init() {
    let plan = ShiftPlan(shifts: ShiftPlan.standardShifts, dayStart: 0, zone: Self.zone)
    let now = Self.opening
    ledger = PaperLedger(Charter(station: "sample", name: "样例镇", plan: plan), now: now, spellings: Self.spellings)
    let people: [(OfficerID, String, Rank)] = [
      (Self.officer, "甲某", .officer), (Self.colleague, "乙某", .officer), (Self.leader, "丙某", .leader),
    ]
    let turn = Turn(day: Self.zone.day(of: now), shift: "早班")
    var acts: [Action] = [.room(.setCatalogue(Self.catalogue)), .room(.setCalendar(Self.calendar))]
    acts += people.map { id, name, rank in
      .room(.enrol(Enrolment(officer: id, name: name, rank: rank, pin: Words("1234", kind: .secret))))
    }
    acts.append(.room(.setRoster(RosterChange(lines: [RosterChange.Line(turn: turn, officer: Self.leader)]))))
    for act in acts { ledger.record(act, by: .housekeeping, at: now, now: now) }
    ledger.record(.room(.takeSeat(SeatTaking(turn: turn))), by: .officer(Self.leader), at: now, now: now)
  }

  /// Two matters that are there when the story begins.
  func withTwoMatters() -> Station {
    let first = Reception(
      source: .hotline12345, summary: Words("流动摊贩占住人行道"), place: Words("东门菜场"), category: "ZD",
      reporter: Words("样某", kind: .name), phone: Words("13800000000", kind: .phone))
    let second = Reception(
      source: .grid, summary: Words("井盖缺了一块"), place: Words("西街口"), category: "JG", urgency: .urgent)
    for (reception, time) in [(first, "08:40"), (second, "08:50")] {
      let at = Self.moment("2026-11-24T\(time)")
      ledger.record(.receive(reception), by: .officer(Self.colleague), at: at, now: at)
    }
    return self
  }

  func desk(_ language: Language = .zh, isReadOnly: Bool = false, isWall: Bool = false, isTelling: Bool = false)
    -> Desk
  {
    let keys = Keys()
    let setting = Desk.Setting(
      language: language, isReadOnly: isReadOnly, isWall: isWall, copies: isTelling, notifies: isTelling
    ) { keys.next() }
    return Desk(setting, size: Grid.Size(rows: 24, columns: 80), now: Self.moment("2026-11-24T09:00"))
  }

  func runner(_ language: Language = .zh, isReadOnly: Bool = false, isWall: Bool = false) -> ScriptRunner {
    ScriptRunner(
      desk(language, isReadOnly: isReadOnly, isWall: isWall), zone: Self.zone, perform: { ledger.perform($0, now: $1) },
      meanwhile: { meanwhile($0, now: $1) })
  }

  /// Keys of acts in the order they were made: nothing in a test is random.
  private final class Keys: @unchecked Sendable {
    private var made = 0
    func next() -> ActionKey {
      made += 1
      return ActionKey(hex: "desk\(made)")
    }
  }

  static let catalogue = Catalogue(
    categories: [
      Category(code: "JM", parent: nil, name: "街面", limit: nil),
      Category(code: "ZD", parent: "JM", name: "占道经营", limit: .working(minutes: 120)),
      Category(code: "JG", parent: "JM", name: "井盖缺失", limit: .running(minutes: 1440)),
      Category(code: "QT", parent: "JM", name: "其他", limit: nil),
    ],
    departments: [
      unit("S-ZF", "执法队", .stationed, "zfd", counterpart: "C-ZF"), unit("C-ZF", "综合执法", .county, "zhzf"),
      unit("S-SJ", "市监所", .stationed, "sjs", counterpart: "C-SJ"), unit("C-SJ", "市监局", .county, "sjj"),
      unit("T-JS", "村建办", .townOffice, "cjb"), unit("U-GD", "供电", .utility, "gd"),
    ],
    items: [
      ResponsibilityItem(
        code: "SD-002", name: "占道经营与流动摊贩", listClass: .cooperative, lead: "C-ZF", support: ["C-SJ"],
        departmentDuty: "查处", townshipDuty: "劝离", legalBasis: "样例条例第一条", basisChecked: false)
    ],
    itemsByCategory: ["ZD": ["SD-002"]],
    playbooks: [
      Playbook(
        code: "YJS-1", name: "井盖一件事", lead: "C-SJ", cooperating: ["T-JS"],
        steps: [
          Playbook.Step(name: "围护", owner: "T-JS", limit: .running(minutes: 60)),
          Playbook.Step(name: "换盖", owner: "C-SJ", limit: .running(minutes: 1440)),
        ])
    ])

  private static let spellings = [
    "东门菜场": "dong men cai chang", "西街口": "xi jie kou", "占道经营": "zhan dao jing ying", "井盖缺失": "jing gai que shi",
    "其他": "qi ta", "执法队": "zhi fa dui", "综合执法": "zong he zhi fa", "市监所": "shi jian suo", "市监局": "shi jian ju",
    "村建办": "cun jian ban", "供电": "gong dian", "甲某": "jia mou", "乙某": "yi mou", "丙某": "bing mou",
  ].mapValues { Spelling($0) }

  private static let calendar = WorkCalendar(holidays: [Day(number: 20_454)], makeUpDays: [])

  private static func unit(
    _ code: String, _ short: String, _ kind: Department.Kind, _ pinyin: String, counterpart: String? = nil
  ) -> Department {
    Department(
      code: code, name: short, short: short, kind: kind, counterpart: counterpart, pinyin: pinyin, contact: nil,
      phone: nil)
  }
}
