import DutyCore

// The wall (看板): the board for a screen that nobody sits at. Nothing is selected, no key but the one that leaves does
// anything, and the pages of the queue turn by the clock.

extension Desk {
  /// Each page stands at least this long.
  private static let pageStands = Duration.seconds(12)

  func pressOnWall(_ key: Key) -> [Effect] { Command.on(key) == .quit ? [.quit] : [] }

  /// Turns to the next page when this one has stood long enough; after the last comes the first.
  mutating func turnWall() {
    guard setting.isWall, let snapshot else { return }
    let page = WallPage(size, snapshot)
    guard let turned = wallTurned, now >= turned else {
      wallTurned = now
      return
    }
    guard now - turned >= Self.pageStands else { return }
    wallTurned = now
    first += page.rows
    settleWall()
  }

  /// Keeps the page within the queue, behind the emergencies that stand on each.
  mutating func settleWall() {
    guard setting.isWall, let snapshot else { return }
    let page = WallPage(size, snapshot)
    wallTurned = wallTurned ?? now
    if first < page.pinned || first >= snapshot.order.count { first = page.pinned }
  }

  /// Rows that a look has to bring.
  var rowsAsked: Int {
    guard setting.isWall else { return max(1, Layout(size).listRows) }
    return WallPage.slots(in: size)
  }
}

/// The way in which the wall divides a window: the emergencies on every page, the rest of the queue page by page.
/// See docs/desk.md#wall.
struct WallPage: Hashable {
  /// Lines one incident takes: more where there are more, so that it can be read from farther away.
  let linesEach: Int
  /// Emergencies that stand on every page: half of it at most.
  let pinned: Int
  /// Rows of the queue on a page.
  let rows: Int

  /// Lines above and below the incidents: station, counts, a line; the page's number.
  private static let head = 3
  private static let foot = 1

  init(_ size: Grid.Size, _ snapshot: Snapshot) {
    linesEach = Self.linesEach(in: size)
    let slots = Self.slots(in: size)
    pinned = min(snapshot.emergencies.count, slots / 2)
    rows = max(1, slots - pinned)
  }

  static var firstRow: Int { head }

  private static func linesEach(in size: Grid.Size) -> Int { size.rows < 30 ? 1 : size.rows < 50 ? 2 : 3 }

  static func slots(in size: Grid.Size) -> Int { max(1, (size.rows - head - foot) / linesEach(in: size)) }

  /// Tells which page begins at row `first` of the order, and how many there are of `count`.
  func number(of first: Int, count: Int) -> (page: Int, pages: Int) {
    ((max(0, first - pinned)) / rows + 1, max(1, (count - pinned + rows - 1) / rows))
  }
}
