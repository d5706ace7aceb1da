// The acts on a rectification (整改项): what is left to be put right is opened, followed, done, verified by somebody else, and
// looked at again.

/// One act on a rectification. Notes, photos, sheets and what is done to entries are stated as they are on an incident.
package enum RectificationAct: Hashable, Sendable {
  case open(RectificationOpening)
  case change(RectificationChange)
  case progress(RectificationProgress)
  case done(Note)
  case verify(Verification)
  case sendBack(RectificationReturn)
  case lookBack(LookBack)
  case drop(Reason)
  case note(Note)
  case attach(Attachment)
  case urge(Reminder)
  case sheet(Sheet)
  case correct(Correction)
  case countersign(Countersigning)
  case erase(Erasure)
}

// MARK: - Facts

/// Open (整改项立项): what is to be put right, where, by whom and until when.
package struct RectificationOpening: Hashable, Codable, Sendable {
  package var kind: Rectification.Kind
  /// The incident it is left over from; nil where it stands by itself.
  package var incident: IncidentReference?
  package var what: Words
  package var place: Words?
  /// The unit that puts it right.
  package var owner: String
  /// The last day on which it is in time.
  package var due: Day
  /// 五落实, where it cannot be put right at once.
  package var fiveFixed: FiveFixed?
  /// The department that supervises a major hazard (重大隐患) and is told of it.
  package var supervisor: String?

  package init(
    kind: Rectification.Kind, incident: IncidentReference? = nil, what: Words, place: Words? = nil, owner: String,
    due: Day, fiveFixed: FiveFixed? = nil, supervisor: String? = nil
  ) {
    self.kind = kind
    self.incident = incident
    self.what = what
    self.place = place
    self.owner = owner
    self.due = due
    self.fiveFixed = fiveFixed
    self.supervisor = supervisor
  }
}

/// The five that are fixed (五落实: 责任、措施、资金、时限、预案) for what takes its time.
package struct FiveFixed: Hashable, Codable, Sendable {
  package var responsible: Words
  package var measures: Words
  package var funds: Words
  package var stages: Words
  package var fallback: Words

  package init(responsible: Words, measures: Words, funds: Words, stages: Words, fallback: Words) {
    self.responsible = responsible
    self.measures = measures
    self.funds = funds
    self.stages = stages
    self.fallback = fallback
  }

  package var all: [Words] { [responsible, measures, funds, stages, fallback] }
}

/// Change (整改项变更): another owner, day or means. Nil leaves a fact as it is.
package struct RectificationChange: Hashable, Codable, Sendable {
  package var owner: String?
  package var due: Day?
  package var means: Words?
  package var reason: Words

  package init(owner: String? = nil, due: Day? = nil, means: Words? = nil, reason: Words) {
    self.owner = owner
    self.due = due
    self.means = means
    self.reason = reason
  }
}

/// Progress (整改进展): how far it has come.
package struct RectificationProgress: Hashable, Codable, Sendable {
  /// In hundredths of the whole, as the owner says; nil where nobody said.
  package var share: Int?
  package var words: Words

  package static let shares = 0...100

  package init(share: Int? = nil, words: Words) {
    self.share = share
    self.words = words
  }
}

/// Verify (复查销号): somebody else has seen that it is put right.
package struct Verification: Hashable, Codable, Sendable {
  package enum Way: String, Codable, CaseIterable, Sendable {
    /// Seen on the spot.
    case onTheSpot
    /// By photos of before and after.
    case photos
  }

  package var way: Way
  package var words: Words?
  /// The supervising department's paper, for a major hazard.
  package var paper: Words?
  /// It is looked at again after as many days.
  package var lookBackDays: Int?

  package static let lookBack = 1...365

  package init(way: Way, words: Words? = nil, paper: Words? = nil, lookBackDays: Int? = nil) {
    self.way = way
    self.words = words
    self.paper = paper
    self.lookBackDays = lookBackDays
  }
}

/// Return (退回整改): not put right after all, and due anew.
package struct RectificationReturn: Hashable, Codable, Sendable {
  package var reason: Words
  package var due: Day

  package init(reason: Words, due: Day) {
    self.reason = reason
    self.due = due
  }
}

/// Look-back (回头看): it still holds, or is back (回潮) and due anew.
package struct LookBack: Hashable, Codable, Sendable {
  package var holds: Bool
  package var words: Words?
  /// The day by which what is back is put right; nil where it holds.
  package var due: Day?

  package init(holds: Bool, words: Words? = nil, due: Day? = nil) {
    self.holds = holds
    self.words = words
    self.due = due
  }
}

