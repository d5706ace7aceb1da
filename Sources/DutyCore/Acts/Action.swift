/// One act that was done: a case for each row of the table of actions, and for each act on the room itself.
///
/// The names of the cases and of the facts are history as soon as an entry with them is written: they are never
/// renamed, and what is added later is optional. The facts of an act stand in the file of its family.
package enum Action: Hashable, Sendable {
  // An incident's life.
  case receive(Reception)
  case importRecord(ImportedRecord)
  case amend(Amendment)
  case takeOn
  case summon(Summoning)
  case acknowledge(Milestone)
  case contact(Milestone)
  case arrive(Milestone)
  case reply(Reply)
  case sendBack(SendingBack)
  case standDown(StandingDown)
  case settle
  case handle(Handling)
  case close(Closing)
  case reopen(Reason)
  case note(Note)
  case void(Reason)
  case restore(Reason)
  case survey(Surveying)
  case consult(Consultation)
  case attach(Attachment)
  case forgive(Forgiving)
  case closeDirect(DirectAnswer)
  case wayOn(WayOn)

  // A unit's way through a summons, beyond the milestones.
  case decline(Declining)
  case appoint(Appointment)
  case endWithLead(ResponseID)
  case urge(Urging)
  case sheet(Sheet)
  case score(Score)

  // Admission, clocks, emergencies, call-backs.
  case admit(Admission)
  case requestExtension(Reason)
  case grantExtension
  case suspend(Suspending)
  case resume
  case report(SituationReport)
  case callBack(CallBack)

  // What is done to entries, words, and two incidents at once.
  case merge(Merging)
  case unmerge
  case follow(Following)
  case correct(Correction)
  case countersign(Countersigning)
  case reveal(Reason)
  case erase(Erasure)

  case room(RoomAction)
  case rectification(RectificationAct)
}

/// The table's word for each action, as entries, exports and reports write it.
package enum ActionName: String, Codable, CaseIterable, Sendable {
  case receive
  case importRecord = "import"
  case amend, takeOn, summon, acknowledge, contact, arrive, reply, sendBack, standDown, settle, handle, close, reopen
  case note, void, restore, survey, consult, attach, forgive, closeDirect
  case decline, appoint, endWithLead, urge, sheet, score
  case admit, requestExtension, grantExtension, suspend, resume, report, callBack
  case merge, unmerge, follow, correct, countersign, reveal, erase
  case found, setCatalogue, setCalendar, enrol, setRoster, takeSeat, handOver, swap, setSetting, setStanding
  case unlock
  case takeOver, endAdmission, returnUp, returnAgreed, returnRefused, toPetition
  case refuseExtension, outsideExtension, interimAnswer, accept, reject, recall, refer, ruleAbove
  case repeats = "repeat"
  case openItem, changeItem, progressItem, doneItem, verifyItem, returnItem, lookBack, dropItem
}

extension Action {
  package var name: ActionName {
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
    case .room(let act): act.name
    case .rectification(let act): act.name
    case .wayOn(let act): act.name
    }
  }
}

// MARK: - How actions stand in an entry: `"action"` is the table's word, `"facts"` what belongs to it.

extension Action {
  /// The kind of subject it is done to.
  package var kind: Subject.Kind {
    if case .room = self { return .room }
    if case .rectification = self { return .rectification }
    return .incident
  }
}

extension Action: Encodable {
  private enum Key: String, CodingKey { case action, facts }

