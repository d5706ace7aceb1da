import DeskUI
import DutyCore
import DutyLedger

/// Does at the ledger what the desk asks for. Every answer is complete before anything is drawn: no transaction is
/// open across a repaint.
final class LedgerSide {
  private let ledger: Ledger
  private let language: Language
  private var view: QueueView?
  private var last: Snapshot?

  init(_ ledger: Ledger, _ language: Language) {
    self.ledger = ledger
    self.language = language
  }

  var noticePath: String { ledger.noticePath }

  func perform(_ effect: Effect, now: Instant) -> [Event] {
    told {
      switch effect {
      case .look(let view):
        self.view = view
        return [try look(view, now)]
      case .commit(let submission):
        let outcome = try ledger.commit(submission, now: now)
        return [.outcome(outcome, for: submission.key)] + (try refreshed(now))
      case .signOn(let name, let pin): return [try signOn(name, pin)]
      case .bell, .quit: return []
      }
    }
  }

  /// What is new because somebody else committed, or because time went on.
  func refresh(now: Instant) -> [Event] { told { try refreshed(now) } }

  /// Records what time has done, which only a desk that can write does; then a new look, only where that or another
  /// process has recorded something since the last.
  func poll(now: Instant) -> [Event] {
    told { try ledger.commitDue(now: now) || ledger.changed() ? try refreshed(now) : [.unchanged] }
  }

  private func refreshed(_ now: Instant) throws -> [Event] {
    try view.map { [try look($0, now)] } ?? []
  }

  private func look(_ view: QueueView, _ now: Instant) throws -> Event {
    let snapshot = try ledger.snapshot(view, now: now, after: last)
    self.last = snapshot
    return .ledger(snapshot)
  }

  /// The same answer for an unknown name as for a wrong PIN.
  private func signOn(_ name: String, _ pin: String) throws -> Event {
    guard let officer = try ledger.room().officer(named: name), let hash = officer.pinHash,
      Pin.matches(pin, hash: hash)
    else { return .signOnRefused }
    return .signedOn(officer)
  }

  private func told(_ body: () throws -> [Event]) -> [Event] {
    do {
      return try body()
    } catch let fault as LedgerFault {
      return [.fault(fault.text(language))]
    } catch {
      return [.fault(language("台账出错：\(error)", "The ledger failed: \(error)"))]
    }
  }
}
