import DeskUI
import DutyCore

/// A ledger on paper: the rules and the folding of the core in memory, enough to sit at a desk without a file.
final class PaperLedger {
  private(set) var room: Room
  private var states: [Int64: SubjectState] = [:]
  private var histories: [Int64: [Entry]] = [:]
  private var recorded: [ActionKey: Outcome] = [:]
  private(set) var entries: Int64 = 1
  private var serials: [Day: Int] = [:]
  private var view: QueueView?
  private var keys = 0
  private(set) var shelf: [Draft.Key: Draft] = [:]
  private var tries: [OfficerID: SignOnTries] = [:]
  /// The spellings of texts here, as a ledger would have worked them out.
  private let spellings: [String: Spelling]
  /// The next commit fails after it was recorded, as when a line is cut.
  var losesNextAnswer = false

  init(_ charter: Charter, now: Instant, spellings: [String: Spelling] = [:]) {
    self.spellings = spellings
    let entry = Entry(
      number: 1, station: charter.station, subject: .room, revision: 1, key: ActionKey(hex: "paper"),
      by: .housekeeping, orderedBy: nil, at: now, recorded: now, action: .room(.found(charter)), findings: Findings())
    guard let room = Room.founding(entry) else { preconditionFailure("a charter founds a room") }
    self.room = room
    self.room.spellings = spellings
  }

  func nextKey() -> ActionKey {
    keys += 1
    return ActionKey(hex: "paper\(keys)")
  }

  /// Records `action` as somebody did it. The tests' own acts are never refused.
  @discardableResult
  func record(
    _ action: Action, by: Actor, on incident: IncidentID? = nil, orderedBy: OfficerID? = nil, at: Instant, now: Instant
  ) -> Outcome {
    let request = Request(action, by: by, orderedBy: orderedBy, at: at)
    let outcome = commit(Submission(request, on: incident, key: nextKey()), now: now)
    if case .refused(let refusal) = outcome { preconditionFailure(refusal.text(.zh)) }
    return outcome
  }

  func commit(_ submission: Submission, now: Instant) -> Outcome {
    if let known = recorded[submission.key] { return known }
    let before = submission.subject.flatMap(state(of:))
    if let before, let seen = submission.seen, seen != before.revision { return .overtaken(by: before) }
    let surroundings = surroundings(of: submission.request.action)
    if case .receive(let facts) = submission.request.action, let external = facts.externalId,
      let known = incidents.values.first(where: { $0.externalId == external && $0.origin == facts.origin })
    {
      return .refused(.what(.alreadyKnown(known.number)))
    }
    if case .merge(let facts) = submission.request.action, let target = surroundings.target,
      target.revision != facts.targetSeen
    {
      return .overtaken(by: .incident(target))
    }
    do {
      let findings = try room.judge(submission.request, of: before, amid: surroundings, now: now)
      let outcome = append(submission, findings, before, now)
      recorded[submission.key] = outcome
      return outcome
    } catch {
      return .refused(error)
    }
  }

  /// Ends the suspensions that have run out.
  func commitDue(now: Instant) {
    for incident in incidents.values.sorted(by: { $0.id < $1.id }) {
      guard let request = incident.dueAct(at: now) else { continue }
      _ = commit(Submission(request, on: incident.id, key: nextKey()), now: now)
    }
  }

  private func append(
    _ submission: Submission, _ findings: Findings, _ before: SubjectState?, _ now: Instant
  ) -> Outcome {
    entries += 1
    let request = submission.request
    var findings = findings
    if before == nil, let day = findings.dutyDay {
      serials[day, default: 0] += 1
      findings.number = IncidentNumber(day: day, serial: serials[day, default: 0])
    }
    let subject = before?.subject ?? opened(by: request.action)
    let entry = Entry(
      number: entries, station: room.station, subject: subject,
      revision: subject == .room ? room.revision + 1 : (before?.revision ?? 0) + 1, key: submission.key, by: request.by,
      orderedBy: request.orderedBy, at: request.at, recorded: now, action: request.action, findings: findings)
    guard subject != .room else {
      room = room.folding(entry)
      return .recorded(entry: entry.number, nil)
    }
    guard let after = before?.folding(entry) ?? SubjectState.opening(entry) else {
      preconditionFailure("an entry opens a subject or follows one")
    }
    states[after.opened] = after
    histories[after.opened, default: []].append(entry)
    for consequence in after.consequences(of: entry, before: before) {
      let following = Submission(
        Request(consequence.action, by: .rule, at: now), on: consequence.subject, key: nextKey())
      let subject = state(of: consequence.subject)
      let findings = (try? room.judge(following.request, of: subject, now: now)) ?? Findings()
      _ = append(following, findings, subject, now)
    }
    return .recorded(entry: entry.number, states[after.opened])
  }

  private func opened(by action: Action) -> Subject {
    switch action.kind {
    case .room: .room
    case .incident: .incident(IncidentID(entries))
    case .rectification: .rectification(RectificationID(entries))
    }
  }

