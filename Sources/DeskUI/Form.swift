import DutyCore

/// A form: what one command needs to know before it can be recorded, and the incident as it was seen.
package struct Form: Hashable, Sendable {
  package let command: Command
  /// The incident as it was on screen; its revision goes with the commit.
  package var subject: Incident?
  package var fields: [Field]
  /// The field that takes what is typed; nil on the line that submits.
  package var focus: Field.Name?
  /// Chosen before the first try, kept while the outcome is unknown: the same act is never recorded twice.
  package var key: ActionKey?
  package var isSending = false
  /// Why it was not recorded, or what changed meanwhile.
  package var complaint: String?
  /// Since when a dangerous act waits for its second key.
  package var confirmingSince: Instant?
  /// Something was typed or chosen by hand: worth keeping when it is left.
  package var isTouched = false

  package init(_ command: Command, on subject: Incident?, _ fields: [Field]) {
    self.command = command
    self.subject = subject
    self.fields = fields
    focus = nil
    // A proposal waits on the line that submits; what has nothing to ask for begins at its first field.
    let proposed = shown.isEmpty || shown.contains(where: \.isRequired)
    focus = shown.first { $0.isRequired && $0.isEmpty }?.name ?? (proposed ? nil : shown.first?.name)
  }

  package subscript(_ name: Field.Name) -> Field? { fields.first { $0.name == name } }

  /// The fields that apply, as far as it is filled in.
  package var shown: [Field] { fields.filter { applies($0.name) } }

  private func applies(_ name: Field.Name) -> Bool {
    if name == .by { return self[.completion]?.chosen == [Reply.Choice.by.rawValue] }
    if name == .whose { return self[.disposition]?.chosen == [Disposition.notOurs.rawValue] }
    guard let whistle else { return true }
    if name == .ground { return whistle != .emergency }
    if name == .rescue { return whistle == .emergency }
    return name != .orderedBy || whistle == .daily
  }

  /// The kind of whistle it blows; nil where it blows none.
  var whistle: SummonsKind? { self[.kind]?.chosen.first.flatMap(SummonsKind.init) }

  /// It cannot be taken back by one key: it is named, and confirmed by another key than the one that asked.
  var isDangerous: Bool { command == .void || whistle == .hard || whistle == .emergency }

  package mutating func change(_ name: Field.Name, _ body: (inout Field) -> Void) {
    for index in fields.indices where fields[index].name == name { body(&fields[index]) }
  }

  /// Moves on by one shown field; the line that submits stands after the last, and the first comes after it.
  package mutating func move(_ by: Int) {
    let names = shown.map(\.name)
    let at = focus.flatMap { names.firstIndex(of: $0) } ?? names.count
    let next = focus == nil && by > 0 ? 0 : min(max(0, at + by), names.count)
    focus = next < names.count ? names[next] : nil
  }

  /// The next field that is still empty or is one of a few choices, which Enter passes as they are; else the line that
  /// submits.
  package mutating func moveOn() {
    let names = shown
    let at = focus.flatMap { focus in names.firstIndex { $0.name == focus } } ?? names.count
    focus = names.dropFirst(at + 1).first { $0.isEmpty || $0.isChoice }?.name
  }

  /// What it has in words, for a field that was filled in.
  func words(_ name: Field.Name, kind: Words.Kind = .text) -> Words? { Words(written: entered(name)?.text, kind: kind) }
  func code(_ name: Field.Name) -> String? { entered(name)?.chosen.first }
  func codes(_ name: Field.Name) -> [String] { entered(name)?.chosen ?? [] }

  /// A field that does not apply any more says nothing, whatever was entered before.
  private func entered(_ name: Field.Name) -> Field? { shown.first { $0.name == name } }
}

extension Reply {
  /// The two ways in which a reply says how far it is.
  enum Choice: String { case done, by }
}
