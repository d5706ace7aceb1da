/// Something that is left to be put right (整改项), from the day it is opened until it is verified and holds: what its entries
/// add up to. It belongs to an incident, or stands by itself.
package struct Rectification: Hashable, Sendable {
  package enum Kind: String, Codable, CaseIterable, Sendable {
    /// 整改
    case plain
    /// 限期整改: a written order with a date.
    case datedOrder
    /// 立案: a penalty procedure that was opened.
    case filing
    /// 一般隐患, 重大隐患
    case hazard, majorHazard
  }

  /// open → done → verified; and dropped.
  package enum State: String, Codable, CaseIterable, Sendable {
    case open, done, verified, dropped
  }

  /// Somebody did it by this entry.
  package struct Act: Hashable, Sendable {
    package let entry: Int64
    package let by: Actor
    package let recorded: Instant
  }

  package struct Attached: Hashable, Sendable {
    package let entry: Int64
    package let kind: Attachment.Kind
    package let sha256: String
  }

  /// A look-back, and what stood before it, for where it is taken back.
  struct Look: Hashable, Sendable {
    let entry: Int64
    let holds: Bool
    let due: Deadline
    let lookBackBy: Deadline?
  }

  package let id: RectificationID
  package let station: String
  package internal(set) var revision = 1
  package internal(set) var lastEntry: Int64
  package internal(set) var state = State.open

  package let kind: Kind
  /// The incident it is left over from.
  package let incident: IncidentReference?
  package let isDrill: Bool
  package let what: Words
  package let place: Words?
  package let fiveFixed: FiveFixed?
  /// The department that supervises a major hazard.
  package let supervisor: String?
  package let opened: Act
  /// The deadline it was opened with, by which figures judge it.
  package let firstDue: Deadline

  /// The unit that puts it right.
  package internal(set) var owner: String
  package internal(set) var means: Words?
  package internal(set) var due: Deadline
  package internal(set) var progress: [Progress] = []
  package internal(set) var done: Act?
  package internal(set) var verified: Act?
  /// The day on which it is to be looked at again.
  package internal(set) var lookBackBy: Deadline?
  package internal(set) var returns = 0
  /// The look-backs, in their order.
  var looks: [Look] = []
  /// The last act that changed how it stands.
  var lastMove: Int64
  /// The entry by which it was opened, or last opened again.
  var lastOpened: Int64
  package internal(set) var attachments: [Attached] = []
  package internal(set) var urged: Instant?
  package internal(set) var sheets: [Sheet.Colour] = []
  package internal(set) var unsigned: [UnsignedEntry] = []
  /// One of its entries claims a time outside the bound (时间不可信).
  package internal(set) var hasUntrustedTime: Bool

  /// A share of it was done, as somebody said.
  package struct Progress: Hashable, Sendable {
    package let entry: Int64
    /// In hundredths.
    package let share: Int?
    package let recorded: Instant
  }
}

/// The number of the entry that opened a rectification: unique in the ledger over all kinds of subject.
package struct RectificationID: Hashable, Comparable, Sendable, Codable {
  package let entry: Int64

  package init(_ entry: Int64) { self.entry = entry }
  package init(from decoder: any Decoder) throws { entry = try decoder.singleValueContainer().decode(Int64.self) }
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(entry)
  }
  package static func < (a: RectificationID, b: RectificationID) -> Bool { a.entry < b.entry }

  /// `ZG-1043`, as people say and type it.
  package var number: String { "ZG-\(entry)" }
}

extension Rectification {
  /// The share that was said last, in hundredths.
  package var share: Int? { progress.last { $0.share != nil }?.share }

  /// Found back (回潮) as often.
  package var relapses: Int { looks.filter { !$0.holds }.count }
  package var lookBacks: Int { looks.count }

  /// Something of it is still owed: to be put right, to be verified, or to be looked at again.
  package var isOwed: Bool {
    switch state {
    case .open, .done: true
    case .verified: lookBackBy != nil
    case .dropped: false
    }
  }

  /// The moment until which its owner, or whoever looks at it again, has to do something; nil while it waits to be verified.
  package var nextDue: Instant? {
    switch state {
    case .open: due.due
    case .verified: lookBackBy?.due
    case .done, .dropped: nil
    }
  }

  package func isOverdue(at now: Instant) -> Bool { nextDue.map { $0 < now } ?? false }

  /// The highest step of its owner's ladder that is reached at `now`: as for a silent unit, by the time it was given
  /// (docs/duty.md#rectification-ladder).
  package func ladderStep(at now: Instant) -> LadderStep? {
    guard state == .open else { return nil }
    return LadderStep.allCases.last { due.reaches($0) <= now }
  }

  /// The owner was urged or got the sheet that step asks for.
  package func isPressed(at now: Instant) -> Bool {
    ladderStep(at: now).map { $0.isTaken(urged: urged, sheets, since: due.reaches($0)) } ?? false
  }
}

