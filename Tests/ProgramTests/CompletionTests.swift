import DutyCore
import Foundation
import TestSupport
import Testing

/// Tests what a shell proposes at Tab, asked of the scripts that the programs make themselves.
@Suite struct CompletionTests {
  private static let programs = ["duty-desk", "duty-admin", "duty-report"].map { Program($0) }

  private static func name(_ program: Program) -> String { URL(filePath: program.path).lastPathComponent }

  private static func script(_ program: Program, _ shell: String) throws -> String {
    let made = try program.run(["--generate-completion-script", shell])
    #expect(made.status == 0 && made.errors.isEmpty)
    return made.output
  }

  /// Runs the script in bash for each line of words, the last of which is being typed; what is proposed for each.
  private func proposed(
    _ program: Program, _ lines: [[String]], in directory: String, _ environment: [String: String] = [:]
  ) throws -> [[String]] {
    let name = Self.name(program)
    let asked = lines.map { words -> String in
      let quoted = ([name] + words).map { "'\($0)'" }.joined(separator: " ")
      let typed = ([name] + words).joined(separator: " ")
      return """
        COMPREPLY=(); COMP_WORDS=(\(quoted)); COMP_CWORD=\(words.count); COMP_LINE='\(typed)'; COMP_POINT=${#COMP_LINE}
        _\(name) \(name) "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"; printf '%s\\n' "${COMPREPLY[@]}"; echo ==
        """
    }
    let path = Program.directory.path + ":" + (Program.environment["PATH"] ?? "")
    let ended = try Program(at: "/bin/bash").run(
      ["-c", try Self.script(program, "bash") + "\n" + asked.joined(separator: "\n")],
      environment: environment.merging(["PATH": path]) { $1 }, from: directory)
    #expect(ended.status == 0 && ended.errors.isEmpty, "\(name): \(ended.errors)")
    let parts = ended.output.components(separatedBy: "==\n").dropLast()
    #expect(parts.count == lines.count)
    return parts.map { $0.split(separator: "\n").map(String.init) }
  }

  @Test(arguments: programs)
  func `every option and every argument says how it is completed`(program: Program) throws {
    for command in try HelpDump.commands(of: program) {
      for argument in command.valued {
        #expect(argument.completes != nil, "\(command.path) \(argument.name ?? argument.valueName ?? "")")
      }
    }
  }

  @Test(arguments: programs)
  func `in bash every option of every command is asked without an error`(program: Program) throws {
    let lines = try HelpDump.commands(of: program).flatMap { command in
      [command.path + [""]] + command.valued.compactMap { $0.name }.map { command.path + ["--" + $0, ""] }
    }
    try withTemporaryDirectory { _ = try proposed(program, lines, in: $0) }
  }

  @Test func `bash proposes reports, values, files, and what the ledger holds`() throws {
    try Station.founded { station in
      _ = try station.enrol("坐席甲", rank: "officer")
      let intake = try station.admin(["intake"], input: "{\"summary\":\"样例\"}\n")
      #expect(intake.status == 0)
      let number = try #require(intake.output.split(separator: "\"").first { $0.contains("-") })
      _ = try station.file("notes.txt", "")
      _ = try station.file("profile.json", "")
      let ledger = ["--ledger", station.ledger]
      let report = try proposed(
        Program("duty-report"),
        [
          [""], ["da"], ["day", "--format", ""], ["day", "--by", ""], ["day", "--language", ""],
          ["day", "--output", ""],
          ["day", "--ledger", ""], ledger + ["incident", ""], ledger + ["shift", "--shift", ""],
        ], in: station.directory)
      #expect(
        Set(report[0]).isSuperset(of: ["day", "week", "queue", "handover", "outlook"]) && !report[0].contains("help"))
      #expect(report[1] == ["day"])
      #expect(Set(report[2]).isSuperset(of: ["text", "json", "csv", "html"]))
      #expect(Set(report[3]) == Set(Dimension.allCases.map(\.rawValue)))
      #expect(report[4] == ["zh", "en"])
      for files in report[5...6] { #expect(Set(files).isSuperset(of: ["ledger", "notes.txt"]), "\(files)") }
      #expect(report[7] == [String(number)])
      #expect(report[8] == ["早班", "中班", "晚班", "夜间"] || report[8].contains("早班"))
      let admin = try proposed(
        Program("duty-admin"),
        [
          [""], ["officer", ""], ["officer", "add", "x", "--rank", ""], ["officer", "pin", ""],
          ["officer", "add", "x", "--department", ""], ["setting", "set", "daily.a"],
          ["import", "--profile", ""], ["import", "--encoding", ""], ["catalog", "import", ""],
        ], in: station.directory, ["DUTY_LEDGER": station.ledger])
      #expect(Set(admin[0]).isSuperset(of: ["init", "import", "officer", "check"]))
      #expect(Set(admin[1]).isSuperset(of: ["add", "list", "pin"]))
      #expect(Set(admin[2]) == Set(Rank.allCases.map(\.rawValue)))
      #expect(admin[3].contains("坐席甲") || admin[3].contains(Station.administrator), "\(admin[3])")
      #expect(admin[4].contains("S-ZF"))
      #expect(Set(admin[5]).isSuperset(of: ["daily.acknowledge", "daily.arrive"]) && !admin[5].contains("ownVoid"))
      #expect(Set(admin[6]) == ["native", "boston311", "profile.json", "ledger/"])
      #expect(Set(admin[7]).isSuperset(of: ["auto", "UTF-8", "GB18030"]))
      #expect(admin[8].contains("ledger") && !admin[8].contains("notes.txt"), "\(admin[8])")
      let desk = try proposed(Program("duty-desk"), [["--theme", ""], ["--script", ""], [""]], in: station.directory)
      #expect(Set(desk[0]).isSuperset(of: ["dark", "light", "mono"]) && desk[1].contains("notes.txt"))
      #expect(desk[2].contains("--demo") && !desk[2].contains("help"))
    }
  }

