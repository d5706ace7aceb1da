import DutyCore

extension Desk {
  mutating func press(_ key: Key) -> [Effect] {
    if Command.on(key) == .lock { return run(.lock) }
    switch screens.last {
    case .form(let form)?: return press(key, in: form)
    case .menu(let menu)?:
      notice = nil
      return pressInMenu(key, menu)
    case .search?:
      notice = nil
      return pressInSearch(key)
    case .help(let scroll)?:
      notice = nil
      return pressToRead(key, scroll) { .help(scroll: $0) }
    case .handover(let page)?:
      notice = nil
      return press(key, on: page)
    case .incident(let scroll)?:
      notice = nil
      return pressInIncident(key, scroll)
    case .rectifications(let list)?:
      notice = nil
      return press(key, in: list)
    case .rectification(let id, let scroll)?:
      notice = nil
      return pressInRectification(key, id, scroll)
    case .wording(let scroll)?:
      notice = nil
      return copyWording(key) ?? pressToRead(key, scroll) { .wording(scroll: $0) }
    case nil:
      notice = nil
      return pressOnBoard(key)
    }
  }

  /// Text that is pasted outside a field runs no keys.
  /// See docs/desk.md#pastes-run-no-keys.
  mutating func paste(_ text: String) {
    if screens.last == .search { return findPasted(text) }
    guard case .form(var form)? = screens.last else { return register(text) }
    guard !form.isSending, form.confirmingSince == nil else { return }
    if form.act == .receive, !form.isTouched { return fillIn(text) }
    guard let focus = form.focus, let before = form[focus] else { return }
    guard !before.isChoice else {
      notice = say("这一项要选，粘贴的文字没有填进来。", "This is chosen, not written: nothing was pasted.", .refusal)
      return
    }
    var isWhole = true
    form.change(focus) { isWhole = $0.type(text) }
    if !isWhole { notice = isCut(after: (form[focus]?.typed.count ?? 0) - before.typed.count) }
    form.isTouched = true
    replaceTop(.form(form))
  }

  private mutating func findPasted(_ text: String) {
    let isWhole = finding.type(text)
    notice = isWhole ? nil : isCut(after: finding.field.typed.count)
  }

  func isCut(after count: Int) -> Notice {
    say("粘贴内容过长，已截取前 \(count) 字。", "What was pasted is too long: its first \(count) characters were taken.", .refusal)
  }

  private mutating func pressOnBoard(_ key: Key) -> [Effect] {
    if openSearch(with: key) { return [] }
    guard let command = Command.on(key) else { return [] }
    guard command != .pickTab else {
      pickTab(key)
      return []
    }
    return run(command)
  }

  private mutating func pressInIncident(_ key: Key, _ scroll: Int) -> [Effect] {
    if openSearch(with: key) { return [] }
    guard let command = Command.on(key) else { return [] }
    switch command {
    case .back, .quit, .open: screens.removeLast()
    case .up, .down, .pageUp, .pageDown, .top, .bottom: return pressToRead(key, scroll) { .incident(scroll: $0) }
    case .nextTab, .previousTab, .pickTab, .mark: break
    case .act, .menu, .print, .help, .undo, .wording, .alarm, .search, .nextHit, .previousHit, .handover,
      .rectifications, .lock:
      return run(command)
    }
    return []
  }

  /// A page that is only read: arrows scroll, anything that leaves leaves.
  /// See docs/desk.md#keys-of-a-list.
  mutating func pressToRead(_ key: Key, _ scroll: Int, _ screen: (Int) -> Screen) -> [Effect] {
    let page = max(1, Layout(size).body.count - 2)
    let command = Command.on(key)
    if let step = [.up: -1, .down: 1, .pageUp: -page, .pageDown: page][command] {
      replaceTop(screen(max(0, scroll + step)))
    } else if command == .top {
      replaceTop(screen(0))
    } else if let command, [.back, .quit, .help, .open].contains(command) {
      screens.removeLast()
    } else if command == .alarm {
      return run(.alarm)
    }
    return []
  }

  mutating func replaceTop(_ screen: Screen) {
    if !screens.isEmpty { screens[screens.count - 1] = screen }
  }

  /// Does what a command says, or says why not.
  mutating func run(_ command: Command) -> [Effect] {
    if let obstacle = obstacle(to: command) {
      notice = Notice(text: obstacle, style: .refusal)
      return [.bell]
    }
    switch command {
    case .act(.handOver): return openHandover(toSign: true)
    case .act(let act): openForm(act)
    case .handover: return openHandover(toSign: false)
    case .rectifications: openRectifications()
    case .print: return shownHandover.map { [.save(name: $0.name, text: $0.text)] } ?? []
    case .open: if selected != nil { screens.append(.incident(scroll: 0)) }
    case .menu:
      askAhead(of: ActForm.all)
      screens.append(.menu(menu()))
    case .help: screens.append(.help(scroll: 0))
    case .search: openSearch()
    case .nextHit: turnHit(1)
    case .previousHit: turnHit(-1)
    case .alarm: return showAlarm()
    case .quit: return [.quit]
    case .up: move(-1)
    case .down: move(1)
    case .pageUp: move(-Layout(size).listRows)
    case .pageDown: move(Layout(size).listRows)
    case .top: move(to: 0)
    case .bottom: move(to: .max)
    case .mark:
      mark()
      move(1)
    case .undo: takeBack()
    case .lock: lock()
    case .wording: screens.append(.wording(scroll: 0))
    case .back: marked = []
    case .nextTab: turnTab(1)
    case .previousTab: turnTab(-1)
    case .pickTab: break
    }
    return []
  }
}

// MARK: - Moving about

extension Desk {
  var tabs: [QueueTab] { room.map { QueueTab.tabs(of: $0.plan) } ?? [.running] }

  private mutating func pickTab(_ key: Key) {
    guard case .character(let digit) = key.folded, let number = digit.wholeNumberValue,
      tabs.indices.contains(number - 1)
    else { return }
    show(tabs[number - 1])
  }

  private mutating func turnTab(_ by: Int) {
    let at = tabs.firstIndex(of: tab) ?? 0
    show(tabs[(at + by + tabs.count) % tabs.count])
  }

  /// Another tab begins at its first incident; the selection waits for what the ledger says is in it.
  private mutating func show(_ tab: QueueTab) {
    guard tab != self.tab else { return }
    self.tab = tab
    first = 0
    lastPlace = 0
    selection = nil
  }

  private mutating func move(_ by: Int) {
    guard let order = snapshot?.order, !order.isEmpty else { return }
    guard let at = selection.flatMap({ order.firstIndex(of: $0) }) else {
      move(to: by > 0 ? lastPlace : max(0, lastPlace - 1))
      return
    }
    move(to: at + by)
  }

  private mutating func move(to place: Int) {
    guard let order = snapshot?.order, !order.isEmpty else { return }
    let at = min(max(0, place), order.count - 1)
    selection = order[at]
    keepInWindow()
  }

  /// Moves the window as little as it takes to hold the selection.
  /// See docs/desk.md#lists-are-windows.
  mutating func keepInWindow() {
    guard let snapshot, let at = selection.flatMap({ snapshot.order.firstIndex(of: $0) }) else { return }
    lastPlace = at
    let rows = max(1, Layout(size).listRows)
    first = min(first, at)
    first = max(first, at - rows + 1)
    first = min(first, max(0, snapshot.order.count - rows))
    alarms.removeAll { $0 == selection }
  }
}