  package func encode(to encoder: any Encoder) throws {
    if case .rectification(let act) = self { return try act.encode(to: encoder) }
    if case .wayOn(let act) = self { return try act.encode(to: encoder) }
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .action)
    func write(_ facts: some Encodable) throws { try container.encode(facts, forKey: .facts) }
    switch self {
    case .takeOn, .settle, .grantExtension, .resume, .unmerge, .rectification, .wayOn: break
    case .receive(let facts): try write(facts)
    case .importRecord(let facts): try write(facts)
    case .amend(let facts): try write(facts)
    case .summon(let facts): try write(facts)
    case .acknowledge(let facts), .contact(let facts), .arrive(let facts): try write(facts)
    case .reply(let facts): try write(facts)
    case .sendBack(let facts): try write(facts)
    case .standDown(let facts): try write(facts)
    case .handle(let facts): try write(facts)
    case .close(let facts): try write(facts)
    case .reopen(let facts), .void(let facts), .restore(let facts), .requestExtension(let facts), .reveal(let facts):
      try write(facts)
    case .admit(let facts): try write(facts)
    case .survey(let facts): try write(facts)
    case .consult(let facts): try write(facts)
    case .attach(let facts): try write(facts)
    case .forgive(let facts): try write(facts)
    case .closeDirect(let facts): try write(facts)
    case .decline(let facts): try write(facts)
    case .appoint(let facts): try write(facts)
    case .endWithLead(let facts): try write(facts)
    case .urge(let facts): try write(facts)
    case .sheet(let facts): try write(facts)
    case .note(let facts): try write(facts)
    case .score(let facts): try write(facts)
    case .suspend(let facts): try write(facts)
    case .report(let facts): try write(facts)
    case .callBack(let facts): try write(facts)
    case .merge(let facts): try write(facts)
    case .follow(let facts): try write(facts)
    case .correct(let facts): try write(facts)
    case .countersign(let facts): try write(facts)
    case .erase(let facts): try write(facts)
    case .room(.found(let facts)): try write(facts)
    case .room(.setCatalogue(let facts)): try write(facts)
    case .room(.setCalendar(let facts)): try write(facts)
    case .room(.enrol(let facts)): try write(facts)
    case .room(.setRoster(let facts)): try write(facts)
    case .room(.takeSeat(let facts)): try write(facts)
    case .room(.handOver(let facts)): try write(facts)
    case .room(.swap(let facts)): try write(facts)
    case .room(.setSetting(let facts)): try write(facts)
    case .room(.setStanding(let facts)): try write(facts)
    case .room(.unlock(let facts)): try write(facts)
    }
  }

  /// An act on a subject of this kind; the names of those on an incident and on the room are apart.
  init(from decoder: any Decoder, on kind: Subject.Kind) throws {
    if kind == .rectification {
      self = .rectification(try RectificationAct(from: decoder))
      return
    }
    let container = try decoder.container(keyedBy: Key.self)
    func facts<Facts: Decodable>() throws -> Facts { try container.decode(Facts.self, forKey: .facts) }
    self =
      switch try container.decode(ActionName.self, forKey: .action) {
      case .receive: .receive(try facts())
      case .importRecord: .importRecord(try facts())
      case .amend: .amend(try facts())
      case .takeOn: .takeOn
      case .summon: .summon(try facts())
      case .acknowledge: .acknowledge(try facts())
      case .contact: .contact(try facts())
      case .arrive: .arrive(try facts())
      case .reply: .reply(try facts())
      case .sendBack: .sendBack(try facts())
      case .standDown: .standDown(try facts())
      case .settle: .settle
      case .handle: .handle(try facts())
      case .close: .close(try facts())
      case .reopen: .reopen(try facts())
      case .note: .note(try facts())
      case .void: .void(try facts())
      case .restore: .restore(try facts())
      case .survey: .survey(try facts())
      case .consult: .consult(try facts())
      case .attach: .attach(try facts())
      case .forgive: .forgive(try facts())
      case .closeDirect: .closeDirect(try facts())
      case .decline: .decline(try facts())
      case .appoint: .appoint(try facts())
      case .endWithLead: .endWithLead(try facts())
      case .urge: .urge(try facts())
      case .sheet: .sheet(try facts())
      case .score: .score(try facts())
      case .admit: .admit(try facts())
      case .requestExtension: .requestExtension(try facts())
      case .grantExtension: .grantExtension
      case .suspend: .suspend(try facts())
      case .resume: .resume
      case .report: .report(try facts())
      case .callBack: .callBack(try facts())
      case .merge: .merge(try facts())
      case .unmerge: .unmerge
      case .follow: .follow(try facts())
      case .correct: .correct(try facts())
      case .countersign: .countersign(try facts())
      case .reveal: .reveal(try facts())
      case .erase: .erase(try facts())
      case .found: .room(.found(try facts()))
      case .setCatalogue: .room(.setCatalogue(try facts()))
      case .setCalendar: .room(.setCalendar(try facts()))
      case .enrol: .room(.enrol(try facts()))
      case .setRoster: .room(.setRoster(try facts()))
      case .takeSeat: .room(.takeSeat(try facts()))
      case .handOver: .room(.handOver(try facts()))
      case .swap: .room(.swap(try facts()))
      case .setSetting: .room(.setSetting(try facts()))
      case .setStanding: .room(.setStanding(try facts()))
      case .unlock: .room(.unlock(try facts()))
      case .takeOver, .endAdmission, .returnUp, .returnAgreed, .returnRefused, .toPetition, .refuseExtension,
        .outsideExtension, .interimAnswer, .accept, .reject, .recall, .refer, .ruleAbove, .repeats:
        .wayOn(try WayOn(from: decoder))
      case .openItem, .changeItem, .progressItem, .doneItem, .verifyItem, .returnItem, .lookBack, .dropItem:
        throw DecodingError.dataCorruptedError(
          forKey: .action, in: container, debugDescription: "an act on a rectification that does not say its kind")
      }
  }
}

/// The ground of an act that states nothing else.
package struct Reason: Hashable, Codable, Sendable {
  package var reason: Words

  package init(_ reason: Words) { self.reason = reason }
}