  @Test func `where no ledger can be read nothing is proposed, and nothing is said`() throws {
    try withTemporaryDirectory { directory in
      let found = try proposed(
        Program("duty-admin"), [["officer", "pin", ""], ["officer", "pin", "--ledger", "none", ""]], in: directory)
      #expect(found == [[], []])
    }
  }

  @Test(arguments: programs)
  func `no zsh script describes what is left over twice, at which zsh ends with an error`(program: Program) throws {
    let script = try Self.script(program, "zsh")
    var groups = 0
    for group in script.components(separatedBy: "local -ar arg_specs=(\n").dropFirst() {
      let specs = group.components(separatedBy: "\n    )").first ?? ""
      let rest = specs.split(separator: "\n").filter { $0.contains(/^ *'(\(-\))?\*:/) }
      #expect(rest.count <= 1, "\(rest)")
      groups += 1
    }
    #expect(groups > 1 && script.hasPrefix("#compdef \(Self.name(program))\n"))
  }

  @Test(arguments: programs)
  func `a program without commands proposes none`(program: Program) throws {
    for shell in ["bash", "fish", "zsh"] {
      let script = try Self.script(program, shell)
      let isProposed = script.contains("Show subcommand help information") || script.contains("compgen -W 'help'")
      if Self.name(program) == "duty-admin" || shell == "zsh" { continue }
      #expect(!isProposed, "\(shell)")
    }
    #expect(try Self.script(Program("duty-admin"), "fish").contains("Show subcommand help information"), "the control")
  }

  @Test(.enabled(if: Program.installed("zsh") != nil, "zsh is not installed"), arguments: programs)
  func `in zsh Tab proposes without an error`(program: Program) throws {
    try Station.founded { station in
      let file = try station.file("_script", try Self.script(program, "zsh"))
      let zsh = try #require(Program.installed("zsh"))
      let rows: [String: [(typed: String, shown: String)]] = [
        "duty-report": [
          ("", "handover"), ("day --format ", "json"), ("day --by ", "listClass"), ("shift --shift ", "早班"),
        ],
        "duty-admin": [("", "backup"), ("officer pin ", Station.administrator), ("officer add x --rank ", "liaison")],
        "duty-desk": [("--theme ", "mono"), ("--", "--read-only")],
      ]
      for (typed, shown) in rows[Self.name(program)] ?? [] {
        let terminal = try PseudoTerminal(zsh, ["-f", "-i"])
        terminal.type("PATH=\(Program.directory.path):$PATH; export DUTY_LEDGER=\(station.ledger)\n")
        terminal.type("autoload -U compinit && compinit -u -D && source \(file) && echo lo''aded\n")
        #expect(terminal.reads("loaded"), "\(terminal.output)")
        terminal.forget()
        terminal.type("\(Self.name(program)) \(typed)\t\t")
        #expect(terminal.reads(shown), "\(typed): \(terminal.output)")
        #expect(
          !terminal.output.contains("_arguments:") && !terminal.output.contains("not found"), "\(terminal.output)")
      }
    }
  }

  @Test(.enabled(if: Program.installed("fish") != nil, "fish is not installed"), arguments: programs)
  func `in fish a line is completed without an error`(program: Program) throws {
    try withTemporaryDirectory { directory in
      let fish = try #require(Program.installed("fish"))
      let line = [
        "duty-report": "duty-report day --format ", "duty-admin": "duty-admin officer add x --rank ",
        "duty-desk": "duty-desk --theme ",
      ]
      let asked = "complete -C '\(line[Self.name(program)] ?? "")'"
      let ended = try fish.run(
        ["--no-config", "-c", try Self.script(program, "fish") + "\n" + asked],
        environment: [
          "HOME": directory, "PATH": Program.directory.path + ":" + (Program.environment["PATH"] ?? ""),
        ], from: directory)
      #expect(ended.errors.isEmpty, "\(ended.errors)")
      #expect(["json", "liaison", "mono"].contains { ended.output.contains($0) }, "\(ended.output)")
    }
  }
}
