import DutyCore
import Foundation
import GRDB
import TestSupport
import Testing

@testable import DutyLedger

/// Finding incidents by whatever is remembered of them.
@Suite("检索") struct SearchTests {
  /// A market, a road and a hill; the second is closed.
  private func threeMatters() throws -> (desk: Desk, market: Incident, road: Incident, hill: Incident) {
    let desk = try Desk(at: "2026-11-21T09:00")
    func receive(_ summary: String, _ place: String, _ detail: String?) throws -> Incident {
      try desk.act(
        .receive(
          Reception(
            source: .grid, summary: Words(summary), detail: Words(written: detail), place: Words(place), grid: "柳桥第3网格",
            category: "A1", reporter: Words("欧阳某", kind: .name), phone: Words("13912345678", kind: .phone))))
    }
    var market = try receive("菜摊占住人行道", "农贸市场东门", "早市 每天都来 P-101A")
    let road = try receive("路灯不亮", "绿化大道12号", nil)
    let hill = try receive("碎石滑落", "后山", nil)
    market = try desk.act(.summon(Summoning(kind: .assignment, lead: ["S-ZF"])), on: market)
    market = try desk.act(.note(Note(Words("来电人又催了一次"))), on: market)
    let closed = try desk.act(.closeDirect(DirectAnswer(disposition: .explained, answer: Words("已告知电力"))), on: road)
    return (desk, market, closed, hill)
  }

  @Test(
    "one, two and many Hanzi, pinyin in full and begun, initials, number, place, grid, unit, note, person, mixed",
    arguments: [
      "菜", "菜摊", "菜摊占住人行道", "农贸市场", "贸市", "nongmaoshichang", "NongMao", "maosh", "nmsc", "ｎｍｓｃ", "sc", "p101a", "P-101",
      "0001", "20261121-0001", "1121-0001", "1121-1", "执法队", "zhifadui", "zfd", "又催",
      "农贸 执法", "nmsc 占道经营", "nmsc zdjy", "0001 菜 zfd",
    ])
  func market(_ text: String) throws {
    let (desk, market, _, _) = try threeMatters()
    #expect(try desk.ledger.search(text, limit: 10) == [market.id], "\(text)")
  }

  @Test(
    "what it does not hold finds nothing; nor does anything of whoever reported, nor nothing at all",
    arguments: [
      "冷却塔", "菜行", "农贸 滑落", "欧阳某", "欧阳", "ouyangmou", "oym", "13912345678", "139123", "", "  ", "。，", "\"", "zz* OR",
      "ongmao",
      "道早",
    ])
  func nothing(_ text: String) throws {
    #expect(try threeMatters().desk.ledger.search(text, limit: 10) == [], "\(text)")
  }

  @Test("ü is typed as v; open ones come first, then the latest; the limit holds")
  func order() throws {
    let (desk, market, road, hill) = try threeMatters()
    #expect(try desk.ledger.search("lvhua", limit: 10) == [road.id])
    #expect(try desk.ledger.search("lhdd 12 告知", limit: 10) == [road.id])
    #expect(try desk.ledger.search("柳桥", limit: 10) == [hill.id, market.id, road.id])
    #expect(try desk.ledger.search("柳桥", limit: 2) == [hill.id, market.id])
    let again = try desk.act(.reopen(Reason(Words("又不亮了"))), on: road)
    #expect(try desk.ledger.search("柳桥", limit: 10) == [hill.id, again.id, market.id])
    #expect(try desk.ledger.check().problems == [])
  }

  @Test("a place that is amended is found as it is now, a unit once it is called")
  func changes() throws {
    let (desk, _, _, hill) = try threeMatters()
    #expect(try desk.ledger.search("houshan", limit: 10) == [hill.id])
    #expect(try desk.ledger.search("shijianju", limit: 10) == [])
    var changed = try desk.act(.amend(Amendment(place: Words("前湾"))), on: hill)
    changed = try desk.act(.summon(Summoning(kind: .assignment, lead: ["C-SJ"])), on: changed)
    #expect(try desk.ledger.search("houshan", limit: 10) == [])
    for text in ["qianwan", "前湾", "shijianju", "sjj"] {
      #expect(try desk.ledger.search(text, limit: 10) == [changed.id], "\(text)")
    }
  }

