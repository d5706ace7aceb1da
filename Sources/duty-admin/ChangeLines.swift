import DutyCore
import DutyLists

/// Tells what an import of lists changes, and what still uses codes that it takes away, as lines to read.
struct ChangeLines {
  private let changes: [ListChange]
  private let room: Room
  private let after: Catalogue
  private let open: (categories: [String: Int], units: [String: Int])

  init(
    from room: Room, to catalogue: Catalogue, _ calendar: WorkCalendar,
    open: (categories: [String: Int], units: [String: Int])
  ) {
    changes = ListChange.all(from: room, to: catalogue, calendar)
    self.room = room
    after = catalogue
    self.open = open
  }

  /// `isEmpty`: nothing is to be recorded.
  func lines(_ language: Language, isEmpty: Bool) -> [String] {
    if isEmpty { return [language("和现有的一样，没有要改的。", "The same as what is in force: nothing to change.")] }
    if changes.isEmpty { return [language("只有行的先后不同。", "Only the order of the rows is another.")] }
    var lines: [String] = []
    for file in CatalogueFiles.File.allCases {
      let own = changes.filter { $0.file == file }
      guard !own.isEmpty else { continue }
      let (added, removed) = (own.filter { $0.what == .added }.count, own.filter { $0.what == .removed }.count)
      let changed = own.count - added - removed
      lines.append(
        language(
          "\(file.name)：新增 \(added)，删除 \(removed)，更改 \(changed)",
          "\(file.name): \(added) added, \(removed) removed, \(changed) changed"))
      lines += own.map { line(of: $0, language) }
    }
    return lines + leftBehind(language)
  }

  private func line(of change: ListChange, _ language: Language) -> String {
    let what = [change.code, change.name].filter { !$0.isEmpty }.joined(separator: " ")
    switch change.what {
    case .added: return "  + " + what
    case .removed: return "  - " + what
    case .changed(let differences):
      func shown(_ cell: String) -> String { cell.isEmpty ? language("（空）", "(empty)") : cell }
      let list = differences.map { "\($0.column) \(shown($0.before)) → \(shown($0.after))" }
      return "  ~ " + what + language("：", ": ") + list.joined(separator: language("；", "; "))
    }
  }

  /// Open incidents, liaisons and standing routings of codes that go.
  private func leftBehind(_ language: Language) -> [String] {
    func gone(_ file: CatalogueFiles.File) -> [String] {
      changes.filter { $0.file == file && $0.what == .removed }.map(\.code)
    }
    let (categories, units) = (gone(.categories), gone(.departments))
    var lines: [String] = []
    func openOnes(_ code: String, _ name: String, _ count: Int?) {
      guard let count else { return }
      lines.append(
        language(
          "注意：\(code) \(name) 还有 \(count) 件没有办结；旧事件里照旧显示名称。",
          "Note: \(code) \(name) has \(count) open; the name stays where it was used."))
    }
    for code in categories { openOnes(code, room.catalogue.name(ofCategory: code), open.categories[code]) }
    for code in units { openOnes(code, room.catalogue.name(ofDepartment: code), open.units[code]) }
    for person in room.officers.values.sorted(by: { $0.id < $1.id }) where !person.hasLeft {
      guard let unit = person.department, units.contains(unit) else { continue }
      lines.append(
        language(
          "注意：\(person.name)的单位 \(unit) 不在清单里了，请用 officer rank 改。",
          "Note: \(person.name) is of \(unit), which goes; change that with officer rank."))
    }
    for routing in room.standing.values.sorted(by: { $0.category < $1.category }) {
      let used =
        [routing.category].filter(categories.contains) + (routing.lead + routing.support).filter(units.contains)
      guard !used.isEmpty else { continue }
      let codes = used.joined(separator: language("、", ", "))
      lines.append(
        language(
          "注意：类别 \(routing.category) 的常规派单用到 \(codes)，请领导在工作台重设。",
          "Note: the standing routing of \(routing.category) uses \(codes); a leader sets it anew at the desk."))
    }
    return lines
  }
}
