import DutyCore
import Foundation
import TestSupport
import Testing
@testable import DutyLedger
@testable import DutySystem

/// Tests who somebody is, by name and PIN, and what wrong PINs cost.
@Suite struct SignOnTests {
  private static let pin = "258046"
  private static let wrong = "000001"
  private static let person = OfficerID(21)

  /// A station where an officer and a leader have PINs.
  private func station() throws -> Desk {
    let desk = try Desk()
    for (serial, name, rank) in [(21, "坐席戊", Rank.officer), (22, "领导己", .leader)] {
      let hash = try #require(Pin(Self.pin).hash)
      let enrolment = Enrolment(officer: OfficerID(serial), name: name, rank: rank, pin: Words(hash, kind: .secret))
      try desk.housekeeping(.room(.enrol(enrolment)))
    }
    return desk
  }

  private func isSignedOn(_ signOn: SignOn) -> Bool { if case .signedOn = signOn { true } else { false } }

  private func right(_ desk: Desk, _ name: String = "坐席戊") throws -> Bool {
    isSignedOn(try desk.ledger.signOn(name: name, pin: Pin(Self.pin), now: desk.now))
  }

  private func fail(_ desk: Desk, times: Int = 1, _ name: String = "坐席戊") throws -> SignOn {
    var last = SignOn.refused
    for _ in 0..<times { last = try desk.ledger.signOn(name: name, pin: Pin(Self.wrong), now: desk.now) }
    return last
  }

  private func held(_ moment: Instant) -> SignOn { .held(name: "坐席戊", until: moment) }

  @Test("the right PIN signs on, a wrong one and an unknown name are told the same")
  func plain() throws {
    let desk = try station()
    #expect(try right(desk))
    #expect(try fail(desk) == .refused)
    #expect(try desk.ledger.signOn(name: "没有这人", pin: Pin(Self.pin), now: desk.now) == .refused)
  }

  @Test("a name is found as it would be kept: width, case, blanks and what cannot be seen do not matter")
  func folded() throws {
    let desk = try station()
    let hash = try #require(Pin(Self.pin).hash)
    try desk.housekeeping(
      .room(
        .enrol(
          Enrolment(officer: OfficerID(23), name: "Ann Li", rank: .officer, pin: Words(hash, kind: .secret)))))
    for typed in [" 坐席戊\u{3000}", "坐席\u{200B}戊", "坐席 戊", "ＡＮＮ li", "annli"] {
      #expect(try right(desk, typed), "\(typed)")
    }
    #expect(try !right(desk, "") && !right(desk, "坐席"))
  }

