/// Anything that somebody did at a terminal, whatever stands on its screen.
package enum Typed: Hashable, Sendable {
  case key(Key)
  case paste(String)
  case click(Grid.Place)
  /// Turned by this many notches; up is negative.
  case wheel(Int)
}
