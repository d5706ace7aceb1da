import DeskUI
import DutyCore
import Foundation

/// A ledger on paper: the rules and the folding of the core in memory, enough to sit at a desk without a file.
final class PaperLedger {
  private(set) var room: Room
  private var states: [Int64: SubjectState] = [:]
  private var histories: [Int64: [Entry]] = [:]
  private var recorded: [ActionKey: (entry: Int64, subject: Subject)] = [:]
  private(set) var entries: Int64 = 1
  private var serials: [Day: Int] = [:]
  var view: QueueView?
  private var keys = 0
  var shelf: [Draft.Key: Draft] = [:]
  var tries: [OfficerID: SignOnTries] = [:]
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

  /// The rule would not take what follows from an act by itself: a fault of the program, for which nothing is recorded.
  struct ConsequenceRefused: Error, Hashable {
    let action: ActionName
    let refusal: Refusal
  }

  func commit(_ submission: Submission, now: Instant) -> Outcome {
    do { return try committed(submission, now: now) } catch { preconditionFailure("\(error)") }
  }

  /// The same, where what follows may be refused: then nothing of it is recorded.
  func committed(_ submission: Submission, now: Instant) throws -> Outcome {
    let before = (room, states, histories, recorded, entries, serials)
    do {
      return try outcome(of: submission, now)
    } catch {
      (room, states, histories, recorded, entries, serials) = before
      throw error
    }
  }

  private func outcome(of submission: Submission, _ now: Instant) throws -> Outcome {
    if let known = recorded[submission.key] { return .recorded(entry: known.entry, state(of: known.subject)) }
    let action = submission.request.action
    if case .receive(let facts) = action, let external = facts.externalId,
      let known = incidents.values.first(where: { $0.externalId == external && $0.origin == facts.origin })
    {
      return .refused(.what(.alreadyKnown(known.number)))
    }
    let before = try submission.subject.flatMap { try current($0, now) }
    if let subject = submission.subject, before == nil { return .refused(.when(subject.kind.unknown)) }
    if let before, let seen = submission.seen, seen != before.revision { return .overtaken(by: before) }
    let surroundings = surroundings(of: action)
    if case .merge(let facts) = action, let target = surroundings.target, target.revision != facts.targetSeen {
      return .overtaken(by: .incident(target))
    }
    do {
      let findings = try room.judge(submission.request, of: before, amid: surroundings, now: now)
      return try append(submission, findings, before, now)
    } catch let refusal as Refusal {
      return .refused(refusal)
    }
  }

  /// The subject as it is by now: what time alone has done to it is recorded first.
  private func current(_ subject: Subject, _ now: Instant) throws -> SubjectState? {
    guard let state = state(of: subject), let due = state.dueAct(at: now) else { return state(of: subject) }
    try follow(Consequence(on: subject, due.action), due, now)
    return self.state(of: subject)
  }

  /// Ends the suspensions that have run out.
  func commitDue(now: Instant) {
    for id in states.keys.sorted() {
      guard let state = states[id] else { continue }
      do { _ = try current(state.subject, now) } catch { preconditionFailure("\(error)") }
    }
  }

  /// Does what follows by itself.
  private func follow(_ consequence: Consequence, _ request: Request? = nil, _ now: Instant) throws {
    let request = request ?? Request(consequence.action, by: .rule, at: now)
    let subject = state(of: consequence.subject)
    let findings: Findings
    do throws(Refusal) {
      findings = try room.judge(request, of: subject, now: now)
    } catch {
      throw ConsequenceRefused(action: request.action.name, refusal: error)
    }
    _ = try append(Submission(request, on: consequence.subject, key: nextKey()), findings, subject, now)
  }

  private func append(
    _ submission: Submission, _ findings: Findings, _ before: SubjectState?, _ now: Instant
  ) throws -> Outcome {
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
    recorded[submission.key] = (entry.number, subject)
    guard subject != .room else {
      room = room.folding(entry)
      return .recorded(entry: entry.number, nil)
    }
    guard let after = before?.folding(entry) ?? SubjectState.opening(entry) else {
      preconditionFailure("an entry opens a subject or follows one")
    }
    states[after.opened] = after
    histories[after.opened, default: []].append(entry)
    if let erased = request.action.erasure?.entry { try erase(erased, of: after.opened) }
    for consequence in after.consequences(of: entry, before: before) { try follow(consequence, nil, now) }
    return .recorded(entry: entry.number, states[after.opened])
  }

