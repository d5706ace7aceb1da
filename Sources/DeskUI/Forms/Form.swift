import DutyCore

/// A form: what one command needs to know before it can be recorded, and the incident as it was seen.
package struct Form: Hashable, Sendable {
  package let act: ActForm
  /// The incident as it was on screen; its revision goes with the commit.
  package var subject: Incident?
  /// The rectification as it was on screen, for an act on one.
  package var rectification: Rectification?
  /// Other incidents that can be chosen in it, each as it was seen.
  package var others: [Incident]
  package var fields: [Field]
  /// The handover sheet that was read and is signed by it.
  package var handover: HandingOver?
  /// The field that takes what is typed; nil on the line that submits.
  package var focus: Field.Name?
  /// Chosen before the first try, kept while the outcome is unknown: the same act is never recorded twice.
  package var key: ActionKey?
  package var isSending = false
  /// The reason why it was not recorded, or what changed meanwhile.
  package var complaint: String?
  /// The moment from which a dangerous act waits for its second key.
  package var confirmingSince: Instant?
  /// The digest of the file that is to be attached, once it has been read.
  var digest: String?
  /// It is recorded for several, one after the other.
  var series: Series?
  /// Something was typed or chosen by hand: worth keeping when it is left.
  package var isTouched = false

  package init(_ act: ActForm, on subject: Incident?, _ fields: [Field], others: [Incident] = []) {
    self.act = act
    self.subject = subject
    self.others = others
    self.fields = fields
    focus = nil
    // A proposal waits on the line that submits; what has nothing to ask for begins at its first field.
    let proposed = shown.isEmpty || shown.contains(where: \.isRequired)
    focus = shown.first { $0.isRequired && $0.isEmpty }?.name ?? (proposed ? nil : shown.first?.name)
  }

  /// The subject that the act is done to; nil for what opens one, and for an act on the room.
  var state: SubjectState? {
    if act == .openItem { return nil }
    return rectification.map(SubjectState.rectification) ?? subject.map(SubjectState.incident)
  }

  package subscript(_ name: Field.Name) -> Field? { fields.first { $0.name == name } }

  /// The fields that apply, as far as it is filled in.
  package var shown: [Field] { fields.filter(applies).map(named) }

  /// A hard whistle comes after a review, which is what its words state; beside who handed down stands the number of theirs.
  private func named(_ field: Field) -> Field {
    if field.name == .words, whistle == .hard { return field.called("研判情况", "what the review found") }
    if field.name == .document, let sender = self[.handedDownBy], applies(sender) {
      return field.called("交办文号", "their document")
    }
    return field
  }

  private func applies(_ field: Field) -> Bool {
    guard let condition = field.condition else { return true }
    guard let other = self[condition.name], let chosen = other.chosen.first else { return false }
    return condition.codes.contains(chosen) && applies(other)
  }

  /// The kind of whistle it blows; nil where it blows none.
  var whistle: SummonsKind? { self[.kind]?.chosen.first.flatMap(SummonsKind.init) }

  /// It cannot be taken back by one key: it is named, and confirmed by another key than the one that asked.
  /// See docs/desk.md#danger-is-confirmed.
  var isDangerous: Bool {
    act.isDangerous || whistle == .hard || whistle == .emergency || colour == .red
  }

  /// The colour of the sheet it issues.
  var colour: Sheet.Colour? { code(.colour).flatMap(Sheet.Colour.init) }

  /// The form with what an incident has become, to be looked at before it is submitted again.
  /// See docs/desk.md#act-on-what-was-seen.
  func seeing(_ current: Incident) -> Form {
    var form = self
    form.focus = nil
    if subject?.id == current.id { form.subject = current }
    for index in form.others.indices where form.others[index].id == current.id { form.others[index] = current }
    return form
  }

  func seeing(_ current: Rectification) -> Form {
    var form = self
    form.focus = nil
    form.rectification = current
    return form
  }

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

  /// The words of a field that was filled in.
  func words(_ name: Field.Name, kind: Words.Kind = .text) -> Words? { Words(written: entered(name)?.text, kind: kind) }
  func code(_ name: Field.Name) -> String? { entered(name)?.chosen.first }
  func codes(_ name: Field.Name) -> [String] { entered(name)?.chosen ?? [] }
  /// Nil where it was not answered, or not asked.
  func answer(_ name: Field.Name) -> Bool? { code(name).map { $0 == YesOrNo.yes.rawValue } }
  func officer(_ name: Field.Name) -> OfficerID? { code(name).flatMap(Int.init).map(OfficerID.init) }

  /// A field that does not apply any more says nothing, whatever was entered before.
  private func entered(_ name: Field.Name) -> Field? { shown.first { $0.name == name } }
}

/// A plain yes or no in a form.
enum YesOrNo: String, CaseIterable { case yes, no }
