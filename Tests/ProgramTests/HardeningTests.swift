import Foundation
import TestSupport
import Testing

/// Tests what the programs bring against being made to do what they are not for, and against being read: looked up in the files
/// as built, and asked of them while they run.
@Suite struct HardeningTests {
  private static let programs = ["duty-desk", "duty-admin", "duty-report"].map { Program($0) }

  /// Reads as much of an ELF file of 64 bits as is asked here.
  private struct Elf {
    private let bytes: Data

    init(_ path: String) throws {
      bytes = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
      try #require(bytes.prefix(6) == Data([0x7F, 0x45, 0x4C, 0x46, 2, 1]), "\(path): ELF, 64 bits, little end first")
    }

    private func number(at offset: Int, _ size: Int) -> UInt64 {
      (0..<size).reversed().reduce(0) { $0 << 8 | UInt64(bytes[bytes.startIndex + offset + $1]) }
    }

    /// Type, offset and size of each segment.
    private var segments: [(type: UInt64, offset: Int, size: Int)] {
      let (first, each, count) = (Int(number(at: 32, 8)), Int(number(at: 54, 2)), Int(number(at: 56, 2)))
      return (0..<count).map { index in
        let at = first + index * each
        return (number(at: at, 4), Int(number(at: at + 8, 8)), Int(number(at: at + 32, 8)))
      }
    }

    /// PT_GNU_RELRO: what the loader has filled in is made read-only.
    var isReadOnlyAfterLoading: Bool { segments.contains { $0.type == 0x6474_E552 } }

    /// DF_BIND_NOW or DF_1_NOW: the loader fills everything in before the program begins.
    var isBoundAtOnce: Bool {
      guard let dynamic = segments.first(where: { $0.type == 2 }) else { return false }
      return stride(from: dynamic.offset, to: dynamic.offset + dynamic.size, by: 16).contains { at in
        let (tag, value) = (number(at: at, 8), number(at: at + 8, 8))
        return tag == 24 || tag == 30 && value & 8 != 0 || tag == 0x6FFF_FFFB && value & 1 != 0
      }
    }

    func mentions(_ symbol: String) -> Bool { bytes.range(of: Data(symbol.utf8) + [0]) != nil }
  }

  @Test(arguments: programs)
  func `no address of a library can be changed once a program runs`(program: Program) throws {
    let elf = try Elf(program.path)
    #expect(elf.isReadOnlyAfterLoading)
    #expect(elf.isBoundAtOnce)
  }

  @Test func `what our C writes on the stack is watched over`() throws {
    let object = Program.directory.appending(path: "CSystem.build/pin.c.o").path
    #expect(try Elf(object).mentions("__stack_chk_fail"))
    let small = Program.directory.appending(path: "CSystem.build/memory.c.o").path
    #expect(try !Elf(small).mentions("__stack_chk_fail"), "the control: there is nothing to watch")
  }

  /// Runs as somebody without rights where the tests have all of them, since root may look at everything.
  @Test(.enabled(if: Program(at: "/usr/bin/setpriv").isInstalled), arguments: [true, false])
  func `no program of the same account sees what one has in memory, and none leaves a core`(ours: Bool) throws {
    try withTemporaryDirectory { directory in
      #expect(chmod(directory, 0o777) == 0)
      let program = ours ? [Program("duty-desk").path, "--demo", "--script", "/dev/stdin"] : ["/bin/cat"]
      let drop = geteuid() == 0 ? ["--reuid", "65534", "--regid", "65534", "--clear-groups"] : ["--inh-caps=-all"]
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/setpriv")
      process.arguments = drop + program
      process.environment = Program.environment.merging(["TMPDIR": directory]) { $1 }
      let input = Pipe()
      (process.standardInput, process.standardOutput, process.standardError) = (input, Pipe(), Pipe())
      try process.run()
      defer {
        // The threads of a test run block signals, and who is started from them does.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
      }
      let place = "/proc/\(process.processIdentifier)"
      let name = ours ? "duty-desk" : "cat"
      let end = DispatchTime.now() + 20
      var owner: uid_t?
      while DispatchTime.now() < end {
        let running = try String(contentsOfFile: place + "/comm", encoding: .utf8)
        var facts = stat()
        if running == name + "\n", stat(place + "/environ", &facts) == 0 {
          owner = facts.st_uid
          if !ours || owner == 0 { break }
        }
        poll(nil, 0, 5)
      }
      // The files of a process that may not be looked into are root's.
      #expect((owner == 0) == ours, "\(owner.map(String.init) ?? "never seen")")
      let limits = try String(contentsOfFile: place + "/limits", encoding: .utf8)
      let core = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") })
      if ours { #expect(core.contains(#/size +0 +0 /#), "\(core)") }
    }
  }

  @Test func `each program names the libraries it runs with, on a line after its own version`() throws {
    for program in Self.programs {
      let told = try program.run(["--version"])
      #expect(told.status == 0 && told.lines.count == 2)
      #expect(told.lines.first?.contains(/^[0-9]+\.[0-9]+\.[0-9]+$/) == true)
      #expect(told.lines.last?.contains(/^SQLite 3\.[0-9.]+, glibc 2\.[0-9]+/) == true, "\(told.output)")
      #expect(told.output.contains("ncurses") == program.path.hasSuffix("duty-desk"))
    }
  }
}
