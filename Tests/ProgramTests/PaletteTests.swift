import DeskUI
import DutyCore
import Foundation
import Testing
import duty_desk

/// Tests how meanings look, on every background and with any number of colours.
@Suite struct PaletteTests {
  /// Styles that must not be taken for one another.
  private static let pressing: [Style] = [.overdue, .emergency, .selected, .refusal, .done]

  @Test("Rule 11: what presses can be told apart in every theme, with colours and without", arguments: Theme.allCases)
  func apart(_ theme: Theme) {
    for depth in Palette.Depth.allCases {
      let inks = Self.pressing.map { Palette.ink(of: $0, in: theme, depth) }
      let plain = Palette.ink(of: .plain, in: theme, depth)
      #expect(!inks.contains(plain), "\(theme) \(depth)")
      #expect(Set(inks).count == inks.count, "\(theme) \(depth)")
    }
  }

  @Test("Rule 11: without colours none is used, and late, lost or done differ in more than a colour")
  func colourless() {
    for style in Style.allCases {
      let bare = Palette.ink(of: style, in: .either, .none)
      #expect(bare.foreground == -1 && bare.background == -1, "\(style)")
      for depth in Palette.Depth.allCases { #expect(Palette.ink(of: style, in: .mono, depth) == bare, "\(style)") }
    }
    // Red is never told from green by the colour alone.
    for theme in Theme.allCases {
      #expect(Palette.ink(of: .overdue, in: theme, .eight).marks != Palette.ink(of: .done, in: theme, .eight).marks)
      #expect(Palette.ink(of: .refusal, in: theme, .many).marks != Palette.ink(of: .done, in: theme, .many).marks)
    }
  }

  @Test("eight colours are enough where there are eight; a text that has a colour is never dimmed in 256")
  func depths() {
    for theme in Theme.allCases {
      for style in Style.allCases {
        let eight = Palette.ink(of: style, in: theme, .eight)
        #expect(eight.foreground < 8 && eight.background < 8, "\(theme) \(style)")
        let many = Palette.ink(of: style, in: theme, .many)
        #expect(many.foreground < 256 && many.background < 256, "\(theme) \(style)")
        #expect(many.foreground == -1 || !many.marks.contains(.dim), "\(theme) \(style)")
      }
    }
  }

  /// The brightness of a colour of the 256 that is not one of a terminal's own sixteen.
  private static func light(_ number: Int32) -> Double {
    func channel(_ value: Int32) -> Double { value == 0 ? 0 : Double(55 + 40 * value) / 255 }
    let cube = number - 16
    let parts =
      number >= 232
      ? Array(repeating: Double(8 + 10 * (number - 232)) / 255, count: 3)
      : [channel(cube / 36), channel(cube / 6 % 6), channel(cube % 6)]
    func linear(_ value: Double) -> Double { value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4) }
    return zip(parts.map(linear), [0.2126, 0.7152, 0.0722]).reduce(0) { $0 + $1.0 * $1.1 }
  }

  @Test(
    "256 colours can be read on the background they are for",
    arguments: [(Theme.dark, [0.01], 4.5), (.light, [1.0], 4.5), (.either, [0.0, 1.0], 3.9)])
  func contrast(_ theme: Theme, _ grounds: [Double], _ least: Double) {
    for style in Style.allCases {
      let ink = Palette.ink(of: style, in: theme, .many)
      guard ink.foreground >= 16 else { continue }
      for ground in ink.background >= 16 ? [Self.light(ink.background)] : grounds {
        let pair = [Self.light(ink.foreground), ground].sorted()
        let contrast = (pair[1] + 0.05) / (pair[0] + 0.05)
        #expect(contrast >= least, "\(theme) \(style): \(contrast)")
      }
    }
  }
}

/// Tests what is sent to the terminal itself.
@Suite struct OperatingSystemCommandTests {
  @Test("Rule 24: a text is copied whole, as Base64 of UTF-8")
  func copies() {
    #expect(OperatingSystemCommand.copy("哨\n1").text == "\u{1B}]52;c;5ZOoCjE=\u{07}")
  }

  @Test("what is copied holds nothing that a terminal it is pasted into would obey")
  func copiesSafely() throws {
    let hostile = "哨\u{1B}[201~rm -rf\r\u{7}\u{202E}\n1"
    let sent = OperatingSystemCommand.copy(hostile).text
    let encoded = sent.dropFirst("\u{1B}]52;c;".count).dropLast()
    let pasted = String(decoding: try #require(Data(base64Encoded: String(encoded))), as: UTF8.self)
    #expect(hostile.unicodeScalars.contains { $0 != "\n" && $0.isUnsafeToPrint }, "the control")
    #expect(!pasted.unicodeScalars.contains { $0 != "\n" && $0.isUnsafeToPrint }, "\(pasted)")
    #expect(pasted.hasPrefix("哨") && pasted.hasSuffix("\n1"))
  }

  @Test("within tmux a sequence goes both plain and wrapped, its escapes doubled")
  func throughTmux() {
    let inside = OperatingSystemCommand.Multiplexer(environment: ["TERM": "screen", "TMUX": "/tmp/t,1,0", "STY": "1.x"])
    #expect(inside == .tmux)
    let plain = "\u{1B}]52;c;5ZOoCjE=\u{07}"
    #expect(
      OperatingSystemCommand.copy("哨\n1").text(through: inside)
        == plain + "\u{1B}Ptmux;\u{1B}\u{1B}]52;c;5ZOoCjE=\u{07}\u{1B}\\")
  }

  @Test("within GNU screen it goes in short strings that add up to it; elsewhere as it is")
  func throughScreen() {
    let inside = OperatingSystemCommand.Multiplexer(environment: ["TERM": "screen.xterm-256color", "STY": "1.x"])
    #expect(inside == .screen)
    let copy = OperatingSystemCommand.copy(String(repeating: "派单", count: 200))
    let strings = copy.text(through: inside).split(separator: "\u{1B}\\")
    #expect(strings.count > 10)
    #expect(strings.allSatisfy { $0.hasPrefix("\u{1B}P") && $0.utf8.count <= 256 })
    #expect(strings.map { $0.dropFirst(2) }.joined() == copy.text)
    let bare = OperatingSystemCommand.Multiplexer(environment: ["TERM": "xterm-256color", "TMUX": "", "STY": ""])
    #expect(bare == .none && copy.text(through: bare) == copy.text)
  }

  @Test("nothing in a line ends the sequence it stands in")
  func notifies() {
    let line = "应急事件 20261124-0017\u{07}\u{1B}]52;c;eA==\u{9C}"
    let shown = "应急事件 20261124-0017]52ceA=="
    #expect(OperatingSystemCommand.notify(line, isRxvt: false).text == "\u{1B}]9;\(shown)\u{07}")
    #expect(OperatingSystemCommand.notify(line, isRxvt: true).text == "\u{1B}]777;notify;坐堂吹哨;\(shown)\u{07}")
  }
}
