import DutyCore

/// The ways in which the mouse is used, where it is switched on (docs/desk.md#mouse-is-asked-for).
package enum Mouse: Hashable, Sendable {
  /// A press on an incident as it was drawn, wherever the incident is now.
  case click(IncidentID)
  /// Turned by this many notches; up is negative.
  case wheel(Int)
}

/// A click, until it is known whether another follows.
struct Click: Hashable, Sendable {
  let on: IncidentID
  let at: Instant

  private static let doubleWithin = Duration(milliseconds: 500)

  func isDoubled(by next: Click) -> Bool { on == next.on && next.at - at <= Self.doubleWithin }
}

extension Desk {
  /// Moves and opens, never records: on the board, in what was found, and on pages to read.
  mutating func take(_ mouse: Mouse) -> [Effect] {
    guard !setting.isWall else { return [] }
    if case .form? = screens.last { return [] }
    switch mouse {
    case .wheel(let by): return press(by < 0 ? .up : .down)
    case .click(let id): return take(Click(on: id, at: now))
    }
  }

  private mutating func take(_ click: Click) -> [Effect] {
    let isDouble = self.click?.isDoubled(by: click) ?? false
    self.click = isDouble ? nil : click
    switch screens.last {
    case nil:
      guard snapshot?.order.contains(click.on) ?? false else { return [] }
      notice = nil
      select(click.on)
    case .search?:
      guard finding.hits.contains(click.on) else { return [] }
      finding.pointed = click.on
    case .incident?, .wording?, .form?, .menu?, .help?, .handover?, .rectifications?, .rectification?: return []
    }
    return isDouble ? press(.enter) : []
  }
}
