import DutyCore
import TestSupport
import Testing

@testable import DeskUI

/// Bytes in, keys out: of the terminals that stations have, in whatever pieces their lines bring them.
@Suite struct KeyDecoderTests {
  /// The keys of pieces that come one after the other, `pause` apart; time goes on for two seconds behind the last.
  private static func typed(_ pieces: [[UInt8]], pause: Duration = .seconds(0), own: [[UInt8]: Key] = [:]) -> [Typed] {
    var decoder = KeyDecoder(own: own)
    var now = Duration.seconds(1000)
    var typed: [Typed] = []
    for piece in pieces {
      typed += decoder.take(piece, at: now)
      typed += wait(&decoder, from: now, for: pause)
      now = now + pause
    }
    return typed + wait(&decoder, from: now, for: .seconds(2))
  }

  /// Tells time when the decoder asks for it, as the loop does.
  private static func wait(_ decoder: inout KeyDecoder, from now: Duration, for span: Duration) -> [Typed] {
    var typed: [Typed] = []
    while let moment = decoder.waitsUntil, moment <= now + span { typed += decoder.pass(to: moment) }
    return typed
  }

  private static func typed(_ text: String) -> [Typed] { typed([Array(text.utf8)]) }

  private static func characters(_ text: String) -> [Typed] { text.map { .key(.character($0)) } }

  // MARK: Keys

  /// The keys that commands are on, and those of a field.
  private static let arrows = ["Up": "A", "Down": "B", "Right": "C", "Left": "D"]
  private static func keys(_ before: String, _ home: String, _ end: String) -> [String: String] {
    var keys = arrows.mapValues { "\u{1B}\(before)" + $0 }
    keys.merge(["Home": home, "End": end]) { $1 }
    keys.merge(["PgUp": "\u{1B}[5~", "PgDn": "\u{1B}[6~", "Delete": "\u{1B}[3~", "S-Tab": "\u{1B}[Z"]) { $1 }
    keys.merge(["Tab": "\t", "Enter": "\r", "Esc": "\u{1B}", "Backspace": "\u{7F}"]) { $1 }
    for (number, code) in zip(5...12, [15, 17, 18, 19, 20, 21, 23, 24]) { keys["F\(number)"] = "\u{1B}[\(code)~" }
    return keys
  }
  private static let numbered = ["F1": "\u{1B}[11~", "F2": "\u{1B}[12~", "F3": "\u{1B}[13~", "F4": "\u{1B}[14~"]
  private static let lettered = ["F1": "\u{1B}OP", "F2": "\u{1B}OQ", "F3": "\u{1B}OR", "F4": "\u{1B}OS"]
  /// The numeric pad where a program has asked for its own keys.
  private static let pad: [String: String] = {
    var keys = [
      "Enter": "\u{1B}OM", "+": "\u{1B}Ok", "-": "\u{1B}Om", "*": "\u{1B}Oj", "/": "\u{1B}Oo", ".": "\u{1B}On",
    ]
    for (digit, letter) in zip(0...9, "pqrstuvwxy") { keys["\(digit)"] = "\u{1B}O\(letter)" }
    return keys
  }()

