import DutyCore

/// Makes keys, pastes and the mouse's doings of the bytes that a terminal sends, in whatever pieces they come.
///
/// What a terminal sends of itself, late answers above all, is swallowed to its end and is never a key. Nothing holds it
/// for longer than a second of silence, after which it is where it began. It reads no clock: moments are given as running
/// time of the machine.
package struct KeyDecoder: Sendable {
  enum State: Hashable {
    case ground
    /// Some bytes of a character are there.
    case character
    case escape
    /// `ESC [`, and what may come up to a last byte.
    case control
    /// `ESC [ [`: the Linux console's function keys.
    case console
    /// `ESC O`.
    case single
    /// `ESC [ M`: three numbers of the oldest kind of mouse report.
    case mouse
    /// A string that goes on until a mark of its own ends it: `ESC ]`, `ESC P`, `ESC _`, `ESC ^`, `ESC X`.
    case string
    /// An ESC in one, which may be the first half of that mark.
    case stringEnd
    case paste
    /// The beginning of the mark that ends a paste.
    case pasteEnd
  }

  /// An ESC on which nothing follows for this long is the key.
  package static let escapeDelay = Duration(milliseconds: 50)
  /// A sequence that was begun waits this long for the rest.
  package static let silence = Duration.seconds(1)
  /// Bytes of a paste that are kept, the rest being read and forgotten: 1 MiB, above all that a field takes.
  static let longestPaste = 1 << 20
  /// No sequence that means something is longer.
  static let longestSequence = 64

  let own: [[UInt8]: Key]
  var state = State.ground
  /// The bytes of what is begun.
  var held: [UInt8] = []
  var pasted: [UInt8] = []
  /// The number of ESC that came one after the other.
  var escapes = 0
  /// True where the sequence that is begun is held with Alt, and so means nothing.
  var isAlt = false
  /// A pause came behind an ESC, or behind the beginning of a string: it may stand alone.
  var isLone = false
  /// The last thing was an ESC that stood alone.
  private var wasEscape = false
  /// The time at which the last byte came.
  private var last = Duration.seconds(0)

  /// `own`: what this terminal sends by its description (terminfo), where that begins with ESC.
  package init(own: [[UInt8]: Key] = [:]) { self.own = own }

  /// True while more of a paste is to come.
  package var isInPaste: Bool { state == .paste || state == .pasteEnd }

  /// The time at which `pass` has to be called, should nothing come before; nil where nothing is begun.
  package var waitsUntil: Duration? {
    switch state {
    case .ground: nil
    case .escape: last + Self.escapeDelay
    case .pasteEnd, .stringEnd, .string: last + (isLone || held.count > 1 ? Self.silence : Self.escapeDelay)
    case .character, .control, .console, .single, .mouse, .paste: last + Self.silence
    }
  }

  /// Takes `bytes`, which came at `now`, and returns what they complete.
  package mutating func take(_ bytes: [UInt8], at now: Duration) -> [Typed] {
    var typed: [Typed] = []
    var at = bytes.startIndex
    goOnBehindEscape(bytes, now)
    while at < bytes.endIndex {
      if state == .paste {
        let end = bytes[at...].firstIndex(of: 0x1B) ?? bytes.endIndex
        keep(bytes[at..<end])
        at = end
        guard at < bytes.endIndex else { break }
      }
      while !takes(bytes[at], &typed) {}
      at += 1
    }
    if !bytes.isEmpty { last = now }
    return typed
  }

  /// Returns what time alone completes: nothing came until `now`.
  package mutating func pass(to now: Duration) -> [Typed] {
    let silence = now - last
    switch state {
    case .ground: return []
    case .escape:
      guard silence >= Self.escapeDelay else { return [] }
      state = .ground
      wasEscape = true
      return Array(repeating: .key(.escape), count: escapes)
    case .paste, .pasteEnd:
      isLone = isLone || silence >= Self.escapeDelay
      return silence >= Self.silence ? [endPaste()] : []
    case .character, .control, .console, .single, .mouse, .string, .stringEnd:
      isLone = isLone || silence >= Self.escapeDelay
      if silence >= Self.silence { state = .ground }
      return []
    }
  }

  /// An unlucky pause behind the ESC of a mark: the key was given, but what comes now in one piece is not typed by hand.
  private mutating func goOnBehindEscape(_ bytes: [UInt8], _ now: Duration) {
    defer { wasEscape = wasEscape && bytes.isEmpty }
    guard wasEscape, state == .ground, now - last < Self.silence, bytes.count > 1, bytes[0] == UInt8(ascii: "[") else {
      return
    }
    begin(.escape, with: 0x1B)
    escapes = 1
  }

  mutating func begin(_ state: State, with byte: UInt8) {
    self.state = state
    held = [byte]
    isLone = false
  }

  /// False where the byte belongs to what comes after: it is to be given again.
  private mutating func takes(_ byte: UInt8, _ typed: inout [Typed]) -> Bool {
    switch state {
    case .ground: return takesAlone(byte, &typed)
    case .character: return goesOn(byte, &typed)
    case .escape: return followsEscape(byte, &typed)
    case .control: return takesInControl(byte, &typed)
    case .console, .single: return takesLast(byte, &typed)
    case .mouse: return takesOfMouse(byte, &typed)
    case .string, .stringEnd: return takesInString(byte)
    case .paste:
      if byte == 0x1B { begin(.pasteEnd, with: byte) } else { keep([byte]) }
      return true
    case .pasteEnd: return endsPaste(byte, &typed)
    }
  }
}