/// The owner is reminded (催办).
package struct Reminder: Hashable, Codable, Sendable {
  package var words: Words?

  package init(words: Words? = nil) { self.words = words }
}

// MARK: - Rows

extension ActionTraits {
  static let openItem = ActionTraits(
    "整改项立项", "open a rectification", states: ("整改内容", "what is to be put right"), canBeOrdered: true)
  static let changeItem = ActionTraits(
    "整改项变更", "change a rectification", states: ("理由", "a reason"), whose: .leader, possibleAt: [.open],
    canBeOrdered: true)
  static let progressItem = ActionTraits(
    "整改进展", "progress", states: ("进展情况", "how far it has come"), possibleAt: [.open], correctable: .whole)
  static let doneItem = ActionTraits(
    "整改完成", "put right", states: ("整改情况", "what was done"), possibleAt: [.open])
  static let verifyItem = ActionTraits(
    "复查销号", "verify", states: ("主管部门的文书", "the supervising department's paper"), possibleAt: [.done])
  static let returnItem = ActionTraits(
    "退回整改", "send back", states: ("理由", "a reason"), possibleAt: [.done, .verified], canBeOrdered: true)
  static let lookBack = ActionTraits("回头看", "look back", possibleAt: [.verified], correctable: .whole)
  static let dropItem = ActionTraits(
    "整改撤销", "drop a rectification", states: ("理由", "a reason"), whose: .leader, possibleAt: [.open],
    canBeOrdered: true)
}

// MARK: - In an entry

extension RectificationAct {
  package var name: ActionName {
    switch self {
    case .open: .openItem
    case .change: .changeItem
    case .progress: .progressItem
    case .done: .doneItem
    case .verify: .verifyItem
    case .sendBack: .returnItem
    case .lookBack: .lookBack
    case .drop: .dropItem
    case .note: .note
    case .attach: .attach
    case .urge: .urge
    case .sheet: .sheet
    case .correct: .correct
    case .countersign: .countersign
    case .erase: .erase
    }
  }
}

extension RectificationAct: Codable {
  private enum Key: String, CodingKey { case action, facts }

  /// The names under which they stand: not every act is one on a rectification.
  private enum Word: String, Codable {
    case openItem, changeItem, progressItem, doneItem, verifyItem, returnItem, lookBack, dropItem
    case note, attach, urge, sheet, correct, countersign, erase
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .action)
    func write(_ facts: some Encodable) throws { try container.encode(facts, forKey: .facts) }
    switch self {
    case .open(let facts): try write(facts)
    case .change(let facts): try write(facts)
    case .progress(let facts): try write(facts)
    case .done(let facts), .note(let facts): try write(facts)
    case .verify(let facts): try write(facts)
    case .sendBack(let facts): try write(facts)
    case .lookBack(let facts): try write(facts)
    case .drop(let facts): try write(facts)
    case .attach(let facts): try write(facts)
    case .urge(let facts): try write(facts)
    case .sheet(let facts): try write(facts)
    case .correct(let facts): try write(facts)
    case .countersign(let facts): try write(facts)
    case .erase(let facts): try write(facts)
    }
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    func facts<Facts: Decodable>() throws -> Facts { try container.decode(Facts.self, forKey: .facts) }
    self =
      switch try container.decode(Word.self, forKey: .action) {
      case .openItem: .open(try facts())
      case .changeItem: .change(try facts())
      case .progressItem: .progress(try facts())
      case .doneItem: .done(try facts())
      case .verifyItem: .verify(try facts())
      case .returnItem: .sendBack(try facts())
      case .lookBack: .lookBack(try facts())
      case .dropItem: .drop(try facts())
      case .note: .note(try facts())
      case .attach: .attach(try facts())
      case .urge: .urge(try facts())
      case .sheet: .sheet(try facts())
      case .correct: .correct(try facts())
      case .countersign: .countersign(try facts())
      case .erase: .erase(try facts())
      }
  }
}

extension RectificationAct {
  /// The moments and days that are stated.
  var claims: Claims {
    switch self {
    case .open(let facts): Claims(days: [facts.due])
    case .change(let facts): Claims(days: [facts.due].compactMap(\.self))
    case .sendBack(let facts): Claims(days: [facts.due])
    case .lookBack(let facts): Claims(days: [facts.due].compactMap(\.self))
    case .correct(let facts): Claims(moments: [facts.at].compactMap(\.self))
    case .progress, .done, .verify, .drop, .note, .attach, .urge, .sheet, .countersign, .erase: Claims()
    }
  }
}
