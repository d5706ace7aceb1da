import DutyCore

/// Acts that an officer can have recorded at the desk, each with a form of its own, in the order of the menu.
package enum Act: String, Codable, Hashable, CaseIterable, Sendable {
  // Fifty times a day: on keys of their own.
  case receive, assign, whistle, milestone, reply, close, takeOn, handle, note, amend, sendBack, signOn
  // An emergency's reports, and the people who wait for an answer.
  case report, callBack, closeDirect, reveal
  // Units that will not, need not, or must be pressed.
  case decline, appoint, urge, sheet, standDown, endWithLead, score
  // What goes before, and what stops or moves the clocks.
  case admit, survey, consult, attach, suspend, resume, requestExtension, grantExtension
  // One matter twice, and what was recorded in error.
  case merge, unmerge, reopen, void, restore, correct, countersign, forgive
  // The room.
  case takeSeat, handOver, swap, setStanding
  // What is left to be put right.
  case openItem, changeItem, progressItem, doneItem, verifyItem, returnItem, lookBack, dropItem
}

extension Act {
  package var keys: [Key] { Command.act(self).keys }
  package func name(_ language: Language) -> String { Command.act(self).name(language) }
  package func help(_ language: Language) -> String { Command.act(self).help(language) }

  /// The row of the table of actions by which it is told whether it fits an incident's status; none for signing on.
  package var actionName: ActionName? {
    switch self {
    case .receive: .receive
    case .assign, .whistle: .summon
    case .milestone: .acknowledge
    case .reply: .reply
    case .close: .close
    case .takeOn: .takeOn
    case .handle: .handle
    case .note: .note
    case .amend: .amend
    case .sendBack: .sendBack
    case .report: .report
    case .callBack: .callBack
    case .closeDirect: .closeDirect
    case .reveal: .reveal
    case .decline: .decline
    case .appoint: .appoint
    case .urge: .urge
    case .sheet: .sheet
    case .standDown: .standDown
    case .endWithLead: .endWithLead
    case .score: .score
    case .admit: .admit
    case .survey: .survey
    case .consult: .consult
    case .attach: .attach
    case .suspend: .suspend
    case .resume: .resume
    case .requestExtension: .requestExtension
    case .grantExtension: .grantExtension
    case .merge: .merge
    case .unmerge: .unmerge
    case .reopen: .reopen
    case .void: .void
    case .restore: .restore
    case .correct: .correct
    case .countersign: .countersign
    case .forgive: .forgive
    case .takeSeat: .takeSeat
    case .handOver: .handOver
    case .swap: .swap
    case .setStanding: .setStanding
    case .openItem: .openItem
    case .changeItem: .changeItem
    case .progressItem: .progressItem
    case .doneItem: .doneItem
    case .verifyItem: .verifyItem
    case .returnItem: .returnItem
    case .lookBack: .lookBack
    case .dropItem: .dropItem
    case .signOn: nil
    }
  }

  /// It is done to the incident that is selected.
  package var needsIncident: Bool {
    switch self {
    case .receive, .signOn, .countersign, .takeSeat, .handOver, .swap, .setStanding, .openItem: false
    case .changeItem, .progressItem, .doneItem, .verifyItem, .returnItem, .lookBack, .dropItem: false
    case .assign, .whistle, .milestone, .reply, .close, .takeOn, .handle, .note, .amend, .sendBack, .report, .callBack,
      .closeDirect, .reveal, .decline, .appoint, .urge, .sheet, .standDown, .endWithLead, .score, .admit, .survey,
      .consult, .attach, .suspend, .resume, .requestExtension, .grantExtension, .merge, .unmerge, .reopen, .void,
      .restore,
      .correct, .forgive:
      true
    }
  }
}

extension Act {
  /// It is done to a rectification only.
  var needsRectification: Bool {
    switch self {
    case .changeItem, .progressItem, .doneItem, .verifyItem, .returnItem, .lookBack, .dropItem: true
    case .receive, .assign, .whistle, .milestone, .reply, .close, .takeOn, .handle, .note, .amend, .sendBack, .signOn,
      .report, .callBack, .closeDirect, .reveal, .decline, .appoint, .urge, .sheet, .standDown, .endWithLead, .score,
      .admit, .survey, .consult, .attach, .suspend, .resume, .requestExtension, .grantExtension, .merge, .unmerge,
      .reopen, .void, .restore, .correct, .countersign, .forgive, .takeSeat, .handOver, .swap, .setStanding, .openItem:
      false
    }
  }

  /// It can be done to a rectification, be it to an incident too.
  var fitsRectifications: Bool {
    actionName.map { name in Rectification.State.allCases.contains { name.isPossible(at: $0) } && self != .countersign }
      ?? false
  }
}