  static let terminals: [(name: String, keys: [String: String])] = [
    ("xterm", keys("[", "\u{1B}[H", "\u{1B}[F").merging(lettered) { $1 }),
    ("xterm, cursor keys of a program before", keys("O", "\u{1B}OH", "\u{1B}OF").merging(lettered) { $1 }),
    ("xterm, numeric pad of a program before", pad),
    ("PuTTY", keys("[", "\u{1B}[1~", "\u{1B}[4~").merging(numbered) { $1 }),
    ("PuTTY, cursor keys of a program before", keys("O", "\u{1B}[1~", "\u{1B}[4~").merging(numbered) { $1 }),
    ("PuTTY, numeric pad of a program before", pad),
    ("Xshell", keys("[", "\u{1B}[1~", "\u{1B}[4~").merging(lettered) { $1 }),
    (
      "Xshell as VT220",
      keys("[", "\u{1B}[1~", "\u{1B}[4~").merging(numbered) { $1 }.merging(["Backspace": "\u{8}"]) { $1 }
    ),
    ("rxvt", keys("[", "\u{1B}[7~", "\u{1B}[8~").merging(numbered) { $1 }),
    ("rxvt, numeric pad of a program before", pad),
    (
      "Linux console",
      keys("[", "\u{1B}[1~", "\u{1B}[4~").merging([
        "F1": "\u{1B}[[A", "F2": "\u{1B}[[B", "F3": "\u{1B}[[C", "F4": "\u{1B}[[D", "F5": "\u{1B}[[E",
      ]) { $1 }
    ),
    ("screen", keys("[", "\u{1B}[1~", "\u{1B}[4~").merging(lettered) { $1 }),
    ("tmux", keys("[", "\u{1B}[1~", "\u{1B}[4~").merging(lettered) { $1 }),
    (
      "tmux, keys of a program before",
      keys("O", "\u{1B}[1~", "\u{1B}[4~").merging(lettered) { $1 }.merging(pad) { a, _ in a }
    ),
    ("Windows Terminal", keys("[", "\u{1B}[H", "\u{1B}[F").merging(lettered) { $1 }),
    (
      "foot, kitty",
      keys("[", "\u{1B}[H", "\u{1B}[F").merging([
        "F1": "\u{1B}[P", "F2": "\u{1B}[Q", "F3": "\u{1B}[13~", "F4": "\u{1B}[S",
      ]) { $1 }
    ),
    (
      "told by number",
      [
        "Esc": "\u{1B}[27u", "Enter": "\u{1B}[13u", "Ctrl-S": "\u{1B}[115;5u", "Tab": "\u{1B}[9;1u",
        "S-Tab": "\u{1B}[9;2u",
      ]
    ),
    (
      "told by number, as xterm does",
      ["Ctrl-S": "\u{1B}[27;5;115~", "Ctrl-Z": "\u{1B}[27;5;122~", "S-Tab": "\u{1B}[27;2;9~"]
    ),
  ]

