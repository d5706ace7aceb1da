import DeskUI

/// How each meaning looks: the one file with colours. Eight are enough, none of them says anything alone, and those
/// without a background of their own can be read on dark and on light.
enum Palette {
  enum Colour { case own, red, green, blue, magenta, white }
  enum Mark { case bold, dim, underlined, reversed }

  struct Look {
    var marks: Set<Mark> = []
    var foreground = Colour.own
    var background = Colour.own
    /// What stands in for the colours where there are none.
    var bare: Set<Mark>?

    var withoutColour: Set<Mark> { bare ?? marks }
  }

  static func look(of style: Style) -> Look {
    switch style {
    case .plain: Look()
    case .header: Look(marks: [.bold], foreground: .white, background: .blue, bare: [.reversed])
    case .title, .hint: Look(marks: [.bold])
    case .rule, .muted: Look(marks: [.dim])
    case .chosen: Look(marks: [.bold, .underlined])
    case .selected: Look(marks: [.reversed])
    case .overdue, .refusal: Look(marks: [.bold], foreground: .red)
    case .soon: Look(marks: [.bold], foreground: .magenta)
    case .emergency, .stale: Look(marks: [.bold], foreground: .white, background: .red, bare: [.reversed, .bold])
    case .done: Look(foreground: .green, bare: [.bold])
    case .found: Look(marks: [.bold, .underlined])
    case .field: Look(marks: [.underlined])
    }
  }
}