  private var incidents: [IncidentID: Incident] {
    let all = states.values.compactMap(\.incident)
    return Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
  }

  private func state(of subject: Subject) -> SubjectState? {
    switch subject {
    case .room: nil
    case .incident(let id): states[id.entry]
    case .rectification(let id): states[id.entry]
    }
  }

  private func rectifications(_ view: QueueView) -> RectificationPart {
    let all = states.values.compactMap(\.rectification)
    let listed =
      switch view.rectifications.list {
      case .ofDetail: all.filter { $0.incident != nil && $0.incident?.id == view.detail }
      case .owed: all.filter(\.isOwed)
      }
    let order = listed.sorted { ($0.nextDue ?? .distant, $0.id) < ($1.nextDue ?? .distant, $1.id) }
    return RectificationPart(
      listed: order.map(\.id), known: Dictionary(all.map { ($0.id, $0) }) { first, _ in first },
      history: view.rectifications.detail.flatMap { histories[$0.entry] } ?? [])
  }

  private func surroundings(of action: Action) -> Surroundings {
    var surroundings = Surroundings(unsigned: unsigned)
    if case .merge(let facts) = action { surroundings.target = incidents[facts.target.id] }
    if case .rectification(.open(let facts)) = action {
      surroundings.incident = facts.incident.flatMap { incidents[$0.id] }
    }
    if let corrected = action.correction?.entry {
      surroundings.entry = histories.values.joined().first { $0.number == corrected }
    }
    if case .room(.handOver) = action { surroundings.head = "paper" }
    return surroundings
  }

  private var unsigned: [UnsignedEntry] { states.values.sorted { $0.opened < $1.opened }.flatMap(\.unsigned) }

  func snapshot(_ view: QueueView, now: Instant) -> Snapshot {
    func members(_ tab: QueueTab) -> [Incident] {
      guard let span = tab.span(in: room.plan, at: now) else { return [] }
      return incidents.values.filter {
        span.received.contains($0.received) && (!span.openOnly || $0.status.isOpen)
      }
    }
    let all = members(view.tab)
    let open = all.filter(\.status.isOpen).sorted { Attention($0, at: now) < Attention($1, at: now) }
    let over = all.filter { !$0.status.isOpen }.sorted { $0.lastEntry > $1.lastEntry }
    let order = (open + over).map(\.id)
    let emergencies = incidents.values.filter { $0.isEmergency && $0.status.isOpen }.map(\.id).sorted()
    let found = view.sought.map(search) ?? []
    let rows = Array(order.dropFirst(view.first).prefix(view.rows))
    let window = [rows, emergencies, unsigned.compactMap(\.subject.incident), found, view.detail.map { [$0] } ?? []]
      .joined()
    let counts = Dictionary(grouping: incidents.values.filter(\.status.isOpen), by: \.status).mapValues(\.count)
    let tabs = QueueTab.tabs(of: room.plan)
    return Snapshot(
      view: view, room: room, entries: entries, head: "paper", order: order,
      emergencies: emergencies,
      incidents: Dictionary(window.compactMap { id in incidents[id].map { (id, $0) } }) { first, _ in first },
      alike: view.like.map { alike($0, now) } ?? Alike(),
      history: view.detail.flatMap { histories[$0.entry] } ?? [], unsigned: unsigned, counts: counts,
      openInTab: Dictionary(uniqueKeysWithValues: tabs.map { ($0, members($0).filter(\.status.isOpen).count) }),
      found: found, rectifications: rectifications(view))
  }

  /// Finds what the ledger's index would find, by looking at everything.
  private func search(_ text: String) -> [IncidentID] {
    let sought = Sought(text)
    let found = incidents.values.filter { incident in
      let units = incident.responses.map { room.catalogue.name(ofDepartment: $0.id.unit) }
      let names =
        units + [incident.place?.text, incident.category.map(room.catalogue.name(ofCategory:))].compactMap(\.self)
      let texts = incident.number.forms + [incident.summary.text].compactMap(\.self) + names
      return !sought.isEmpty && sought.finds(texts, names.compactMap { spellings[$0] })
    }
    let order = found.sorted { ($0.status.isOpen ? 1 : 0, $0.id) > ($1.status.isOpen ? 1 : 0, $1.id) }
    return Array(order.map(\.id).prefix(QueueView.mostFound))
  }

  private func alike(_ likeness: Likeness, _ now: Instant) -> Alike {
    let all = incidents.values.sorted { $0.id > $1.id }
    switch likeness {
    case .reported(let category, let place, let grid):
      return Alike(duplicates: room.duplicates(category: category, place: place, grid: grid, among: all, at: now))
    case .of(let id): return incidents[id].map { room.alike($0, among: all, at: now) } ?? Alike()
    }
  }

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

  func refresh(now: Instant) -> [Event] { view.map { [.ledger(snapshot($0, now: now))] } ?? [] }

  func incident(serial: Int) -> Incident? { incidents.values.first { $0.number.serial == serial } }
}

extension Instant {
  /// Behind everything that is due.
  fileprivate static let distant = Instant(milliseconds: .max)
}