// MARK: - How its entries add up

extension Rectification {
  static func opening(_ entry: Entry) -> Rectification? {
    guard case .rectification(let id) = entry.subject, case .rectification(.open(let facts)) = entry.action,
      let due = entry.findings.due
    else { return nil }
    var opened = Rectification(
      id: id, station: entry.station, lastEntry: entry.number, kind: facts.kind, incident: facts.incident,
      isDrill: entry.findings.isPractice ?? false, what: facts.what, place: facts.place, fiveFixed: facts.fiveFixed,
      supervisor: facts.supervisor, opened: Act(entry), firstDue: due, owner: facts.owner, due: due,
      lastMove: entry.number, lastOpened: entry.number,
      hasUntrustedTime: entry.hasUntrustedTime)
    opened.awaitOrder(entry)
    return opened
  }

  /// The rectification with one more entry.
  package func folding(_ entry: Entry) -> Rectification {
    var rectification = self
    rectification.revision = entry.revision
    rectification.lastEntry = entry.number
    rectification.hasUntrustedTime = hasUntrustedTime || entry.hasUntrustedTime
    guard case .rectification(let act) = entry.action else { return rectification }
    rectification.awaitOrder(entry)
    rectification.add(act, entry)
    if act.moves { rectification.lastMove = entry.number }
    return rectification
  }

  private mutating func add(_ act: RectificationAct, _ entry: Entry) {
    switch act {
    case .change(let facts):
      owner = facts.owner ?? owner
      means = facts.means ?? means
      due = entry.findings.due ?? due
    case .progress(let facts):
      progress.append(Progress(entry: entry.number, share: facts.share, recorded: entry.recorded))
    case .done:
      state = .done
      done = Act(entry)
    case .verify:
      state = .verified
      verified = Act(entry)
      lookBackBy = entry.findings.lookBack
    case .sendBack:
      returns += 1
      open(by: entry)
    case .lookBack(let facts): add(facts, entry)
    case .drop: state = .dropped
    case .attach(let facts):
      attachments.append(Attached(entry: entry.number, kind: facts.kind, sha256: facts.sha256))
    case .urge: urged = entry.recorded
    case .sheet(let facts): sheets.append(facts.colour)
    case .correct(let facts): if facts.withdrawn { takeBack(facts.entry) }
    case .countersign(let facts): unsigned.removeAll { $0.entry == facts.entry }
    case .open, .note, .erase: break
    }
  }

  private mutating func open(by entry: Entry) {
    state = .open
    due = entry.findings.due ?? due
    lastOpened = entry.number
    lookBackBy = nil
  }

  private mutating func add(_ facts: LookBack, _ entry: Entry) {
    looks.append(Look(entry: entry.number, holds: facts.holds, due: due, lookBackBy: lookBackBy))
    lookBackBy = nil
    if !facts.holds { open(by: entry) }
  }

  /// As if the entry had not been: the rule has seen that nothing rests on it.
  private mutating func takeBack(_ entry: Int64) {
    progress.removeAll { $0.entry == entry }
    attachments.removeAll { $0.entry == entry }
    guard let last = looks.last, last.entry == entry else { return }
    looks.removeLast()
    state = .verified
    due = last.due
    lookBackBy = last.lookBackBy
  }

  private mutating func awaitOrder(_ entry: Entry) {
    guard let leader = entry.orderedBy else { return }
    unsigned.append(UnsignedEntry(entry, number: id.number, leader: leader))
  }

  /// The incident it came from hears that something is back, and that this was wrong.
  func consequences(of entry: Entry, before: Rectification?) -> [Consequence] {
    guard let incident, case .rectification(let act) = entry.action else { return [] }
    func following(_ facts: Following) -> [Consequence] { [Consequence(on: .incident(incident.id), .follow(facts))] }
    switch act {
    case .lookBack(let facts): return facts.holds ? [] : following(.relapsed(by: id, entry: entry.number))
    case .correct(let facts):
      let wasBack = before?.looks.contains { $0.entry == facts.entry && !$0.holds } ?? false
      return facts.withdrawn && wasBack ? following(.relapseTakenBack(by: id, entry: facts.entry)) : []
    case .open, .change, .progress, .done, .verify, .sendBack, .drop, .note, .attach, .urge, .sheet, .countersign,
      .erase:
      return []
    }
  }
}

extension RectificationAct {
  /// It changes how the rectification stands, so that an act before it can no longer be taken back.
  fileprivate var moves: Bool {
    switch self {
    case .open, .change, .progress, .done, .verify, .sendBack, .lookBack, .drop: true
    case .note, .attach, .urge, .sheet, .correct, .countersign, .erase: false
    }
  }
}

extension Rectification.Act {
  init(_ entry: Entry) { self.init(entry: entry.number, by: entry.by, recorded: entry.recorded) }
}
