import DutyCore

/// One thing a form asks for, and what has been entered so far.
package struct Field: Hashable, Sendable {
  /// Drafts on the shelf name fields by these words: a case may be called otherwise, its word stays.
  package enum Name: String, CaseIterable, Sendable {
    case person, pin
    case summary, detail, source, externalId, handedDownBy, place, grid, category, urgency, reporter, phone
    case unit, kind, rescue, power, lead, support, ground, orderedBy, words
    case response, milestone, enforcers, channel, said, signCode, time
    case accepted, spokeTo, done, completion, by
    case disposition, method, check, measure, reason
    case proposed, item, ruling, answer, whose
    case stage, to, reached, solved, satisfied, confirmed, unreasonable, until
    case target, entry, claimed, withdrawn, colour
    case dutyPoints, arrivalPoints, cooperationPoints, mannerPoints
    case result, who, conclusion, calling, reasons, agreed
    case turn, with, other
    case path, photo, playbook
    case about, rectifying, what, owner, due, supervisor, atOnce, responsible, measures, funds, stages, fallback
    case share, way, paper, lookBackDays, holds
    case called, document, outsideDue, answerOwed, confidential, complainedOf, receipt, next, nextBy
    case admittedUntil, task, taskDue, means, told, senderWaits, takenFrom
    case manner, theirNumber, right, grounds, older
    case sought

    package static func points(_ aspect: Score.Aspect) -> Name {
      switch aspect {
      case .duty: .dutyPoints
      case .arrival: .arrivalPoints
      case .cooperation: .cooperationPoints
      case .manner: .mannerPoints
      }
    }
  }

  package enum Kind: Hashable, Sendable {
    case line
    /// Shown as stars.
    case secret
    /// `HH:MM`, four digits, or a day before it.
    case time
    /// One of a few, on digits and arrows.
    case choice([Option])
    /// One or more from a long list, by Hanzi, code, pinyin or initials.
    case pick(Pool)
    case pickMany(Pool)
  }

  package struct Option: Hashable, Sendable {
    package let code: String
    package let label: String
    /// The code of the option that names no unit: the whole matter, or nobody.
    static let noUnit = "-"
    /// The initials by which it is found too.
    package var initials = ""
    package var spelling = Spelling.none
    /// Everyday words by which it is found where its name does not say them.
    package var aliases: [String] = []

    func matches(_ sought: Sought) -> Bool { sought.finds([label, code, initials], [spelling]) }

    func isMeant(by sought: Sought) -> Bool { sought.finds([label] + aliases) }

    /// True where `typed` is the beginning of its name, or all of its initials.
    func begins(with typed: String) -> Bool {
      label.lowercased().hasPrefix(typed) || initials == typed || spelling.initials == typed
    }
  }

  /// Limits a field: it is asked for only while another field that is asked for has one of these choices.
  package struct Condition: Hashable, Sendable {
    let name: Name
    let codes: [String]
  }

  struct Heading: Hashable, Sendable {
    let chinese: String
    let english: String
  }

  package let name: Name
  package let kind: Kind
  package let isRequired: Bool
  /// Stands before it in place of its name's own words.
  private(set) var heading: Heading?
  package private(set) var condition: Condition?
  /// The option that stands in for the answer while a question is put to the rules before the form is filled in; else the
  /// first does.
  private(set) var probed: String?
  package private(set) var typed: [Character] = []
  /// The number of Unicode scalars in the text.
  private var length = 0
  package private(set) var caret = 0
  package var chosen: [String] = []
  /// The option the arrows stand on; nil before the first is pointed at.
  package var pointed: Int?

  package init(_ name: Name, _ kind: Kind, required: Bool = false, text: String = "", chosen: [String] = []) {
    self.name = name
    self.kind = kind
    isRequired = required
    set(text)
    self.chosen = chosen
  }

  /// The field, asked for only while `name` has one of `codes`.
  func when(_ name: Name, _ codes: String...) -> Field { when(name, codes) }

  func when(_ name: Name, _ codes: [String]) -> Field {
    var field = self
    field.condition = Condition(name: name, codes: codes)
    return field
  }

  /// The field, with the option that stands in for its answer in a question to the rules.
  func probed(with code: String) -> Field {
    var field = self
    field.probed = code
    return field
  }

  func called(_ chinese: String, _ english: String) -> Field {
    var field = self
    field.heading = Heading(chinese: chinese, english: english)
    return field
  }

  package var text: String { String(typed) }
  var isChoice: Bool { if case .choice = kind { true } else { false } }
  /// Nothing was chosen and nothing written; what is chosen from a few is never written.
  package var isEmpty: Bool { chosen.isEmpty && (isChoice || Words(written: text) == nil) }
}

// MARK: - Typing

