import DutyCore

extension Form {
  /// The form as if what is still empty in it were filled in: what the rules say then is not for want of an answer.
  ///
  /// It is made for a question only, before the form is opened: nobody sees it, and nothing of it is recorded. What is read
  /// from a form is what stands in it, so a probe has to be put there first.
  package func probing(in room: Room, _ language: Language) -> Form {
    var form = self
    for index in form.fields.indices where form.fields[index].isRequired && form.fields[index].isEmpty {
      form.fields[index].probe(in: room, language)
    }
    // No file is read for a question: its digest says nothing about whether one may be attached.
    form.digest = form.digest ?? String(repeating: "0", count: 64)
    return form
  }
}

extension Field {
  /// A moment that lies ahead, today or tomorrow.
  private static let ahead = "23:59"

  /// Fills it in with some answer; it stays empty where there is none to choose.
  fileprivate mutating func probe(in room: Room, _ language: Language) {
    switch kind {
    case .line: type("-")
    case .time: type(Self.ahead)
    case .choice(let options): chosen = (probed ?? options.first?.code).map { [$0] } ?? []
    case .pick(let pool), .pickMany(let pool):
      chosen = pool.options(in: room, language).first.map { [$0.code] } ?? []
    case .secret: break
    }
  }
}
