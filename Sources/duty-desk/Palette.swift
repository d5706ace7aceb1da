import DeskUI

/// The background for which the colours are chosen: one that is not known, a dark one, a light one; or no colours at all.
package enum Theme: String, CaseIterable, Sendable { case either, dark, light, mono }

/// The look of each meaning: the one file with colours. Eight are enough, none of them says anything alone, and what
/// matters most also differs where there are none.
package enum Palette {
  package enum Mark: Hashable, CaseIterable, Sendable { case bold, dim, underlined, reversed }
  /// The number of colours the terminal has.
  package enum Depth: CaseIterable, Sendable { case none, eight, many }

  /// Numbers of colours, -1 being the terminal's own.
  package struct Ink: Hashable, Sendable {
    package let marks: Set<Mark>
    package let foreground: Int32
    package let background: Int32
  }

  package static func ink(of style: Style, in theme: Theme, _ depth: Depth) -> Ink {
    let rendition = rendition(of: style, in: theme)
    switch theme == .mono ? .none : depth {
    case .none: return Ink(marks: rendition.bare ?? rendition.marks, foreground: -1, background: -1)
    case .eight:
      return Ink(marks: rendition.marks, foreground: rendition.text.eight, background: rendition.ground.eight)
    case .many:
      // A grey that can be read in place of whatever the terminal makes of dim; and colours that are bright without bold,
      // which is nine bytes more each time.
      let isColoured = rendition.text != .own && rendition.ground == .own
      let marks = isColoured ? rendition.marks.subtracting([.dim, .bold]) : rendition.marks
      return Ink(marks: marks, foreground: rendition.text.many, background: rendition.ground.many)
    }
  }

  /// A colour of eight, and a nicer one of 256.
  private struct Colour: Hashable {
    let eight: Int32
    let many: Int32

    init(_ eight: Int32, _ many: Int32) { (self.eight, self.many) = (eight, many) }

    static let own = Colour(-1, -1)
    static let white = Colour(7, 231)
    static let alarm = Colour(1, 160)
  }

  private struct Rendition {
    var marks: Set<Mark> = []
    var text = Colour.own
    var ground = Colour.own
    /// The marks that stand in for the colours where there are none.
    var bare: Set<Mark>?
  }

  private static func rendition(of style: Style, in theme: Theme) -> Rendition {
    let shades = Shades.of(theme)
    switch style {
    case .plain: return Rendition()
    case .header: return Rendition(marks: [.bold], text: .white, ground: shades.header, bare: [.reversed])
    case .title: return Rendition(marks: [.bold])
    case .hint: return Rendition(marks: [.bold], text: shades.key)
    case .rule, .muted: return Rendition(marks: [.dim], text: shades.faded)
    case .chosen: return Rendition(marks: [.bold, .underlined], text: shades.key)
    case .selected: return shades.selected
    case .overdue: return Rendition(marks: [.bold], text: shades.red, bare: [.bold, .underlined])
    case .refusal: return Rendition(marks: [.bold, .reversed], bare: [.reversed, .underlined])
    case .soon: return Rendition(marks: [.bold], text: shades.soon, bare: [.underlined])
    case .emergency, .stale: return Rendition(marks: [.bold], text: .white, ground: .alarm, bare: [.reversed, .bold])
    case .done: return Rendition(text: shades.green, bare: [.bold])
    case .found: return Rendition(marks: [.bold, .underlined], text: shades.found)
    case .field: return Rendition(marks: [.underlined])
    }
  }

  /// The shades that differ from one background to another. Each text keeps a contrast of about 4 : 1 at least.
  private struct Shades {
    let header, key, faded, red, soon, green, found: Colour
    let selected: Rendition

    static func of(_ theme: Theme) -> Shades {
      switch theme {
      case .either, .mono:
        Shades(
          header: Colour(4, 25), key: .own, faded: Colour(-1, 244), red: Colour(1, 196), soon: Colour(5, 164),
          green: Colour(2, 28), found: .own, selected: Rendition(marks: [.reversed]))
      case .dark:
        Shades(
          header: Colour(4, 24), key: Colour(6, 117), faded: Colour(-1, 246), red: Colour(1, 203),
          soon: Colour(3, 221), green: Colour(2, 114), found: Colour(3, 222),
          selected: Rendition(marks: [.bold], text: Colour(0, 16), ground: Colour(6, 117), bare: [.reversed]))
      case .light:
        Shades(
          header: Colour(4, 25), key: Colour(4, 25), faded: Colour(-1, 242), red: Colour(1, 160),
          soon: Colour(5, 127), green: Colour(2, 22), found: Colour(4, 25),
          selected: Rendition(text: Colour(0, 16), ground: Colour(6, 153), bare: [.reversed]))
      }
    }
  }
}
