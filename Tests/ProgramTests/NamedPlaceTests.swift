import Foundation
import TestSupport
import Testing

/// Names that mean nothing, or something else than they seem to: said, or taken as they stand.
@Suite struct NamedPlaceTests {
  private static let programs = ["duty-desk", "duty-admin", "duty-report"].map { Program($0) }
  private static let admin = Program("duty-admin")

  @Test(arguments: programs)
  func `no option of any program takes an empty value`(program: Program) throws {
    var tried = 0
    for command in try HelpDump.commands(of: program) {
      for argument in command.valued {
        guard let name = argument.name.map({ "--" + $0 }) else { continue }
        for given in tried == 0 ? [[name, ""], [name + "="], [name, " "]] : [[name, ""]] {
          let ended = try program.run(command.path + given)
          #expect(
            ended.status == 2 && ended.errors.hasPrefix("\(name) 后面是空的"), "\(command.path) \(given): \(ended.errors)")
        }
        tried += 1
      }
    }
    #expect(tried > 1)
  }

  @Test func `nor does an argument by its place, in either language`() throws {
    for arguments in [
      ["import", "--profile", "native", ""], ["backup", ""], ["officer", "pin", ""], ["check", "", "x"],
    ] {
      let ended = try Self.admin.run(arguments + ["--ledger", "/nowhere"])
      #expect(ended.status == 2 && ended.errors.contains("空的"), "\(arguments): \(ended.errors)")
    }
    let english = try Program("duty-report").run(["day", "--date", ""], environment: ["LC_ALL": "en_US.UTF-8"])
    #expect(english.status == 2 && english.errors == "--date is empty: give a value, or leave it out.\n")
    #expect(try Program("duty-report").run(["day", "--date", "x"]).errors != english.errors, "the control")
  }

  /// The environment, and what is told of it; nil where a place follows from it.
  private static let places: [(environment: [String: String], told: String?)] = [
    (["DUTY_LEDGER": ""], "DUTY_LEDGER 设成了空的"), ([:], "没有设 HOME"), (["HOME": ""], "没有设 HOME"),
    (["HOME": "here"], "HOME 要写从 / 开始的全路径"), (["HOME": "/h", "XDG_DATA_HOME": "data"], "XDG_DATA_HOME 要写从 / 开始"),
    (["HOME": "/h", "XDG_DATA_HOME": "./data"], "XDG_DATA_HOME 要写从 / 开始"),
    (["HOME": "/nowhere", "XDG_DATA_HOME": ""], nil),
    (["HOME": "/nowhere"], nil), (["XDG_DATA_HOME": "/nowhere"], nil),
    (["DUTY_LEDGER": "/nowhere/x", "HOME": ""], nil),
    (["DUTY_LEDGER": "/nowhere/x", "DUTY_HEADS": ""], "DUTY_HEADS 设成了空的"),
  ]

  @Test(arguments: programs)
  func `a ledger lies where somebody said, or at home, or it is said that nobody knows`(program: Program) throws {
    let words: [String: [String]] = ["duty-report": ["queue"], "duty-admin": ["export"], "duty-desk": ["--plain"]]
    try withTemporaryDirectory { directory in
      for (environment, told) in Self.places {
        let arguments = words[URL(filePath: program.path).lastPathComponent] ?? []
        let ended = try program.run(arguments, environment: environment, from: directory)
        if let told {
          #expect(ended.status == 2 && ended.errors.contains(told), "\(environment): \(ended.errors)")
        } else {
          #expect(ended.status == 3 && ended.errors.contains("/nowhere"), "\(environment): \(ended.errors)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory).isEmpty, "\(environment)")
      }
    }
  }

  @Test(arguments: [":memory:", "file:x?mode=memory", "file:y.sqlite", "a b%20c?cache=shared#d", "-wal", "x'y\"z"])
  func `the name of a ledger is the name of a file, whatever SQLite could read into it`(name: String) throws {
    try withTemporaryDirectory { directory in
      let ledger = name.hasPrefix("-") ? "./" + name : name
      func run(_ arguments: [String]) throws -> Program.Ending {
        try Self.admin.run(arguments + ["--ledger", ledger], from: directory)
      }
      let founded = try run(["init"])
      #expect(founded.status == 0, "\(founded.errors)")
      #expect(try run(["check"]).status == 0)
      let queue = try Program("duty-report").run(["queue", "--ledger", ledger], from: directory)
      #expect(queue.status == 0, "\(queue.errors)")
      let files = try FileManager.default.contentsOfDirectory(atPath: directory)
      #expect(files.contains(name), "\(files)")
      #expect(files.allSatisfy { $0.hasPrefix(name) }, "\(files)")
    }
  }

  @Test func `a practice room lies where temporary files do, and nowhere else`() throws {
    try withTemporaryDirectory { directory in
      let script = directory + "/script"
      try "size 80x24\n".write(toFile: script, atomically: false, encoding: .utf8)
      func demo(_ place: String) throws -> Program.Ending {
        try Program("duty-desk").run(["--demo", "--script", script], environment: ["TMPDIR": place], from: directory)
      }
      for place in ["", "here", "./here"] {
        #expect(try demo(place).status == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["script"], "\(place)")
      }
      let nowhere = try demo(directory + "/none")
      #expect(nowhere.status == 3 && nowhere.errors.contains("没有这个文件或目录"), "\(nowhere.errors)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["script"])
    }
  }

  @Test func `a pipe stands for a file that is read, and is read no further than one may be long`() throws {
    try Station.founded { station in
      let profile = "{\"origin\":\"p\",\"timezone\":\"+08:00\",\"columns\":{\"externalId\":\"id\",\"received\":\"at\"}}"
      let rows = try station.file("rows.csv", "id,at\n1,2026-11-20 09:00\n")
      func bash(_ line: String, input: String = "") throws -> Program.Ending {
        try Program(at: "/bin/bash").run(
          ["-c", line, Self.admin.path, station.ledger, rows, Program("duty-desk").path], input: input)
      }
      let taken = try bash("\"$0\" import --profile <(cat) --dry-run --ledger \"$1\" \"$2\"", input: profile)
      #expect(taken.status == 0 && taken.output.contains("2026-11-20"), "\(taken.output)\(taken.errors)")
      let stdin = try bash("\"$0\" import --profile /dev/stdin --dry-run --ledger \"$1\" \"$2\"", input: profile)
      #expect(stdin.status == 0 && stdin.output == taken.output, "\(stdin.errors)")
      let endless = try bash("\"$0\" import --profile /dev/zero --dry-run --ledger \"$1\" \"$2\"")
      #expect(endless.status == 2 && endless.errors.contains("1 MB"), "\(endless.errors)")
      let directory = try bash("\"$0\" import --profile / --dry-run --ledger \"$1\" \"$2\"")
      #expect(directory.status == 2 && directory.errors.contains("是目录"), "\(directory.errors)")
      for line in ["\"$3\" --script /dev/stdin --ledger \"$1\"", "cat | \"$3\" --script /dev/fd/0 --ledger \"$1\""] {
        let played = try bash(line, input: "size 80x24\nscreen\n---\n---\n")
        #expect(played.status == 0 && played.output.contains("F9 操作"), "\(played.output)\(played.errors)")
      }
      let shifts = try bash("\"$0\" init --shifts <(printf 'name,from,to\\n全天,00:00,24:00\\n') --ledger \"$1.new\"")
      #expect(shifts.status == 0, "\(shifts.errors)")
    }
  }
}
