import DutySystem
import Foundation

/// A clock that never steps.
enum Monotonic {
  static func nanoseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

/// Shows how far long work has come, on standard error and only where that is a terminal.
final class ProgressBar {
  private static let width = 40
  private let isShown = isatty(STDERR_FILENO) == 1
  private var last = -1

  /// `part` is 0 … 1.
  func show(_ part: Double) {
    let percent = Int(part * 100)
    guard isShown, percent != last else { return }
    last = percent
    let filled = Int(part * Double(Self.width))
    let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: Self.width - filled)
    Outlet.draw("\r", "[\(bar)] \(percent)%")
  }

  func clear() {
    guard isShown, last >= 0 else { return }
    last = -1
    Outlet.draw("\r\u{1B}[K")
  }
}
