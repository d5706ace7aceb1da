import DutyCore

/// The list of what is left to be put right: of one incident, or all of the station's in which something is owed.
struct RectificationList: Hashable, Sendable {
  /// The incident whose rectifications are listed; nil for all that are owed.
  let of: IncidentID?
  /// The one the arrows stand on: an id, never a row.
  var pointed: RectificationID?
}

extension Desk {
  /// The rectification whose page is open, or lies under the form that is.
  var shownRectification: Rectification? {
    let shown = screens.lazy.reversed().compactMap { screen -> RectificationID? in
      if case .rectification(let id, _) = screen { id } else { nil }
    }.first
    return shown.flatMap { snapshot?.rectifications.known[$0] }
  }

  /// The part of the next look that is about rectifications.
  var rectificationView: RectificationView {
    let isList = screens.contains { if case .rectifications(let list) = $0 { list.of == nil } else { false } }
    let detail = screens.lazy.compactMap { screen -> RectificationID? in
      if case .rectification(let id, _) = screen { id } else { nil }
    }.last
    return RectificationView(list: isList ? .owed : .ofDetail, detail: detail)
  }

  /// On an incident's page its own; elsewhere all that are owed.
  mutating func openRectifications() {
    let isOnIncident = if case .incident? = screens.last { true } else { false }
    screens.append(.rectifications(RectificationList(of: isOnIncident ? selection : nil)))
  }

  mutating func press(_ key: Key, in list: RectificationList) -> [Effect] {
    let listed = snapshot?.rectifications.listed ?? []
    let at = list.pointed.flatMap { listed.firstIndex(of: $0) } ?? 0
    let page = max(1, Layout(size).body.count - 2)
    guard let command = Command.on(key) else { return [] }
    if let step = [.up: -1, .down: 1, .pageUp: -page, .pageDown: page, .top: -listed.count, .bottom: listed.count][
      command]
    {
      var list = list
      let next = min(max(0, at + step), listed.count - 1)
      list.pointed = listed.indices.contains(next) ? listed[next] : nil
      replaceTop(.rectifications(list))
    } else if command == .open {
      guard listed.indices.contains(at) else { return [.bell] }
      screens.append(.rectification(listed[at], scroll: 0))
    } else if [.back, .quit].contains(command) {
      screens.removeLast()
    } else if [.menu, .help, .alarm, .act(.openItem)].contains(command) {
      return run(command)
    }
    return []
  }

  func drawRectifications(_ list: RectificationList, _ grid: inout Grid, _ layout: Layout) {
    guard let snapshot else { return }
    let part = snapshot.rectifications
    let of = list.of.flatMap { snapshot.incidents[$0] }.map { "  \($0.number)" } ?? language("  未了结的", "  owed")
    let top = layout.body.lowerBound
    grid.put(
      Line([(language("整改项", "rectifications") + of, .title), ("  \(part.listed.count)", .plain)]), row: top,
      columns: 0..<size.columns)
    guard !part.listed.isEmpty else {
      grid.put(
        language("没有整改项。操作（F9）里选“整改立项”。", "None. “open item” in the menu (F9) opens one."), row: top + 1, column: 2,
        style: .muted)
      return
    }
    let area = (top + 1)..<layout.body.upperBound
    let at = list.pointed.flatMap { part.listed.firstIndex(of: $0) } ?? 0
    let first = max(0, min(at - area.count / 2, part.listed.count - area.count))
    for (row, place) in zip(area, part.listed.indices.dropFirst(first)) {
      guard let item = part.known[part.listed[place]] else { continue }
      drawItem(item, isPointed: place == at, in: snapshot.room, row, &grid)
    }
  }

  private func drawItem(_ item: Rectification, isPointed: Bool, in room: Room, _ row: Int, _ grid: inout Grid) {
    let base: Style = isPointed ? .selected : item.isOwed ? .plain : .muted
    grid.fill(row: row, style: base)
    let due = item.nextDue.map { TimeText.left(until: $0, now, language) } ?? ""
    let cells: [(String, Int, Style)] = [
      (isPointed ? ">" : "", 1, base), (item.id.number, 9, base), (item.state.text(language), 10, base),
      (due, 7, isPointed ? base : item.isOverdue(at: now) ? .overdue : base), (item.kind.text(language), 8, base),
      (room.catalogue.name(ofDepartment: item.owner), 10, base),
    ]
    var column = 0
    for (text, width, style) in cells {
      grid.put(SafeText.fitted(text, width), row: row, column: column, limit: width, style: style)
      column += width + 1
    }
    grid.put(
      SafeText.fitted(item.what.masked(language), max(8, size.columns - column)), row: row, column: column, style: base)
    if isPointed { grid.caret = Grid.Place(row: row, column: 0) }
  }
}
