import DutyCore
import DutyLedger
import Foundation
import Testing

/// Who somebody is, by name and PIN, and what wrong PINs cost.
@Suite struct SignOnTests {
  private static let pin = "2580"

  /// A station where an officer and a leader have PINs.
  private func station() throws -> Desk {
    let desk = try Desk()
    for (serial, name, rank) in [(21, "坐席戊", Rank.officer), (22, "领导己", .leader)] {
      let hash = try #require(Pin.hash(Self.pin))
      let enrolment = Enrolment(officer: OfficerID(serial), name: name, rank: rank, pin: Words(hash, kind: .secret))
      try desk.housekeeping(.room(.enrol(enrolment)))
    }
    return desk
  }

  @Test("the right PIN signs on, a wrong one and an unknown name are told the same")
  func plain() throws {
    let desk = try station()
    guard case .signedOn(let officer) = try desk.ledger.signOn(name: "坐席戊", pin: Self.pin, now: desk.now) else {
      Issue.record("the right PIN did not sign on")
      return
    }
    #expect(officer.name == "坐席戊")
    #expect(try desk.ledger.signOn(name: "坐席戊", pin: "0000", now: desk.now) == .refused)
    #expect(try desk.ledger.signOn(name: "没有这人", pin: Self.pin, now: desk.now) == .refused)
  }

  @Test("three wrong PINs wait half a minute, six five minutes, nine for a leader, whatever program asks")
  func waits() throws {
    let desk = try station()
    let other = try Ledger(opening: desk.ledger.path, access: .readWrite)
    func fail(times: Int) throws -> SignOn {
      var last = SignOn.refused
      for _ in 0..<times { last = try other.signOn(name: "坐席戊", pin: "0000", now: desk.now) }
      return last
    }
    func right() throws -> SignOn { try desk.ledger.signOn(name: "坐席戊", pin: Self.pin, now: desk.now) }

    #expect(try fail(times: 3) == .held(.until(desk.now + .seconds(30))))
    #expect(try right() == .held(.until(desk.now + .seconds(30))))
    desk.now = desk.now + .seconds(30)
    #expect(try fail(times: 3) == .held(.until(desk.now + .minutes(5))))
    desk.now = desk.now + .minutes(5)
    #expect(try fail(times: 3) == .held(.forLeader))
    desk.now = desk.now + .days(3)
    #expect(try right() == .held(.forLeader))
    guard case .signedOn = try desk.ledger.signOn(name: "领导己", pin: Self.pin, now: desk.now) else {
      Issue.record("somebody else's wrong PINs held the leader")
      return
    }
    guard case .signedOn = try right() else {
      Issue.record("a leader's sign-on did not free the name")
      return
    }
  }

  @Test("the right PIN begins the count anew; a clock set back holds nobody longer than the wait")
  func counted() throws {
    let desk = try station()
    for _ in 0..<4 {
      for _ in 0..<2 {
        #expect(try desk.ledger.signOn(name: "坐席戊", pin: "0000", now: desk.now) == .refused)
      }
      guard case .signedOn = try desk.ledger.signOn(name: "坐席戊", pin: Self.pin, now: desk.now) else {
        Issue.record("two wrong PINs held the name")
        return
      }
    }
    for _ in 0..<3 { _ = try desk.ledger.signOn(name: "坐席戊", pin: "0000", now: desk.now) }
    desk.now = desk.now - .hours(1)
    guard case .signedOn = try desk.ledger.signOn(name: "坐席戊", pin: Self.pin, now: desk.now) else {
      Issue.record("the clock was set back, and the name held")
      return
    }
  }

  @Test("the count lies in a file for its owner alone, without a PIN")
  func file() throws {
    let desk = try station()
    _ = try desk.ledger.signOn(name: "坐席戊", pin: "9753", now: desk.now)
    let path = desk.ledger.path + ".tries"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("坐席戊") && !text.contains("9753"))
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }
}
