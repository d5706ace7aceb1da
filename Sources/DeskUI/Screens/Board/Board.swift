import DutyCore

// The board: the queue, and the selected incident beside or below it.

extension Desk {
  func drawBoard(_ grid: inout Grid, _ layout: Layout) {
    guard let snapshot else { return }
    let columns = BoardColumns(width: layout.listColumns, language)
    for cell in columns.cells {
      grid.put(cell.title(language), row: layout.listHeadRow, column: cell.at, limit: cell.width, style: .title)
    }
    let window = snapshot.order.dropFirst(first).prefix(layout.listRows)
    for (row, id) in zip(layout.listFirstRow..., window) {
      guard let incident = snapshot.incidents[id] else { continue }
      drawRow(incident, in: snapshot.room, row, columns, &grid)
    }
    if snapshot.order.isEmpty {
      grid.put(
        language("这一栏没有事件。按 r 登记。", "Nothing here. Press r to receive."), row: layout.listFirstRow, column: 2,
        style: .muted)
    }
    if let ruleRow = layout.ruleRow { grid.rule(row: ruleRow) }
    if let detail = layout.detail, let selected {
      grid.put(
        dossier(selected, columns: detail.columns.count), detail, more: language("Enter 打开，还有", "Enter opens, more:"))
    }
  }

  private func drawRow(
    _ incident: Incident, in room: Room, _ row: Int, _ columns: BoardColumns, _ grid: inout Grid
  ) {
    let isSelected = incident.id == selection
    let base: Style = isSelected ? .selected : incident.status.isOpen ? .plain : .muted
    grid.fill(row: row, count: columns.width, style: base)
    for cell in columns.cells {
      let words =
        cell.column == .mark
        ? mark(incident, in: room, besideUrgency: columns.hasUrgency) : text(cell.column, incident, room)
      let text = SafeText.fitted(words, cell.width)
      let style = isSelected ? base : style(cell.column, incident, base)
      grid.put(text, row: row, column: cell.at, limit: cell.width, style: style)
    }
    grid.show(incident.id, row: row, columns: 0..<columns.width)
    if isSelected { grid.caret = Grid.Place(row: row, column: 0) }
  }

  private func text(_ column: BoardColumns.Column, _ incident: Incident, _ room: Room) -> String {
    switch column {
    case .pointer:
      if marked.contains(where: { $0.id == incident.id }) {
        incident.id == selection ? "+" : "*"
      } else {
        incident.id == selection ? ">" : ""
      }
    case .number:
      incident.dutyDay == room.plan.dutyDay(of: now)
        ? padded(incident.number.serial, 4) : String(incident.number.description.dropFirst(4))
    case .due: incident.dueText(now, language)
    case .urgency: incident.urgency.short(language)
    case .source: incident.source.short(language)
    case .category: incident.category.map(room.catalogue.name(ofCategory:)) ?? language("未定", "-")
    case .place: incident.place?.masked(language) ?? incident.grid ?? ""
    case .summary: incident.summary.masked(language)
    case .lead:
      incident.department.map(room.catalogue.name(ofDepartment:))
        ?? (incident.takenOnBy == nil ? "" : language("自办", "desk"))
    case .status: incident.status.text(language)
    case .mark: mark(incident, in: room, besideUrgency: true)
    }
  }

  /// The most pressing of its marks. Where urgency has no column of its own it is one of them: behind a sheet, before
  /// lateness, which the time already says.
  private func mark(_ incident: Incident, in room: Room, besideUrgency: Bool) -> String {
    let mark = incident.marks(in: room, now).first?.short(language) ?? ""
    guard !besideUrgency, incident.status.isOpen, incident.urgency != .routine else { return mark }
    let hasSheet = incident.ladderStep(at: now).map { $0 > .urge } ?? false
    return hasSheet && !incident.isEmergency ? mark : incident.urgency.short(language)
  }

  private func style(_ column: BoardColumns.Column, _ incident: Incident, _ base: Style) -> Style {
    switch column {
    case .due: incident.dueStyle(now) ?? base
    case .urgency, .mark:
      incident.isEmergency && incident.status.isOpen
        ? .emergency : column == .mark ? incident.dueStyle(now) ?? base : base
    case .pointer, .number, .source, .category, .place, .summary, .lead, .status: base
    }
  }
}

/// The columns of the queue and their places, for one width of it.
/// See docs/desk.md#ladder-of-widths.
struct BoardColumns {
  enum Column: CaseIterable {
    case pointer, number, due, urgency, mark, source, category, place, summary, lead, status

    /// The width it takes at least; the summary takes what is left.
    func width(_ language: Language, isTight: Bool) -> Int {
      switch self {
      case .pointer: 1
      case .number: 9
      case .due: language == .zh ? 7 : 6
      case .urgency, .source: 4
      case .mark: 6
      case .category, .place: isTight ? 6 : 8
      case .lead: 8
      case .summary: 16
      case .status: language == .zh ? 6 : 8
      }
    }
  }

  struct Cell {
    let column: Column
    let at: Int
    let width: Int
  }

  let width: Int
  let cells: [Cell]

  /// Urgency has a column of its own; else it stands among the marks.
  var hasUrgency: Bool { cells.contains { $0.column == .urgency } }

  /// Columns from which a summary can be understood; source and urgency have columns of their own only beside one as wide.
  private static let readable = 24
  /// These give way next, once category and place are as short as they can be, until the summary has its least width.
  private static let givingWay: [Column] = [.place, .category, .mark, .lead]

  init(width: Int, _ language: Language) {
    self.width = width
    var columns = Column.allCases
    var isTight = false
    func needed() -> Int { columns.reduce(0) { $0 + $1.width(language, isTight: isTight) + 1 } - 1 }
    let luxury = Self.readable - Column.summary.width(language, isTight: false)
    for column in [Column.source, .urgency] where needed() + luxury > width { columns.removeAll { $0 == column } }
    isTight = needed() > width
    for column in Self.givingWay where needed() > width { columns.removeAll { $0 == column } }
    let spare = max(0, width - needed())
    // What is left over beyond a readable summary goes to place and summary alike, as far as a place is long.
    let forPlace = columns.contains(.place) ? min(8, max(0, spare - luxury) / 2) : 0
    var at = 0
    var cells: [Cell] = []
    for column in columns {
      let more = column == .summary ? spare - forPlace : column == .place ? forPlace : 0
      let taken = column.width(language, isTight: isTight) + more
      cells.append(Cell(column: column, at: at, width: taken))
      at += taken + 1
    }
    self.cells = cells
  }
}

extension BoardColumns.Cell {
  func title(_ language: Language) -> String {
    switch column {
    case .pointer: ""
    case .number: language("编号", "no.")
    case .due: language("时限", "due")
    case .urgency: language("急", "urg.")
    case .source: language("来源", "from")
    case .category: language("类别", "category")
    case .place: language("地点", "place")
    case .summary: language("摘要", "summary")
    case .lead: language("牵头", "lead")
    case .status: language("状态", "status")
    case .mark: language("标记", "mark")
    }
  }
}
