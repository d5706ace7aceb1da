// The facts that are stated when a matter comes in, or is set right.

/// The way by which an incident came in (来源).
package enum Source: String, Codable, CaseIterable, Sendable {
  case grid, hotline12345, mailbox, patrol, video, county, walkIn, departmentRequest, neighbour, other
}

/// The urgency of a matter as it was said when it was reported.
package enum Urgency: String, Codable, CaseIterable, Sendable {
  case routine, urgent, emergency
}

/// Receive (受理登记): a matter is written down.
package struct Reception: Hashable, Codable, Sendable {
  package var source: Source
  package var summary: Words
  package var detail: Words?
  package var place: Words?
  /// The area unit the incident lies in; nil where nobody said.
  package var grid: String?
  /// A leaf of the catalogue.
  package var category: String?
  /// A platform's name for the kind of matter, where the catalogue has no such category.
  package var categoryHint: Words?
  package var urgency: Urgency
  package var reporter: Words?
  package var phone: Words?
  /// A deadline set outside, such as the hotline's own.
  package var due: Instant?
  /// The pushing system and its number for the matter: together they are known once.
  package var origin: String?
  package var externalId: String?
  /// The county room or neighbour that hands the matter down (交办) and is owed an answer.
  package var handedDownBy: String?
  /// A practice incident (演练), left out of figures.
  package var drill: Bool

  package init(
    source: Source, summary: Words, detail: Words? = nil, place: Words? = nil, grid: String? = nil,
    category: String? = nil, categoryHint: Words? = nil, urgency: Urgency = .routine, reporter: Words? = nil,
    phone: Words? = nil, due: Instant? = nil, origin: String? = nil, externalId: String? = nil,
    handedDownBy: String? = nil, drill: Bool = false
  ) {
    self.source = source
    self.summary = summary
    self.detail = detail
    self.place = place
    self.grid = grid
    self.category = category
    self.categoryHint = categoryHint
    self.urgency = urgency
    self.reporter = reporter
    self.phone = phone
    self.due = due
    self.origin = origin
    self.externalId = externalId
    self.handedDownBy = handedDownBy
    self.drill = drill
  }
}

/// Import (外部导入): another system's record of a whole matter, from reception to close, with its own times.
package struct ImportedRecord: Hashable, Codable, Sendable {
  package var origin: String
  package var externalId: String
  package var source: Source
  package var summary: Words
  package var detail: Words?
  package var place: Words?
  package var grid: String?
  /// A code of the catalogue where it has one, else the name as imported.
  package var category: String?
  /// A code of the catalogue where it has one, else the name as imported.
  package var department: String?
  package var due: Instant?
  /// Never before the reception: the importer drops such a close and warns.
  package var closed: Instant?
  package var reply: Words?
  package var replied: Instant?
  package var reporter: Words?
  package var phone: Words?

  package init(
    origin: String, externalId: String, source: Source, summary: Words, detail: Words? = nil, place: Words? = nil,
    grid: String? = nil, category: String? = nil, department: String? = nil, due: Instant? = nil,
    closed: Instant? = nil, reply: Words? = nil, replied: Instant? = nil, reporter: Words? = nil, phone: Words? = nil
  ) {
    self.origin = origin
    self.externalId = externalId
    self.source = source
    self.summary = summary
    self.detail = detail
    self.place = place
    self.grid = grid
    self.category = category
    self.department = department
    self.due = due
    self.closed = closed
    self.reply = reply
    self.replied = replied
    self.reporter = reporter
    self.phone = phone
  }
}

/// Amend (更正要素): facts of the reception set right. Nil leaves a fact as it is.
package struct Amendment: Hashable, Codable, Sendable {
  package var category: String?
  package var place: Words?
  package var grid: String?
  package var urgency: Urgency?
  package var summary: Words?
  package var reporter: Words?
  package var phone: Words?

  package init(
    category: String? = nil, place: Words? = nil, grid: String? = nil, urgency: Urgency? = nil, summary: Words? = nil,
    reporter: Words? = nil, phone: Words? = nil
  ) {
    self.category = category
    self.place = place
    self.grid = grid
    self.urgency = urgency
    self.summary = summary
    self.reporter = reporter
    self.phone = phone
  }
}
