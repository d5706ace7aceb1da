import DutyCore
import Synchronization
import Testing

@testable import DeskUI

/// The rules are asked once for each need, not once for each look at the screen.
@Suite struct QuestionTests {
  /// Counts what the desk asks of the rules.
  private final class Count: Sendable {
    private let asked = Mutex(0)
    func add() { asked.withLock { $0 += 1 } }
    /// The questions since it was last taken.
    func take() -> Int {
      asked.withLock { count in
        defer { count = 0 }
        return count
      }
    }
  }

  private static func sitting(_ count: Count) -> RuleTests.Sitting {
    var sitting = RuleTests.Sitting()
    let judging = sitting.desk.judging
    sitting.desk.judging = { room, request, state, surroundings, now throws(Refusal) in
      count.add()
      return try judging(room, request, state, surroundings, now)
    }
    return sitting
  }

  @Test("nothing is asked while the board, a page, the menu or a form is drawn: what they show was asked before")
  func drawing() {
    let count = Count()
    var sitting = Self.sitting(count)
    for keys: [Key] in [[.down], [.enter], [.function(9)], [.escape, .escape], [.character("w"), .pageDown]] {
      for key in keys { sitting.press(key) }
      sitting.wait(.seconds(1))
      _ = count.take()
      for _ in 0..<3 { _ = sitting.desk.draw() }
      #expect(count.take() == 0, "\(keys)")
    }
  }

  @Test("an act is asked about once for a look and a second of the clock")
  func once() {
    let count = Count()
    var sitting = Self.sitting(count)
    sitting.wait(.seconds(1))
    #expect(count.take() == 6, "the acts on keys that fit its status")
    sitting.wait(Duration(milliseconds: 500))
    #expect(count.take() == 0)
    sitting.press(.down)
    #expect(count.take() == 6, "another incident")
    sitting.wait(.seconds(1))
    _ = count.take()
    sitting.press(.function(9))
    #expect(count.take() == 21, "the acts of the menu but for those that the board asked about")
    sitting.press(.down, .up)
    #expect(count.take() == 0)
  }

  @Test("what follows from a whistle is asked once, from its form to its submission")
  func whistle() {
    let count = Count()
    var sitting = Self.sitting(count)
    sitting.wait(.seconds(1))
    _ = count.take()
    let before = sitting.station.ledger.entries
    sitting.press(.character("w"), .down, .enter)
    for _ in 0..<3 { _ = sitting.desk.draw() }
    #expect(count.take() == 1)
    let shown = sitting.form
    sitting.give(.unchanged)
    #expect(count.take() == 0 && sitting.form == shown)
    _ = sitting.desk.update(.key(.enter))
    #expect(count.take() == 0 && sitting.form?.isSending == true)
    #expect(sitting.station.ledger.entries == before)
  }

  @Test("a page in lines asks nothing anew, however often it is printed")
  func lines() {
    let count = Count()
    let sitting = Self.sitting(count)
    var front = PlainFront(sitting.desk)
    _ = front.update(.key(.enter))
    #expect(count.take() > 0)
    _ = (front.page(), front.page())
    #expect(count.take() == 0)
  }

  @Test("a limit that passes shows with the tick: what was asked before is never older")
  func limits() throws {
    var sitting = RuleTests.Sitting()
    sitting.press(.character("r"))
    sitting.type("试一试")
    sitting.press(.control("s"), .function(9))
    var obstacles: [String?] = []
    for minute in 0..<150 {
      if minute % 20 == 0 { sitting.press(.down) }
      for span in [Duration.seconds(59), .seconds(1)] {
        sitting.wait(span)
        var fresh = sitting.desk
        fresh.answers = Answers()
        for act in ActForm.all {
          #expect(sitting.desk.obstacle(to: .act(act)) == fresh.obstacle(to: .act(act)), "\(act) \(minute)")
        }
        obstacles.append(sitting.desk.obstacle(to: .act(.void)))
      }
    }
    #expect(obstacles.first == .some(nil) && obstacles.last != .some(nil), "the control: a limit passed meanwhile")
  }
}
