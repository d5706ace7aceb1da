import DutyCore

/// Numbers that are somebody's, in free text: found for a field of their own, and masked where they are nobody's
/// business. The one place that knows how they look.
/// See docs/desk.md#numbers-are-masked.
enum PhoneNumbers {
  /// Fewest digits of a number that a wall does not show, whatever it is.
  private static let fewestHidden = 7
  /// Fewest digits of a number that is masked: a landline's. Most texts have less, and need not be looked through.
  fileprivate static let fewestMasked = 10

  /// The stretches of `text` that are a mobile number (11 digits, from 13 on, perhaps behind 86) or a landline with its
  /// area code; single blanks and hyphens may stand within. What is a number of something else is none of somebody's: a
  /// digest, a matter's number, a day, and `codes`, of which a screen may show pieces.
  static func ranges(in text: [Character], sparing codes: [String] = []) -> [Range<Int>] {
    let written = Written(text, sparing: codes)
    return written.runs.flatMap { written.numbers(in: $0) }
  }

  /// The first three and the last four digits stay, as on a bill.
  static func masked(_ text: String, sparing codes: [String] = []) -> String {
    guard text.unicodeScalars.count(where: { digit($0) != nil }) >= fewestMasked else { return text }
    var characters = Array(text)
    for range in ranges(in: characters, sparing: codes) {
      let digits = range.filter { digit(characters[$0]) != nil }
      for index in digits.dropFirst(3).dropLast(4) { characters[index] = characters[index].isASCII ? "*" : "＊" }
    }
    return String(characters)
  }

  /// An order's number stands as it is, unless somebody's mobile number was written in its place.
  static func maskedOrder(_ text: String) -> String { isMobile(text) ? masked(text) : text }

  /// The whole of `text` is a mobile number.
  static func isMobile(_ text: String) -> Bool {
    let digits = text.compactMap(digit)
    let rest = digits.starts(with: [8, 6]) && digits.count == 13 ? Array(digits.dropFirst(2)) : digits
    return rest.count == 11 && rest[0] == 1 && rest[1] >= 3
      && text.allSatisfy { digit($0) != nil || " -+".contains($0) }
  }

  /// Hides numbers from everybody's eyes: each run of seven digits or more, phone or not, becomes `***`.
  static func hidden(in text: String) -> String {
    var characters = Array(text)
    for run in Written(characters, sparing: nil).runs.reversed()
    where run.count(where: { digit(characters[$0]) != nil }) >= fewestHidden {
      characters.replaceSubrange(run, with: "***")
    }
    return String(characters)
  }

  // MARK: - How numbers are written

  /// The value of a digit of half or full width.
  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "0"..."9": Int(scalar.value) - 0x30
    case "０"..."９": Int(scalar.value) - 0xFF10
    default: nil
    }
  }

  fileprivate static func digit(_ character: Character) -> Int? {
    character.unicodeScalars.count == 1 ? character.unicodeScalars.first.flatMap(digit) : nil
  }

  /// A text, and which of its digits may belong to somebody's number.
  fileprivate struct Written {
    private let text: [Character]
    private var isDigit: [Bool]

    /// Nil spares nothing.
    init(_ text: [Character], sparing codes: [String]?) {
      self.text = text
      isDigit = text.map { digit($0) != nil }
      guard let codes else { return }
      let known = codes.map(occurrences).joined()
      for range in digests(codes) + known + days + matters { spare(range) }
    }

    private mutating func spare(_ range: Range<Int>) {
      for index in range { isDigit[index] = false }
    }
  }
}

extension PhoneNumbers.Written {
  /// Fewest characters of a digest, or of a piece of one, that is known by its looks: no text has as many in a row.
  private static let fewestOfDigest = 20
  /// Fewest of a piece of a digest that is known by itself.
  private static let fewestOfKnown = 6

