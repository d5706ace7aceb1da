import Foundation
import TestSupport
import Testing

/// Programs that stand still, by a full pipe or by Ctrl-Z, while the others of the room go on working.
@Suite(.serialized) struct StandingStillTests {
  private static let rounds = 40

  private func lines(_ count: Int, _ name: String) -> String {
    (1...count).map { "{\"source\":\"grid\",\"externalId\":\"\(name)-\($0)\",\"summary\":\"演练\($0)\"}\n" }.joined()
  }

  private func size(_ path: String) throws -> Int {
    try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
  }

  @Test("the journal stays small while an export stands still in the middle, and the export is whole in the end")
  func export() throws {
    try Station.founded { station in
      _ = try station.admin(["intake"], input: lines(1500, "before"))
      let export = try AnsweringProgram(
        Program("duty-admin"), ["export", "--format", "jsonl", "--ledger", station.ledger], input: "/dev/null")
      // From its first line on it waits for whoever reads its pipe.
      export.read(until: 1)
      var largest = 0
      for round in 1...4 {
        #expect(try station.admin(["intake"], input: lines(150, "meanwhile\(round)")).status == 0)
        largest = max(largest, try size(station.ledger + "-wal"))
      }
      #expect(largest < 8 << 20, "\(largest) bytes")
      export.read(until: .max)
      #expect(export.answers.count == 1500 + 4)
      #expect(export.answers.last?.contains("before-1500") == true)
    }
  }

  @Test("who is told to stop while it writes stops when the lock is free: the others go on")
  func stopped() throws {
    #expect(try heldWhileStopped(by: SIGTSTP) == 0)
  }

  @Test("the same look finds the lock held where the signal is one that nobody can put off")
  func control() throws {
    #expect(try heldWhileStopped(by: SIGSTOP) > 0)
  }

  /// Counts how often, of some stops at moments that the dice choose, a writer stood still with the lock in its hands.
  private func heldWhileStopped(by signal: Int32) throws -> Int {
    var held = 0
    try Station.founded { station in
      let input = try station.file("input.jsonl", lines(20_000, "a"))
      // Started by a shell's person no signal is blocked; here the test's threads block all of them.
      let open =
        "import os,signal,sys; signal.pthread_sigmask(signal.SIG_SETMASK, []); os.execv(sys.argv[1], sys.argv[1:])"
      let intake = try AnsweringProgram(
        try #require(Program.installed("python3"), "python3 is not installed; .ci/packages brings it"),
        ["-c", open, Program("duty-admin").path, "intake", "--ledger", station.ledger], input: input)
      defer { intake.killAtOnce() }
      var dice = PinnedDice(seed: 20_261_130)
      for _ in 1...Self.rounds {
        intake.read(until: intake.answers.count + 1)
        let end = Date.now.addingTimeInterval(Double.random(in: 0...0.006, using: &dice))
        while Date.now < end {}
        try intake.tell(signal)
        try intake.waitUntilStopped()
        if try isHeld(station.ledger + ".lock") { held += 1 }
        try intake.tell(SIGCONT)
      }
    }
    return held
  }

  private func isHeld(_ path: String) throws -> Bool {
    let file = open(path, O_RDWR | O_CLOEXEC)
    try #require(file >= 0)
    defer { close(file) }
    return flock(file, LOCK_EX | LOCK_NB) != 0
  }

  @Test("a ledger that is busy says who holds it, and that one who holds it was stopped")
  func holder() throws {
    try Station.founded { station in
      func refused(_ language: String) throws -> String {
        let ended = try station.admin(["intake", "--language", language], input: lines(1, "a"))
        #expect(ended.status == 3 && ended.output.isEmpty)
        return ended.errors
      }
      let lock = open(station.ledger + ".lock", O_RDWR | O_CLOEXEC)
      try #require(lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0)
      let process = ProcessInfo.processInfo.processIdentifier
      #expect(try refused("zh").contains("（进程 \(process)）正在写，这次没有写入"))
      #expect(try refused("en").contains("(process \(process)) is writing; nothing was written"))
      close(lock)
      // A program that stands still with the lock in its hands.
      let python = try #require(Program.installed("python3"))
      let code =
        "import fcntl,os,signal; f=open('\(station.ledger).lock'); fcntl.flock(f,2); print(os.getpid(),flush=True);"
        + "os.kill(os.getpid(),signal.SIGSTOP)"
      let stopped = try AnsweringProgram(python, ["-c", code], input: "/dev/null")
      stopped.read(until: 1)
      try stopped.waitUntilStopped()
      let told = try refused("zh")
      #expect(told.contains("（进程 \(stopped.answers[0])）占着没放，又被暂停了") && told.contains("fg"), "\(told)")
      stopped.killAtOnce()
      #expect(try station.admin(["intake"], input: lines(1, "a")).status == 0)
    }
  }

  @Test("a lock file that is taken away under a writer is made anew, and nothing acknowledged is lost or given twice")
  func takenAway() throws {
    try Station.founded { station in
      let writers = try (1...3).map { writer in
        try AnsweringProgram(
          Program("duty-admin"), ["intake", "--ledger", station.ledger],
          input: try station.file("input-\(writer).jsonl", lines(20_000, "w\(writer)")))
      }
      for round in 1...20 {
        writers.forEach { $0.read(until: round) }
        try FileManager.default.removeItem(atPath: station.ledger + ".lock")
        // Who comes anew makes the file anew; those who were there before must take it too.
        #expect(try station.admin(["intake"], input: lines(1, "new\(round)")).status == 0)
      }
      #expect(try isSeenHeld(station.ledger + ".lock", while: writers[0]))
      writers.forEach { $0.killAtOnce() }
      let numbers = try writers.flatMap(\.answers).map {
        try JSONDecoder().decode(Answer.self, from: Data($0.utf8)).number
      }
      #expect(Set(numbers).count == numbers.count)
      let exported = try station.admin(["export", "--format", "jsonl"])
      let recorded = exported.lines.filter { $0.contains("\"externalId\":\"w") }.count
      // What was recorded in the moment of the end was not acknowledged any more.
      #expect(
        (numbers.count...numbers.count + 3).contains(recorded), "\(numbers.count) acknowledged, \(recorded) recorded")
      let checked = try station.admin(["check"])
      #expect(checked.status == 0, "\(checked.output)")
    }
  }

  private struct Answer: Decodable { let number: String }

  /// Whether the writers are seen to lock the file that has the name now.
  private func isSeenHeld(_ path: String, while writer: AnsweringProgram) throws -> Bool {
    let end = Date.now.addingTimeInterval(10)
    while writer.isRunning, Date.now < end { if try isHeld(path) { return true } }
    return false
  }
}
