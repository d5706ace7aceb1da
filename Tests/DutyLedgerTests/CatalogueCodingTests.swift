import DutyCore
import Foundation
import Testing
@testable import DutyLedger
@testable import DutyLists

/// A catalogue in its entry, written by column.
@Suite("目录写进记录") struct CatalogueCodingTests {
  private static func bytes(_ catalogue: Catalogue) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return try encoder.encode(catalogue)
  }

  private static func read(_ bytes: Data) throws -> Catalogue { try JSONDecoder().decode(Catalogue.self, from: bytes) }

  @Test("the samples come back as they were, and are written the same again")
  func samples() throws {
    let catalogue = try CatalogueFiles.starter.catalogue()
    let bytes = try Self.bytes(catalogue)
    #expect(try Self.read(bytes) == catalogue)
    #expect(try Self.bytes(Self.read(bytes)) == bytes)
    #expect(catalogue.playbooks.contains { $0.steps.count > 1 } && catalogue.items.contains { $0.support.count > 1 })
  }

  @Test("whatever somebody wrote into a cell comes back, and what a row has not stays away")
  func cells() throws {
    let odd = "一、“引号”\"\\\t制表\n换行;分号🛑\u{0}"
    let limits: [TimeLimit?] = [
      .running(minutes: 7), .working(minutes: 0), .naturalDays(days: 9), .workingDays(days: 1), nil,
    ]
    let catalogue = Catalogue(
      categories: limits.enumerated().map {
        Category(code: "L\($0.offset)", parent: $0.offset == 0 ? nil : "L0", name: odd, limit: $0.element)
      },
      departments: Department.Kind.allCases.map {
        Department(
          code: $0.rawValue, name: odd, short: "", kind: $0, counterpart: $0 == .stationed ? "county" : nil, pinyin: "",
          contact: $0 == .utility ? odd : nil, phone: $0 == .utility ? "不是号码" : nil)
      },
      items: ResponsibilityItem.ListClass.allCases.map {
        ResponsibilityItem(
          code: $0.rawValue, name: odd, listClass: $0, lead: "county", support: $0 == .basic ? [] : ["a", "b"],
          departmentDuty: odd, townshipDuty: "", legalBasis: odd, basisChecked: $0 == .basic)
      },
      itemsByCategory: ["L0": [], "L1": ["basic", "outside"]],
      playbooks: [
        Playbook(code: "空", name: odd, lead: "county", cooperating: [], steps: []),
        Playbook(
          code: "两步", name: "两步", lead: "county", cooperating: ["utility"],
          steps: [1, 2].map { .init(name: "第 \($0) 步", owner: "county", limit: .working(minutes: $0)) }),
      ],
      powers: [
        Power(code: "P1", name: odd, holders: ["a"], reserved: "", from: Day(number: 20_000), to: nil, isSample: false),
        Power(code: "P2", name: "", holders: [], reserved: odd, from: nil, to: Day(number: 1), isSample: true),
      ])
    #expect(try Self.read(Self.bytes(catalogue)) == catalogue)
  }

  @Test("a catalogue without words, grids and later columns is written as it was before there were any")
  func asBefore() throws {
    let catalogue = Catalogue(
      categories: [Category(code: "A", parent: nil, name: "甲", limit: nil)],
      items: [
        ResponsibilityItem(
          code: "S", name: "事", listClass: .basic, lead: "C", support: [], departmentDuty: "", townshipDuty: "",
          legalBasis: "", basisChecked: false)
      ],
      playbooks: [
        Playbook(
          code: "J", name: "一件事", lead: "C", cooperating: [],
          steps: [.init(name: "步", owner: "C", limit: .working(minutes: 60))])
      ],
      powers: [Power(code: "P", name: "权", holders: ["C"], reserved: "", from: nil, to: nil, isSample: true)])
    let lists = [
      #""categories":{"code":["A"],"limit":[""],"name":["甲"],"parent":[""]}"#,
      #""departments":{"code":[],"contact":[],"counterpart":[],"kind":[],"name":[],"phone":[],"pinyin":[],"short":[]}"#,
      #""items":{"code":["S"],"departmentDuty":[""],"isChecked":["no"],"lead":["C"],"legalBasis":[""],"#
        + #""listClass":["basic"],"name":["事"],"support":[""],"townshipDuty":[""]}"#,
      #""itemsByCategory":{"category":[],"items":[]}"#,
      #""playbookSteps":{"limit":["working:60"],"name":["步"],"owner":["C"],"playbook":["J"]}"#,
      #""playbooks":{"code":["J"],"cooperating":[""],"lead":["C"],"name":["一件事"]}"#,
      #""powers":{"code":["P"],"from":[""],"holders":["C"],"isSample":["yes"],"name":["权"],"reserved":[""],"to":[""]}"#,
    ]
    #expect(
      String(decoding: try Self.bytes(catalogue), as: UTF8.self) == #"{"columns":{"# + lists.joined(separator: ",")
        + "}}")
  }

  @Test("a kept entry's catalogue is written again byte for byte", arguments: [6, 10])
  func frozen(_ version: Int) throws {
    let frozen = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Frozen")
    let kept = try Data(contentsOf: frozen.appending(path: "setCatalogue-\(version).json"))
    guard case .room(.setCatalogue(let read)) = try SealedEntry.entry(kept, words: []).action else {
      Issue.record("no catalogue")
      return
    }
    let lists = [read.categoryWords.isEmpty, read.alarmWords.isEmpty, read.grids.isEmpty]
    #expect(lists.allSatisfy { $0 == (version == 6) })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    let lines = String(decoding: try encoder.encode(read), as: UTF8.self).components(separatedBy: "\n")
    let facts = lines.map { $0.isEmpty ? "" : "  " + $0 }.joined(separator: "\n").dropFirst(2)
    #expect(String(decoding: kept, as: UTF8.self).contains(#""facts" : "# + facts + ",\n"))
  }

  @Test("words, grids and later columns come back, each where it stood")
  func later() throws {
    let catalogue = Catalogue(
      items: [nil, Day("2026-01-01")].map { day in
        ResponsibilityItem(
          code: "S", name: "事", listClass: .basic, lead: "C", support: [], departmentDuty: "", townshipDuty: "",
          legalBasis: "", basisChecked: false, from: day, to: nil, contact: day.map { _ in "样某" }, phone: nil)
      },
      playbooks: [
        Playbook(
          code: "J", name: "一件事", lead: "C", cooperating: [],
          steps: [nil, "a", "a"].map { .init(name: "步", owner: "C", limit: .working(minutes: 60), together: $0) },
          townshipRole: "看守；上报")
      ],
      powers: [nil, .full, .partial].map {
        Power(code: "P", name: "权", holders: ["C"], reserved: "", from: nil, to: nil, isSample: true, scope: $0)
      },
      categoryWords: [
        CategoryWords(category: "A", aliases: ["摆摊", "KTV"], urgency: .urgent, whistle: .daily, playbook: "J"),
        CategoryWords(category: "B", aliases: []),
      ], alarmWords: [AlarmWord(word: "着火", reason: "火情", unless: ["演练"])],
      grids: [GridArea(code: "G", name: "一格", village: "甲村", aliases: ["桥头"]), GridArea(code: "H", name: "二格")])
    let bytes = try Self.bytes(catalogue)
    #expect(try Self.read(bytes) == catalogue)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains(#""from":["","2026-01-01"]"#) && !text.contains(#""phone":["",""]"#))
    for (was, now) in [
      (#""urgency":["urgent",""]"#, #""urgency":["urgent","soon"]"#),
      (#""scope":["","full","partial"]"#, #""scope":["","full"]"#),
      (#""from":["","2026-01-01"]"#, #""from":["","bald"]"#),
    ] {
      #expect(text.contains(was))
      #expect(throws: DecodingError.self) { try Self.read(Data(text.replacing(was, with: now).utf8)) }
    }
  }

  @Test(
    "a list that makes no sense is damage, not a guess",
    arguments: [
      #""code":["A","B"]"#: #""code":["A"]"#, #""limit":["working:60",""]"#: #""limit":["working:60","bald"]"#,
      #""limit":["working:60",""]"#: #""limit":[":60",""]"#, #""kind":["county"]"#: #""kind":["planet"]"#,
      #""name":["甲","乙"]"#: #""name":["甲",7]"#, #","parent":["",""]"#: "",
    ] as KeyValuePairs<String, String>)
  func damage(_ was: String, _ now: String) throws {
    let catalogue = Catalogue(
      categories: [
        Category(code: "A", parent: nil, name: "甲", limit: .working(minutes: 60)),
        Category(code: "B", parent: nil, name: "乙", limit: nil),
      ],
      departments: [
        Department(
          code: "C", name: "丙", short: "丙", kind: .county, counterpart: nil, pinyin: "", contact: nil, phone: nil)
      ])
    let text = String(decoding: try Self.bytes(catalogue), as: UTF8.self)
    #expect(try Self.read(Data(text.utf8)) == catalogue)
    let broken = text.replacing(was, with: now)
    #expect(broken != text)
    #expect(throws: DecodingError.self) { try Self.read(Data(broken.utf8)) }
  }
}
