import DutyCore

/// What the rules said to the questions that the screens put to them, so that nothing is asked again for each drawing.
///
/// It holds for one look at the ledger, one person and one second of the clock, which is what a desk ticks by: a limit that
/// passes shows with the next tick. The ledger asks again inside a commit.
struct Answers: Sendable {
  private struct Question: Hashable {
    let act: ActForm
    let subject: Subject?
    let revision: Int?
  }

  /// The reason that speaks against an act; nil where none does.
  struct Objection { let text: String? }

  private var objections: [Question: Objection] = [:]
  /// A form that is about to be submitted, and what follows from it or speaks against it.
  fileprivate(set) var foreseen: (form: Form, answer: Result<Findings, Refusal>)?

  /// The answer about an act on an object; nil where it was not asked.
  fileprivate(set) subscript(act: ActForm, object: SubjectState?) -> Objection? {
    get { objections[Question(act: act, subject: object?.subject, revision: object?.revision)] }
    set { objections[Question(act: act, subject: object?.subject, revision: object?.revision)] = newValue }
  }
}

extension Desk {
  /// Asks what the screen on top is going to show.
  mutating func askAhead() {
    switch screens.last {
    case .menu?: askAhead(of: ActForm.all)
    case .form(let form)?: foresee(form)
    case .incident?, .rectification?, nil:
      if let undo, now < undo.until { for item in current(undo.items) { learn(undo.act, on: item.state) } }
      askAhead(of: ActForm.all.filter { !$0.keys.isEmpty })
    case .wording?, .help?, .handover?, .search?, .rectifications?: break
    }
  }

  mutating func askAhead(of acts: [ActForm]) {
    guard !setting.isReadOnly else { return }
    for act in acts where act != .signOn {
      // For several it is enough that one can be dealt with.
      for object in objects(of: act) where learn(act, on: object) == nil { break }
    }
  }

  @discardableResult
  private mutating func learn(_ act: ActForm, on object: SubjectState?) -> String? {
    if let known = answers[act, object] { return known.text }
    let text = objection(to: act, on: object)
    answers[act, object] = Answers.Objection(text: text)
    return text
  }

  private mutating func foresee(_ form: Form) {
    guard form.focus == nil || form.confirmingSince != nil, !form.isSending, form.complaint == nil,
      form.act != .countersign, let session, let snapshot
    else { return }
    if let series = form.series { return series.rest.forEach { learn(form.act, on: $0.state) } }
    guard answers.foreseen?.form.asked != form.asked,
      let request = try? form.request(by: session, in: snapshot, now: now, language)
    else { return }
    do throws(Refusal) {
      answers.foreseen = (form, .success(try judge(request, form)))
    } catch {
      answers.foreseen = (form, .failure(error))
    }
  }
}

extension Form {
  /// The part of it that the rules are asked about.
  var asked: Form {
    var form = self
    (form.focus, form.key, form.complaint, form.confirmingSince) = (nil, nil, nil, nil)
    (form.isSending, form.isTouched) = (false, false)
    return form
  }
}
