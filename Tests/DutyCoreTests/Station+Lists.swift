import DutyCore

/// The lists of the small station.
extension Station {
  /// A1 is plain, A2 takes long, A5 has an item that C-ZF leads, A6 is outside the list, A7 has no limit, A8 is
  /// basic duty.
  static let catalogue = Catalogue(
    categories: [
      Category(code: "A", parent: nil, name: "街面秩序", limit: nil),
      Category(code: "A1", parent: "A", name: "占道经营", limit: TimeLimit(4, .workingHours)),
      Category(code: "A2", parent: "A", name: "违章搭建", limit: TimeLimit(15, .workingDays)),
      Category(code: "A5", parent: "A", name: "露天烧烤", limit: TimeLimit(4, .workingHours)),
      Category(code: "A6", parent: "A", name: "清单外的事", limit: TimeLimit(4, .workingHours)),
      Category(code: "A7", parent: "A", name: "没有时限的事", limit: nil),
      Category(code: "A8", parent: "A", name: "环境卫生", limit: TimeLimit(4, .workingHours)),
    ],
    departments: [
      unit("S-ZF", .stationed, of: "C-ZF"), unit("C-ZF", .county), unit("C-SJ", .county), unit("U-GD", .utility),
      unit("T-ZHS", .townOffice), unit("X-ZX", .countyRoom), unit("N-LZ", .neighbour),
    ],
    items: [
      item("SD-1", .basic), item("SD-2", .cooperative), item("SD-3", .outside),
      item("SD-4", .cooperative, lead: "C-ZF"),
    ],
    itemsByCategory: ["A5": ["SD-4"], "A6": ["SD-3"], "A8": ["SD-1"]],
    playbooks: [
      Playbook(
        code: "B1", name: "烧烤油烟治理", lead: "C-SJ", cooperating: ["C-ZF"],
        steps: [
          Playbook.Step(name: "取证", owner: "S-ZF", limit: TimeLimit(2, .runningHours)),
          Playbook.Step(name: "约谈", owner: "C-SJ", limit: TimeLimit(1, .workingDays)),
        ])
    ],
    powers: [
      power("P1", from: "2026-01-01"), power("P2", from: "2026-11-19"),
      power("P3", from: "2026-01-01", to: "2026-11-17"),
      power("P4", from: "2026-01-01", isSample: true),
      power("P5", from: "2026-01-01", holders: ["C-ZF"], isSample: true),
    ])

  private static func power(
    _ code: String, from: String, to: String? = nil, holders: [String] = ["C-SJ"], isSample: Bool = false
  ) -> Power {
    Power(
      code: code, name: code, holders: holders, reserved: "", from: Day(from), to: to.flatMap { Day($0) },
      isSample: isSample)
  }

  private static func item(
    _ code: String, _ listClass: ResponsibilityItem.ListClass, lead: String = "S-ZF"
  ) -> ResponsibilityItem {
    ResponsibilityItem(
      code: code, name: code, listClass: listClass, lead: lead, support: [], departmentDuty: "", townshipDuty: "",
      legalBasis: "", basisChecked: false)
  }

  private static func unit(_ code: String, _ kind: Department.Kind, of parent: String? = nil) -> Department {
    Department(
      code: code, name: code, short: code, kind: kind, counterpart: parent, pinyin: "", contact: nil, phone: nil)
  }
}
