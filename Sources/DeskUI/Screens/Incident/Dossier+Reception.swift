import DutyCore

// What a matter came with, and how it stands towards whoever sent it.

extension Dossier {
  func whereabouts() -> [String] {
    let claimed = incident.claimed.map {
      language("来文称 \(time($0)) 受理，不计", "said to have come \(time($0)), which does not count")
    }
    let parts: [String?] = [
      incident.place.map { language("地点 ", "place ") + $0.masked(language) },
      incident.grid.map { language("网格 ", "grid ") + $0 },
      language("来源 ", "from ") + incident.source.text(language),
      incident.externalId.map { language("工单 ", "order ") + $0 },
      incident.document.map { language("文号 ", "document ") + $0 },
      incident.handedDownBy.map { language("交办 ", "handed down by ") + unit($0) },
      incident.called.map { language("来电 ", "called ") + time($0) },
      language("受理 ", "received ") + time(incident.received) + " " + room.name(of: incident.receivedBy, language),
      claimed,
    ]
    return parts.compactMap(\.self)
  }

  /// The terms it stands on: who is complained of, the sender's limit and answer, by whom own hands were let in.
  func terms() -> [String] {
    let confidential: String? = incident.isConfidential ? language("保密", "confidential") : nil
    let complained = incident.complainedOf.map { language("被反映单位 ", "complained of: ") + unit($0) }
    let owed: String? = incident.owesAnswer ? language("要答复来文单位", "an answer is owed to the sender") : nil
    let interim = incident.interimUntil.map {
      language("已阶段答复，下次 \(time($0)) 前", "interim answer given, the next by \(time($0))")
    }
    let stated: [String?] = [
      confidential, complained, sendersLimit(), owed, interim, returning(), admission(), firstLimit(), handedOver(),
      atCounty(), repeated(),
    ]
    return stated.compactMap(\.self)
  }

  private func sendersLimit() -> String? {
    incident.outsideDue.map { due in
      language("来文时限 ", "their limit ") + time(due)
        + (incident.outsideIsTooNear
          ? language("（逾期交办，不计，请来文单位另定）", " (came too late, sets no clock: ask the sender for another)") : "")
        + (incident.firstOutsideDue.map { language("（原定 \(time($0))）", " (first \(time($0)))") } ?? "")
    }
  }

  private func returning() -> String? {
    incident.returning.map { pending in
      language("已退回来文单位，待答复", "returned to the sender, who has not answered")
        + (pending.answerBy.map { language("（限 \(time($0.due))）", " (by \(time($0.due)))") } ?? "")
    }
  }

  private func admission() -> String? {
    guard incident.isAdmitted else { return nil }
    let facts = incident.admission
    let parts = [
      facts?.agreed.map { language("同意 ", "agreed by ") + $0.masked(language) },
      facts?.asker.map { language("来文 ", "asked by ") + unit($0) }, facts?.document,
      facts?.means.map { language("人财物 ", "means: ") + $0.masked(language) },
      facts?.until.map { language("到 \($0)", "until \($0)") },
    ].compactMap(\.self)
    return language("已准入", "admitted")
      + (parts.isEmpty ? "" : language("：", ": ") + parts.joined(separator: language("，", ", ")))
  }

  /// The deadline by which figures judge it, where another runs.
  private func firstLimit() -> String? {
    guard let first = incident.firstDeadline, first != incident.deadline else { return nil }
    return language("考核按首次办结限 ", "judged by the first limit ") + time(first.due)
  }

  private func handedOver() -> String? {
    incident.handedOver.map {
      language("\(time($0)) 已移交，办结时限暂停", "handed over at \(time($0)), the closing clock stands still")
    }
  }

  /// The time it was for the county to act, apart from our own.
  private func atCounty() -> String? {
    guard !incident.atCounty.isEmpty else { return nil }
    let spent = incident.atCounty.map { ($0.until ?? now) - $0.since }.reduce(DutyCore.Duration(milliseconds: 0), +)
    return language("县级办理 ", "with the county ") + TimeText.span(spent, language)
  }

  private func repeated() -> String? {
    if let older = incident.repeatOf {
      return language("再报，原事件 \(older.number)", "reported again, before as \(older.number)")
    }
    guard !incident.repeatedBy.isEmpty else { return nil }
    let numbers = incident.repeatedBy.map(\.number.description).joined(separator: language("、", ", "))
    return language("再次反映 \(numbers)", "reported again as \(numbers)")
  }
}
