import DutyCore

/// What reaches the desk from outside.
package enum Event: Sendable {
  case key(Key)
  case paste(String)
  case mouse(Mouse)
  case resize(Grid.Size)
  /// The clock went on.
  case tick(Instant)
  /// A new look at the ledger.
  case ledger(Snapshot)
  /// The ledger was asked and had nothing new.
  case unchanged
  case outcome(Outcome, for: ActionKey)
  case signOn(SignOn)
  /// What the officer who has signed on left unfinished at another time.
  case drafts([Draft])
  /// The line is cut, or the program is told to end.
  case hangUp
  /// The handover sheet that was asked for; nil where nobody has sat.
  case handover(ShownHandover?)
  /// The sheet lies in this file now.
  case saved(String)
  /// What a file is known by, or why it cannot be.
  case digested(String?, why: String)
  /// What may hurt before long and can still be set right: all of it, each time.
  case cautions([String])
  /// Something in the world failed; what was asked for is of unknown outcome.
  case fault(String)
}

/// What the desk asks the world for.
package enum Effect: Hashable, Sendable {
  case look(QueueView)
  case commit(Submission)
  case signOn(name: String, pin: String)
  /// Puts what was typed where it outlives this program; or takes it away.
  case shelve(Draft)
  case unshelve(Draft.Key)
  /// The handover sheet, as `signer` would sign it or as it is kept.
  case handover(signer: OfficerID?, columns: Int)
  case save(name: String, text: String)
  /// What the file there is known by.
  case digest(path: String)
  /// The text that calls the units, for the clipboard.
  case copy(String)
  /// A line for the officer who looks elsewhere; it tells nothing of anybody.
  case notify(String)
  case bell
  case quit
}
