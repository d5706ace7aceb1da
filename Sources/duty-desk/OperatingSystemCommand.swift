import Foundation

/// A sequence (OSC) that asks the terminal to do something outside the screen: only where the officer has said so.
package enum OperatingSystemCommand: Hashable, Sendable {
  /// Puts a text on the clipboard of the machine the terminal runs on (OSC 52).
  case copy(String)
  /// Shows a line on that machine's desktop: OSC 777 in terminals that know it best, OSC 9 in the others.
  case notify(String, isRxvt: Bool)

  package var text: String {
    switch self {
    case .copy(let text): "\u{1B}]52;c;\(Data(text.utf8).base64EncodedString())\u{07}"
    case .notify(let line, isRxvt: true): "\u{1B}]777;notify;坐堂吹哨;\(Self.plain(line))\u{07}"
    case .notify(let line, isRxvt: false): "\u{1B}]9;\(Self.plain(line))\u{07}"
    }
  }

  /// Nothing in it ends the sequence or parts it.
  private static func plain(_ line: String) -> String {
    String(line.unicodeScalars.filter { $0.properties.generalCategory != .control && $0 != ";" }.map(Character.init))
  }
}