  @Test(
    "every key of every terminal comes as that key, in one piece and byte by byte", arguments: terminals.map(\.name))
  func table(_ name: String) throws {
    let terminal = try #require(Self.terminals.first { $0.name == name })
    for (key, text) in terminal.keys {
      let wanted: [Typed] = [.key(try #require(Key(named: key)))]
      let bytes = Array(text.utf8)
      #expect(Self.typed([bytes]) == wanted, "\(key) \(text.debugDescription)")
      #expect(Self.typed(bytes.map { [$0] }, pause: Duration(milliseconds: 10)) == wanted, "\(key), byte by byte")
    }
  }

  @Test("every key that a command is on comes from some terminal, and letters, digits and Ctrl from all")
  func commands() throws {
    let sent = Set(Self.terminals.flatMap(\.keys.keys))
    for key in Command.rows.flatMap(\.keys) {
      switch key {
      case .character(let character): #expect(Self.typed(String(character)) == [.key(key)])
      case .control(let letter):
        let code = try #require(letter.asciiValue)
        #expect(Self.typed([[code - 0x60]]) == [.key(key)])
      default: #expect(sent.contains(key.name), "\(key.name) is in no terminal's table")
      }
    }
  }

  @Test("what a terminal's own description says of its keys counts too")
  func own() {
    let own = [Array("\u{1B}[224z".utf8): Key.function(1), Array("\u{1B}A".utf8): .up]
    #expect(
      Self.typed([Array("\u{1B}[224z\u{1B}Ax".utf8)], own: own) == [.key(.function(1)), .key(.up)]
        + Self.characters("x"))
    #expect(Self.typed("\u{1B}[224z\u{1B}Ax") == Self.characters("x"), "the control")
  }

  // MARK: What is nothing

  static let nothing: [String] = [
    // Held with Shift, Alt or Ctrl.
    "\u{1B}[1;5A", "\u{1B}[1;3D", "\u{1B}[1;2P", "\u{1B}[15;2~", "\u{1B}[3;5~", "\u{1B}O5A", "\u{1B}[a", "\u{1B}Ob",
    "\u{1B}[7$", "\u{1B}[8^",
    "\u{1B}\u{1B}[A", "\u{1B}\u{1B}OP", "\u{1B}[200;5~", "\u{1B}q", "\u{1B}1", "\u{1B}\r", "\u{1B}\t", "\u{1B}\u{7F}",
    "\u{1B}东", "\u{1B}é", "\u{1B}[97;3u",
    // Keys that are on nothing here.
    "\u{1B}[2~", "\u{1B}[E", "\u{1B}OE", "\u{1B}[99~", "\u{1B}[[Z", "\u{0}", "\u{1C}",
    // Late answers: what it is, where the cursor stands, colours, modes, the window's focus and size, its name.
    "\u{1B}[?1;2c", "\u{1B}[>0;276;0c", "\u{1B}[12;40R", "\u{1B}[?12;40R", "\u{1B}[0n", "\u{1B}[?2026;2$y", "\u{1B}[I",
    "\u{1B}[O", "\u{1B}[8;24;80t",
    "\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\", "\u{1B}]10;rgb:0000/0000/0000\u{7}", "\u{1B}]4;1;rgb:cd/00/00\u{7}",
    "\u{1B}P1$r0m\u{1B}\\", "\u{1B}P>|XTerm(380)\u{1B}\\", "\u{1B}P!|00000000\u{1B}\\", "\u{1B}_Gi=31;OK\u{1B}\\",
    "\u{1B}]l东门的桌子\u{1B}\\", "\u{1B}^qqq\u{1B}\\", "\u{1B}Xqqq\u{1B}\\", "\u{1B}]52;c;cQ==\u{7}", "\u{1B}]0;q\rq\u{7}",
    // The mouse, in all its ways, also where nobody asked.
    "\u{1B}[M !!", "\u{1B}[M#!!", "\u{1B}[MC5q", "\u{1B}[<0;12;6m", "\u{1B}[<35;12;6M", "\u{1B}[<0;0;0M",
    "\u{1B}[67;12;6M",
    // Ends of a paste that nobody began.
    "\u{1B}[201~",
  ]

  private static func isMouse(_ typed: Typed) -> Bool {
    switch typed {
    case .click, .wheel: true
    case .key, .paste: false
    }
  }

  @Test("a sequence that means nothing is swallowed to its end, and is no key", arguments: nothing)
  func swallowed(_ sequence: String) {
    #expect(Self.typed(sequence + "x").filter { !Self.isMouse($0) } == Self.characters("x"))
  }

  @Test("so it is where a pause cuts it, anywhere behind its first two bytes", arguments: nothing)
  func swallowedInPieces(_ sequence: String) {
    let bytes = Array(sequence.utf8)
    // Two ESC are two keys if nothing follows; and what goes on as no answer does, behind a pause, was typed.
    let isLate = sequence.hasPrefix("\u{1B}\u{1B}") || sequence.contains("qqq")
    for cut in stride(from: isLate ? 3 : 2, to: bytes.count, by: 1) {
      let pieces = [Array(bytes[..<cut]), Array(bytes[cut...] + [UInt8(ascii: "x")])]
      let typed = Self.typed(pieces, pause: Duration(milliseconds: 400)).filter { !Self.isMouse($0) }
      #expect(typed == Self.characters("x"), "cut at \(cut)")
    }
  }

  @Test("behind an ESC that a pause cut off, the rest of a sequence is none of its bytes")
  func afterEscape() {
    let late = [[0x1B], Array("[200~q\r\u{1B}[201~x".utf8)] as [[UInt8]]
    #expect(
      Self.typed(late, pause: Duration(milliseconds: 400)) == [.key(.escape), .paste("q\r")] + Self.characters("x"))
    let byHand = [[0x1B], Array("[".utf8), Array("q".utf8)] as [[UInt8]]
    #expect(Self.typed(byHand, pause: Duration(milliseconds: 400)) == [.key(.escape)] + Self.characters("[q"))
  }

  @Test("an ESC alone is Esc after its delay, as often as it came")
  func escape() {
    var decoder = KeyDecoder()
    #expect(decoder.take([0x1B], at: .seconds(9)).isEmpty && decoder.waitsUntil == .seconds(9) + KeyDecoder.escapeDelay)
    #expect(decoder.pass(to: .seconds(9) + Duration(milliseconds: 49)).isEmpty)
    #expect(decoder.pass(to: .seconds(9) + Duration(milliseconds: 50)) == [.key(.escape)])
    #expect(decoder.waitsUntil == nil)
    for count in 1...5 {
      #expect(Self.typed(String(repeating: "\u{1B}", count: count)) == Array(repeating: .key(.escape), count: count))
    }
    #expect(
      Self.typed([[0x1B], Array("q".utf8)], pause: Duration(milliseconds: 60)) == [.key(.escape)] + Self.characters("q")
    )
  }

  @Test("what was begun with Alt and is nothing keeps nobody from typing")
  func altAlone() {
    for letter in "[O]P_^X" {
      let pieces = [Array("\u{1B}\(letter)".utf8), Array("东q".utf8)]
      #expect(Self.typed(pieces, pause: .seconds(1)) == Self.characters("东q"), "\(letter)")
    }
    for letter in "]P_^X" {
      let pieces = [Array("\u{1B}\(letter)".utf8), Array("q".utf8)]
      #expect(Self.typed(pieces, pause: Duration(milliseconds: 60)) == Self.characters("q"), "\(letter)")
    }
  }

  @Test("a string that has lost its end ends with silence, or with what begins anew")
  func lostEnd() {
    #expect(Self.typed([Array("\u{1B}]11;rgb".utf8), Array("q".utf8)], pause: .seconds(1)) == Self.characters("q"))
    #expect(Self.typed("\u{1B}]11;rgb\u{1B}[Bq") == [.key(.down)] + Self.characters("q"))
  }

  // MARK: The mouse

  @Test(
    "the mouse is read in each of its ways",
    arguments: [
      "\u{1B}[<0;12;6M\u{1B}[<0;12;6m\u{1B}[<65;1;1M\u{1B}[<64;1;1M",
      "\u{1B}[32;12;6M\u{1B}[35;12;6M\u{1B}[97;1;1M\u{1B}[96;1;1M",
      "\u{1B}[M ,&\u{1B}[M#,&\u{1B}[Ma!!\u{1B}[M`!!",
    ])
  func mouse(_ text: String) {
    #expect(
      Self.typed(text + "x") == [.click(Grid.Place(row: 5, column: 11)), .wheel(1), .wheel(-1)] + Self.characters("x"))
  }

  @Test("a column far to the right is one byte or two")
  func farMouse() {
    #expect(Self.typed("\u{1B}[M \u{C8}!x") == [.click(Grid.Place(row: 0, column: 0xC8 - 33))] + Self.characters("x"))
    let raw: [UInt8] = [0x1B, 0x5B, 0x4D, 0x20, 0xC8, 0x21, 0x78]
    #expect(Self.typed([raw]) == [.click(Grid.Place(row: 0, column: 0xC8 - 33))] + Self.characters("x"))
  }

  // MARK: Pastes

  @Test(
    "Rule 13: a paste is one text, cut anywhere, with whatever stands in it",
    arguments: ["r", "东门占道\r\n第二行\tq", "\u{1B}[A\u{1B}[20q"])
  func paste(_ text: String) {
    let bytes = Array("\u{1B}[200~\(text)\u{1B}[201~x".utf8)
    for cut in 2...bytes.count {
      let pieces = [Array(bytes[..<cut]), Array(bytes[cut...])]
      #expect(
        Self.typed(pieces, pause: Duration(milliseconds: 500)) == [.paste(text)] + Self.characters("x"), "cut at \(cut)"
      )
    }
  }

  @Test("a paste whose end is lost ends after a second of silence, and not before")
  func lostPasteEnd() {
    var decoder = KeyDecoder()
    #expect(decoder.take(Array("\u{1B}[200~qqq".utf8), at: .seconds(5)).isEmpty)
    #expect(decoder.waitsUntil == .seconds(6))
    #expect(decoder.pass(to: .seconds(6) - Duration(milliseconds: 1)).isEmpty)
    #expect(decoder.pass(to: .seconds(6)) == [.paste("qqq")])
    #expect(decoder.take(Array("x\u{1B}[201~y".utf8), at: .seconds(7)) == Self.characters("xy"))
  }

  @Test("an Esc that stands alone ends it at the next key")
  func pasteEndedByHand() {
    let pieces = ["\u{1B}[200~qqq", "\u{1B}", "x"].map { Array($0.utf8) }
    #expect(Self.typed(pieces, pause: Duration(milliseconds: 200)) == [.paste("qqq")] + Self.characters("x"))
  }

  @Test("what is no UTF-8 is swallowed in a paste and outside of it; what is cut in a character is whole again")
  func invalid() {
    let bad: [[UInt8]] = [
      [0xFF], [0xC0, 0xAF], [0xE4, 0xB8], [0xED, 0xA0, 0x80], [0xF8, 0x88], [0x80], [0xC2, 0x9B],
      [0xF4, 0x90, 0x80, 0x80],
    ]
    for bytes in bad {
      #expect(Self.typed([bytes + Array("东x".utf8)]) == Self.characters("东x"), "\(bytes)")
      let paste = Array("\u{1B}[200~a".utf8) + bytes + Array("东\u{1B}[201~".utf8)
      let shown = bytes == [0xC2, 0x9B] ? "a\u{9B}东" : "a东"
      #expect(Self.typed([paste]) == [.paste(shown)], "\(bytes)")
    }
    #expect(Self.typed([[0xE4], [0xB8], [0x9C]], pause: Duration(milliseconds: 500)) == Self.characters("东"))
  }

  @Test("a paste of 3 MB is held to its first 1 MiB")
  func hugePaste() throws {
    var decoder = KeyDecoder()
    var typed = decoder.take(Array("\u{1B}[200~".utf8), at: .seconds(0))
    let piece = Array(String(repeating: "东门", count: 10_000).utf8)
    for _ in 0..<50 { typed += decoder.take(piece, at: .seconds(0)) }
    typed += decoder.take(Array("\u{1B}[201~q".utf8), at: .seconds(0))
    guard case .paste(let text)? = typed.first else { throw Missing() }
    #expect(typed.count == 2 && text.utf8.count <= 1 << 20 && text.utf8.count > (1 << 20) - 4)
  }
  private struct Missing: Error {}

  // MARK: At random

  @Test("whatever bytes come, in whatever pieces: after a second of silence a key is a key")
  func random() {
    var dice = PinnedDice(seed: 20_261_130)
    let telling: [UInt8] =
      Array("\u{1B}\u{1B}\u{1B}[[O]PX^_M<;0129~200~201~\\\u{7}\u{18}$ABHuRM!".utf8) + [
        0x80, 0xC3, 0xE4, 0xF0, 0x9C, 0x9B, 0xFF,
      ]
    for round in 0..<4000 {
      var decoder = KeyDecoder()
      var now = Duration.seconds(100)
      for _ in 0..<Int.random(in: 1...6, using: &dice) {
        let piece = (0..<Int.random(in: 1...20, using: &dice)).map { _ in
          Bool.random(using: &dice) ? telling.randomElement(using: &dice) ?? 0 : UInt8.random(in: 0...255, using: &dice)
        }
        _ = decoder.take(piece, at: now)
        now = now + Duration(milliseconds: Int64.random(in: 0...1200, using: &dice))
        if Bool.random(using: &dice) { _ = decoder.pass(to: now) }
      }
      _ = Self.wait(&decoder, from: now, for: .seconds(2))
      #expect(
        decoder.waitsUntil == nil && decoder.take([0x71], at: now + .seconds(3)) == Self.characters("q"),
        "round \(round)")
    }
  }

  @Test("no text is lost between sequences, however it is cut")
  func randomText() {
    var dice = PinnedDice(seed: 7)
    let letters = Array("qaZ0 东门é𠀀～。")
    for round in 0..<1000 {
      var bytes: [UInt8] = []
      var wanted: [Typed] = []
      for _ in 0..<20 {
        let text = String((0..<3).map { _ in letters.randomElement(using: &dice) ?? "q" })
        bytes +=
          Array(text.utf8)
          + Array(
            (Self.nothing.filter { $0.hasPrefix("\u{1B}") && !$0.contains("[M") }.randomElement(using: &dice) ?? "")
              .utf8)
        wanted += Self.characters(text)
      }
      var pieces: [[UInt8]] = []
      while !bytes.isEmpty {
        var length = min(Int.random(in: 1...9, using: &dice), bytes.count)
        // A cut right behind an ESC, or behind the sign after it, may make a key of it.
        while length < bytes.count, bytes[length - 1] == 0x1B || length > 1 && bytes[length - 2] == 0x1B { length += 1 }
        pieces.append(Array(bytes.prefix(length)))
        bytes.removeFirst(length)
      }
      let typed = Self.typed(pieces, pause: Duration(milliseconds: 70)).filter { !Self.isMouse($0) }
      #expect(typed == wanted, "round \(round)")
    }
  }
}