extension Field {
  /// Characters it takes at most, counted as Unicode scalars: some pages of text, or a name.
  /// See docs/desk.md#a-field-has-an-end.
  package var limit: Int {
    switch kind {
    case .line: [.sought, .person].contains(name) ? Self.longestName : Self.longestText
    case .time, .choice, .pick, .pickMany: Self.longestName
    case .secret: Self.longestSecret
    }
  }
  package static let longestText = 4000
  private static let longestName = 64
  private static let longestSecret = 256

  /// A field is one line: line ends and tabs become blanks, other control characters are left out. False where it takes
  /// no more: the end is left out.
  @discardableResult
  package mutating func type(_ text: String) -> Bool {
    // Nothing is written there, so that nothing unseen counts as an answer.
    guard !isChoice else { return text.isEmpty }
    let given = text.unicodeScalars.prefix(max(0, limit - length))
    let kept = String(given).map { $0.isNewline || $0 == "\t" ? " " : $0 }.filter { !$0.isControl }
    // Read anew with the letter before the caret: an accent that comes on its own joins it.
    let joined = Array(String(typed[..<caret].suffix(1)) + String(kept))
    let begin = max(0, caret - 1)
    typed.replaceSubrange(begin..<caret, with: joined)
    caret = begin + joined.count
    length += kept.reduce(0) { $0 + $1.unicodeScalars.count }
    pointed = nil
    return given.endIndex == text.unicodeScalars.endIndex
  }

  private mutating func set(_ text: String) {
    typed = Array(text)
    length = text.unicodeScalars.count
    caret = typed.count
  }

  private mutating func remove(at place: Int) { length -= typed.remove(at: place).unicodeScalars.count }

  package mutating func clear() {
    set("")
    chosen = []
    pointed = nil
  }

  /// Moves the caret or takes a character away; false where the key means nothing in a line of text.
  package mutating func edit(_ key: Key) -> Bool {
    switch key {
    case .left: caret = max(0, caret - 1)
    case .right: caret = min(typed.count, caret + 1)
    case .home, .control("a"): caret = 0
    case .end, .control("e"): caret = typed.count
    case .backspace, .control("h"): backspace()
    case .delete: if caret < typed.count { remove(at: caret) }
    case .control("u"): clear()
    case .character, .enter, .escape, .tab, .backTab, .up, .down, .pageUp, .pageDown, .function, .control:
      return false
    }
    return true
  }

  private mutating func backspace() {
    if caret > 0 {
      caret -= 1
      remove(at: caret)
    } else if typed.isEmpty, !chosen.isEmpty {
      chosen.removeLast()
    }
    pointed = nil
  }
}

// MARK: - Choosing

extension Field {
  /// Takes over what was entered before, as far as it can still be chosen.
  mutating func take(text: String, chosen old: [String]) {
    set(text)
    guard case .choice(let options) = kind else {
      chosen = old
      return
    }
    let kept = old.filter { code in options.contains { $0.code == code } }
    if !kept.isEmpty { chosen = kept }
  }

  /// Everything that can be chosen here, narrowed to what is typed; empty for a field that is typed only.
  /// See docs/desk.md#one-matcher.
  package func options(in room: Room, _ language: Language) -> [Option] {
    let all: [Option]
    switch kind {
    case .line, .secret, .time: return []
    case .choice(let options): return options
    case .pick(let pool), .pickMany(let pool): all = pool.options(in: room, language)
    }
    guard let wanted = Words(written: folded)?.text else { return all }
    let sought = Sought(wanted)
    guard !sought.isEmpty else { return [] }
    let found = all.filter { $0.matches(sought) }
    return found.filter { $0.begins(with: wanted) } + found.filter { !$0.begins(with: wanted) }
      + all.filter { !$0.aliases.isEmpty && !$0.matches(sought) && $0.isMeant(by: sought) }
  }

  private var folded: String { String(typed.map(Key.folded)).lowercased() }

  /// Takes what is pointed at, or the first of what the typed text finds. False where text was typed that finds
  /// nothing.
  package mutating func settle(in room: Room, _ language: Language) -> Bool {
    let isMany: Bool
    switch kind {
    case .line, .secret, .time, .choice: return true
    case .pick: isMany = false
    case .pickMany: isMany = true
    }
    guard pointed != nil || Words(written: text) != nil else { return true }
    let found = options(in: room, language)
    let index = pointed ?? 0
    guard found.indices.contains(index) else { return false }
    let code = found[index].code
    chosen = isMany ? chosen.filter { $0 != code } + [code] : [code]
    set("")
    pointed = nil
    return true
  }

  /// Steps to the option before or after, in a choice.
  package mutating func step(_ by: Int) {
    guard case .choice(let options) = kind, !options.isEmpty else { return }
    let at = options.firstIndex { chosen == [$0.code] } ?? (by > 0 ? -1 : 0)
    chosen = [options[(at + by + options.count) % options.count].code]
  }
}

extension Character {
  /// A control character, which no keyboard writes on purpose.
  fileprivate var isControl: Bool { unicodeScalars.contains { $0.properties.generalCategory == .control } }
}