  @Test("three wrong PINs wait half a minute, six five, nine thirty, and so on by threes; no wait is for ever")
  func waits() throws {
    let desk = try station()
    let other = try Ledger(opening: desk.ledger.path, access: .readWrite)
    func fail(times: Int) throws -> SignOn {
      var last = SignOn.refused
      for _ in 0..<times { last = try other.signOn(name: "坐席戊", pin: Pin(Self.wrong), now: desk.now) }
      return last
    }
    for wait in [Duration.seconds(30), .minutes(5), .minutes(30), .minutes(30), .minutes(30)] {
      for _ in 0..<2 { #expect(try fail(times: 1) == .refused) }
      #expect(try fail(times: 1) == held(desk.now + wait))
      // Neither the right one nor another wrong one is looked at meanwhile, and neither moves the end.
      #expect(try desk.ledger.signOn(name: "坐席戊", pin: Pin(Self.pin), now: desk.now) == held(desk.now + wait))
      let end = desk.now + wait
      desk.now = end - .seconds(1)
      #expect(try fail(times: 4) == held(end))
      desk.now = end
    }
    #expect(try right(desk))
    #expect(try right(desk, "领导己"), "somebody else's wrong PINs held the leader")
  }

  @Test("the right PIN begins the count anew; a clock set back holds nobody longer than the wait")
  func counted() throws {
    let desk = try station()
    for _ in 0..<4 {
      for _ in 0..<2 { #expect(try fail(desk) == .refused) }
      #expect(try right(desk))
    }
    #expect(try fail(desk, times: 3) == held(desk.now + .seconds(30)))
    desk.now = desk.now - .hours(1)
    #expect(try right(desk), "the clock was set back, and the name held")
  }

  @Test("a program that looked at the clock a moment before the last wrong PIN waits like the others")
  func clocks() throws {
    let desk = try station()
    let last = desk.now
    #expect(try fail(desk, times: 3) == held(last + .seconds(30)))
    desk.now = last - .seconds(2)
    #expect(try !right(desk))
  }

  @Test("made-up names cost nobody anything, and take as long as a wrong PIN")
  func madeUp() throws {
    let desk = try station()
    #expect(try fail(desk, times: 2) == .refused)
    let before = try Data(contentsOf: URL(filePath: desk.ledger.path + ".tries"))
    var judged: [String] = []
    for number in 1...300 {
      let told = try desk.ledger.signOn(name: "没有这人\(number)", pin: Pin(Self.wrong), now: desk.now) {
        judged.append($1)
        return false
      }
      #expect(told == .refused)
    }
    // Each was reckoned once, at the cost of a PIN's hash.
    #expect(judged == Array(repeating: Pin.hashOfNobody, count: 300))
    let hash = try #require(Pin(Self.pin).hash)
    #expect(Pin.hashOfNobody.split(separator: "$").prefix(2) == hash.split(separator: "$").prefix(2))
    #expect(Pin.hashOfNobody.count == hash.count && !Pin(Self.wrong).matches(Pin.hashOfNobody))
    #expect(try Data(contentsOf: URL(filePath: desk.ledger.path + ".tries")) == before)
    #expect(try fail(desk) == held(desk.now + .seconds(30)), "the tries of a real name were forgotten")
  }

  /// Twenty programs whose sign-ons overlap: each begins the next one's while it is itself looking at its PIN.
  private func overlapping(
    _ depth: Int, _ judged: inout Int, signOn: @escaping (_ isRight: (Pin, String) -> Bool) throws -> SignOn
  ) throws {
    guard depth > 0 else { return }
    var fault: (any Error)?
    var count = 0
    _ = try signOn { _, _ in
      count += 1
      do { try overlapping(depth - 1, &count, signOn: signOn) } catch { fault = error }
      return false
    }
    // Who was not looked at lets the next one begin all the same.
    if count == 0 { try overlapping(depth - 1, &count, signOn: signOn) }
    if let fault { throw fault }
    judged += count
  }

  @Test("of twenty sign-ons at once three PINs are looked at, and no more")
  func atOnce() throws {
    let desk = try station()
    var judged = 0
    try overlapping(20, &judged) {
      let other = try Ledger(opening: desk.ledger.path, access: .readWrite)
      return try other.signOn(name: "坐席戊", pin: Pin(Self.wrong), now: desk.now, isRight: $0)
    }
    #expect(judged == 3)
    #expect(try !right(desk))
    // The control: counted once the PIN was looked at, as it was done before, all twenty are.
    var tries = SignOnTries(at: desk.now)
    var judgedBefore = 0
    try overlapping(20, &judgedBefore) { isRight in
      if let wait = tries.wait(at: desk.now) { return held(wait) }
      _ = isRight(Pin(Self.wrong), "")
      tries.fail(at: desk.now)
      return .refused
    }
    #expect(judgedBefore == 20)
  }

  @Test("the count lies in a file for its owner alone, without a PIN and without a name")
  func file() throws {
    let desk = try station()
    _ = try desk.ledger.signOn(name: "坐席戊", pin: Pin("975310"), now: desk.now)
    let path = desk.ledger.path + ".tries"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("\"21\"") && !text.contains("975310") && !text.contains("坐席戊"))
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test(
    "a file of tries that somebody spoilt holds nobody for ever and stops no program",
    arguments: [
      "", "{", "[]", "null", #"{"21":null}"#, #"{"21":{"wrong":9223372036854775807,"last":1}}"#,
      #"{"21":{"wrong":9,"last":9223372036854775807}}"#, #"{"21":{"wrong":-9223372036854775808,"last":0}}"#,
      #"{"21":{"wrong":9,"last":-9223372036854775808}}"#, #"{"坐席戊":{"wrong":9,"last":1764000000000}}"#,
      #"{"21":{"wrong":1e400,"last":0}}"#, String(repeating: "[", count: 100_000),
      String(repeating: "x", count: 2 << 20),
    ])
  func spoilt(_ text: String) throws {
    let desk = try station()
    try Data(text.utf8).write(to: URL(filePath: desk.ledger.path + ".tries"))
    let first = try fail(desk)
    #expect(first == .refused || first == held(desk.now + .minutes(30)), "\(first)")
    desk.now = desk.now + .minutes(30)
    #expect(try right(desk))
    let left = try Data(contentsOf: URL(filePath: desk.ledger.path + ".tries"))
    #expect(
      left == Data("{}".utf8) + Data(repeating: UInt8(ascii: " "), count: left.count - 2) && left.count <= 1 << 20)
  }

  @Test("whoever has the file frees a name, which is on record; nobody else is freed")
  func unlock() throws {
    let desk = try station()
    for name in ["坐席戊", "领导己"] { _ = try fail(desk, times: 3, name) }
    let before = try desk.ledger.head.entry
    try desk.ledger.unlock(Self.person, now: desk.now)
    #expect(try right(desk))
    #expect(try !right(desk, "领导己"))
    var last: Entry?
    try desk.ledger.entries { last = $0 }
    let entry = try #require(last)
    #expect(entry.number == before + 1 && entry.by == .housekeeping && entry.subject == .room)
    #expect(entry.action == .room(.unlock(Unlocking(officer: Self.person))))
    let room = try desk.ledger.room()
    for (language, words) in [(Language.zh, "解除登录限制 坐席戊"), (.en, "unlock 坐席戊")] {
      let text = EntryText(room, language, time: { _ in "" }, shown: { $0.shown(language) })
      #expect("\(text.title(of: entry, before: [])) \(text.words(of: entry, before: []))" == words)
    }
    #expect(throws: Refusal.room(.unknownOfficer(OfficerID(99)))) {
      try desk.ledger.unlock(OfficerID(99), now: desk.now)
    }
    #expect(try desk.ledger.check().problems == [])
  }

