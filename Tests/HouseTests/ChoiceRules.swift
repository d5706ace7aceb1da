// Choices that a program makes for somebody who made none.
extension Rule {
  static let choices: [Rule] = [defaults, fallBacks]

  /// A new case of our own enumerations must be looked at wherever they are told apart.
  private static let defaults = Rule(
    name: "default", looksAt: \.isSwift,
    find: { file, _ in
      let tokens = file.tokens
      return tokens.indices.compactMap { index in
        guard tokens[index].isWord("switch"), !tokens.isSign(".", at: index - 1),
          let open = tokens.body(from: index + 1),
          let line = tokens.openEnd(ofSwitch: open)
        else { return nil }
        return Finding(line: line, text: "\(file.text(ofLine: line)) in: \(file.text(ofLine: tokens[index].line))")
      }
    },
    bad: [
      ["a.swift": "switch a {\ncase .b: switch c { case 1: 2 default: 3 }\ncase let .d(e), .f: g()\ndefault: h()\n}"],
      ["a.swift": "switch a { case .b: 1\ncase _: 2 }"],
      ["a.swift": "a(b.map { switch $0 { case .c: 1\ndefault: 2 } })"],
    ],
    good: [
      ["a.swift": "switch a { case .b: \"default:\" case .c: /* default: */ 2 }"],
      ["a.swift": "switch a { case 1: 1 default: 2 }"], ["a.swift": "switch a { case .b: 1\n@unknown default: 2 }"],
      ["a.swift": "switch (a, b) { case (.c, .d): 1 default: 2 }"], ["a.swift": "switch a { case ...1: 2 default: 3 }"],
      ["a.swift": "switch a { case .b: switch c { case 1: 2 default: 3 }\ncase .d: 4 }"],
    ])

  /// Where an answer is missing, that is to be said; a case in its place would decide.
  private static let fallBacks = Rule(
    name: "fall-back",
    looksAt: {
      $0.isSwift
        && ($0.isUnder("Sources/DutyCore")
          || $0.isUnder("Sources/DeskUI") && ("/" + $0.folder + "/").contains("/Forms/")
          || $0.isOurSwift && $0.name.contains("Maker"))
    },
    find: { file, _ in
      let tokens = file.tokens
      return tokens.indices.filter { index in
        guard tokens[index].isSign("?"), tokens.isSign("?", at: index + 1), tokens.isSign(".", at: index + 2),
          tokens[index + 1].touches, index + 3 < tokens.count, let word = tokens[index + 3].word
        else { return false }
        return !["init", "min", "max", "zero", "none"].contains(word)
      }.map { file.finding(at: tokens[$0].line) }
    },
    bad: [
      ["Sources/DutyCore/a.swift": "let a = b ?? .routine"],
      ["Sources/DeskUI/Forms/a.swift": "let a = b.flatMap(C.init) ?? .other"],
      ["Sources/DeskUI/Screens/UnitMaker.swift": "f(a ?? .blue)"],
    ],
    good: [
      ["Sources/DutyCore/a.swift": "let a = b ?? 1, c = d ?? .max, e = f?.g // ?? .h"],
      ["Sources/DutyReports/a.swift": "let a = b ?? .null"],
    ])
}

extension [Token] {
  /// The line of what takes all other cases, in a switch with its brace at `open` whose cases all are of the form `.name`;
  /// nil for any other switch.
  fileprivate func openEnd(ofSwitch open: Int) -> Int? {
    guard let closing = closing(open) else { return nil }
    var end: Int?
    var named = 0
    var index = open + 1
    while index < closing {
      if "([{".unicodeScalars.contains(where: { self[index].isSign($0) }) {
        index = self.closing(index) ?? closing
      } else if self[index].isWord("default"), isSign(":", at: index + 1), !isWord("unknown", at: index - 1) {
        end = self[index].line
      } else if self[index].isWord("case"), !isCondition(index) {
        let bound = isWord("let", at: index + 1) || isWord("var", at: index + 1) ? index + 2 : index + 1
        if isWord("_", at: bound), isSign(":", at: bound + 1) {
          end = self[index].line
        } else if isSign(".", at: bound), let name = self[bound + 1].word, name != "some", name != "none" {
          named += 1
        } else {
          return nil
        }
      }
      index += 1
    }
    return named > 0 ? end : nil
  }

  /// A `case` that is no case of a switch: `if case`, or a further one after a comma.
  private func isCondition(_ index: Int) -> Bool {
    isSign(",", at: index - 1) || ["if", "guard", "while", "for"].contains { isWord($0, at: index - 1) }
  }
}
