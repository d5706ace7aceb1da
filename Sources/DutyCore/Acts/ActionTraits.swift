/// The row of an act: what it is called, in which statuses and by whose leave it is done, and what else is so of every one of
/// its kind. All that lists acts reads it; what depends on what is stated is for `judge`.
package struct ActionTraits: Sendable {
  /// The kind of correction it takes: another time or other words always; that it was not so at all, as the case says.
  package enum Correctable: Sendable {
    /// Taken back, the unit stands where it stood without it.
    case milestone
    /// Sent back, not taken back.
    case reply
    /// Taken back whole where nothing later rests on it.
    case whole
  }

  /// Whose act it is, as a refusal says it. The rule itself is in `judge`.
  enum Whose: Sendable { case desk, deskOrSupervisor, leader, administrator }

  private let chinese: String
  private let english: String
  /// The words that have to be stated.
  private let states: (chinese: String, english: String)
  let whose: Whose
  /// The statuses in which the table of actions has a row for it; none for what is done to the room or opens a matter.
  let possibleIn: [Incident.Status]
  /// The states of a rectification in which the table has a row for it.
  let possibleAt: [Rectification.State]
  /// A person does it to move a matter on, or at least to say something about it: not the rule by itself, and not only
  /// beside the matter's own way.
  let movesOn: Bool
  /// An officer may record it on a leader's spoken order (代录); what is a signature is everybody's own
  /// (docs/duty.md#spoken-orders).
  let canBeOrdered: Bool
  let correctable: Correctable?

  init(
    _ chinese: String, _ english: String, states: (String, String) = ("说明", "words"), whose: Whose = .desk,
    possibleIn: [Incident.Status] = [], possibleAt: [Rectification.State] = [], movesOn: Bool = false,
    canBeOrdered: Bool = false,
    correctable: Correctable? = nil
  ) {
    self.chinese = chinese
    self.english = english
    self.states = states
    self.whose = whose
    self.possibleIn = possibleIn
    self.possibleAt = possibleAt
    self.movesOn = movesOn
    self.canBeOrdered = canBeOrdered
    self.correctable = correctable
  }

  func text(_ language: Language) -> String { language(chinese, english) }
  func neededWords(_ language: Language) -> String { language(states.chinese, states.english) }
}

extension ActionTraits.Whose {
  func text(_ language: Language) -> String {
    switch self {
    case .desk: language("坐席员或坐堂领导", "an officer or the sitting leader")
    case .deskOrSupervisor: language("坐席员、领导或督查", "an officer, a leader or a supervisor")
    case .leader: language("领导", "a leader")
    case .administrator: language("管理员", "an administrator")
    }
  }
}

extension ActionName {
  /// The only list of acts besides `Action` itself.
  var traits: ActionTraits {
    switch self {
    case .receive: .receive
    case .importRecord: .importRecord
    case .amend: .amend
    case .takeOn: .takeOn
    case .summon: .summon
    case .acknowledge: .acknowledge
    case .contact: .contact
    case .arrive: .arrive
    case .reply: .reply
    case .sendBack: .sendBack
    case .standDown: .standDown
    case .settle: .settle
    case .handle: .handle
    case .close: .close
    case .reopen: .reopen
    case .note: .note
    case .void: .void
    case .restore: .restore
    case .survey: .survey
    case .consult: .consult
    case .attach: .attach
    case .forgive: .forgive
    case .closeDirect: .closeDirect
    case .decline: .decline
    case .appoint: .appoint
    case .endWithLead: .endWithLead
    case .urge: .urge
    case .sheet: .sheet
    case .score: .score
    case .admit: .admit
    case .requestExtension: .requestExtension
    case .grantExtension: .grantExtension
    case .suspend: .suspend
    case .resume: .resume
    case .report: .report
    case .callBack: .callBack
    case .merge: .merge
    case .unmerge: .unmerge
    case .follow: .follow
    case .correct: .correct
    case .countersign: .countersign
    case .reveal: .reveal
    case .erase: .erase
    case .found: .found
    case .setCatalogue: .setCatalogue
    case .setCalendar: .setCalendar
    case .enrol: .enrol
    case .setRoster: .setRoster
    case .takeSeat: .takeSeat
    case .handOver: .handOver
    case .swap: .swap
    case .setSetting: .setSetting
    case .setStanding: .setStanding
    case .unlock: .unlock
    case .takeOver: .takeOver
    case .endAdmission: .endAdmission
    case .returnUp: .returnUp
    case .returnAgreed: .returnAgreed
    case .returnRefused: .returnRefused
    case .toPetition: .toPetition
    case .refuseExtension: .refuseExtension
    case .outsideExtension: .outsideExtension
    case .interimAnswer: .interimAnswer
    case .accept: .accept
    case .reject: .reject
    case .recall: .recall
    case .refer: .refer
    case .ruleAbove: .ruleAbove
    case .repeats: .repeats
    case .openItem: .openItem
    case .changeItem: .changeItem
    case .progressItem: .progressItem
    case .doneItem: .doneItem
    case .verifyItem: .verifyItem
    case .returnItem: .returnItem
    case .lookBack: .lookBack
    case .dropItem: .dropItem
    }
  }

  package func text(_ language: Language) -> String { traits.text(language) }

  /// The words that an action has to state.
  func neededWords(_ language: Language) -> String { traits.neededWords(language) }

  /// The statuses in which the table of actions has a row for it.
  package func isPossible(in status: Incident.Status) -> Bool { traits.possibleIn.contains(status) }

  package func isPossible(at state: Rectification.State) -> Bool { traits.possibleAt.contains(state) }

  /// An officer may record it on a leader's spoken order.
  package var canBeOrdered: Bool { traits.canBeOrdered }

  /// A correction may take back an entry of it.
  package var canBeTakenBack: Bool {
    switch traits.correctable {
    case .milestone?, .whole?: true
    case .reply?, nil: false
    }
  }

  /// The kind of correction an entry of it takes; nil where it takes none.
  package var correctable: ActionTraits.Correctable? { traits.correctable }

  /// The names of all that a correction may concern.
  static func correctable(_ language: Language) -> String {
    allCases.filter { $0.correctable != nil }.map { $0.text(language) }.joined(separator: language("、", ", "))
  }

  /// Acts by which a person can move an incident of this status on, or at least say something about it.
  package static func possible(in status: Incident.Status) -> [ActionName] {
    allCases.filter { $0.traits.movesOn && $0.isPossible(in: status) }
  }
}
