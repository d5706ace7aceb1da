// How each part is built, and what it may know.
extension Rule {
  static let package: [Rule] = [strictness, quickness, linking, database]

  private static func isPackage(_ file: SourceFile) -> Bool { file.path == "Package.swift" }

  /// Our own code builds without a warning.
  private static let strictness = Rule(
    name: "strict", looksAt: isPackage,
    find: { file, repository in
      let package = PackageText(file)
      guard !package.targets.isEmpty else { return [Finding(line: 1, text: "no targets")] }
      return package.targets.filter { target in
        let inside = repository.files.filter { $0.isUnder(target.path) }
        return inside.contains(where: \.isSwift) && !package.says("strict", in: target.arguments["swiftSettings"])
          || inside.contains { $0.language == .c && !$0.path.hasSuffix(".h") }
            && !package.says("strictC", in: target.arguments["cSettings"])
      }.map { file.finding(at: $0.line) }
    },
    bad: [
      sample(".target(name: \"A\", swiftSettings: quick)"), sample(".target(name: \"A\")"), sample(""),
      sample(".target(swiftSettings: strict, name: \"C\")"), sample(".testTarget(name: \"T\", swiftSettings: [])"),
      sample(".target(name: \"O\", path: \"Other\")"),
    ],
    good: [
      sample(".target(swiftSettings: quick + strict, name: \"A\")"),
      sample(".target(name: \"A\", swiftSettings: program)"),
      sample(".target(name: \"C\", cSettings: strictC)"), sample(".systemLibrary(name: \"S\", swiftSettings: [])"),
    ])

  /// Everything that a program links starts fast.
  private static let quickness = Rule(
    name: "quick", looksAt: isPackage,
    find: { file, repository in
      let package = PackageText(file)
      return package.linked.filter { target in
        repository.files.contains { $0.isSwift && $0.isUnder(target.path) }
          && !package.says("quick", in: target.arguments["swiftSettings"])
      }.map { file.finding(at: $0.line) }
    },
    bad: [
      sample(
        ".executableTarget(name: \"P\", dependencies: [\"A\"], swiftSettings: quick)",
        ".target(name: \"A\", swiftSettings: strict)"
      ),
      sample(".executableTarget(name: \"P\", swiftSettings: strict)"),
    ],
    good: [
      sample(
        ".executableTarget(name: \"P\", dependencies: [\"A\", \"C\"], swiftSettings: program)",
        ".target(name: \"A\", swiftSettings: quick)", ".target(name: \"C\")"
      ),
      sample(".target(name: \"A\", swiftSettings: strict)"),
    ])

  private static let linking = Rule(
    name: "link flags", looksAt: isPackage,
    find: { file, _ in
      let package = PackageText(file)
      return package.targets.filter {
        $0.kind == "executableTarget" && !package.says("quickLink", in: $0.arguments["linkerSettings"])
      }.map { file.finding(at: $0.line) }
    },
    bad: [sample(".executableTarget(name: \"P\")"), sample(".executableTarget(name: \"P\", linkerSettings: quick)")],
    good: [sample(".executableTarget(name: \"P\", linkerSettings: aloneLink)"), sample(".target(name: \"A\")")])

  private static let database = Rule(
    name: "database", looksAt: isPackage,
    find: { file, _ in
      let package = PackageText(file)
      return package.targets.filter { target in
        target.kind != "testTarget" && target.name != "DutyLedger"
          && (package.says(text: "GRDB", in: target.arguments["dependencies"]))
      }.map { file.finding(at: $0.line) }
    },
    bad: [
      sample(".target(name: \"A\", dependencies: [\"B\", rows])"),
      sample(".target(name: \"A\", dependencies: [.product(name: \"GRDB\", package: \"GRDB.swift\")])"),
    ],
    good: [
      sample(".target(name: \"DutyLedger\", dependencies: [rows])"),
      sample(".testTarget(name: \"T\", dependencies: [rows])"),
      sample(".target(name: \"A\", dependencies: [\"DutyLedger\"])"),
    ])

  private static func sample(_ targets: String...) -> Sample {
    [
      "Package.swift": """
      let rows = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
      let program = strict + quick
      let aloneLink: [LinkerSetting] = quickLink + [.unsafeFlags(["-static"])]
      let package = Package(name: "a", targets: [\(targets.joined(separator: ", "))])
      """,
      "Sources/A/a.swift": "", "Sources/C/c.c": "", "Sources/C/include/c.h": "", "Sources/P/p.swift": "",
      "Tests/T/t.swift": "", "Sources/S/s.h": "", "Other/o.c": "",
    ]
  }
}

// What each part imports.
extension Rule {
  static let imports: [Rule] = [
    Rule(
      name: "import of the database",
      looksAt: { $0.isSwiftOrC && $0.isUnder("Sources") && !$0.isUnder("Sources/DutyLedger") },
      find: { file, _ in file.imports(of: ["GRDB", "GRDBSQLite", "SQLite3", "sqlite3"]).map(file.finding) },
      bad: [["Sources/A/a.swift": "import GRDB"], ["Sources/A/a.c": "#include <sqlite3.h>"]],
      good: [
        ["Sources/DutyLedger/B/a.swift": "import GRDB"],
        ["Sources/A/a.swift": "// import GRDB\nlet a = \"import GRDB\""],
      ]),
    Rule(
      name: "import of ncurses", looksAt: { $0.isSwiftOrC && !$0.isUnder("Sources/CTerminal") },
      find: { file, _ in file.imports(of: ["ncurses", "ncursesw", "curses", "Curses"]).map(file.finding) },
      bad: [["Sources/A/a.c": "#include <ncurses.h>"], ["Tests/a.c": "#include <ncursesw/ncurses.h>"]],
      good: [["Sources/CTerminal/a.c": "#include <ncurses.h>"], ["Sources/A/a.swift": "// ncurses\n"]]),
    Rule(
      name: "import of the terminal", looksAt: { $0.isOurSwift && !$0.isUnder("Sources/duty-desk") },
      find: { file, _ in file.imports(of: ["CTerminal"]).map(file.finding) },
      bad: [["Sources/DeskUI/a.swift": "import CTerminal"]],
      good: [["Sources/duty-desk/a.swift": "import CTerminal"], ["Tests/a.swift": "import CTerminal"]]),
  ]
}

extension SourceFile {
  fileprivate func imports(of modules: Set<String>) -> [Int] {
    tokens.indices.filter { index in
      guard tokens[index].isWord("import") || tokens[index].isWord("include") else { return false }
      let line = tokens[index...].prefix { $0.line == tokens[index].line }
      return line.contains { $0.word.map(modules.contains) ?? false }
    }.map { tokens[$0].line }
  }
}
