import DutyCore

/// Everything that reaches the desk from outside.
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
  /// Drafts that the officer who has signed on left unfinished at another time.
  case drafts([Draft])
  /// The line is cut, or the program is told to end.
  case hangUp
  /// The handover sheet that was asked for; nil where nobody has sat.
  case handover(ShownHandover?)
  /// The sheet lies in this file now.
  case saved(String)
  /// The digest of a file, or the reason why there is none.
  case digested(String?, why: String)
  /// Everything that may hurt before long and can still be set right, told whole each time.
  case cautions([String])
  /// Something in the world failed; what was asked for is of unknown outcome.
  case fault(String)
}

/// A request of the desk to the world.
package enum Effect: Hashable, Sendable {
  case look(QueueView)
  case commit(Submission)
  /// The PIN as its field holds it: no text is made of it, of which copies would be left on the way.
  case signOn(name: String, pin: [Character])
  /// Puts what was typed where it outlives this program; or takes it away.
  case shelve(Draft)
  case unshelve(Draft.Key)
  /// The handover sheet, as `signer` would sign it or as it is kept.
  case handover(signer: OfficerID?, columns: Int)
  case save(name: String, text: String)
  /// Asks for the digest of the file there.
  case digest(path: String)
  /// The text that calls the units, for the clipboard.
  case copy(String)
  /// A line for the officer who looks elsewhere; it tells nothing of anybody.
  case notify(String)
  case bell
  case quit
}
