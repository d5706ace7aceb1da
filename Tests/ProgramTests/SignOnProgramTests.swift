import DutyCore
import DutyLedger
import Foundation
import TestSupport
import Testing

/// Signing on, as programs meet it: at once, after wrong PINs, with what lies beside the ledger spoilt.
@Suite struct SignOnProgramTests {
  private static let person = "坐席乙"

  /// One that only asks the PIN: what an officer may not do is refused by the rules, not at the door.
  private static let asks = ["setting", "set", "emergency.arrive", "20m", "--as", person, "--pin-fd", "0"]

  /// The tries on record, by person's number.
  private func wrong(_ station: Station) throws -> [String: SignOnTries] {
    try JSONDecoder().decode(
      [String: SignOnTries].self, from: Data(contentsOf: URL(filePath: station.ledger + ".tries")))
  }

  @Test("of twenty programs that give wrong PINs at once three are looked at, and the right one waits then")
  func atOnce() throws {
    try Station.founded { station in
      let pin = try station.enrol(Self.person, rank: "officer")
      let admin = Program("duty-admin").path
      let words = Self.asks.map { "'\($0)'" }.joined(separator: " ")
      // By xargs: a shell waits in vain for what it runs beside itself where a test run has signals blocked.
      let script = """
        seq 20 | xargs -P 20 -I% /bin/sh -c 'echo 000001 | "$0" "$@" 2>told.%' '\(admin)' \(words) --ledger '\(station.ledger)'
        cat told.*
        """
      let ended = try Program(at: "/bin/sh").run(["-c", script], from: station.directory)
      // The third that is looked at is told to wait, as are all that are not.
      #expect(ended.lines.filter { $0 == "姓名或 PIN 不对。" }.count == 2, "\(ended.output)")
      #expect(ended.lines.filter { $0.contains("officer unlock \(Self.person)") }.count == 18, "\(ended.output)")
      #expect(try wrong(station)["2"]?.wrong == 3)
      let right = try station.admin(Self.asks, input: pin + "\n")
      #expect(right.status == 4 && right.errors.contains("officer unlock"), "\(right.errors)")
    }
  }

  @Test("a name that waits is freed by whoever has the file, without signing on, and that is an entry")
  func unlock() throws {
    try Station.founded { station in
      let pin = try station.enrol(Self.person, rank: "officer")
      for _ in 0..<3 { _ = try station.admin(Self.asks, input: "000001\n") }
      #expect(try station.admin(Self.asks, input: pin + "\n").errors.contains("PIN 连错"))
      let unknown = try station.admin(["officer", "unlock", "坐席已"])
      #expect(unknown.status == 2 && unknown.errors == "没有叫“坐席已”的人。相近的有：坐席乙。\n", "\(unknown.errors)")
      #expect(try station.admin(Self.asks, input: pin + "\n").errors.contains("PIN 连错"))
      let freed = try station.admin(["officer", "unlock", " 坐席　乙"])
      #expect(freed.status == 0 && freed.output == "坐席乙的登录限制已解除，可以马上再试。\n", "\(freed.errors)")
      #expect(try station.admin(Self.asks, input: pin + "\n").errors.contains("办理"))
      let last = try #require(try station.admin(["export"]).lines.last)
      #expect(last.contains(#""action":"unlock""#) && last.contains(#""by":"housekeeping""#), "\(last)")
      #expect(try station.admin(["check"]).status == 0)
      let english = try station.admin(["officer", "unlock", "nobody", "--language", "en"])
      #expect(english.status == 2 && english.errors == "There is nobody called “nobody”.\n", "\(english.errors)")
    }
  }

