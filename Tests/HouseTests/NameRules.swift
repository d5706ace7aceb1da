// Words that no name may have.
extension Rule {
  static let names: [Rule] = [emptyNames, otherWords]

  /// They say nothing of what something is.
  private static let empty: Set = [
    "manager", "managers", "helper", "helpers", "service", "services", "util", "utils", "utility", "utilities", "info",
    "infos", "base",
  ]

  private static let emptyNames = Rule(
    name: "empty name", looksAt: { $0.isSwift },
    find: { file, _ in
      file.tokens.typeNames.filter { !empty.isDisjoint(with: $0.name.parts) }.map { file.finding(at: $0.line) }
    },
    bad: [
      ["a.swift": "struct ShiftManager {}"], ["a.swift": "enum A { typealias Util = Int }"],
      ["a.swift": "class BaseRow {}"],
    ],
    good: [["a.swift": "struct Database {}\nlet baseRow = Manager()\nextension ServiceX {}"]])

  /// Words that other programs of this kind say for one of ours: incident, assignment, officer, summons, ladder, PIN, sign on,
  /// roster.
  private static let others: Set = [
    "ticket", "tickets", "case", "cases", "complaint", "complaints", "task", "tasks", "job", "jobs", "dispatch", "user",
    "users", "employee", "alert", "alerts", "password", "passwords", "login", "logout", "rota",
    "workflow",
  ]

  private static let otherWords = Rule(
    name: "other word", looksAt: \.isOurSwift,
    find: { file, _ in
      let cases = file.isUnder("Sources/DutyCore") ? file.tokens.caseNames : []
      return (file.tokens.typeNames + file.tokens.functionNames + cases).filter {
        !others.isDisjoint(with: $0.name.parts) || $0.name == "Event" && !file.isUnder("Sources/DeskUI")
      }.map { file.finding(at: $0.line) }
    },
    bad: [
      ["Sources/DutyCore/a.swift": "struct TicketRow {}"], ["Sources/DutyCore/a.swift": "func openTask() {}"],
      ["Sources/DutyCore/a.swift": "enum Action {\n  case receive(Reception)\n  case dispatch(Summons)\n}"],
      ["Sources/DutyCore/a.swift": "struct Event {}"],
    ],
    good: [
      ["Sources/DutyCore/a.swift": "struct Ticketing {}\nswitch user { case .alert: task() }\nlet case1 = 1"],
      ["Sources/DeskUI/a.swift": "enum Event { case key }"],
    ])
}

extension String {
  /// The words it is made of, in small letters: `maskedOrder` is masked and order, `CSVReader` csv and reader.
  var parts: [String] {
    var parts: [String] = []
    var last: Character = " "
    for (index, character) in zip(indices, self) {
      let next = self.index(after: index)
      let endsCapitals = last.isUppercase && character.isUppercase && next < endIndex && self[next].isLowercase
      if character.isLetter || character.isNumber {
        if !(last.isLetter || last.isNumber) || character.isUppercase && !last.isUppercase || endsCapitals {
          parts.append("")
        }
        parts[parts.count - 1] += character.lowercased()
      }
      last = character
    }
    return parts
  }
}

extension [Token] {
  /// Names of an enumeration's cases; where a switch matches a name of its own, that too.
  fileprivate var caseNames: [(name: String, line: Int)] {
    names(behind: ["case"]).filter { !["let", "var", "is", "nil", "true", "false", "_"].contains($0.name) }
  }
}
