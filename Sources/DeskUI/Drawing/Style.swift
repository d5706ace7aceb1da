/// The meaning of a piece of the screen. How a meaning looks is the terminal's affair; each also stands there in words or
/// marks, so that a screen without colours loses nothing.
/// See docs/desk.md#styles-are-meanings.
package enum Style: String, CaseIterable, Sendable {
  case plain
  /// Station, shift, clock: the frame of the room.
  case header
  /// A head of a column or a section.
  case title
  /// A line that parts two areas.
  case rule
  /// The tab that is shown.
  case chosen
  /// The incident that keys act on; it is calm also where the incident is late, which its words say.
  case selected
  case overdue
  /// A deadline that comes within a quarter of an hour.
  case soon
  case emergency
  /// Done with, or of lesser weight.
  case muted
  /// Keys that can be pressed now.
  case hint
  /// Something was recorded.
  case done
  /// The rules, or the world, say no.
  case refusal
  /// The field that takes what is typed.
  case field
  /// The part of a text that a search found.
  case found
  /// Data that are older than they should be.
  case stale

  /// Stands before what the rules or the world refuse, so that no colour tells it from what is late.
  /// See docs/desk.md#words-before-colour.
  static let refusalMark = "! "
}