  @Test("a summary set right is shown and found; of who reported, nothing is found, and an erasure takes it")
  func setRight() throws {
    let (desk, _, _, hill) = try threeMatters()
    let amendment = Amendment(
      summary: Words("坡上落石"), reporter: Words("样某", kind: .name), phone: Words("13800000001", kind: .phone))
    let changed = try desk.act(.amend(amendment), on: hill)
    #expect(changed.summary.text == "坡上落石" && changed.phone?.text == "13800000001")
    #expect(try desk.ledger.search("坡上落石", limit: 10) == [hill.id])
    #expect(try desk.ledger.search("样某", limit: 10) == [] && desk.ledger.search("13800000001", limit: 10) == [])
    let history = try desk.ledger.history(of: hill.id)
    let last = try #require(history.last)
    let text = EntryText(try desk.ledger.room(), .zh, time: { _ in "" }, shown: { $0.shown(.zh) })
    let told = text.words(of: last, before: history.dropLast())
    #expect(told == "摘要由\(hill.summary.text ?? "")改为坡上落石 反映人已更正 联系电话已更正", "\(told)")
    #expect(try desk.ledger.check().problems == [])
  }

  @Test("erased words are found no more, and their bytes are gone from the file; before the erasure they are in it")
  func erased() throws {
    let (desk, market, _, hill) = try threeMatters()
    try desk.staff()
    let secret = "zhmimahuayu"
    let noted = try desk.act(.note(Note(Words("\(secret) 猢狲"))), on: hill)
    #expect(try desk.ledger.search("猢狲", limit: 10) == [hill.id])
    #expect(try rawFile(of: desk).contains(Data(secret.utf8)))
    try desk.act(
      .erase(Erasure(entry: noted.lastEntry, ground: .law, words: Words("依法"))), by: Desk.administrator, on: noted)
    #expect(try desk.ledger.search("猢狲", limit: 10) == [])
    #expect(try desk.ledger.search(secret, limit: 10) == [])
    #expect(try desk.ledger.search("houshan", limit: 10) == [hill.id])
    #expect(try desk.ledger.search("nmsc", limit: 10) == [market.id])
    let raw = try rawFile(of: desk)
    // FTS5 leaves out what a term has in common with the one before: the tail of each is looked for too.
    for part in [secret, "huayu", "猢狲"] { #expect(!raw.contains(Data(part.utf8)), "\(part)") }
    #expect(try desk.ledger.check().problems == [])
  }

  /// The bytes of the file after the journal was written back.
  private func rawFile(of desk: Desk) throws -> Data {
    let queue = try DatabaseQueue(path: desk.ledger.path)
    try queue.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    try queue.close()
    return try Data(contentsOf: URL(filePath: desk.ledger.path))
  }

  @Test("a search is what a scan of all incidents finds, whatever was done to them", arguments: 1...4)
  func scan(_ seed: UInt64) throws {
    let desk = try Desk()
    var dice = Dice(state: seed)
    let pieces = ["农", "贸", "市", "场", "东", "门", "路", " ", "12", "a", "Ｂ", "main", "st", "，", "300123", "绿"]
    func text(_ longest: Int) -> String {
      (0..<Int.random(in: 1...longest, using: &dice)).map { _ in dice.pick(pieces, else: "x") }.joined()
    }
    for _ in 0..<60 {
      let facts = Reception(
        source: .grid, summary: Words(text(6) + "事"), place: Words(text(5)),
        category: dice.pick(["A1", nil], else: nil))
      let incident = try desk.act(.receive(facts))
      if dice.flips() { try desk.act(.note(Note(Words(text(8) + "记"))), on: incident) }
    }
    let lines = try desk.ledger.reading { db in
      let room = try desk.ledger.refreshedRoom(db)
      return try Int64.fetchAll(db, sql: "SELECT id FROM incident ORDER BY isOpen DESC, id DESC").map { id in
        let incident = try #require(try EntryReading.incident(id, db))
        let words = try SearchTable.words(of: id, db)
        let line = SearchTable.line(of: incident, words: words, in: room, Speller())
        return (incident.id, line.split(separator: " ").map(String.init))
      }
    }
    var hits = 0
    let typed =
      (0..<120).map { _ in text(3) } + ["nongmao", "nm", "ms", "sc", "dm", "shic", "zdjy", "mainst", "0007", "30012"]
    for text in typed {
      let sought = Sought(text)
      let scanned = lines.filter { _, tokens in
        !sought.isEmpty && sought.words.allSatisfy { $0.stands(in: tokens, lastIsWhole: $0.isWhole) }
      }.map(\.0)
      hits += scanned.count
      #expect(try desk.ledger.search(text, limit: 1000) == scanned, "\(text)")
    }
    #expect(hits > 200)
  }
}
