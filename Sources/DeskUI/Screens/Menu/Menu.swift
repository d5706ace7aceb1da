import DutyCore

/// The list of every command that does something, to choose from by arrows or by typing a part of its name.
struct Menu: Hashable, Sendable {
  /// The commands in their order when it was opened: it does not move under the hand.
  let commands: [Command]
  var typed = ""
  var pointed = 0

  /// No name is as long.
  fileprivate static let longest = 64

  init(_ commands: [Command]) { self.commands = commands }

  /// The commands that what was typed finds.
  func found(_ language: Language) -> [Command] {
    guard let wanted = Words(written: typed)?.text?.lowercased() else { return commands }
    let sought = Sought(wanted)
    let found = sought.isEmpty ? [] : commands.filter { sought.finds([$0.name(language)], [$0.spelling]) }
    return found.filter { $0.name(language).lowercased() == wanted }
      + found.filter { $0.name(language).lowercased() != wanted }
  }
}

extension Desk {
  /// Lists what can be done now first, the rest after it (docs/desk.md#menu-and-help).
  func menu() -> Menu {
    let all =
      ActForm.all.filter(belongs).map(Command.act) + [
        .handover, .rectifications, .wording, .alarm, .undo, .search, .lock,
      ]
    let possible = all.filter { obstacle(to: $0) == nil }
    return Menu(possible + all.filter { !possible.contains($0) })
  }

  /// On a rectification's page, what is done to one or to the room; elsewhere, what is not done to one alone.
  private func belongs(_ act: ActForm) -> Bool {
    shownRectification == nil ? !act.needsRectification : act.fitsRectifications || !act.needsIncident
  }

  mutating func pressInMenu(_ key: Key, _ before: Menu) -> [Effect] {
    var menu = before
    // Looked up where it is asked for: what is typed in one go is not, letter by letter.
    func found() -> [Command] { before.found(language) }
    let page = max(1, Layout(size).body.count - 2)
    switch key {
    case .up: menu.pointed = (menu.pointed + max(1, found().count) - 1) % max(1, found().count)
    case .down: menu.pointed = (menu.pointed + 1) % max(1, found().count)
    case .pageUp: menu.pointed = max(0, menu.pointed - page)
    case .pageDown: menu.pointed = max(0, min(found().count - 1, menu.pointed + page))
    case .home: menu.pointed = 0
    case .end: menu.pointed = max(0, found().count - 1)
    case .character(let character) where menu.typed.count < Menu.longest:
      menu.typed.append(Key.folded(character))
      menu.pointed = 0
    case .backspace:
      menu.typed = String(menu.typed.dropLast())
      menu.pointed = 0
    case .enter:
      let found = found()
      guard found.indices.contains(menu.pointed) else { return [.bell] }
      screens.removeLast()
      return run(found[menu.pointed])
    case .escape, .function(9), .function(10), .control("g"):
      screens.removeLast()
      return []
    case .character, .tab, .backTab, .left, .right, .delete, .function, .control: return []
    }
    replaceTop(.menu(menu))
    return []
  }
}
