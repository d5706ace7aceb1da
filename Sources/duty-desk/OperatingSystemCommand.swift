import DutyCore
import Foundation

/// A sequence (OSC) that asks the terminal to do something outside the screen: only where the officer has said so.
package enum OperatingSystemCommand: Hashable, Sendable {
  /// Puts a text on the clipboard of the machine the terminal runs on (OSC 52). Wherever it is pasted, it does nothing:
  /// what is unsafe to print is marked.
  case copy(String)
  /// Shows a line on that machine's desktop: OSC 777 in terminals that know it best, OSC 9 in the others.
  case notify(String, isRxvt: Bool)

  /// A program between the desk and the terminal that takes such a sequence only in a wrapping of its own.
  package enum Multiplexer: Hashable, Sendable {
    case none, tmux, screen

    /// The innermost: tmux within screen says so by `TMUX`, and either by the name of its terminal.
    package init(environment: Environment) {
      let term = environment["TERM"] ?? ""
      if environment["TMUX"]?.isEmpty == false || term.hasPrefix("tmux") {
        self = .tmux
      } else if environment["STY"]?.isEmpty == false || term.hasPrefix("screen") {
        self = .screen
      } else {
        self = .none
      }
    }
  }

  /// The sequence as it is sent. tmux passes it on where `allow-passthrough` is on and takes a copy itself where
  /// `set-clipboard` is, so that it gets both; screen passes on a string of its own that is not too long, so that it gets
  /// several.
  package func text(through multiplexer: Multiplexer) -> String {
    switch multiplexer {
    case .none: text
    case .tmux:
      text + "\u{1B}Ptmux;" + text.replacing("\u{1B}", with: "\u{1B}\u{1B}") + "\u{1B}\\"
    case .screen: Self.pieces(of: text).map { "\u{1B}P" + $0 + "\u{1B}\\" }.joined()
    }
  }

  /// Characters that screen takes in one string; it drops what is longer than 256 bytes in old versions.
  private static let longest = 76

  private static func pieces(of text: String) -> [String] {
    let characters = Array(text)
    return stride(from: 0, to: characters.count, by: longest).map {
      String(characters[$0..<min($0 + longest, characters.count)])
    }
  }

  package var text: String {
    switch self {
    case .copy(let text): "\u{1B}]52;c;\(Data(text.markedInPage.utf8).base64EncodedString())\u{07}"
    case .notify(let line, isRxvt: true): "\u{1B}]777;notify;坐堂吹哨;\(Self.plain(line))\u{07}"
    case .notify(let line, isRxvt: false): "\u{1B}]9;\(Self.plain(line))\u{07}"
    }
  }

  /// Nothing in it ends the sequence or parts it.
  private static func plain(_ line: String) -> String {
    String(line.unicodeScalars.filter { $0.properties.generalCategory != .control && $0 != ";" }.map(Character.init))
  }
}
