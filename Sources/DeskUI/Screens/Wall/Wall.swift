import DutyCore

// The wall drawn: who reported a matter is never on it, and no long number that stands in its words.

extension Desk {
  func drawWall() -> Grid {
    var grid = Grid(size)
    guard !Layout(size).isTooSmall else {
      drawTooSmall(&grid)
      return grid
    }
    drawHeader(&grid)
    guard let snapshot else { return grid }
    let page = WallPage(size, snapshot)
    drawWallCounts(snapshot, &grid)
    grid.rule(row: 2)
    let shown = Array(snapshot.order.prefix(page.pinned)) + snapshot.order.dropFirst(first).prefix(page.rows)
    for (slot, id) in shown.enumerated() {
      guard let incident = snapshot.incidents[id] else { continue }
      drawOnWall(incident, snapshot.room, row: WallPage.firstRow + slot * page.linesEach, page.linesEach, &grid)
    }
    if snapshot.order.isEmpty {
      grid.put(language("没有未结的事件。", "Nothing is open."), row: WallPage.firstRow, column: 1, style: .muted)
    }
    drawWallFoot(snapshot, page, &grid)
    return grid
  }

  private func drawWallCounts(_ snapshot: Snapshot, _ grid: inout Grid) {
    let open: [Incident.Status] = [.received, .inHand, .handled, .suspended]
    let counts = open.map { $0.text(language) + " \(snapshot.counts[$0] ?? 0)" }
    let pressing = snapshot.emergencies.count
    var column = 1
    if pressing > 0 {
      let text = language(" 应急 \(pressing) ", " emergencies \(pressing) ")
      column += grid.put(text, row: 1, column: column, style: .emergency) + 2
    }
    grid.put(counts.joined(separator: "  "), row: 1, column: column, style: .title)
  }

  private func drawWallFoot(_ snapshot: Snapshot, _ page: WallPage, _ grid: inout Grid) {
    let (number, pages) = page.number(of: first, count: snapshot.order.count)
    let count = snapshot.order.count
    let text = language("未结 \(count) 件  第 \(number)/\(pages) 页", "open \(count)  page \(number)/\(pages)")
    grid.put(text, row: size.rows - 1, column: 1, style: .muted)
  }

  /// Time, marks, number, who leads, status; then place and summary, on a line of their own where there are two.
  private func drawOnWall(_ incident: Incident, _ room: Room, row: Int, _ lines: Int, _ grid: inout Grid) {
    let isEmergency = incident.isEmergency
    let base: Style = isEmergency ? .emergency : .plain
    let lead =
      incident.department.map(room.catalogue.name(ofDepartment:))
      ?? (incident.takenOnBy == nil ? language("没有派", "nobody") : language("自办", "desk"))
    let marks =
      (isEmergency ? [incident.urgency.text(language)] : [])
      + incident.marks(in: room, now).map { $0.short(language) }
    let cells: [(text: String, width: Int, style: Style)] = [
      (wallDue(incident, room, lines), lines == 1 ? 8 : 20, isEmergency ? base : incident.dueStyle(now) ?? base),
      (marks.prefix(lines == 1 ? 1 : 2).joined(separator: " "), lines == 1 ? 7 : 14, base),
      (String(incident.number.description.dropFirst(4)), 9, base), (lead, lines == 1 ? 9 : 14, base),
      (incident.status.text(language), language == .zh ? 6 : 9, base),
    ]
    if isEmergency { for line in 0..<min(lines, 2) { grid.fill(row: row + line, style: base) } }
    var column = 1
    for cell in cells {
      grid.put(SafeText.fitted(cell.text, cell.width), row: row, column: column, limit: cell.width, style: cell.style)
      column += cell.width + 1
    }
    let words = onWall([incident.place, incident.summary].compactMap(\.self))
    let category = incident.category.map(room.catalogue.name(ofCategory:)) ?? ""
    if lines == 1 {
      grid.put(SafeText.fitted(words, size.columns - column), row: row, column: column, style: base)
    } else {
      grid.put(category, row: row, column: column, limit: size.columns - column, style: base)
      grid.put(SafeText.fitted(words, size.columns - 10), row: row + 1, column: 10, style: isEmergency ? base : .title)
    }
  }

  /// Tells how long is left; where there is room for it the moment too.
  private func wallDue(_ incident: Incident, _ room: Room, _ lines: Int) -> String {
    let left = incident.dueText(now, language)
    guard lines > 1, let due = incident.nextDue else { return left }
    let gap = String(repeating: " ", count: max(1, 9 - SafeText.width(of: left)))
    return left + gap + TimeText.short(due, room.zone, now)
  }

  private func onWall(_ words: [Words]) -> String {
    words.map { PhoneNumbers.hidden(in: $0.shown(language)) }.joined(separator: "  ")
  }
}
