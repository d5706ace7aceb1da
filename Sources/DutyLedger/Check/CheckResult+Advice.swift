import DutyCore

extension CheckResult {
  /// Tells what is still readable, what was left out, and what to run: lines for a person, behind the problems.
  package func advice(_ language: Language) -> [String] {
    [scope(language), stretches(language), remedy(language)].compactMap(\.self)
  }

  /// Tells what is to be known of the times, and is no damage.
  package func doubtLines(_ language: Language) -> [String] {
    let early = language(
      "有 \(early) 条记录的时间早于前一条（时钟回拨过）；次序以记录号为准。",
      "\(early) entries were recorded before their predecessor, by a clock that went back; order goes by number.")
    let untrusted = language(
      "有 \(untrusted) 条记录写的时间不在 2000—2100 年（时间不可信）。",
      "\(untrusted) entries claim a time outside 2000–2100, which is not to be relied on.")
    return (self.early > 0 ? [early] : []) + (self.untrusted > 0 ? [untrusted] : [])
  }

  /// Tells what was looked at, where that is not everything.
  private func scope(_ language: Language) -> String? {
    let left = notProven.joined(separator: language("、", ", "))
    if let since {
      return language(
        "只核对了第 \(since) 条之后的记录，以及其后动过的事项；没有核对：\(left)。要全部核对，请运行 duty-admin check。",
        "Only what came after entry \(since) was checked, and each incident touched since; not checked: \(left). To check"
          + " all of it, run duty-admin check.")
    }
    guard !left.isEmpty else { return nil }
    return language("因有损坏，没有核对：\(left)。", "For the damage, not checked: \(left).")
  }

  private func stretches(_ language: Language) -> String? {
    guard !unreadable.isEmpty else { return nil }
    let lost = Stretches.text(unreadable, language("、", ", "))
    guard !readable.isEmpty else {
      return language("第 \(lost) 条读不出来，别的也没有能读的。", "Entries \(lost) cannot be read, nor can any others.")
    }
    let kept = Stretches.text(readable, language("、", ", "))
    return language("第 \(lost) 条读不出来；第 \(kept) 条能读。", "Entries \(lost) cannot be read; \(kept) can.")
  }

  private func remedy(_ language: Language) -> String? {
    switch run {
    case nil: return nil
    case .rebuild:
      return language(
        "记录本身完好，坏的是由记录推算出来的表或索引。请让各坐席先退出，再运行 duty-admin rebuild 重做。",
        "No entry is hit: only what is made from the entries. Have every desk leave, then run duty-admin rebuild.")
    case .restore:
      return language(
        "记录已受损，或读不到了。请让各坐席先退出，把这个文件原样留好，再用最近的备份恢复：duty-admin restore 备份文件 --ledger 新位置。\(exported(.zh))",
        "Entries are hit or out of reach. Have every desk leave, keep this file as it is, and put the latest backup in another place:"
          + " duty-admin restore BACKUP --ledger PLACE. \(exported(.en))")
    }
  }

  /// `export` goes from the first entry on, up to the first that it cannot read.
  private func exported(_ language: Language) -> String {
    guard let exportable else {
      return language("这个文件已导不出记录。", "Nothing can be exported from this file.")
    }
    return language(
      "备份之后记的，可用 duty-admin export --format jsonl 从这个文件导出对照，到第 \(exportable) 条为止。",
      "What was recorded since can be exported from this file, to compare, up to entry \(exportable): duty-admin export"
        + " --format jsonl.")
  }
}