  /// Enrols the person anew, by another program.
  private func enrolAgain(_ desk: Desk, _ change: (inout Enrolment) -> Void) throws {
    let other = try Ledger(opening: desk.ledger.path, access: .readWrite)
    let known = try other.room().officers[Self.person]
    var facts = try #require(known?.enrolment)
    change(&facts)
    try other.record([.room(.enrol(facts))], by: .housekeeping, now: desk.now)
  }

  @Test("what a new PIN or leaving ends is ended in the commit, whatever desk had not heard of it")
  func sessions() throws {
    let desk = try station()
    guard case .signedOn(let officer) = try desk.ledger.signOn(name: "坐席戊", pin: Pin(Self.pin), now: desk.now) else {
      Issue.record("the right PIN did not sign on")
      return
    }
    let session = Session(officer)
    func act() throws -> Outcome {
      let reception = Reception(source: .grid, summary: Words("占道"))
      let request = Request(.receive(reception), by: session.actor, at: desk.now).within(session)
      return try desk.ledger.commit(Submission(request, key: .random()), now: desk.now)
    }
    func isRecorded(_ outcome: Outcome) -> Bool { if case .recorded = outcome { true } else { false } }
    #expect(isRecorded(try act()))
    try enrolAgain(desk) { $0.rank = .leader }
    #expect(isRecorded(try act()), "another rank ends nothing")
    try enrolAgain(desk) { $0.pin = Words("$y$another", kind: .secret) }
    #expect(try act() == .refused(.who(.pinChanged)))
    try enrolAgain(desk) { $0.left = true }
    #expect(try act() == .refused(.who(.hasLeft(name: "坐席戊"))))
    try enrolAgain(desk) { $0.left = nil }
    #expect(try act() == .refused(.who(.pinChanged)))
  }

  private static let past = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Past")

  @Test("names and PINs that nobody may choose any more sign on as they did, each its own person")
  func namesOfBefore() throws {
    try withTemporaryDirectory { directory in
      let path = directory + "/duty.sqlite"
      try FileManager.default.copyItem(atPath: Self.past.appending(path: "7-names.sqlite").path, toPath: path)
      #expect(try Ledger.migrate(at: path)?.from == 7)
      let ledger = try Ledger(opening: path, access: .readWrite)
      #expect(try ledger.check().problems == [])
      let now = try ledger.head.recorded + .minutes(1)
      let long = String(repeating: "长", count: 100)
      let people: [(String, String, Int)] = [
        ("管理员甲", "1111", 1), ("坐席乙", "1234", 2), ("坐席乙 ", "    ", 3), ("坐席\u{200B}乙", "246810", 4), ("ab", "12345", 5),
        ("ＡＢ", "123456", 6), ("AB", "654321", 7), ("Jose\u{301}", "2468", 8), ("Jos\u{E9}", "2468", 8),
        ("JOSÉ", "2468", 8), (long, "777777", 9), ("换\n行", "9999", 10), ("换 行", "9999", 10), ("坐 席 丙", "135790", 11),
        ("坐席丙", "135790", 11),
      ]
      for (name, pin, serial) in people {
        guard case .signedOn(let officer) = try ledger.signOn(name: name, pin: Pin(pin), now: now) else {
          Issue.record("“\(name)” could not sign on")
          continue
        }
        #expect(officer.id == OfficerID(serial))
      }
      // What would be more than one of them is nobody's.
      #expect(try ledger.signOn(name: "坐  席乙", pin: Pin("1234"), now: now) == .refused)
      // They go on being enrolled anew under their names; a new one that is like them is not.
      for officer in try ledger.room().officers.values {
        var facts = officer.enrolment
        facts.pin = Words("$y$new", kind: .secret)
        try ledger.record([.room(.enrol(facts))], by: .housekeeping, now: now)
      }
      let next = try ledger.room().nextOfficerID
      #expect(throws: Refusal.room(.nameAlike("ab"))) {
        try ledger.record(
          [.room(.enrol(Enrolment(officer: next, name: "aB", rank: .officer)))], by: .housekeeping, now: now)
      }
      #expect(try ledger.check().problems == [])
      try ledger.close()
    }
  }
}