  /// The words of an entry go; what is folded anew from the entries has them no more.
  private func erase(_ entry: Int64, of opened: Int64) throws {
    let history = histories[opened] ?? []
    let left = try history.map { $0.number == entry ? try $0.withoutWords() : $0 }
    histories[opened] = left
    states[opened] = SubjectState(adding: left)
  }

  private func opened(by action: Action) -> Subject {
    switch action.kind {
    case .room: .room
    case .incident: .incident(IncidentID(entries))
    case .rectification: .rectification(RectificationID(entries))
    }
  }

  func history(of subject: Subject) -> [Entry] {
    switch subject {
    case .room: []
    case .incident(let id): histories[id.entry] ?? []
    case .rectification(let id): histories[id.entry] ?? []
    }
  }

  var incidents: [IncidentID: Incident] {
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
    if case .wayOn(.repeats(let facts)) = action { surroundings.target = incidents[facts.of.id] }
    if case .rectification(.open(let facts)) = action {
      surroundings.incident = facts.incident.flatMap { incidents[$0.id] }
    }
    if let corrected = action.correction?.entry ?? action.erasure?.entry {
      surroundings.entry = histories.values.joined().first { $0.number == corrected }
    }
    if case .room(.handOver) = action { surroundings.head = "paper" }
    return surroundings
  }

  var unsigned: [UnsignedEntry] { states.values.sorted { $0.opened < $1.opened }.flatMap(\.unsigned) }

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
    let urgent = incidents.values.filter { $0.isEmergency && $0.status.isOpen }
    let emergencies = urgent.sorted { ($0.received, $0.id) < ($1.received, $1.id) }.map(\.id)
    let found = view.sought.map(search) ?? []
    let rows = Array(order.dropFirst(view.first).prefix(view.rows))
    let window = [rows, emergencies, unsigned.compactMap(\.subject.incident), found, view.detail.map { [$0] } ?? []]
      .joined()
    // Practice on a station's ledger is on the list, and in no count.
    let counted = incidents.values.filter { $0.status.isOpen && room.counts($0) }
    let counts = Dictionary(grouping: counted, by: \.status).mapValues(\.count)
    let tabs = QueueTab.tabs(of: room.plan)
    return Snapshot(
      view: view, room: room, entries: entries, head: "paper", order: order,
      emergencies: emergencies,
      incidents: Dictionary(window.compactMap { id in incidents[id].map { (id, $0) } }) { first, _ in first },
      alike: view.like.map { alike($0, now) } ?? Alike(),
      history: view.detail.flatMap { histories[$0.entry] } ?? [], unsigned: unsigned, counts: counts,
      openInTab: Dictionary(
        uniqueKeysWithValues: tabs.map { ($0, members($0).filter { $0.status.isOpen && room.counts($0) }.count) }),
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

  func refresh(now: Instant) -> [Event] { view.map { [.ledger(snapshot($0, now: now))] } ?? [] }

  func incident(serial: Int) -> Incident? { incidents.values.first { $0.number.serial == serial } }
}

extension Instant {
  /// Behind everything that is due.
  fileprivate static let distant = Instant(milliseconds: .max)
}

extension Entry {
  /// The entry as it is read once its words are gone.
  fileprivate func withoutWords() throws -> Entry {
    let book = WordsBook(
      seal: { SealedWords(word: 0, kind: $0.kind, digest: "") }, open: { Words(erased: $0.kind) })
    let (encoder, decoder) = (JSONEncoder(), JSONDecoder())
    if let key = WordsBook.key {
      encoder.userInfo[key] = book
      decoder.userInfo[key] = book
    }
    return try decoder.decode(Entry.self, from: try encoder.encode(self))
  }
}
