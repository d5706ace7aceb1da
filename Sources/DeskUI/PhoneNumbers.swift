/// Telephone numbers in free text: found for a field of their own, and masked where they are nobody's business.
enum PhoneNumbers {
  /// The stretches of `text` that are a mobile number (11 digits, from 13 on) or a landline with its area code.
  static func ranges(in text: [Character]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var at = 0
    while at < text.count {
      guard isDigit(text[at]) else {
        at += 1
        continue
      }
      var end = at
      while end < text.count, isDigit(text[end]) || isDash(text, end) { end += 1 }
      if isNumber(text[at..<end]) { found.append(at..<end) }
      at = end
    }
    return found
  }

  /// The first three and the last four digits stay, as on a bill.
  static func masked(_ text: String) -> String {
    var characters = Array(text)
    for range in ranges(in: characters) {
      for index in range.dropFirst(3).dropLast(4) { characters[index] = "*" }
    }
    return String(characters)
  }

  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

  private static func isDash(_ text: [Character], _ at: Int) -> Bool {
    text[at] == "-" && at + 1 < text.count && isDigit(text[at + 1])
  }

  private static func isNumber(_ text: ArraySlice<Character>) -> Bool {
    let digits = text.filter { $0 != "-" }
    let dashes = text.count - digits.count
    let isMobile = digits.count == 11 && digits.first == "1" && digits.dropFirst().first.map { "3"..."9" ~= $0 } == true
    let isLandline = (10...12).contains(digits.count) && digits.first == "0" && dashes <= 1
    return isMobile || isLandline
  }
}
