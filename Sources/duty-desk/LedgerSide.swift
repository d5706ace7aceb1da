import DeskUI
import DutyCore
import DutyLedger
import DutyPractice
import DutyReports
import DutySystem

/// Does at the ledger what the desk asks for. Every answer is complete before anything is drawn: no transaction is
/// open across a repaint.
/// See docs/desk.md#nothing-open-across-a-repaint.
final class LedgerSide {
  private let ledger: Ledger
  private let language: Language
  private var view: QueueView?
  private var last: Snapshot?
  private var shelf: Shelf
  /// The cautions that the ledger and the clock last gave cause for.
  private var cautions: [String] = []
  private var isPrepared = false
  /// Goes on in a practice room as time is looked at.
  private var drill: Drill?
  private var clock = ClockWatch()

  init(_ ledger: Ledger, _ language: Language, drill: Drill? = nil) {
    self.drill = drill
    self.ledger = ledger
    shelf = Shelf(besideLedger: ledger.path)
    self.language = language
  }

  var noticePath: String { ledger.noticePath }

  func perform(_ effect: Effect, now: Instant) -> [Event] {
    told(effect.undertaking) {
      switch effect {
      case .look(let view):
        self.view = view
        return [try look(view, now)]
      case .commit(let submission):
        let outcome = try ledger.commit(submission, now: now)
        // What fails from here on takes nothing back.
        return [.outcome(outcome, for: submission.key)] + refresh(now: now) + keptHead(after: submission, now)
      case .signOn(let name, let pin): return try signOn(name, pin, now)
      case .shelve(let draft): return shelved { shelf.put(draft) }
      case .unshelve(let key): return shelved { shelf.remove(key) }
      case .handover(let signer, let columns): return [.handover(try handover(signer, columns, now))]
      case .save(let name, let text): return [HandoverFile.save(text, as: name, language)]
      case .digest(let path): return [digest(path)]
      case .bell, .quit, .copy, .notify: break
      }
      return []
    }
  }

  /// Looks for what is new because somebody else committed, or because time went on.
  func refresh(now: Instant) -> [Event] { told(.reading) { try refreshed(now) } }

  /// Records what time has done, which only a desk that can write does; then a new look, only where that or another
  /// process has recorded something since the last.
  func poll(now: Instant) -> [Event] {
    // In an idle moment, so that neither the first paint nor the first act waits for it.
    if !isPrepared { ledger.prepareSpelling() }
    isPrepared = true
    return told {
      try ledger.keepHead(now: now)
      let isNew = try practised(now)
      let isDue = try ledger.commitDue(now: now)
      return try isNew || isDue || ledger.changed() ? try refreshed(now) : [.unchanged]
    }
  }

  /// Looks for what may hurt before long; it is said for as long as it is so.
  func cautions(now: Instant, uptime: Duration) -> [Event] {
    let set = clock.caution(now: now, uptime: uptime)
    return told(.reading) {
      cautions = (try ledger.cautions(now: now) + [set].compactMap(\.self)).map { $0.text(language) }
      return [allCautions]
    }
  }

  private var allCautions: Event { .cautions(cautions + [shelf.caution(language)].compactMap(\.self)) }

  /// Does something at the shelf: what is in the way there is said for as long as it is, and no act waits for it.
  private func shelved(_ body: () -> Void) -> [Event] {
    let before = shelf.caution(language)
    body()
    return shelf.caution(language) == before ? [] : [allCautions]
  }

  /// Writes down at once what both sign at a handover. That it cannot be is told after what was recorded.
  private func keptHead(after submission: Submission, _ now: Instant) -> [Event] {
    guard case .room(.handOver) = submission.request.action else { return [] }
    return told {
      try ledger.keepHead(now: now, atOnce: true)
      return []
    }
  }

  private func practised(_ now: Instant) throws -> Bool {
    guard var drill else { return false }
    defer { self.drill = drill }
    return !(try ledger.step(&drill, now: now)).isEmpty
  }

  private func refreshed(_ now: Instant) throws -> [Event] {
    try view.map { [try look($0, now)] } ?? []
  }

  private func look(_ view: QueueView, _ now: Instant) throws -> Event {
    let snapshot = try ledger.snapshot(view, now: now, after: last)
    self.last = snapshot
    return .ledger(snapshot)
  }

  private func signOn(_ name: String, _ pin: [Character], _ now: Instant) throws -> [Event] {
    let signOn = try ledger.signOn(name: name, pin: Pin(pin), now: now)
    guard case .signedOn(let officer) = signOn else { return [.signOn(signOn)] }
    let drafts = shelf.drafts(of: officer.id)
    // The room first, in which the person has the PIN just given; that drafts cannot be used comes last, to be seen.
    return refresh(now: now) + [.signOn(signOn), .drafts(drafts), allCautions]
      + [shelf.caution(language).map(Event.fault)].compactMap(\.self)
  }

  private func digest(_ path: String) -> Event {
    do throws(FileDigest.Fault) {
      return .digested(try FileDigest.sha256(ofFile: path, apartFrom: ledger.path), why: "")
    } catch {
      let why =
        switch error {
        case .unreadable: language("读不了这个文件。请写全路径再试。", "This file cannot be read. Give its full path.")
        case .partOfLedger: PartOfLedger(path: path).text(language)
        case .empty: language("这个文件是空的。", "This file is empty.")
        case .tooLarge:
          language("文件超过 \(FileDigest.largest >> 20) MB。", "The file is larger than \(FileDigest.largest >> 20) MB.")
        }
      return .digested(nil, why: why)
    }
  }

  /// Nil where nobody has sat.
  private func handover(_ signer: OfficerID?, _ columns: Int, _ now: Instant) throws -> ShownHandover? {
    do {
      let report = try HandoverReport(HandoverQuery(signer: signer), now: now, from: ledger)
      return ShownHandover(
        facts: report.facts, name: report.fileName(language), page: report.text(language, within: columns),
        text: report.text(language))
    } catch is HandoverReport.NobodySat {
      return nil
    }
  }

  private func told(_ undertaking: Undertaking = .recording, _ body: () throws -> [Event]) -> [Event] {
    do {
      return try body()
    } catch let fault as LedgerFault {
      return [.fault(fault.text(language, during: undertaking))]
    } catch {
      return [.fault(language("台账出错：\(error)", "The ledger failed: \(error)"))]
    }
  }
}

extension Effect {
  fileprivate var undertaking: Undertaking {
    switch self {
    case .look, .handover, .digest, .bell, .quit, .copy, .notify: .reading
    case .commit, .signOn, .shelve, .unshelve, .save: .recording
    }
  }
}
