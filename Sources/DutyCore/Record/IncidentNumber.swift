/// The entry number of an incident's reception or import: unique in the ledger, and never another incident's.
package struct IncidentID: Hashable, Comparable, Sendable, Codable {
  package let entry: Int64

  package init(_ entry: Int64) { self.entry = entry }
  package init(from decoder: any Decoder) throws {
    entry = try decoder.singleValueContainer().decode(Int64.self)
  }
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(entry)
  }
  package static func < (a: IncidentID, b: IncidentID) -> Bool { a.entry < b.entry }
}

/// `20261121-0017`: duty day of reception and a serial of that day, never given twice (docs/duty.md#incident-number).
package struct IncidentNumber: Hashable, Comparable, Sendable {
  package let day: Day
  package let serial: Int

  package init(day: Day, serial: Int) {
    self.day = day
    self.serial = serial
  }

  /// A day has as many at most.
  private static let serials = 1...999_999_999

  /// Nil for anything that is no number. Years that no platform may claim any more have numbers too.
  package init?(_ text: some StringProtocol) {
    guard let dash = text.lastIndex(of: "-") else { return nil }
    let (compact, digits) = (text[..<dash], text[text.index(after: dash)...])
    guard digits.utf8.count >= 4, let serial = Int(digits), Self.serials.contains(serial),
      let year = Day.year(compact.dropLast(4)), let month = Int(compact.suffix(4).prefix(2)),
      let dayOfMonth = Int(compact.suffix(2)), let day = Day(year: year, month: month, day: dayOfMonth)
    else { return nil }
    self.init(day: day, serial: serial)
  }

  package static func < (a: IncidentNumber, b: IncidentNumber) -> Bool { (a.day, a.serial) < (b.day, b.serial) }
}

extension IncidentNumber: CustomStringConvertible, Codable {
  package var description: String { day.compact + "-" + padded(serial, 4) }

  /// The number as it is written and said: whole, without the year, and without the zeros.
  package var forms: [String] {
    let short = String(description.dropFirst(4))
    return [description, short, "\(short.prefix { $0 != "-" })-\(serial)"]
  }

  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let number = IncidentNumber(text) else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "no number: \(text)"))
    }
    self = number
  }
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// Another incident, as an entry names it: by its id, and by the number people know it under.
package struct IncidentReference: Hashable, Comparable, Codable, Sendable {
  package let id: IncidentID
  package let number: IncidentNumber

  package init(id: IncidentID, number: IncidentNumber) {
    self.id = id
    self.number = number
  }

  package static func < (a: IncidentReference, b: IncidentReference) -> Bool { a.id < b.id }
}