// MARK: - Characters

extension KeyDecoder {
  private mutating func takesAlone(_ byte: UInt8, _ typed: inout [Typed]) -> Bool {
    switch byte {
    case 0x1B:
      begin(.escape, with: byte)
      escapes = 1
      isAlt = false
    case 0xC2...0xF4:
      begin(.character, with: byte)
      isAlt = false
    case 0x80...0xFF: break
    default: if let key = Key(ascii: byte) { typed.append(.key(key)) }
    }
    return true
  }

  /// Takes another byte of a character. One that makes it no UTF-8 ends it and is read anew.
  private mutating func goesOn(_ byte: UInt8, _ typed: inout [Typed]) -> Bool {
    guard byte & 0xC0 == 0x80 else {
      state = .ground
      return false
    }
    held.append(byte)
    let length = held[0] >= 0xF0 ? 4 : held[0] >= 0xE0 ? 3 : 2
    guard held.count == length else { return true }
    state = .ground
    if !isAlt, let scalar = Unicode.Scalar(utf8: held), scalar.properties.generalCategory != .control {
      typed.append(.key(.character(Character(scalar))))
    }
    return true
  }

  /// A character that follows at once is held with Alt: it is nothing, and neither is the ESC a key.
  private mutating func followsEscape(_ byte: UInt8, _ typed: inout [Typed]) -> Bool {
    switch byte {
    case 0x1B:
      escapes += 1
      if escapes > 2 {
        escapes = 2
        typed.append(.key(.escape))
      }
    case UInt8(ascii: "["): open(.control, byte)
    case UInt8(ascii: "O"): open(.single, byte)
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
      begin(.string, with: byte)
    default:
      if escapes > 1 { typed.append(.key(.escape)) }
      state = .ground
      if 0xC2...0xF4 ~= byte {
        begin(.character, with: byte)
        isAlt = true
      } else if escapes == 1, let key = own[[0x1B, byte]] {
        typed.append(.key(key))
      }
    }
    return true
  }

  private mutating func open(_ state: State, _ byte: UInt8) {
    begin(state, with: 0x1B)
    held.append(byte)
    isAlt = escapes > 1
  }
}

// MARK: - Pastes

extension KeyDecoder {
  private static let endOfPaste = Array("\u{1B}[201~".utf8)

  /// More bytes than a text has that needs no storage of its own.
  private static let neverInline = 32

  private mutating func keep(_ bytes: some Collection<UInt8>) {
    state = .paste
    pasted += bytes.prefix(Self.longestPaste - pasted.count)
  }

  private mutating func endsPaste(_ byte: UInt8, _ typed: inout [Typed]) -> Bool {
    if byte == Self.endOfPaste[held.count] {
      held.append(byte)
      isLone = false
      if held.count == Self.endOfPaste.count { typed.append(endPaste()) }
      return true
    }
    // An ESC that stood alone was pressed by somebody whose paste has lost its end.
    if held.count == 1, isLone {
      typed.append(endPaste())
    } else {
      keep(held)
    }
    return false
  }

  /// Ends a paste and leaves out what is no UTF-8 in it.
  private mutating func endPaste() -> Typed {
    state = .ground
    // A short text would lie within whatever holds it, and be copied with that into memory that is given back unwiped. It may
    // be a PIN.
    var text = ""
    text.reserveCapacity(Self.neverInline)
    text += String(decoding: pasted, as: UTF8.self)
    for index in pasted.indices { pasted[index] = 0 }
    pasted = []
    guard text.unicodeScalars.contains("\u{FFFD}") else { return .paste(text) }
    return .paste(String(text.unicodeScalars.filter { $0 != "\u{FFFD}" }))
  }
}

extension Unicode.Scalar {
  /// Nil for bytes that are no UTF-8 of one character: too long for what they say, or saying what is none.
  fileprivate init?(utf8 bytes: [UInt8]) {
    guard let lead = bytes.first, bytes.count > 1 else { return nil }
    let least: [UInt32] = [0, 0, 0x80, 0x800, 0x10000]
    let value = bytes.dropFirst().reduce(UInt32(lead & (0xFF >> UInt8(bytes.count + 1)))) {
      $0 << 6 | UInt32($1 & 0x3F)
    }
    guard bytes.count < least.count, value >= least[bytes.count] else { return nil }
    self.init(value)
  }
}
