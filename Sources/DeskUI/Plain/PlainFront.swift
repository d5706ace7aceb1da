import DutyCore

/// The desk in lines: numbered menus for dumb terminals, pipes and screen readers. It asks one question at a time and
/// turns each answer into the events that keys would have been; what can be done, and what is said, is the desk's.
/// See docs/desk.md#in-lines.
package struct PlainFront: Sendable {
  /// Text that is printed before the next line is read.
  package struct Page: Hashable, Sendable {
    package let lines: [String]
    package let question: String
    /// A PIN: not to be shown while it is typed.
    package var isSecret = false
  }

  /// The list that lies under the desk's own screens.
  enum Place: Hashable, Sendable { case main, queue }

  /// Eighty columns; twenty incidents on a page of the queue.
  package static let size = Grid.Size(rows: 40, columns: 80)

  package private(set) var desk: Desk
  var place = Place.main
  /// The fault in the last answer.
  var complaint: String?

  package init(_ desk: Desk) {
    self.desk = desk
    self.desk.tab = .open
  }

  /// A form that has something to ask begins at its first question: nothing is taken for granted that was not read out.
  package mutating func update(_ event: Event) -> [Effect] {
    let before = desk.screens.last?.act
    let effects = desk.update(event)
    switch desk.screens.last {
    case .incident?, .rectification?: desk.askAhead(of: ActForm.all)
    case .form?, .handover?, .menu?, .help?, .wording?, .search?, .rectifications?, nil: break
    }
    if case .form(var form)? = desk.screens.last, form.act != before, form.focus != nil, !form.isTouched {
      form.focus = form.shown.first?.name
      desk.replaceTop(.form(form))
    }
    return effects
  }

  var language: Language { desk.language }
  /// True while the desk is locked; what was asked before is not what an answer is to.
  package var isLocked: Bool { desk.isLocked }

  /// The page to print now.
  package func page() -> Page {
    let page: Page
    switch desk.screens.last {
    case .form(let form)?: page = formPage(form)
    case .handover(let sheet)?: page = handoverPage(sheet)
    case .incident?: page = incidentPage()
    case .menu?, .help?: page = helpPage()
    case .wording?: page = wordingPage()
    case .search?: page = searchPage()
    case .rectifications(let list)?: page = listPage(list)
    case .rectification(let id, _)?: page = itemPage(id)
    case nil: page = place == .main ? mainPage() : queuePage()
    }
    let said =
      ([complaint, desk.notice?.text, alarm].compactMap(\.self)
      + desk.cautions.filter { $0 != desk.notice?.text }).map { "** " + $0 }
    let lines = (said + page.lines).map { SafeText($0).string }
    return Page(lines: lines, question: SafeText(page.question).string, isSecret: page.isSecret)
  }

  /// The events an answer stands for.
  package mutating func answer(_ line: String) -> [Event] {
    complaint = nil
    desk.notice = nil
    let answer = Words(written: cut(line, Field.longestText))?.text ?? ""
    switch desk.screens.last {
    case .form(let form)?: return answered(answer, in: form)
    case .handover?: return typedOnHandover(answer)
    case .search?: return typedOnSearch(answer)
    case .incident?: return typedOnIncident(answer)
    case .rectifications?: return typedInList(answer)
    case .rectification?: return typedOnItem(answer)
    case .menu?, .help?, .wording?: return [.key(.escape)]
    case nil: return place == .main ? typedOnMain(answer) : typedInQueue(answer)
    }
  }

  /// Takes what fits of an answer, and says so where that is not all.
  mutating func cut(_ text: String, _ most: Int) -> String {
    let kept = text.unicodeScalars.prefix(most)
    guard kept.endIndex != text.unicodeScalars.endIndex else { return text }
    complaint = language("内容过长，已截取前 \(most) 字。", "Too long: its first \(most) characters were taken.")
    return String(kept)
  }

  private var alarm: String? {
    guard let first = desk.alarms.first else { return nil }
    let known = desk.snapshot?.incidents[first].map { " \($0.number) \($0.summary.masked(language))" } ?? ""
    return language("应急 \(desk.alarms.count) 件没有看：", "emergencies not looked at, \(desk.alarms.count):") + known
  }

  /// The number that was answered, also in full-width digits; nil for anything else.
  static func number(_ answer: String) -> Int? {
    let digits = String(answer.map(Key.folded))
    return digits.allSatisfy(\.isASCII) ? Int(digits) : nil
  }

  mutating func notUnderstood(_ answer: String) -> [Event] {
    complaint = language("没有“\(answer)”这一项。", "There is no “\(answer)”.")
    return []
  }

  /// Opens what a command does the way the menu would: it says why not where it cannot be.
  func ask(for command: Command) -> [Event] {
    [.key(.function(9))] + command.name(language).map { .key(.character($0)) } + [.key(.enter)]
  }

  mutating func select(_ id: IncidentID) { desk.selection = id }
}

