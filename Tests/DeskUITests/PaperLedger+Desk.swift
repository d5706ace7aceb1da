import DeskUI
import DutyCore

// What the loop would do for a desk.

extension PaperLedger {
  /// Stands in for the loop: does what the desk asks for.
  func perform(_ effect: Effect, now: Instant) -> [Event] {
    switch effect {
    case .look(let view):
      self.view = view
      return [.ledger(snapshot(view, now: now))]
    case .commit(let submission):
      let outcome = commit(submission, now: now)
      if losesNextAnswer {
        losesNextAnswer = false
        return [.fault("线断了。")]
      }
      return [.outcome(outcome, for: submission.key)] + refresh(now: now)
    case .signOn(let name, let pin):
      return signOn(name, String(pin), now)
    case .shelve(let draft): shelf[draft.key] = draft
    case .unshelve(let key): shelf[key] = nil
    case .handover: return [.handover(sheet(now: now))]
    case .save(let name, _): return [.saved("/paper/" + name)]
    case .digest(let path):
      let digest = String(repeating: "a", count: 64)
      return [path.hasSuffix(".jpg") ? .digested(digest, why: "") : .digested(nil, why: "读不了这个文件。")]
    case .bell, .quit, .copy, .notify: break
    }
    return []
  }

  private func signOn(_ name: String, _ pin: String, _ now: Instant) -> [Event] {
    guard let officer = room.officer(named: name) else { return [.signOn(.refused)] }
    func held(_ moment: Instant) -> SignOn { .held(name: officer.name, until: moment) }
    if let wait = tries[officer.id]?.wait(at: now) { return [.signOn(held(wait))] }
    guard officer.pinHash == pin else {
      tries[officer.id, default: SignOnTries(at: now)].fail(at: now)
      return [.signOn(tries[officer.id]?.wait(at: now).map(held) ?? .refused)]
    }
    tries[officer.id] = nil
    return [.signOn(.signedOn(officer)), .drafts(shelf.values.filter { $0.key.officer == officer.id })]
  }

  /// A sheet in few words: the way it reads is the reports' affair.
  private func sheet(now: Instant) -> ShownHandover? {
    guard let sheet = room.handoverSheet(of: incidents.values.sorted { $0.id < $1.id }, unsigned, at: now) else {
      return nil
    }
    let facts = HandingOver(
      turn: sheet.turn, through: room.seat?.signed?.through ?? entries, head: room.seat?.signed?.head ?? "paper")
    let undone = sheet.undone.map { "\($0.number)  \($0.summary.shown(.zh))" }
    let lines =
      ["\(room.name) 交接单 \(sheet.turn.day) \(sheet.turn.shift)", "台账第 \(facts.through) 条", "", "未办结 \(undone.count)"]
      + undone
    let text = lines.joined(separator: "\n") + "\n"
    return ShownHandover(
      facts: facts, name: "交接单-\(room.name)-\(sheet.turn.day)-\(sheet.turn.shift).txt",
      page: text, text: text)
  }
}
