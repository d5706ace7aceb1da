import DutyCore
import DutyLedger
import Testing

/// Everybody a station has, beside the desk's own three.
extension Desk {
  static let director = OfficerID(4)
  static let secretary = OfficerID(5)
  static let liaison = OfficerID(6)
  static let supervisor = OfficerID(7)
  static let administrator = OfficerID(8)
  static let enforcers = [OfficerID(9), OfficerID(10)]
  static let everybody = (1...10).map { OfficerID($0) }

  /// Lists with a power, a playbook, an item, something outside the list, words and a grid.
  static let fullCatalogue = Catalogue(
    categories: catalogue.categories + [
      Category(code: "A5", parent: "A", name: "露天烧烤", limit: TimeLimit(4, .workingHours)),
      Category(code: "A6", parent: "A", name: "清单外的事", limit: TimeLimit(1, .naturalDays)),
    ],
    departments: catalogue.departments + [
      Department(
        code: "X-ZX", name: "县中心", short: "县中心", kind: .countyRoom, counterpart: nil, pinyin: "", contact: nil,
        phone: nil)
    ],
    items: [item("SD-4", .cooperative), item("SD-5", .outside)],
    itemsByCategory: ["A5": ["SD-4"], "A6": ["SD-5"]],
    playbooks: [
      Playbook(
        code: "B1", name: "烧烤油烟治理", lead: "C-ZF", cooperating: ["C-SJ"],
        steps: [
          Playbook.Step(name: "取证", owner: "S-ZF", limit: TimeLimit(2, .runningHours), together: "a"),
          Playbook.Step(name: "查证照", owner: "C-SJ", limit: TimeLimit(2, .runningHours), together: "a"),
        ], townshipRole: "邻里调解；回访")
    ],
    powers: [
      Power(
        code: "P1", name: "露天烧烤", holders: ["C-ZF"], reserved: "吊销许可留县级", from: Day("2026-01-01"), to: nil,
        isSample: false, scope: .partial)
    ],
    categoryWords: [
      CategoryWords(category: "A5", aliases: ["烤串", "夜宵"], urgency: .routine, whistle: .daily, playbook: "B1")
    ], alarmWords: [AlarmWord(word: "着火", reason: "火情", unless: ["演练", "已扑灭"])],
    grids: [GridArea(code: "G1", name: "样村第1网格", village: "样村", aliases: ["样村1格", "老桥头"])])

  private static func item(_ code: String, _ listClass: ResponsibilityItem.ListClass) -> ResponsibilityItem {
    ResponsibilityItem(
      code: code, name: code, listClass: listClass, lead: "C-ZF", support: ["C-SJ"], departmentDuty: "",
      townshipDuty: "", legalBasis: "", basisChecked: false, from: Day("2026-01-01"), to: Day("2026-12-31"),
      contact: "样某", phone: "0000-0000")
  }

  func staff() throws {
    try housekeeping(.room(.setCatalogue(Self.fullCatalogue)))
    let people: [(OfficerID, String, Rank, String?)] = [
      (Self.director, "主任丁", .director, nil), (Self.secretary, "书记戊", .secretary, nil),
      (Self.liaison, "联络己", .liaison, "S-ZF"), (Self.supervisor, "督查庚", .supervisor, nil),
      (Self.administrator, "管理辛", .administrator, nil), (Self.enforcers[0], "执法壬", .liaison, "S-ZF"),
      (Self.enforcers[1], "执法癸", .liaison, "S-ZF"),
    ]
    for (id, name, rank, unit) in people {
      let certificate = Day("2030-01-01").map { Qualification(certificate: "样\(id.serial)", expires: $0) }
      try housekeeping(
        .room(
          .enrol(
            Enrolment(
              officer: id, name: name, rank: rank, department: unit,
              qualification: Self.enforcers.contains(id) ? certificate : nil))))
    }
  }

  func room(_ action: RoomAction, by officer: OfficerID) throws {
    try record(Request(.room(action), by: .officer(officer), at: now))
  }

  func sheet(_ turn: Turn) throws -> RoomAction {
    let head = try ledger.head
    return .handOver(HandingOver(turn: turn, through: head.entry, head: head.hash, words: Words("东门一件未办")))
  }
}
