import DutyCore
import DutyLedger
import Testing

extension SmallLedger {
  /// A Sunday: the same thing three times in one place, after it was there the week before; and a photo that has been used
  /// already.
  func crowded() throws {
    let stall = try incident("20261119-0001")
    try attach("2026-11-22T08:50", .after, "东门整改后.jpg", on: stall)
    for (hour, photo) in [("09", "东门整改后.jpg"), ("10", "东门另一张.jpg"), ("11", nil)] {
      let again = try receive(
        "2026-11-22T\(hour):10",
        Reception(source: .grid, summary: Words("摊贩又来了"), place: Words("东门"), grid: "G01", category: "A1"))
      guard let photo else { continue }
      try act("2026-11-22T\(hour):20", .takeOn, by: Self.colleague, on: again)
      try attach("2026-11-22T\(hour):30", .after, photo, on: again)
      let handling = Handling(method: .persuasion, measure: Words("劝离"))
      try act("2026-11-22T\(hour):35", .handle(handling), by: Self.colleague, on: again)
      let closing = Closing(disposition: .resolved, method: .persuasion, check: .officer, words: Words("属实"))
      try act("2026-11-22T\(hour):40", .close(closing), by: Self.officer, on: again)
    }
  }

  /// Two found of one matter that the person asked for too much; one has found it of another, so far.
  func unreasonable() throws {
    let waste = try incident("20261119-0002")
    let smoke = try incident("20261120-0004")
    func beyond(_ ground: String) -> Action {
      .callBack(CallBack(reached: true, solved: true, satisfied: false, unreasonable: Words(ground)))
    }
    try act("2026-11-22T14:00", beyond("要求赔偿与本事无关的损失"), by: Self.colleague, on: waste)
    try act("2026-11-22T14:10", beyond("要求赔偿与本事无关的损失"), by: Self.leader, on: waste)
    try act("2026-11-22T14:20", beyond("要求处分执法人员，未见不当"), by: Self.colleague, on: smoke)
  }

  /// On each Tuesday of seven weeks: four stalls in one grid, on the last one eleven; and a few buildings in another.
  func weekly() throws {
    let tuesday = try #require(Day("2026-11-24"))
    for week in 0..<7 {
      for minute in 10..<(week == 6 ? 21 : 14) {
        _ = try receive(
          "\(tuesday + 7 * week)T09:\(minute)",
          Reception(source: .grid, summary: Words("流动摊贩占道"), grid: "G01", category: "A1"))
      }
      _ = try receive(
        "\(tuesday + 7 * week)T10:00", Reception(source: .grid, summary: Words("屋顶搭建"), grid: "G02", category: "A2"))
    }
  }

  func incident(_ number: String) throws -> IncidentID {
    let number = try #require(IncidentNumber(number))
    return try #require(try ledger.incident(numbered: number)).id
  }

  /// The name stands for what the photo shows: the same name is the same photo.
  func attach(_ time: String, _ kind: DutyCore.Attachment.Kind, _ name: String, on incident: IncidentID) throws {
    let digest = name.utf8.reduce(into: "") { $0 += String(Int($1) % 16, radix: 16) }
    let sha256 = String(repeating: digest, count: 64 / digest.count + 1).prefix(64)
    try act(time, .attach(DutyCore.Attachment(kind: kind, path: Words(name), sha256: String(sha256))), on: incident)
  }
}
