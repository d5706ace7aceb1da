import DutyCore

/// Counts what became of the rows of an import.
package struct ImportTally: Hashable, Sendable {
  package internal(set) var read = 0
  package internal(set) var imported = 0
  /// Known before, or twice in the file.
  package internal(set) var duplicates = 0
  package internal(set) var rejected = 0
  /// Closes before the reception, dropped.
  private var closingsDropped = 0
  /// Times that are still to come, kept.
  private var ahead = 0
  /// Times outside 2000–2100, left out; the first of them by line and field.
  private var timesDropped = 0
  private var firstDropped: [String] = []
  /// Names that one line of a page has room for.
  private static let mostNamed = 20

  package var warnings: Int { closingsDropped + ahead + timesDropped }

  package init() {}

  /// `line`: where the row stands in its file.
  mutating func warn(of row: ImportRow, line: Int, now: Instant) {
    if row.closingDropped { closingsDropped += 1 }
    timesDropped += row.timesDropped.count
    for field in row.timesDropped where firstDropped.count < Self.mostNamed {
      firstDropped.append("\(line) \(field.rawValue)")
    }
    if row.isAhead(of: now) { ahead += 1 }
  }

  package func json(seconds: Double) -> String {
    "{\"duplicates\":\(duplicates),\"imported\":\(imported),\"read\":\(read),\"rejected\":\(rejected),"
      + "\"seconds\":\(rounded(seconds)),\"warnings\":\(warnings)}"
  }

  package func text(seconds: Double, _ language: Language) -> String {
    let told = language(
      "读入 \(read) 行：登记 \(imported) 件，已有 \(duplicates) 件，退回 \(rejected) 行，用时 \(rounded(seconds)) 秒。",
      "\(read) rows read: \(imported) recorded, \(duplicates) known already, \(rejected) rejected, in \(rounded(seconds)) s."
    )
    return ([told] + cautions(language)).joined(separator: "\n")
  }

  /// Lists what the warnings are about, a line each.
  func cautions(_ language: Language) -> [String] {
    let dropped = language(
      "其中 \(closingsDropped) 件办结早于受理，按未办结登记。", "\(closingsDropped) were closed before they were received: kept open.")
    let early = language("其中 \(ahead) 件的时间还没有到，请核对年份。", "\(ahead) lie in the future: check the year.")
    return (closingsDropped > 0 ? [dropped] : []) + (ahead > 0 ? [early] : []) + droppedTimes(language)
  }

  private func droppedTimes(_ language: Language) -> [String] {
    guard timesDropped > 0 else { return [] }
    let more = timesDropped > firstDropped.count
    let named = firstDropped.joined(separator: language("、", ", ")) + (more ? language(" 等", ", …") : "")
    return [
      language(
        "其中 \(timesDropped) 处时间不在 2000—2100 年，没有记下，其余照登（行 列）：\(named)。",
        "\(timesDropped) times outside 2000–2100 were left out, the rest of the row kept (line, field): \(named).")
    ]
  }

  /// Rounds to the millisecond.
  func rounded(_ seconds: Double) -> Double { (seconds * 1000).rounded() / 1000 }
}

/// The number of rows that go into one commit, so that the writers' lock is held well below the 50 ms it may be: a checkpoint
/// or a busy machine can make one commit several times as long as the one before.
package struct BatchSize {
  /// Nanoseconds.
  package static let aim: Int64 = 12_000_000
  static let most = 2000
  /// A disk that takes long for each commit would have it shrink to single rows, and take longer still.
  static let fewest = 8
  /// Rows of this many bytes are committed, however few they are.
  static let mostBytes = 1 << 20

  package private(set) var rows = 16

  package init() {}

  /// Shrinks at once, grows by half at most.
  package mutating func learn(rows committed: Int, took nanoseconds: Int64) {
    let fitting = Int64(committed) * Self.aim / max(nanoseconds, 1)
    rows = max(Self.fewest, min(Int(min(fitting, Int64(Self.most))), rows + (rows + 1) / 2))
  }
}
