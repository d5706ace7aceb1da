import DutyCore
import Foundation
import Testing

@testable import DeskUI

/// The station's lists as an incident's page and a picker tell them.
@Suite struct ListedFactsTests {
  private static let day = Station.zone.day(of: Station.opening)

  /// The station's lists, with `from` and `to` as the dates of its item and its power.
  private static func lists(_ from: Day? = nil, _ to: Day? = nil) -> Catalogue {
    Catalogue(
      categories: Station.catalogue.categories, departments: Station.catalogue.departments,
      items: [
        ResponsibilityItem(
          code: "SD-002", name: "占道经营与流动摊贩", listClass: .cooperative, lead: "C-ZF", support: ["C-SJ"],
          departmentDuty: "查处", townshipDuty: "劝离", legalBasis: "样例条例第一条", basisChecked: true, from: from, to: to,
          contact: "样某", phone: "0000-0000")
      ],
      itemsByCategory: ["ZD": ["SD-002"]],
      playbooks: [
        Playbook(
          code: "YJS-1", name: "井盖一件事", lead: "C-SJ", cooperating: ["T-JS"],
          steps: [
            .init(name: "围护", owner: "T-JS", limit: .running(minutes: 60), together: "a"),
            .init(name: "换盖", owner: "C-SJ", limit: .running(minutes: 1440), together: "a"),
            .init(name: "归档", owner: "T-JS", limit: .running(minutes: 60)),
          ], townshipRole: "先期围护；疏导")
      ],
      powers: [
        Power(
          code: "P1", name: "占道摆摊", holders: ["C-ZF"], reserved: "吊销许可留县级", from: from, to: to, isSample: false,
          scope: .partial)
      ],
      categoryWords: [
        CategoryWords(category: "ZD", aliases: ["摆摊", "乱停"]), CategoryWords(category: "QT", aliases: ["乱停", "井边"]),
      ])
  }

  private static func station(_ lists: Catalogue) -> Station {
    let station = Station().withTwoMatters()
    station.ledger.record(.room(.setCatalogue(lists)), by: .housekeeping, at: Station.opening, now: Station.opening)
    return station
  }

  /// The first of the station's matters, or its second one, as `part` of its page shows it.
  private static func page(
    _ station: Station, second: Bool = false, _ language: Language = .zh, _ part: (Dossier) -> [Line]
  ) throws -> String {
    let incident = try #require(
      station.ledger.incidents.values.sorted { $0.id < $1.id }.dropFirst(second ? 1 : 0).first)
    let dossier = Dossier(
      incident: incident, room: station.ledger.room, now: Station.moment("2026-11-24T09:00"), language: language,
      columns: 100)
    return part(dossier).map { $0.parts.map(\.0).joined() }.joined(separator: "\n")
  }

  @Test("the item says whom to ask about it, and from when to when it is in force")
  func item() throws {
    let dated: [(Day?, Day?, String)] = [
      (Self.day, nil, "样例条例第一条  本事项 2026-11-24 起施行"), (Self.day, Self.day + 1, "2026-11-24 至 2026-11-25 施行"),
      (Self.day + 1, nil, "2026-11-25 起施行（尚未施行）"), (nil, Self.day + -1, "施行至 2026-11-23（已过期）"),
      (nil, Self.day, "施行至 2026-11-24"),
    ]
    for (from, to, words) in dated {
      let shown = try Self.page(Self.station(Self.lists(from, to))) { $0.item() }
      #expect(shown.contains(words), "\(shown)")
      #expect(shown.contains("联系  本事项 样某 0000-0000"), "\(shown)")
      for mark in ["（已过期）", "（尚未施行）"] { #expect(shown.contains(mark) == words.contains(mark), "\(shown)") }
    }
    let plain = try Self.page(Self.station(Self.lists())) { $0.item() }
    #expect(plain.contains("样例条例第一条") && !plain.contains("施行"))
  }

  @Test("a call by a joint matter says the part of the town, and which steps are called together")
  func jointMatter() throws {
    let station = Self.station(Self.lists())
    let now = Station.moment("2026-11-24T09:00")
    let incident = try #require(station.ledger.incidents.keys.max())
    station.ledger.record(
      .summon(Summoning(kind: .daily, lead: ["C-SJ"], support: ["T-JS"], ground: .appeal, playbook: "YJS-1")),
      by: .officer(Station.leader), on: incident, at: now, now: now)
    let shown = try Self.page(station, second: true) { $0.units() }
    #expect(shown.contains("本镇职责 先期围护；疏导"), "\(shown)")
    #expect(shown.components(separatedBy: "（同步派单 a）").count == 3, "\(shown)")
  }

  @Test(
    "a call by a devolved power says how much came down and what stays with the county", arguments: Language.allCases)
  func power(_ language: Language) throws {
    let station = Self.station(Self.lists(Self.day))
    let now = Station.moment("2026-11-24T09:00")
    let incident = try #require(station.ledger.incidents.keys.min())
    station.ledger.record(
      .summon(Summoning(kind: .enforcement, lead: ["S-ZF"], ground: .jointEnforcement, power: "P1")),
      by: .officer(Station.leader), on: incident, at: now, now: now)
    let shown = try Self.page(station, language) { $0.units() }
    let facts =
      language == .zh
      ? ["赋权事项 占道摆摊", "赋权范围 部分", "保留事项 吊销许可留县级", "2026-11-24 起施行"]
      : ["devolved power 占道摆摊", "devolved: a part", "reserved: 吊销许可留县级", "in force from 2026-11-24"]
    for fact in facts { #expect(shown.contains(fact), "\(shown)") }
  }

  @Test(
    "a category is found by its everyday words too, behind those whose name says so",
    arguments: [("摆摊", ["ZD"]), ("乱停", ["ZD", "QT"]), ("井", ["JG", "QT"]), ("占道", ["ZD"]), ("没有", [])])
  func picker(_ typed: String, _ codes: [String]) {
    var field = Field(.category, .pick(.categories))
    field.type(typed)
    #expect(field.options(in: Self.station(Self.lists()).ledger.room, .zh).map(\.code) == codes)
  }
}
