// The rows of a catalogue's lists, cell by cell.

extension String {
  fileprivate var orNothing: String? { isEmpty ? nil : self }
  fileprivate var codes: [String] { utf8.split(separator: UInt8(ascii: ";")).map { String(Substring($0)) } }
  /// Nil where the cell says neither.
  fileprivate var truth: Bool? { self == "yes" ? true : self == "no" ? false : nil }
}

extension [String] {
  fileprivate var cell: String { joined(separator: ";") }
}

extension Bool {
  fileprivate var cell: String { self ? "yes" : "no" }
}

extension Category: ListRow {
  static let columns: [ListColumn] = [.code, .parent, .name, .limit]
  var cells: [String] { [code, parent ?? "", name, limit?.code ?? ""] }

  init?(cells: [String]) {
    let limit = TimeLimit(code: cells[3])
    guard limit != nil || cells[3].isEmpty else { return nil }
    self.init(code: cells[0], parent: cells[1].orNothing, name: cells[2], limit: limit)
  }
}

extension Department: ListRow {
  static let columns: [ListColumn] = [
    .code, .name, .short, .kind, .counterpart, .pinyin, .contact, .phone,
  ]
  var cells: [String] {
    [code, name, short, kind.rawValue, counterpart ?? "", pinyin, contact ?? "", phone ?? ""]
  }

  init?(cells: [String]) {
    guard let kind = Kind(rawValue: cells[3]) else { return nil }
    self.init(
      code: cells[0], name: cells[1], short: cells[2], kind: kind, counterpart: cells[4].orNothing, pinyin: cells[5],
      contact: cells[6].orNothing, phone: cells[7].orNothing)
  }
}

extension ResponsibilityItem: ListRow {
  static let columns: [ListColumn] = [
    .code, .name, .listClass, .lead, .support, .departmentDuty, .townshipDuty, .legalBasis, .isChecked,
  ]
  static let laterColumns: [ListColumn] = [.from, .to, .contact, .phone]
  var cells: [String] {
    [
      code, name, listClass.rawValue, lead, support.cell, departmentDuty, townshipDuty, legalBasis, basisChecked.cell,
      from?.description ?? "", to?.description ?? "", contact ?? "", phone ?? "",
    ]
  }

  init?(cells: [String]) {
    guard let listClass = ListClass(rawValue: cells[2]), let basisChecked = cells[8].truth else { return nil }
    let (from, to) = (Day(cells[9]), Day(cells[10]))
    guard from != nil || cells[9].isEmpty, to != nil || cells[10].isEmpty else { return nil }
    self.init(
      code: cells[0], name: cells[1], listClass: listClass, lead: cells[3], support: cells[4].codes,
      departmentDuty: cells[5], townshipDuty: cells[6], legalBasis: cells[7], basisChecked: basisChecked,
      from: from, to: to, contact: cells[11].orNothing, phone: cells[12].orNothing)
  }
}

/// Points from a category to an item that answers for it.
struct Pointing: ListRow {
  let category: String
  let items: [String]

  static let columns: [ListColumn] = [.category, .items]
  var cells: [String] { [category, items.cell] }

  init(category: String, items: [String]) { (self.category, self.items) = (category, items) }
  init?(cells: [String]) { self.init(category: cells[0], items: cells[1].codes) }
}

/// Its steps are a list of their own.
extension Playbook: ListRow {
  static let columns: [ListColumn] = [.code, .name, .lead, .cooperating]
  static let laterColumns: [ListColumn] = [.townshipRole]
  var cells: [String] { [code, name, lead, cooperating.cell, townshipRole ?? ""] }

  init?(cells: [String]) {
    self.init(
      code: cells[0], name: cells[1], lead: cells[2], cooperating: cells[3].codes, steps: [],
      townshipRole: cells[4].orNothing)
  }

  func with(steps: [Step]) -> Playbook {
    Playbook(
      code: code, name: name, lead: lead, cooperating: cooperating, steps: steps, townshipRole: townshipRole)
  }
}

struct PlaybookStep: ListRow {
  let playbook: String
  let step: Playbook.Step

  static let columns: [ListColumn] = [.playbook, .name, .owner, .limit]
  static let laterColumns: [ListColumn] = [.together]
  var cells: [String] { [playbook, step.name, step.owner, step.limit.code, step.together ?? ""] }

  init(playbook: String, step: Playbook.Step) { (self.playbook, self.step) = (playbook, step) }

  init?(cells: [String]) {
    guard let limit = TimeLimit(code: cells[3]) else { return nil }
    self.init(
      playbook: cells[0],
      step: Playbook.Step(name: cells[1], owner: cells[2], limit: limit, together: cells[4].orNothing))
  }
}

extension Power: ListRow {
  static let columns: [ListColumn] = [.code, .name, .holders, .reserved, .from, .to, .isSample]
  static let laterColumns: [ListColumn] = [.scope]
  var cells: [String] {
    [
      code, name, holders.cell, reserved, from?.description ?? "", to?.description ?? "", isSample.cell,
      scope?.rawValue ?? "",
    ]
  }

  init?(cells: [String]) {
    let (from, to) = (Day(cells[4]), Day(cells[5]))
    guard from != nil || cells[4].isEmpty, to != nil || cells[5].isEmpty, let isSample = cells[6].truth else {
      return nil
    }
    let scope = Scope(rawValue: cells[7])
    guard scope != nil || cells[7].isEmpty else { return nil }
    self.init(
      code: cells[0], name: cells[1], holders: cells[2].codes, reserved: cells[3], from: from, to: to,
      isSample: isSample, scope: scope)
  }
}

extension CategoryWords: ListRow {
  static let columns: [ListColumn] = [.category, .aliases, .urgency, .whistle, .playbook]
  var cells: [String] {
    [category, aliases.cell, urgency?.rawValue ?? "", whistle?.rawValue ?? "", playbook ?? ""]
  }

  init?(cells: [String]) {
    let (urgency, whistle) = (Urgency(rawValue: cells[2]), SummonsKind(rawValue: cells[3]))
    guard urgency != nil || cells[2].isEmpty, whistle != nil || cells[3].isEmpty else { return nil }
    self.init(
      category: cells[0], aliases: cells[1].codes, urgency: urgency, whistle: whistle, playbook: cells[4].orNothing)
  }
}

extension AlarmWord: ListRow {
  static let columns: [ListColumn] = [.word, .reason, .unless]
  var cells: [String] { [word, reason, unless.cell] }

  init?(cells: [String]) { self.init(word: cells[0], reason: cells[1], unless: cells[2].codes) }
}

extension GridArea: ListRow {
  static let columns: [ListColumn] = [.code, .name, .village, .aliases]
  var cells: [String] { [code, name, village ?? "", aliases.cell] }

  init?(cells: [String]) {
    self.init(code: cells[0], name: cells[1], village: cells[2].orNothing, aliases: cells[3].codes)
  }
}
