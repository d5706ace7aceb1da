import DutyCore

// What stands between an ESC and the last byte of a sequence.

extension KeyDecoder {
  mutating func takesInControl(_ byte: UInt8, _ typed: inout [Typed]) -> Bool {
    switch byte {
    // A key of rxvt's that is held with Shift ends in a sign that elsewhere stands before the last.
    case UInt8(ascii: "$") where held.count > 2 && held.dropFirst(2).allSatisfy({ 0x30...0x39 ~= $0 }):
      state = .ground
    case 0x20...0x3F: if held.count < Self.longestSequence { held.append(byte) }
    case UInt8(ascii: "[") where held.count == 2:
      state = .console
      held.append(byte)
    case UInt8(ascii: "M") where held.count == 2 && own[held + [byte]] == nil:
      state = .mouse
      held = []
    case 0x40...0x7E: return takesLast(byte, &typed)
    default:
      state = .ground
      return false
    }
    return true
  }

  mutating func takesLast(_ byte: UInt8, _ typed: inout [Typed]) -> Bool {
    if state == .single, 0x30...0x3B ~= byte {
      if held.count < Self.longestSequence { held.append(byte) }
      return true
    }
    state = .ground
    guard 0x40...0x7E ~= byte else { return false }
    held.append(byte)
    guard !isAlt else { return true }
    if let key = own[held] {
      typed.append(.key(key))
      return true
    }
    switch KeySequence(held) {
    case .key(let key)?: typed.append(.key(key))
    case .mouse(let report)?: typed += report.typed.map { [$0] } ?? []
    case .pasteBegins?:
      state = .paste
      pasted = []
      held = []
    case nil: break
    }
    return true
  }

  /// Each number is a character, in the kind that followed one of two bytes. Whether another byte belongs to the last,
  /// only that byte tells.
  mutating func takesOfMouse(_ byte: UInt8, _ typed: inout [Typed]) -> Bool {
    let isWhole = MouseReport.numbers(held).count == 3
    guard byte >= 0x20, !isWhole || byte & 0xC0 == 0x80 else {
      state = .ground
      if isWhole, let report = MouseReport(characters: held)?.typed { typed.append(report) }
      return false
    }
    held.append(byte)
    let canGoOn = held.last.map { 0xC2...0xDF ~= $0 } ?? false
    guard MouseReport.numbers(held).count == 3, !canGoOn else { return true }
    state = .ground
    if let report = MouseReport(characters: held)?.typed { typed.append(report) }
    return true
  }

  /// ESC `\`, BEL, CAN and SUB end it. An ESC with something else behind it begins anew, or was pressed.
  mutating func takesInString(_ byte: UInt8) -> Bool {
    if state == .stringEnd {
      state = byte == UInt8(ascii: "\\") || isLone ? .ground : .escape
      escapes = 1
      isAlt = false
      return byte == UInt8(ascii: "\\")
    }
    // A pause right behind its beginning: unless it goes on as a terminal's answer does, Alt was held.
    if isLone, held.count == 1, !Self.goesOnAsReport(held[0], byte) {
      state = .ground
      return false
    }
    isLone = false
    switch byte {
    case 0x07, 0x18, 0x1A: state = .ground
    case 0x1B: begin(.stringEnd, with: byte)
    default: if held.count < 2 { held.append(byte) }
    }
    return true
  }

  private static func goesOnAsReport(_ beginning: UInt8, _ byte: UInt8) -> Bool {
    switch beginning {
    case UInt8(ascii: "]"): 0x30...0x39 ~= byte || byte == UInt8(ascii: "l") || byte == UInt8(ascii: "L")
    case UInt8(ascii: "P"): 0x20...0x3F ~= byte
    case UInt8(ascii: "_"): byte == UInt8(ascii: "G")
    default: false
    }
  }
}