  @Test(
    "a PIN that anybody would guess may not be chosen, and nobody is enrolled with it",
    arguments: [
      ("1111", "太短"), ("    ", "只能用数字"), ("111111", "全一样"), ("123456", "连号"), ("654321", "连号"), ("24681", "太短"),
    ])
  func chosen(_ pin: String, _ why: String) throws {
    try Station.founded { station in
      func add(_ pin: String) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
          Program("duty-admin"),
          [
            "officer", "add", Self.person, "--rank", "officer", "--as", Station.administrator, "--ledger",
            station.ledger,
          ])
        try #require(terminal.reads("\(Station.administrator)的 PIN"), "\(terminal.output)")
        terminal.type(station.administratorPin + "\n")
        try #require(terminal.reads("新 PIN（不少于 6 位数字，不能全一样，不能连号）"), "\(terminal.output)")
        terminal.type(pin + "\n")
        return terminal
      }
      let refused = try add(pin)
      #expect(refused.reads(why), "\(refused.output)")
      #expect(refused.ending(within: 10) == PseudoTerminal.Ending(code: 2, signal: nil))
      #expect(try !station.admin(["officer", "list"]).output.contains(Self.person))
      let taken = try add("246813")
      try #require(taken.reads("再输一遍"))
      taken.type("246813\n")
      #expect(taken.reads("已登记"), "\(taken.output)")
      #expect(try station.admin(Self.asks, input: "246813\n").errors.contains("办理"))
    }
  }

  @Test("a name is kept folded, and refused where it cannot be told from another or cannot be seen")
  func names() throws {
    try Station.founded { station in
      func add(_ name: String) throws -> Program.Ending {
        try station.adminAsAdministrator(["officer", "add", name, "--rank", "officer"])
      }
      #expect(try add(" Ａnn　 Jose\u{301}\u{200B} ").status == 0)
      let kept = try #require(try station.admin(["officer", "list"]).lines.last)
      #expect(Array(kept.unicodeScalars) == Array("2\tAnn Jos\u{E9}\t坐席员".unicodeScalars))
      for (name, why) in [
        ("ANN JOSÉ", "看上去分不开"), ("AnnJosé", "看上去分不开"), ("Ann José", "已经有人叫"), ("坐席\n乙", "写在一行"),
        ("坐席\u{1B}[2J", "写在一行"),
        (String(repeating: "长", count: 41), "最长 40 个字"), (String(repeating: "长", count: 30_000), "最长 40 个字"),
        ("\u{200B}", "要写姓名"),
      ] {
        let refused = try add(name)
        #expect(refused.status == 1 && refused.errors.contains(why), "\(name.prefix(20)): \(refused.errors)")
        #expect(refused.output.isEmpty)
      }
      #expect(try station.admin(["officer", "list"]).lines.count == 2)
      let place = station.directory + "/second.sqlite"
      for (options, status) in [
        (["--administrator", "管\n理"], Int32(1)), (["--station", String(repeating: "长", count: 30_000)], 1),
        (["--station-id", ""], 2),
      ] {
        let refused = try Program("duty-admin").run(["init", "--ledger", place] + options)
        #expect(refused.status == status && refused.output.isEmpty, "\(refused.errors)")
        #expect(!FileManager.default.fileExists(atPath: place))
      }
    }
  }

  @Test("a desk whose officer has a new PIN says so at once, and the old session records nothing more")
  func sessionEnds() throws {
    try Station.founded { station in
      let pin = try station.enrol(Self.person, rank: "officer")
      let desk = try PseudoTerminal(Program("duty-desk"), ["--ledger", station.ledger], columns: 100)
      try #require(desk.reads("未登录"))
      desk.type("s\(Self.person)\r")
      try #require(desk.reads("PIN *"))
      desk.type(pin + "\r")
      try #require(desk.reads("\(Self.person)（坐席员）已登录"), "\(desk.output)")
      #expect(try station.adminAsAdministrator(["officer", "pin", Self.person]).status == 0)
      #expect(desk.reads("您的 PIN 已更改，请重新登录。"), "\(desk.output)")
      desk.type("q")
      #expect(desk.ending(within: 5) == PseudoTerminal.Ending(code: 0, signal: nil))
    }
  }

  /// A file that stands where the drafts would lie.
  enum Obstacle: CaseIterable { case file, danglingLink, foreignLink, pipe, linkedDraft }

  @Test(
    "drafts that cannot be used keep nobody from signing on or from work, which is said in one line",
    arguments: Obstacle.allCases)
  func drafts(_ obstacle: Obstacle) throws {
    try Station.founded(["--practice"]) { station in
      let pin = try station.enrol(Self.person, rank: "officer")
      let (place, foreign) = (station.ledger + ".drafts", station.directory + "/foreign")
      let theirs = foreign + "/2-receive-0.json"
      let manager = FileManager.default
      try manager.createDirectory(atPath: foreign, withIntermediateDirectories: false)
      try Data("theirs".utf8).write(to: URL(filePath: theirs))
      switch obstacle {
      case .file: try Data("a file".utf8).write(to: URL(filePath: place))
      case .danglingLink:
        try manager.createSymbolicLink(atPath: place, withDestinationPath: station.directory + "/none")
      case .foreignLink: try manager.createSymbolicLink(atPath: place, withDestinationPath: foreign)
      case .pipe: #expect(mkfifo(place, 0o600) == 0)
      case .linkedDraft:
        try manager.createDirectory(atPath: place, withIntermediateDirectories: false)
        try manager.createSymbolicLink(atPath: place + "/2-receive-0.json", withDestinationPath: theirs)
      }
      let script = try station.file(
        "sign-on.desk",
        """
        now 2027-03-01T09:00+08:00
        size 100x24
        key s
        type \(Self.person)
        key Enter
        type \(pin)
        key Enter
        screen
        ---
        ---
        key r
        type 写到一半
        wait 3s
        type 又写
        wait 3s
        screen
        ---
        ---
        key Ctrl-S
        screen
        ---
        ---
        """)
      let played = try Program("duty-desk").run(["--script", script, "--ledger", station.ledger])
      #expect(played.status == 0, "\(played.errors)")
      let screens = played.output.components(separatedBy: "\nscreen\n").dropFirst()
      try #require(screens.count == 3)
      #expect(screens.allSatisfy { $0.components(separatedBy: "草稿用不了").count <= 2 }, "\(played.output)")
      #expect(screens.prefix(2).allSatisfy { $0.contains("照常办理，写到一半的不保留") }, "\(played.output)")
      #expect(screens.contains { $0.contains("已记录 #") }, "\(played.output)")
      #expect(!played.output.contains("Error") && !played.output.contains("LedgerFault"))
      #expect(try station.admin(["export"]).output.contains("写到一半又写"))
      // Nothing was written, taken away or read through a link.
      #expect(try manager.contentsOfDirectory(atPath: foreign) == ["2-receive-0.json"])
      #expect(try Data(contentsOf: URL(filePath: theirs)) == Data("theirs".utf8))
      #expect(!manager.fileExists(atPath: station.directory + "/none"))
    }
  }
}
