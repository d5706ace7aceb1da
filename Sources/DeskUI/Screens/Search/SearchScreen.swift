import DutyCore

// What is searched for, and a line for each incident it finds.

extension Desk {
  var searchHints: [(String, String)] {
    [
      ("Up/Down", language("选", "choose")), ("Enter", language("打开", "open")),
      ("Ctrl-U", language("清空", "clear")), ("Esc", language("返回", "back")),
    ]
  }

  func drawSearch(_ grid: inout Grid, _ layout: Layout) {
    let top = layout.body.lowerBound
    let label = language("检索 ", "search ")
    let text = finding.field.text
    var line = Line([(label, .title), (text + " ", .field), ("  " + told, .muted)])
    line.caret = SafeText.width(of: label) + SafeText.width(of: String(text.prefix(finding.field.caret)))
    grid.put(line, row: top, columns: 0..<size.columns)
    grid.caretIsVisible = true
    let area = (top + 1)..<layout.body.upperBound
    guard let snapshot, !finding.hits.isEmpty else { return }
    let at = finding.pointed.flatMap { finding.hits.firstIndex(of: $0) } ?? 0
    let first = max(0, min(at - area.count / 2, finding.hits.count - area.count))
    let sought = Sought(text)
    for (row, id) in zip(area, finding.hits.dropFirst(first)) {
      guard let incident = snapshot.incidents[id] else { continue }
      drawHit(incident, sought, in: snapshot.room, row, &grid)
    }
  }

  /// Tells how many were found, or how to go on.
  private var told: String {
    guard finding.sought != nil else {
      return language("汉字、全拼、首字母、编号、单位都可以", "Hanzi, pinyin, initials, number, unit")
    }
    let count = finding.hits.count
    guard count > 0 else {
      return language("没有找到，换个字或拼音再试（反映人姓名、电话不在检索内）", "nothing found; reporters are not searched")
    }
    guard count < QueueView.mostFound else {
      return language("前 \(count) 件，再打几个字", "the first \(count); type on")
    }
    return language("\(count) 件", "\(count) found")
  }

  private func drawHit(_ incident: Incident, _ sought: Sought, in room: Room, _ row: Int, _ grid: inout Grid) {
    let isPointed = incident.id == finding.pointed
    let base: Style = isPointed ? .selected : incident.status.isOpen ? .plain : .muted
    grid.fill(row: row, style: base)
    grid.show(incident.id, row: row, columns: 0..<size.columns)
    var column = grid.put(isPointed ? "> " : "  ", row: row, column: 0, style: base)
    for (text, width) in hitCells(incident, in: room) {
      var at = column
      for part in sought.parts(of: SafeText.fitted(text, width)) {
        at += grid.put(part.text, row: row, column: at, style: part.isFound ? .found : base)
      }
      column += width + 1
    }
  }

  /// Number (which begins with the day), status, category, place and summary, as far as the line is wide.
  private func hitCells(_ incident: Incident, in room: Room) -> [(text: String, width: Int)] {
    var cells = [(incident.number.description, 13), (incident.status.text(language), language == .zh ? 6 : 8)]
    if size.columns >= 60 {
      cells.append((incident.category.map(room.catalogue.name(ofCategory:)) ?? language("未定", "-"), 8))
    }
    if size.columns >= 72 { cells.append((incident.place?.masked(language) ?? incident.grid ?? "", 14)) }
    let taken = cells.reduce(2) { $0 + $1.1 + 1 }
    return cells + [(incident.summary.masked(language), max(8, size.columns - taken))]
  }
}