  /// Runs of hexadecimal digits that are a digest, or a piece of one of `codes`.
  private func digests(_ codes: [String]) -> [Range<Int>] {
    stretches { $0.isASCII && $0.isHexDigit }.filter { run in
      if run.count >= Self.fewestOfDigest { return true }
      let piece = String(text[run]).lowercased()
      return run.count >= Self.fewestOfKnown && codes.contains { $0.count >= 64 && $0.contains(piece) }
    }
  }

  /// Finds where `code` stands by itself. A short one could be a piece of somebody's number, and by itself looks like none.
  private func occurrences(of code: String) -> [Range<Int>] {
    let code = Array(code)
    let digits = code.count(where: { PhoneNumbers.digit($0) != nil })
    guard digits >= PhoneNumbers.fewestMasked, code.count <= text.count else { return [] }
    return (0...text.count - code.count).map { $0..<$0 + code.count }.filter { range in
      let neighbours = [range.lowerBound - 1, range.upperBound].filter(text.indices.contains)
      return text[range].elementsEqual(code) && !neighbours.contains { isDigit[$0] }
    }
  }

  /// `2026-11-24`, so that a number before it is not taken together with it.
  private var days: [Range<Int>] {
    runs.flatMap { run in
      groups(of: run).windows(3).compactMap { parts in
        let range = parts[0].lowerBound..<parts[2].upperBound
        return range.count == 10 && Day(String(text[range])) != nil ? range : nil
      }
    }
  }

  /// `20261124-0017`, so that neither an entry's number before it nor the one behind is taken together with a piece of it.
  private var matters: [Range<Int>] {
    runs.flatMap { run in
      groups(of: run).windows(2).compactMap { parts in
        let range = parts[0].lowerBound..<parts[1].upperBound
        return parts[0].count == 8 && IncidentNumber(String(text[range])) != nil ? range : nil
      }
    }
  }

  private func stretches(_ belongs: (Character) -> Bool) -> [Range<Int>] {
    text.indices.split { !belongs(text[$0]) }.compactMap { part in
      part.first.flatMap { first in part.last.map { first..<$0 + 1 } }
    }
  }

  /// Digits with at most one blank or hyphen between two of them.
  fileprivate var runs: [Range<Int>] {
    var found: [Range<Int>] = []
    var at = 0
    while at < text.count {
      guard isDigit[at] else {
        at += 1
        continue
      }
      var end = at + 1
      while end < text.count {
        let joins = " -".contains(text[end]) && end + 1 < text.count && isDigit[end + 1]
        guard joins || isDigit[end] else { break }
        end += 1
      }
      found.append(at..<end)
      at = end
    }
    return found
  }

  /// The unbroken stretches of digits of a run.
  private func groups(of run: Range<Int>) -> [Range<Int>] {
    run.split { !isDigit[$0] }.compactMap { part in
      part.first.flatMap { first in part.last.map { first..<$0 + 1 } }
    }
  }

  /// The longest numbers that neighbouring groups of a run make up.
  fileprivate func numbers(in run: Range<Int>) -> [Range<Int>] {
    let groups = groups(of: run)
    var found: [Range<Int>] = []
    var first = 0
    while first < groups.count {
      let last = (first..<groups.count).last { isNumber(groups[first...$0]) }
      if let last { found.append(groups[first].lowerBound..<groups[last].upperBound) }
      first = (last ?? first) + 1
    }
    return found
  }

  private func isNumber(_ groups: ArraySlice<Range<Int>>) -> Bool {
    var digits = groups.joined().compactMap { PhoneNumbers.digit(text[$0]) }
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

extension Array {
  /// Every `count` neighbours.
  fileprivate func windows(_ count: Int) -> [[Element]] {
    self.count < count ? [] : (0...self.count - count).map { Array(self[$0..<$0 + count]) }
  }
}

extension Words {
  /// The words as a desk draws them: a number that is somebody's shows its ends only.
  func masked(_ language: Language) -> String { PhoneNumbers.masked(shown(language)) }
}
