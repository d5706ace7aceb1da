import DutyCore

/// A form as it is read: its answers, who gives them, and the room as it was seen.
///
/// An answer that has to be given and is missing is a `Mistake` of its field: none is made up here.
struct FormReading {
  typealias Mistake = Form.Mistake

  let form: Form
  let officer: OfficerID
  let snapshot: Snapshot
  let now: Instant
  let language: Language

  var room: Room { snapshot.room }
  var subject: Incident? { form.subject }

  // MARK: - What may be missing

  func words(_ name: Field.Name, kind: Words.Kind = .text) -> Words? { form.words(name, kind: kind) }
  func code(_ name: Field.Name) -> String? { form.code(name) }
  func codes(_ name: Field.Name) -> [String] { form.codes(name) }
  func answer(_ name: Field.Name) -> Bool? { form.answer(name) }
  var channel: Channel? { code(.channel).flatMap(Channel.init) }

  /// Reads a moment; nil for a blank field. `ahead` is said by `TimeReader`.
  func time(_ name: Field.Name, ahead: Bool = false) throws(Mistake) -> Instant? {
    try TimeReader(zone: room.zone, now: now, language: language).read(form[name], ahead: ahead)
  }

  // MARK: - What has to be there

  /// The words of a line as they stand there: which act needs words, the rules say, and refuse it where there are none.
  func text(_ name: Field.Name) -> Words { words(name) ?? Words("") }
  var reason: Words { text(.reason) }

  /// Says that an answer is missing.
  func missing(_ name: Field.Name) -> Mistake { Mistake(field: name, text: form.missing(name, language)) }

  func choice<Value: RawRepresentable>(_ name: Field.Name) throws(Mistake) -> Value where Value.RawValue == String {
    guard let value = code(name).flatMap(Value.init) else { throw missing(name) }
    return value
  }

  func needed<Value>(_ name: Field.Name, _ value: Value?) throws(Mistake) -> Value {
    guard let value else { throw missing(name) }
    return value
  }

  /// The unit's answer that is meant; `nobody` says why there is none to choose.
  func response(nobody: (String, String)? = nil) throws(Mistake) -> ResponseID {
    guard let id = code(.response).flatMap(ResponseID.init(code:)) else {
      let (chinese, english) = nobody ?? ("没有可以记的单位。请先派单或吹哨。", "No unit to record for. Assign or whistle first.")
      throw Mistake(field: .response, text: language(chinese, english))
    }
    return id
  }

  /// The entry that is meant; `none` says why there is none to choose.
  func entry(none: (String, String)) throws(Mistake) -> Int64 {
    guard let entry = code(.entry).flatMap(Int64.init) else {
      throw Mistake(field: .entry, text: language(none.0, none.1))
    }
    return entry
  }
}

extension ResponseID {
  /// The code of a response as an option of a form.
  var code: String { "\(summons)/\(unit)" }

  init?(code: String) {
    guard let slash = code.firstIndex(of: "/"), let summons = Int(code[..<slash]) else { return nil }
    self.init(summons: summons, unit: String(code[code.index(after: slash)...]))
  }
}
