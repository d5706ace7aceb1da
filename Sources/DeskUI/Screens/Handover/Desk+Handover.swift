import DutyCore

/// The handover sheet (交接单) as the ledger gave it: what is signed under it, its text for this screen, and its text as
/// it is saved.
package struct ShownHandover: Hashable, Sendable {
  package let facts: HandingOver
  package let name: String
  package let page: String
  package let text: String

  package init(facts: HandingOver, name: String, page: String, text: String) {
    self.facts = facts
    self.name = name
    self.page = page
    self.text = text
  }
}

/// The page on which a sheet is read: by whoever is about to sign it, or by anybody.
struct HandoverPage: Hashable, Sendable {
  let signs: Bool
  /// Nil until the ledger has answered.
  var sheet: ShownHandover?
  var scroll = 0
}

extension Desk {
  /// Asks for the sheet; who leaves is shown the ledger as it stands, who comes what was signed.
  /// See docs/desk.md#handover-sheet.
  mutating func openHandover(toSign: Bool) -> [Effect] {
    if toSign, signedOn == nil {
      openForm(.handOver)
      return []
    }
    screens.append(.handover(HandoverPage(signs: toSign)))
    return [.handover(signer: toSign ? officer : nil, columns: size.columns)]
  }

  /// The ledger's answer; nil where nobody has sat.
  mutating func show(_ sheet: ShownHandover?) {
    guard case .handover(var page)? = screens.last else { return }
    guard let sheet else {
      screens.removeLast()
      notice = say("还没有人上岗，没有交接单。", "Nobody has taken the seat; there is no sheet.", .refusal)
      return
    }
    page.sheet = sheet
    replaceTop(.handover(page))
  }

  mutating func press(_ key: Key, on page: HandoverPage) -> [Effect] {
    let command = Command.on(key)
    if command == .open, !page.signs {
      screens.removeLast()
      let effects = run(.act(.handOver))
      if case .handover? = screens.last { notice = say("看清后按 Enter 签字。", "Read it, then Enter signs.") }
      return effects
    }
    if command == .open { return signHandover(page) }
    if command == .print { return run(.print) }
    return pressToRead(key, page.scroll) {
      var page = page
      page.scroll = $0
      return .handover(page)
    }
  }

  /// The form comes in the page's place, for the sheet that was read and no other.
  private mutating func signHandover(_ page: HandoverPage) -> [Effect] {
    guard let sheet = page.sheet else { return [] }
    screens.removeLast()
    openForm(.handOver)
    if case .form(var form)? = screens.last, form.act == .handOver {
      form.handover = sheet.facts
      replaceTop(.form(form))
    }
    return []
  }

  /// The sheet that is on screen.
  var shownHandover: ShownHandover? {
    guard case .handover(let page)? = screens.last else { return nil }
    return page.sheet
  }

  func handoverLines(_ page: HandoverPage) -> [Line] {
    guard let sheet = page.sheet else { return [Line(language("正在打开交接单..", "opening the sheet.."), .muted)] }
    let lines = sheet.page.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().flatMap { index, line -> [Line] in
      guard !line.isEmpty else { return [Line("")] }
      let isRule = line.allSatisfy { $0 == "-" || $0 == "=" || $0 == " " }
      if isRule { return [Line(SafeText.fitted(String(line), size.columns), .muted)] }
      return Line.wrapped(
        PhoneNumbers.masked(String(line), sparing: codes), size.columns, indent: 4, index == 0 ? .title : .plain)
    }
  }
}
