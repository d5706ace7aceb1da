import DutyCore

/// Numbers that are somebody's, in free text: found for a field of their own, and masked where they are nobody's
/// business. The one place that knows how they look.
enum PhoneNumbers {
  /// Fewest digits of a number that a wall does not show, whatever it is.
  private static let fewestHidden = 7
  /// Fewest digits of a number that is masked: a landline's. Most texts have less, and need not be looked through.
  private static let fewestMasked = 10

  /// The stretches of `text` that are a mobile number (11 digits, from 13 on, perhaps behind 86) or a landline with its
  /// area code; single blanks and hyphens may stand within.
  static func ranges(in text: [Character]) -> [Range<Int>] {
    runs(in: text).flatMap { numbers(among: groups(of: $0, in: text), text) }
  }

  /// The first three and the last four digits stay, as on a bill.
  static func masked(_ text: String) -> String {
    guard text.unicodeScalars.count(where: { digit($0) != nil }) >= fewestMasked else { return text }
    var characters = Array(text)
    for range in ranges(in: characters) {
      let digits = range.filter { digit(characters[$0]) != nil }
      for index in digits.dropFirst(3).dropLast(4) { characters[index] = characters[index].isASCII ? "*" : "＊" }
    }
    return String(characters)
  }

  /// For anybody's eyes: each run of seven digits or more, phone or not, becomes `***`.
  static func hidden(in text: String) -> String {
    var characters = Array(text)
    for run in runs(in: characters).reversed() where run.count(where: { digit(characters[$0]) != nil }) >= fewestHidden
    {
      characters.replaceSubrange(run, with: "***")
    }
    return String(characters)
  }

  // MARK: - How numbers are written

  /// Of half or full width.
  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "0"..."9": Int(scalar.value) - 0x30
    case "０"..."９": Int(scalar.value) - 0xFF10
    default: nil
    }
  }

  private static func digit(_ character: Character) -> Int? {
    character.unicodeScalars.count == 1 ? character.unicodeScalars.first.flatMap(digit) : nil
  }

  /// Digits with at most one blank or hyphen between two of them.
  private static func runs(in text: [Character]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var at = 0
    while at < text.count {
      guard digit(text[at]) != nil else {
        at += 1
        continue
      }
      var end = at + 1
      while end < text.count {
        let joins = " -".contains(text[end]) && end + 1 < text.count && digit(text[end + 1]) != nil
        guard joins || digit(text[end]) != nil else { break }
        end += 1
      }
      found.append(at..<end)
      at = end
    }
    return found
  }

  /// The unbroken stretches of digits of a run.
  private static func groups(of run: Range<Int>, in text: [Character]) -> [Range<Int>] {
    run.split { digit(text[$0]) == nil }.compactMap { part in
      part.first.flatMap { first in part.last.map { first..<$0 + 1 } }
    }
  }

  /// The longest numbers that neighbouring groups make up. A matter's number is passed over, so that its end and the day
  /// that the next one begins with are not taken for a number with its area code.
  private static func numbers(among groups: [Range<Int>], _ text: [Character]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var first = 0
    while first < groups.count {
      if isOfMatter(groups[first...].prefix(2), text) {
        first += 2
        continue
      }
      let last = (first..<groups.count).last { isNumber(groups[first...$0], text) }
      if let last { found.append(groups[first].lowerBound..<groups[last].upperBound) }
      first = (last ?? first) + 1
    }
    return found
  }

  private static func isOfMatter(_ groups: ArraySlice<Range<Int>>, _ text: [Character]) -> Bool {
    guard groups.count == 2, let day = groups.first, let serial = groups.last else { return false }
    return IncidentNumber(String(text[day.lowerBound..<serial.upperBound])) != nil
  }

  private static func isNumber(_ groups: ArraySlice<Range<Int>>, _ text: [Character]) -> Bool {
    var digits = groups.joined().compactMap { digit(text[$0]) }
    let isLandline =
      (10...12).contains(digits.count) && digits[0] == 0 && digits[1] != 0
      && (groups.count == 1 || groups.count <= 3 && (3...4).contains(groups.first?.count ?? 0))
    for abroad in [[0, 0, 8, 6], [8, 6]] where digits.count == 11 + abroad.count && digits.starts(with: abroad) {
      digits.removeFirst(abroad.count)
    }
    let isMobile = digits.count == 11 && digits[0] == 1 && digits[1] >= 3 && groups.count <= 4
    return isMobile || isLandline
  }
}

extension Words {
  /// As a desk draws them: what is a number of somebody's shows its ends only.
  func masked(_ language: Language) -> String { PhoneNumbers.masked(shown(language)) }
}
