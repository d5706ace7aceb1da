/// One act that was done: a case for each row of the table of actions, and for each act on the room itself.
///
/// The names of the cases and of the facts are history as soon as an entry with them is written: they are never
/// renamed, and what is added later is optional. The facts stand in `Facts+….swift`; `Action+Coding.swift` writes and
/// reads them.
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

  // A unit's way through a summons, beyond the milestones.
  case decline(Declining)
  case appoint(Appointment)
  case endWithLead(ResponseID)
  case urge(Urging)
  case sheet(Sheet)
  case score(Score)

  // Admission, clocks, emergencies, call-backs.
  case admit(Reason)
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

/// An act on the room itself rather than on an incident.
package enum RoomAction: Hashable, Sendable {
  case found(Charter)
  case setCatalogue(Catalogue)
  case setCalendar(WorkCalendar)
  case enrol(Enrolment)
  case setRoster(RosterChange)
  case takeSeat(SeatTaking)
  case handOver(HandingOver)
  case swap(Swap)
  case setSetting(SettingChange)
  case setStanding(StandingRouting)
  case unlock(Unlocking)
}

extension RoomAction {
  /// Read from files of the station's own: terms, lists, calendar, roster, people.
  package var isOfLists: Bool {
    switch self {
    case .found, .setCatalogue, .setCalendar, .enrol, .setRoster, .setStanding: true
    case .takeSeat, .handOver, .swap, .setSetting, .unlock: false
    }
  }
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
  case openItem, changeItem, progressItem, doneItem, verifyItem, returnItem, lookBack, dropItem
}
