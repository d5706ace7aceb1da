import DutyCore

/// Several done with one form: each is an act of its own, on the version of it that was seen.
/// See docs/desk.md#several-at-once.
struct Series: Hashable, Sendable {
  /// One of them, and what of the form is chosen for it alone.
  struct Item: Hashable, Sendable {
    var state: SubjectState
    var choices: [Field.Name: [String]] = [:]

    init(_ state: SubjectState, choices: [Field.Name: [String]] = [:]) {
      self.state = state
      self.choices = choices
    }

    init(_ incident: Incident, choices: [Field.Name: [String]] = [:]) {
      self.init(.incident(incident), choices: choices)
    }
  }

  struct Refused: Hashable, Sendable {
    let item: Item
    let why: String
  }

  /// The first is the one that is being recorded.
  var rest: [Item]
  var recorded = 0
  var refused: [Refused] = []
  /// Those that were recorded, with what is chosen where they are taken back.
  private(set) var toTakeBack: [Item] = []

  init(_ items: [Item]) { rest = items }

  /// The first was recorded; later acts of the series on the same subject were chosen knowing of it.
  mutating func record(_ state: SubjectState?, takenBackBy item: Item?) {
    recorded += 1
    if let item { toTakeBack.append(item) }
    if !rest.isEmpty { rest.removeFirst() }
    guard let state else { return }
    for index in rest.indices where rest[index].state.subject == state.subject { rest[index].state = state }
  }

  /// The first is left out, and why; with what it has become, where that is the reason.
  mutating func refuse(_ why: String, now current: SubjectState? = nil) {
    guard !rest.isEmpty else { return }
    var item = rest.removeFirst()
    if let current { item.state = current }
    refused.append(Refused(item: item, why: why))
  }

  /// All that were refused are to be tried again.
  mutating func tryAgain() {
    rest = refused.map(\.item)
    refused = []
  }
}

extension Form {
  /// Proposes for each of several only what is the same for all.
  mutating func proposeForAll(
    _ incidents: [Incident], by officer: Officer?, in snapshot: Snapshot, now: Instant, _ language: Language
  ) {
    let maker = Maker(snapshot: snapshot, officer: officer, now: now, language: language)
    let proposals = incidents.compactMap { act.fields(maker, selected: $0) }
    for index in fields.indices {
      let name = fields[index].name
      let chosen = Set(proposals.map { $0.first { $0.name == name }?.chosen ?? [] })
      if chosen.count > 1 { fields[index].chosen = [] }
    }
    focus = shown.first { $0.isRequired && $0.isEmpty }?.name ?? focus
  }
}
