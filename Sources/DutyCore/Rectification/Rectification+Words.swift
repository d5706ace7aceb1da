// A rectification's words in both languages, and what its entries say.

extension Rectification.Kind {
  package func text(_ language: Language) -> String {
    switch self {
    case .plain: language("整改", "rectification")
    case .datedOrder: language("限期整改", "dated order")
    case .filing: language("立案", "filing")
    case .hazard: language("一般隐患", "hazard")
    case .majorHazard: language("重大隐患", "major hazard")
    }
  }
}

extension Rectification.State {
  package func text(_ language: Language) -> String {
    switch self {
    case .open: language("整改中", "open")
    case .done: language("待复查", "waiting to be verified")
    case .verified: language("已销号", "verified")
    case .dropped: language("已撤销", "dropped")
    }
  }

  /// The acts by which it can be moved on.
  func possible(_ language: Language) -> String {
    let moving: [ActionName] = [
      .changeItem, .progressItem, .doneItem, .verifyItem, .returnItem, .lookBack, .dropItem, .note,
    ]
    return moving.filter { $0.isPossible(at: self) }.map { $0.text(language) }
      .joined(separator: language("、", ", "))
  }
}

extension Verification.Way {
  package func text(_ language: Language) -> String {
    switch self {
    case .onTheSpot: language("现场看过", "seen on the spot")
    case .photos: language("看整改前后照片", "by photos of before and after")
    }
  }
}

extension EntryText {
  func words(of act: RectificationAct) -> [String?] {
    switch act {
    case .open(let facts):
      return [
        facts.kind.text(language), shown(facts.what), facts.place.map(shown), unit(facts.owner), until(facts.due),
        facts.incident?.number.description, facts.supervisor.map { language("主管 ", "supervised by ") + unit($0) },
        facts.fiveFixed.map { five in five.all.map(shown).joined(separator: language("；", "; ")) },
      ]
    case .change(let facts):
      return [facts.owner.map(unit), facts.due.map(until), facts.means.map(shown), shown(facts.reason)]
    case .progress(let facts): return [facts.share.map { "\($0)%" }, shown(facts.words)]
    case .done(let facts), .note(let facts): return [shown(facts.words)]
    case .verify(let facts):
      return [
        facts.way.text(language), facts.words.map(shown), facts.paper.map(shown),
        facts.lookBackDays.map { language("\($0) 天后回头看", "looked at again after \($0) days") },
      ]
    case .sendBack(let facts): return [until(facts.due), shown(facts.reason)]
    case .lookBack(let facts):
      return [
        facts.holds ? language("没有反弹", "it holds") : language("回潮", "it is back"), facts.due.map(until),
        facts.words.map(shown),
      ]
    case .drop(let facts): return [shown(facts.reason)]
    case .attach(let facts): return [facts.kind.text(language), shown(facts.path)]
    case .urge(let facts): return [facts.words.map(shown)]
    case .sheet(let facts): return [facts.colour.text(language), facts.reason.map(shown)]
    case .correct(let facts): return words(facts)
    case .countersign(let facts): return ["#\(facts.entry)"]
    case .erase(let facts): return words(facts)
    }
  }

  private func until(_ day: Day) -> String { language("\(day) 前整改完", "by \(day)") }
}
