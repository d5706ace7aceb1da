import DutyCore

/// The form by which an act is recorded at the desk: on which keys and under which name it is found, what it asks for, and
/// which act its answers stand for.
///
/// Each is one row under `Forms/Acts`, in the file of its family; whatever lists forms reads the row.
package struct ActForm: Sendable {
  typealias Mistake = Form.Mistake
  typealias Reading = @Sendable (FormReading) throws(Mistake) -> Action?

  /// The object it is done to, and the fields it asks for then, filled in with what is already known.
  enum Asking: Sendable {
    /// The room, with an incident that may be selected.
    case ofRoom(@Sendable (Maker, Incident?) -> [Field])
    case ofIncident(@Sendable (Maker, Incident) -> [Field])
    /// A rectification and nothing else; its fields stand in `onRectification`.
    case ofRectification
  }

  /// Its fields on a rectification, and the act they stand for.
  struct OnRectification: Sendable {
    let fields: @Sendable (Maker, Rectification) -> [Field]
    let act: @Sendable (FormReading) throws(Mistake) -> RectificationAct
  }

  /// Drafts on the shelf name it by this: a row may be called otherwise, its word stays.
  package let word: String
  package let keys: [Key]
  private let names: (chinese: String, english: String)
  private let helps: (chinese: String, english: String)
  /// The Chinese name in pinyin, by which the menu finds it too.
  let spelling: Spelling
  /// The row of the table of actions by which it is told whether it fits an incident's status; none for signing on.
  package let actionName: ActionName?
  private let asks: Asking
  /// Nil where it is done to no rectification.
  let onRectification: OnRectification?
  /// The other incidents that can be chosen in it.
  let others: @Sendable (Maker, Incident) -> [Incident]
  /// It can be done to several at once with one form: nothing in that depends on the units of one.
  let takesSeveral: Bool
  /// It cannot be taken back by one key: it is named, and confirmed by another key than the one that asked.
  let isDangerous: Bool
  /// The last ones like the matter stand beside it, with how they were dealt with.
  let looksAtAlike: Bool
  /// The form that takes the act back, as the table of the life of an incident says; nil where the rules have none. It is
  /// looked up when it is asked for, since two may take each other back.
  let takenBackBy: @Sendable () -> ActForm?
  /// The choices in this form where it takes back the entry of that number, beyond how it opens.
  let choicesTakingBack: @Sendable (Int64, Incident) -> [Field.Name: [String]]
  /// Reads the act that the form stands for; nil for signing on, which is no entry.
  let action: Reading

  init(
    _ word: String, keys: [Key] = [], _ names: (String, String), pinyin: String, help: (String, String),
    action name: ActionName?, takesSeveral: Bool = false, isDangerous: Bool = false, looksAtAlike: Bool = false,
    takenBackBy: @autoclosure @escaping @Sendable () -> ActForm? = nil,
    takingBack: @escaping @Sendable (Int64, Incident) -> [Field.Name: [String]] = { _, _ in [:] },
    others: @escaping @Sendable (Maker, Incident) -> [Incident] = { _, _ in [] },
    onRectification: OnRectification? = nil, asks: Asking,
    reading action: @escaping Reading
  ) {
    self.word = word
    self.keys = keys
    self.names = names
    helps = help
    spelling = Spelling(pinyin)
    actionName = name
    self.asks = asks
    self.onRectification = onRectification
    self.others = others
    self.takesSeveral = takesSeveral
    self.isDangerous = isDangerous
    self.looksAtAlike = looksAtAlike
    self.takenBackBy = takenBackBy
    choicesTakingBack = takingBack
    self.action = action
  }
}

extension ActForm {
  /// Every form, in the order of the menu.
  package static let all: [ActForm] = [
    // Fifty times a day: on keys of their own.
    receive, assign, whistle, milestone, reply, close, takeOn, handle, note, amend, sendBack, signOn,
    // An emergency's reports, and the people who wait for an answer.
    report, callBack, closeDirect, reveal,
    // Units that will not, need not, or must be pressed.
    decline, appoint, urge, sheet, standDown, endWithLead, score,
    // What goes before, and what stops or moves the clocks.
    admit, survey, consult, attach, suspend, resume, requestExtension, grantExtension,
    refuseExtension, takeOver, endAdmission,
    // Back to its sender, and what the sender moves.
    returnUp, returnAgreed, returnRefused, toPetition, outsideExtension, interimAnswer,
    // Upwards and aside.
    escalate, accept, reject, recall, refer, ruleAbove,
    // One matter twice, and what was recorded in error.
    merge, unmerge, repeats, reopen, void, restore, correct, countersign, forgive,
    // The room.
    takeSeat, handOver, swap, setStanding,
    // What is left to be put right.
    openItem, changeItem, progressItem, doneItem, verifyItem, returnItem, lookBack, dropItem,
  ]

  private static let byWord = Dictionary(all.map { ($0.word, $0) }) { first, _ in first }

  package func name(_ language: Language) -> String { language(names.chinese, names.english) }
  package func help(_ language: Language, at station: StationKind) -> String {
    language(station.naming(helps.chinese), helps.english)
  }

  /// The row of it in the table of commands.
  var row: Command.Row {
    Command.Row(
      command: .act(self), keys: keys, chinese: (names.chinese, helps.chinese), english: (names.english, helps.english))
  }

  /// It is done to the incident that is selected.
  package var needsIncident: Bool {
    switch asks {
    case .ofRoom, .ofRectification: false
    case .ofIncident: true
    }
  }

  /// It is done to a rectification only.
  var needsRectification: Bool {
    switch asks {
    case .ofRoom, .ofIncident: false
    case .ofRectification: true
    }
  }

  /// It can be done to a rectification, be it to an incident too.
  var fitsRectifications: Bool { onRectification != nil }

  /// Lays out its fields; nil where it is done to an incident and none is selected, or to a rectification.
  func fields(_ maker: Maker, selected incident: Incident?) -> [Field]? {
    switch asks {
    case .ofRoom(let fields): fields(maker, incident)
    case .ofIncident(let fields): incident.map { fields(maker, $0) }
    case .ofRectification: nil
    }
  }
}

// It is its word: two rows never have the same.
extension ActForm: Hashable, CustomStringConvertible {
  package static func == (one: ActForm, other: ActForm) -> Bool { one.word == other.word }
  package func hash(into hasher: inout Hasher) { hasher.combine(word) }
  package var description: String { word }
}

extension ActForm: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let word = try container.decode(String.self)
    guard let form = Self.byWord[word] else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no form is called \(word)")
    }
    self = form
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(word)
  }
}