// MARK: - The main list, and what is only read

extension PlainFront {
  /// Commands that are not done to an incident, always under the same numbers.
  private static let commands: [Command] = [
    .act(.receive), .act(.signOn), .act(.takeSeat), .act(.handOver), .handover, .act(.swap), .act(.setStanding),
    .act(.countersign), .search, .help, .rectifications, .act(.openItem),
  ]

  private func mainPage() -> Page {
    guard let snapshot = desk.snapshot else { return Page(lines: [], question: language("请稍候：", "wait: ")) }
    let room = snapshot.room
    let counts = [Incident.Status.received, .inHand, .handled].map {
      "\($0.text(language)) \(snapshot.counts[$0] ?? 0)"
    }
    let queue =
      "1 "
      + language("看队列，选一件来办（未结 \(snapshot.order.count) 件）", "the queue, to choose from (open: \(snapshot.order.count))")
    let commands = Self.commands.enumerated().map { index, command in
      "\(index + 2) \(command.name(language))" + language("：", ": ") + command.help(language, at: desk.stationKind)
    }
    return Page(
      lines: [desk.headline() + "  " + room.zone.local(desk.now).clock, counts.joined(separator: "  "), queue]
        + commands + ["0 " + Command.quit.name(language)],
      question: language("选哪一项：", "which: "))
  }

  private mutating func typedOnMain(_ answer: String) -> [Event] {
    guard !answer.isEmpty else { return [] }
    if let number = Self.number(answer) {
      if number == 0 { return [.key(.character("q"))] }
      if number == 1 {
        place = .queue
        return []
      }
      guard Self.commands.indices.contains(number - 2) else { return notUnderstood(answer) }
      let command = Self.commands[number - 2]
      return command == .help ? [.key(.function(1))] : ask(for: command)
    }
    if answer == "q" { return [.key(.character("q"))] }
    guard let command = Self.commands.first(where: { $0.name(language) == answer }) else {
      return notUnderstood(answer)
    }
    return command == .help ? [.key(.function(1))] : ask(for: command)
  }

  private func helpPage() -> Page {
    Page(lines: desk.helpLines(Self.size.columns).map(\.text), question: language("Enter 返回：", "Enter goes back: "))
  }

  private func wordingPage() -> Page {
    Page(
      lines: desk.wordingLines(columns: Self.size.columns).map(\.text),
      question: language("Enter 返回：", "Enter goes back: "))
  }

  private func handoverPage(_ page: HandoverPage) -> Page {
    Page(
      lines: desk.handoverLines(page).map(\.text)
        + [language("1 签字", "1 sign"), language("2 存成文件", "2 save to a file"), language("0 返回", "0 back")],
      question: language("选哪一项：", "which: "))
  }

  private mutating func typedOnHandover(_ answer: String) -> [Event] {
    switch Self.number(answer) {
    case 1?: return [.key(.enter)]
    case 2?: return [.key(.character("p"))]
    case 0?: return [.key(.escape)]
    default: return answer.isEmpty ? [] : notUnderstood(answer)
    }
  }
}

