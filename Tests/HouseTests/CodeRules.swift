// What no code of ours says.
extension Rule {
  static let code: [Rule] = [force, emptyCatch, access, ending, printing, machine, pure]

  private static let force = Rule(
    name: "force", looksAt: \.isSwift,
    find: { file, _ in
      let tokens = file.tokens
      return tokens.indices.dropFirst().filter { index in
        guard tokens[index].isSign("!"), tokens[index].touches else { return false }
        let isUnequal = tokens.isSign("=", at: index + 1) && tokens[index + 1].touches
        return !isUnequal && tokens[index - 1].endsValue
      }.map { file.finding(at: tokens[$0].line) }
    },
    bad: [
      ["a.swift": "let a = try! b()"], ["a.swift": "let a = b as! Int"], ["a.swift": "a[0]!.b()"],
      ["a.swift": "let a: Int!"], ["a.swift": "let a = \"x \\(b!) y\""], ["a.swift": "f(b)!"],
    ],
    good: [["a.swift": "if !a, b != c, (!d || e != f) { g(\"h!\", /i!/) } // j!\nlet k = #\"!\\(l!)\"#"]])

  private static let emptyCatch = Rule(
    name: "empty catch", looksAt: \.isSwift,
    find: { file, _ in
      let tokens = file.tokens
      return tokens.indices.filter { index in
        guard tokens[index].isWord("catch"), let open = tokens[index...].firstIndex(where: { $0.isSign("{") }) else {
          return false
        }
        return tokens.isSign("}", at: open + 1)
      }.map { file.finding(at: tokens[$0].line) }
    },
    bad: [["a.swift": "do { try a() } catch {}"], ["a.swift": "do { try a() } catch let b as C {\n  // never\n}"]],
    good: [["a.swift": "do { try a() } catch { b() }"]])

  private static let access = Rule(
    name: "public", looksAt: \.isSwift,
    find: { file, _ in
      let tokens = file.tokens
      return tokens.indices.filter { index in
        (tokens[index].isWord("public") || tokens[index].isWord("open")) && tokens.declares(at: index + 1)
      }.map { file.finding(at: tokens[$0].line) }
    },
    bad: [["a.swift": "public struct A {}"], ["a.swift": "  public static let a = 1"], ["a.swift": "open class A {}"]],
    good: [
      ["a.swift": "package let a = A(\"--public\", .public, public: 1)"],
      ["a.swift": "let open = 1\nvar b = open\nlet c = 2"],
    ])

  private static let ending = Rule(
    name: "fatalError", looksAt: \.isSwift,
    find: { file, _ in file.tokens.calls(of: ["fatalError"]).map(file.finding) },
    bad: [["a.swift": "fatalError()"]], good: [["a.swift": "preconditionFailure() // fatalError()"]])

  /// Words go out through one gate, which marks what is unsafe.
  private static let printing = Rule(
    name: "print", looksAt: { $0.isOurSwift && $0.name != "Outlet.swift" },
    find: { file, _ in file.tokens.calls(of: ["print", "debugPrint", "dump"]).map(file.finding) },
    bad: [["Sources/a.swift": "print(1)"], ["Sources/a.swift": "Swift.print(1)"]],
    good: [
      ["Sources/a.swift": "func print(_ a: Int) {}\nblueprint(1)"], ["Sources/DutyLedger/Outlet.swift": "print(1)"],
    ])

  /// The machine's clock, place and calendar are arguments.
  private static let machine = Rule(
    name: "machine", looksAt: \.isOurSwift,
    find: { file, _ in
      let tokens = file.tokens
      return tokens.indices.filter { index in
        guard let word = tokens[index].word else { return false }
        let next = tokens.isSign(".", at: index + 1) && index + 2 < tokens.count ? tokens[index + 2].word : nil
        switch word {
        case "Date": return next == "now" || tokens.isSign("(", at: index + 1) && tokens.isSign(")", at: index + 2)
        case "Locale", "TimeZone", "Calendar": return next == "current" || next == "autoupdatingCurrent"
        default: return false
        }
      }.map { file.finding(at: tokens[$0].line) }
    },
    bad: [
      ["Sources/a.swift": "let a = Date()"], ["Sources/a.swift": "let a = Date.now"],
      ["Sources/a.swift": "let a = Calendar.current"],
    ],
    good: [["Sources/a.swift": "let a = Date(timeIntervalSince1970: 1)\nlet b = c.current()"]])

  private static let pure = Rule(
    name: "pure core", looksAt: { $0.isSwift && $0.isUnder("Sources/DutyCore") },
    find: { file, _ in
      let chance = file.tokens.calls(of: dice) { !$0.contains { $0.isWord("using") } }
      return (file.tokens.names(behind: ["import"]).map(\.line) + chance).map(file.finding)
    },
    bad: [
      ["Sources/DutyCore/a.swift": "import Foundation"], ["Sources/DutyCore/a.swift": "let a = b.shuffled()"],
      ["Sources/DutyCore/a.swift": "let a = Int.random(in: 0...9)\nlet b = c(using: d)"],
    ],
    good: [
      ["Sources/DutyCore/a.swift": "let a: UUID\nlet b = Int.random(in: 0...9, using: &c)"],
      ["Sources/DutyLedger/a.swift": "import Foundation"],
    ])

  /// Chance, which is an argument where it is needed.
  private static let dice: Set = [
    "random", "randomElement", "shuffled", "shuffle", "UUID", "SystemRandomNumberGenerator",
  ]
}

extension Token {
  /// A value may end here, or a word that forces what follows.
  fileprivate var endsValue: Bool {
    switch kind {
    case .word(let word): !["return", "in", "case", "if", "where", "else", "guard", "while"].contains(word)
    case .sign(let sign): ")]}>?".utf8.contains(sign)
    case .text: true
    }
  }
}

extension [Token] {
  /// The lines on which one of these is called with arguments of this kind.
  fileprivate func calls(of names: Set<String>, _ holds: (ArraySlice<Token>) -> Bool = { _ in true }) -> [Int] {
    indices.filter { index in
      guard let word = self[index].word, names.contains(word), isSign("(", at: index + 1), self[index + 1].touches,
        !isWord("func", at: index - 1), let closing = closing(index + 1)
      else { return false }
      return holds(self[(index + 1)...closing])
    }.map { self[$0].line }
  }

  /// A declaration goes on at `index`, on the line of the word before it.
  fileprivate func declares(at index: Int) -> Bool {
    guard index < count, self[index].line == self[index - 1].line, let word = self[index].word else { return false }
    return [
      "struct", "class", "enum", "protocol", "extension", "func", "init", "static", "typealias", "actor", "final",
      "let", "var", "import",
    ].contains(word)
  }
}
