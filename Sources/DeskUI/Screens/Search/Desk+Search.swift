import DutyCore

/// The search and what the ledger found: the text stays for the next time, the hits for going from one to
/// the next.
/// See docs/desk.md#searching-as-typed.
struct Finding: Hashable, Sendable {
  var field = Field(.sought, .line)
  private(set) var hits: [IncidentID] = []
  /// The hit that the arrows stand on.
  var pointed: IncidentID?
  /// True while the text of the last time is still there; the next character begins anew.
  var isOld = false

  /// Nil while nothing is typed that could be found.
  var sought: String? { Sought(field.text).isEmpty ? nil : field.text }

  /// Takes the hits out of a look that searched for what stands here.
  mutating func take(_ snapshot: Snapshot) {
    guard let sought, snapshot.view.sought == sought else { return }
    hits = snapshot.found
    if pointed.map(hits.contains) != true { pointed = hits.first }
  }

  /// False where the field takes no more.
  @discardableResult
  mutating func type(_ text: String) -> Bool {
    if isOld { field.clear() }
    isOld = false
    defer { forget() }
    return field.type(text)
  }

  mutating func edit(_ key: Key) {
    isOld = false
    let before = field.text
    if field.edit(key), field.text != before { forget() }
  }

  private mutating func forget() {
    pointed = nil
    if sought == nil { hits = [] }
  }

  mutating func point(_ by: Int) {
    guard !hits.isEmpty else { return }
    let at = pointed.flatMap { hits.firstIndex(of: $0) } ?? 0
    pointed = hits[min(max(0, at + by), hits.count - 1)]
  }
}

extension Desk {
  mutating func openSearch() {
    guard screens.last != .search else { return }
    finding.isOld = !finding.field.text.isEmpty
    screens.append(.search)
  }

  /// A Hanzi that is typed where no field takes it begins a new search. False for any other key.
  mutating func openSearch(with key: Key) -> Bool {
    guard key.isWord, case .character(let character) = key else { return false }
    finding = Finding()
    finding.type(String(character))
    screens.removeAll { $0 == .search }
    openSearch()
    return true
  }

  mutating func pressInSearch(_ key: Key) -> [Effect] {
    let page = max(1, Layout(size).body.count - 2)
    switch key {
    case .character(let character): if !finding.type(String(character)) { notice = isFull(finding.field) }
    case .up: finding.point(-1)
    case .down, .tab: finding.point(1)
    case .pageUp: finding.point(-page)
    case .pageDown: finding.point(page)
    case .enter: return openHit()
    case .escape, .control("g"), .function(10), .function(12): screens.removeLast()
    case .function(1): return run(.help)
    case .backTab, .backspace, .delete, .left, .right, .home, .end, .function, .control: finding.edit(key)
    }
    return []
  }

  private mutating func openHit() -> [Effect] {
    guard let pointed = finding.pointed else { return [.bell] }
    select(pointed)
    screens.append(.incident(scroll: 0))
    return []
  }

  /// The reason why there is no hit to go to.
  var nothingFound: String { language("还没有检索到的。按 / 检索。", "Nothing was searched for yet. Press / to search.") }

  /// Goes to the hit after or before the selected one, and round at the ends.
  mutating func turnHit(_ by: Int) {
    let hits = finding.hits
    guard !hits.isEmpty else { return }
    let next: Int
    if let at = selection.flatMap({ hits.firstIndex(of: $0) }) {
      next = (at + by + hits.count) % hits.count
    } else {
      next = by > 0 ? 0 : hits.count - 1
    }
    select(hits[next])
    finding.pointed = hits[next]
    if case .incident? = screens.last { replaceTop(.incident(scroll: 0)) }
    let text = PhoneNumbers.masked(finding.field.text)
    notice = say(
      "检索“\(text)”：第 \(next + 1) 件，共 \(hits.count) 件", "search “\(text)”: \(next + 1) of \(hits.count)")
  }

  /// The emergency that the banner names; where all were looked at, the one after the selected incident.
  var nextAlarm: IncidentID? {
    if let alarm = alarms.first { return alarm }
    let open = snapshot?.emergencies ?? []
    let at = selection.flatMap { open.firstIndex(of: $0) }
    return at.map { open[($0 + 1) % open.count] } ?? open.first
  }

  /// Opens its page, in whatever tab it is. Only a key does this: what comes in never moves the selection.
  /// What was being written under a page of help is kept.
  mutating func showAlarm() -> [Effect] {
    guard let alarm = nextAlarm else { return [] }
    let kept = shelveAll()
    select(alarm)
    screens = [.incident(scroll: 0)]
    return kept
  }

  mutating func select(_ id: IncidentID) {
    selection = id
    alarms.removeAll { $0 == id }
    keepInWindow()
  }
}