// MARK: - Searching

extension PlainFront {
  /// Shows what was typed last, and what it found, by number.
  private func searchPage() -> Page {
    guard let room = desk.room else { return mainPage() }
    let hits = desk.finding.hits.enumerated().compactMap { place, id in
      desk.snapshot?.incidents[id].map { "\(place + 1) " + line(of: $0, room) }
    }
    let text = desk.finding.field.text
    let head = text.isEmpty ? [] : [language("检索“\(text)”：\(hits.count) 件", "search “\(text)”: \(hits.count)")]
    return Page(
      lines: head + hits + [language("0 返回", "0 back")],
      question: language("检索什么（数字是上面的第几件）：", "search for (a number is one of the above): "))
  }

  private mutating func typedOnSearch(_ answer: String) -> [Event] {
    let hits = desk.finding.hits
    if answer.count <= 2, let number = Self.number(answer), number == 0 || hits.indices.contains(number - 1) {
      guard number > 0 else { return [.key(.escape)] }
      desk.finding.pointed = hits[number - 1]
      return [.key(.enter)]
    }
    guard !answer.isEmpty else { return [] }
    return [.key(.control("u"))] + answer.map { .key(.character($0)) }
  }
}

// MARK: - The queue and one incident

extension PlainFront {
  private var rows: Int { max(1, Layout(Self.size).listRows) }

  private func queuePage() -> Page {
    guard let snapshot = desk.snapshot else { return mainPage() }
    let shown = snapshot.order.enumerated().dropFirst(desk.first).prefix(rows)
    let lines = shown.compactMap { place, id in
      snapshot.incidents[id].map { "\(place + 1) " + line(of: $0, snapshot.room) }
    }
    let more = snapshot.order.count > desk.first + rows
    let none = lines.isEmpty ? [language("没有未结的事件。", "Nothing is open.")] : []
    return Page(
      lines: none + lines + (more ? [language("+ 下一页", "+ next page")] : [])
        + (desk.first > 0 ? [language("- 上一页", "- page before")] : []) + [language("0 返回", "0 back")],
      question: language("选第几件：", "which incident: "))
  }

  /// One incident as a sentence: the most pressing first.
  private func line(of incident: Incident, _ room: Room) -> String {
    let lead = incident.department.map { language("牵头", "lead ") + room.catalogue.name(ofDepartment: $0) }
    let urgency = incident.urgency == .routine ? nil : incident.urgency.text(language)
    let category = incident.category.map(room.catalogue.name(ofCategory:))
    let parts =
      [incident.number.description, incident.status.text(language), incident.dueText(desk.now, language), urgency]
      + incident.marks(in: room, desk.now).map { $0.text(language) }
      + [category, incident.place?.masked(language), incident.summary.masked(language), lead]
    return parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: language("，", ", "))
  }

  private mutating func typedInQueue(_ answer: String) -> [Event] {
    switch String(answer.map(Key.folded)) {
    case "": return []
    case "0":
      place = .main
      return []
    case "+": return turn(by: rows)
    case "-": return turn(by: -rows)
    default: break
    }
    guard let number = Self.number(answer), let order = desk.snapshot?.order, order.indices.contains(number - 1) else {
      return notUnderstood(answer)
    }
    select(order[number - 1])
    return [.key(.enter)]
  }

  private mutating func turn(by step: Int) -> [Event] {
    guard let order = desk.snapshot?.order, !order.isEmpty else { return [] }
    desk.first = max(0, min(desk.first + step, order.count - 1))
    select(order[desk.first])
    return [.tick(desk.now)]
  }
}

extension Desk.Screen {
  /// The act whose form it is.
  fileprivate var act: ActForm? { if case .form(let form) = self { form.act } else { nil } }
}

extension Line {
  var text: String { spans.map(\.text).joined() }
}
