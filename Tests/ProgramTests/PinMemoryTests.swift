import Foundation
import TestSupport
import Testing

/// A PIN is no longer in a program's memory once it has proven who somebody is. Only root looks into these programs.
@Suite(.serialized, .enabled(if: geteuid() == 0)) struct PinMemoryTests {
  /// One that Swift would keep within a `String` itself, and one that it would not.
  static let pins = ["918273645546", "91827364554637281920485766473829"]

  /// Counts how often `text` lies in what the process can write to. The end of a PIN is looked for: where memory is given back
  /// unwiped, its first 16 bytes become something else at once.
  private func count(_ text: String, in process: pid_t) throws -> Int {
    let memory = open("/proc/\(process)/mem", O_RDONLY)
    try #require(memory >= 0)
    defer { close(memory) }
    let sought = Data(text.utf8.suffix(12))
    var found = 0
    for line in try String(contentsOfFile: "/proc/\(process)/maps", encoding: .utf8).split(separator: "\n") {
      let words = line.split(separator: " ")
      let ends = words[0].split(separator: "-").compactMap { Int($0, radix: 16) }
      guard words[1].hasPrefix("rw"), ends.count == 2 else { continue }
      var bytes = Data(count: ends[1] - ends[0])
      let read = bytes.withUnsafeMutableBytes { pread(memory, $0.baseAddress, $0.count, off_t(ends[0])) }
      guard read > 0 else { continue }
      var rest = bytes.prefix(read)
      while let range = rest.range(of: sought) {
        found += 1
        rest = rest[range.upperBound...]
      }
    }
    return found
  }

  private func answer(_ question: String, _ text: String, _ terminal: PseudoTerminal) throws {
    try #require(terminal.reads(question), "\(terminal.output)")
    terminal.forget()
    terminal.type(text + "\n")
  }

  /// Gives the administrator this PIN.
  private func change(to pin: String, _ station: Station) throws {
    let changing = try PseudoTerminal(
      Program("duty-admin"), ["officer", "pin", Station.administrator, "--ledger", station.ledger])
    try answer("的 PIN", station.administratorPin, changing)
    try answer("的新 PIN", pin, changing)
    try answer("再输一遍", pin, changing)
    try #require(changing.ending(within: 10) == .init(code: 0, signal: nil))
  }

  @Test(arguments: pins, [false, true])
  func `no text was made of the PIN that signed on at the desk`(pin: String, isPasted: Bool) throws {
    try Station.founded { station in
      try change(to: pin, station)
      let desk = try PseudoTerminal(Program("duty-desk"), ["--ledger", station.ledger])
      try #require(desk.reads("未登录"), "\(desk.output)")
      desk.type("s")
      try #require(desk.reads("PIN"), "\(desk.output)")
      desk.type(Station.administrator + "\r")
      // As fingers type, one key is one read.
      for piece in isPasted ? ["\u{1B}[200~\(pin)\u{1B}[201~"] : pin.map(String.init) {
        desk.readSome(milliseconds: 50)
        desk.type(piece)
      }
      desk.type("\r")
      try #require(desk.reads("已登录"), "\(desk.output)")
      #expect(try count(pin, in: desk.pid) == 0)
      #expect(try count(Station.administrator, in: desk.pid) > 0, "the control: a name is found")
    }
  }

  @Test(arguments: pins)
  func `duty-admin has wiped the PIN it was given when it asks for the next`(pin: String) throws {
    try Station.founded { station in
      try change(to: pin, station)
      let adding = try PseudoTerminal(
        Program("duty-admin"),
        ["officer", "add", "坐席乙", "--rank", "officer", "--as", Station.administrator, "--ledger", station.ledger])
      try answer("的 PIN", pin, adding)
      let next = "135792468086"
      try answer("坐席乙的新 PIN", next, adding)
      try #require(adding.reads("再输一遍"), "\(adding.output)")
      #expect(try count(pin, in: adding.pid) == 0)
      #expect(try count(next, in: adding.pid) == 1, "the control: one that is still needed is found, in one place")
      #expect(try count("坐席乙", in: adding.pid) > 0, "the control: a name is found")
    }
  }
}
