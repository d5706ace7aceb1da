/// The subject of an entry: what its action was done to.
package enum Subject: Hashable, Sendable {
  case room
  case incident(IncidentID)
  case rectification(RectificationID)

  /// The kinds of subject, by the words that stand in an entry's bytes.
  package enum Kind: String, Codable, CaseIterable, Sendable {
    case room, incident
    case rectification = "item"
  }

  package var incident: IncidentID? { if case .incident(let id) = self { id } else { nil } }
  package var rectification: RectificationID? { if case .rectification(let id) = self { id } else { nil } }

  package var kind: Kind {
    switch self {
    case .room: .room
    case .incident: .incident
    case .rectification: .rectification
    }
  }
}

extension Subject.Kind {
  /// There is none of this kind with the id that is given.
  package var unknown: Refusal.When {
    switch self {
    case .room, .incident: .unknownIncident
    case .rectification: .unknownRectification
    }
  }
}

// The first two kinds are older than the word: an entry of an incident says `"incident": id`, one of the room says nothing.
// Every later kind says `"kind"` and `"subject"`. A kind that is not known is no entry, and never one of the room.

extension Subject {
  enum Key: String, CodingKey { case incident, kind, subject }

  /// Read from an entry's own container, whose keys are `key`'s.
  init<Keys: CodingKey>(in container: KeyedDecodingContainer<Keys>, _ key: (Key) -> Keys) throws {
    if let incident = try container.decodeIfPresent(IncidentID.self, forKey: key(.incident)) {
      self = .incident(incident)
      return
    }
    guard let kind = try container.decodeIfPresent(Kind.self, forKey: key(.kind)) else {
      self = .room
      return
    }
    switch kind {
    case .rectification: self = .rectification(try container.decode(RectificationID.self, forKey: key(.subject)))
    case .room, .incident:
      throw DecodingError.dataCorruptedError(
        forKey: key(.kind), in: container, debugDescription: "a \(kind.rawValue) does not say its kind")
    }
  }

  func encode<Keys: CodingKey>(in container: inout KeyedEncodingContainer<Keys>, _ key: (Key) -> Keys) throws {
    switch self {
    case .room: break
    case .incident(let id): try container.encode(id, forKey: key(.incident))
    case .rectification(let id):
      try container.encode(kind, forKey: key(.kind))
      try container.encode(id, forKey: key(.subject))
    }
  }
}

/// One subject as its entries add up; the room's are added up apart, since all others are judged in it.
package enum SubjectState: Hashable, Sendable {
  case incident(Incident)
  case rectification(Rectification)
}

extension SubjectState {
  package var subject: Subject {
    switch self {
    case .incident(let incident): .incident(incident.id)
    case .rectification(let rectification): .rectification(rectification.id)
    }
  }

  /// The number of the entry that opened it: unique over all kinds.
  package var opened: Int64 {
    switch self {
    case .incident(let incident): incident.id.entry
    case .rectification(let rectification): rectification.id.entry
    }
  }

  /// The number by which people know it.
  package var number: String {
    switch self {
    case .incident(let incident): incident.number.description
    case .rectification(let rectification): rectification.id.number
    }
  }

  /// Says in one text what it is about.
  package var summary: Words {
    switch self {
    case .incident(let incident): incident.summary
    case .rectification(let rectification): rectification.what
    }
  }

  package var revision: Int {
    switch self {
    case .incident(let incident): incident.revision
    case .rectification(let rectification): rectification.revision
    }
  }

  package var lastEntry: Int64 {
    switch self {
    case .incident(let incident): incident.lastEntry
    case .rectification(let rectification): rectification.lastEntry
    }
  }

  package var unsigned: [UnsignedEntry] {
    switch self {
    case .incident(let incident): incident.unsigned
    case .rectification(let rectification): rectification.unsigned
    }
  }

  package var incident: Incident? { if case .incident(let incident) = self { incident } else { nil } }
  package var rectification: Rectification? {
    if case .rectification(let rectification) = self { rectification } else { nil }
  }

  /// The subject its first entry opens; nil for an entry that opens none.
  package static func opening(_ entry: Entry) -> SubjectState? {
    switch entry.subject {
    case .room: nil
    case .incident: Incident.opening(entry).map(SubjectState.incident)
    case .rectification: Rectification.opening(entry).map(SubjectState.rectification)
    }
  }

  /// The subject that `entries` add up to, the first being the one that opened it; nil where there are none.
  package init?(adding entries: some Sequence<Entry>) {
    var state: SubjectState?
    for entry in entries { state = state?.folding(entry) ?? SubjectState.opening(entry) }
    guard let state else { return nil }
    self = state
  }

  /// The subject with one more entry.
  package func folding(_ entry: Entry) -> SubjectState {
    switch self {
    case .incident(let incident): .incident(incident.folding(entry))
    case .rectification(let rectification): .rectification(rectification.folding(entry))
    }
  }

  /// The consequences of `entry`, which made this subject of what it was `before`, on it or on others of any kind.
  package func consequences(of entry: Entry, before: SubjectState?) -> [Consequence] {
    switch self {
    case .incident(let incident): incident.consequences(of: entry, before: before?.incident)
    case .rectification(let rectification): rectification.consequences(of: entry, before: before?.rectification)
    }
  }

  /// The act that time alone asks for at `now`.
  package func dueAct(at now: Instant) -> Request? {
    switch self {
    case .incident(let incident): incident.dueAct(at: now)
    case .rectification: nil
    }
  }
}
