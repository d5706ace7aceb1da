@testable import DeskUI
import DutyCore
import Foundation
import Testing

/// Tests that what was typed outlives the line it was typed over.
@Suite struct DraftTests {
  /// A desk at the station's ledger, with the effects it asked for.
  private struct Sitting {
    let station: Station
    var desk: Desk
    var now = Station.moment("2026-11-24T09:00")
    var effects: [Effect] = []

    init(_ station: Station) {
      self.station = station
      desk = station.desk()
      give(.resize(Grid.Size(rows: 24, columns: 80)))
    }

    mutating func give(_ event: Event) {
      var asked = desk.update(event)
      while !asked.isEmpty {
        let effect = asked.removeFirst()
        effects.append(effect)
        for answer in station.ledger.perform(effect, now: now) { asked += desk.update(answer) }
      }
    }

    mutating func wait(_ span: Duration) {
      now = now + span
      give(.tick(now))
    }

    mutating func type(_ text: String) { for character in text { give(.key(.character(character))) } }

    mutating func signOn(_ name: String) {
      give(.key(.character("s")))
      type(name)
      give(.key(.enter))
      type("1234")
      give(.key(.enter))
    }

    var screen: String { desk.draw().lines.joined(separator: "\n") }
  }

  @Test("Rule 7: two seconds after it was typed it is on the shelf, and not twice")
  func inTime() {
    var sitting = Sitting(Station().withTwoMatters())
    sitting.signOn("甲某")
    sitting.give(.key(.character("l")))
    sitting.type("写到一半")
    sitting.wait(.seconds(1))
    #expect(sitting.station.ledger.shelf.isEmpty)
    sitting.wait(.seconds(1))
    #expect(sitting.station.ledger.shelf.count == 1)
    let count = sitting.effects.count
    sitting.wait(.seconds(10))
    #expect(sitting.effects.count == count)
  }

  @Test("Rule 7: a line that is cut leaves the draft; the next desk offers it to the same person, until it is recorded")
  func hangUp() {
    let station = Station().withTwoMatters()
    var cut = Sitting(station)
    cut.signOn("甲某")
    cut.give(.key(.character("l")))
    cut.type("写到一半")
    cut.give(.hangUp)
    #expect(cut.effects.last == .quit)

    var others = Sitting(station)
    others.signOn("乙某")
    others.give(.key(.character("l")))
    #expect(!others.screen.contains("写到一半"))

    var again = Sitting(station)
    again.signOn("甲某")
    #expect(again.screen.contains("有 1 份没提交的内容"))
    again.give(.key(.character("l")))
    #expect(again.screen.contains("写到一半"))
    again.give(.key(.control("s")))
    #expect(station.ledger.shelf.isEmpty)
  }

  @Test("a draft that a program of before left fills the same fields")
  func draftOfBefore() throws {
    let written = """
      {"action":"00112233445566778899aabbccddeeff","fields":{"points(DutyCore.Score.Aspect.arrival)":{"chosen":["4"],\
      "text":""},"words":{"chosen":[],"text":"来得快"}},"focus":"points(DutyCore.Score.Aspect.arrival)",\
      "key":{"act":"score","officer":3,"subject":12}}
      """
    let draft = try JSONDecoder().decode(Draft.self, from: Data(written.utf8))
    let options = (1...5).map { Field.Option(code: "\($0)", label: "\($0)") }
    let fields = Score.Aspect.allCases.map { Field(.points($0), .choice(options), required: true) }
    let form = Form(.score, on: nil, fields + [Field(.words, .line)]).taking(draft)
    #expect(form[.words]?.text == "来得快")
    #expect(form[.points(.arrival)]?.chosen == ["4"])
    #expect(form[.points(.duty)]?.chosen == [])
    #expect(form.focus == .points(.arrival))
    #expect(form.key == ActionKey(hex: "00112233445566778899aabbccddeeff"))
  }

  @Test("the words by which drafts name acts and fields stay as they are, whatever the code calls them")
  func stableWords() {
    #expect(ActForm.all.map(\.word).sorted().joined(separator: " ") == Self.acts)
    #expect(Field.Name.allCases.map(\.rawValue).sorted().joined(separator: " ") == Self.fields)
  }

  /// Only ever longer: a draft on a shelf may hold any of them for seven days.
  private static let acts = """
    accept admit amend appoint assign attach callBack changeItem close closeDirect consult correct \
    countersign decline doneItem dropItem endAdmission endWithLead escalate forgive grantExtension \
    handOver handle interimAnswer lookBack merge milestone note openItem outsideExtension \
    progressItem recall receive refer refuseExtension reject reopen repeat reply report \
    requestExtension restore resume returnAgreed returnItem returnRefused returnUp reveal ruleAbove \
    score sendBack setStanding sheet signOn standDown survey suspend swap takeOn takeOver takeSeat \
    toPetition unmerge urge verifyItem void whistle
    """
  private static let fields = """
    about accepted admittedUntil agreed answer answerOwed arrivalPoints atOnce by called calling \
    category channel check claimed colour complainedOf completion conclusion confidential confirmed \
    cooperationPoints detail disposition document done due dutyPoints enforcers entry externalId \
    fallback funds grid ground grounds handedDownBy holds item kind lead lookBackDays manner \
    mannerPoints means measure measures method milestone next nextBy older orderedBy other \
    outsideDue owner paper path person phone photo pin place playbook power proposed reached reason \
    reasons receipt rectifying reporter rescue response responsible result right ruling said \
    satisfied senderWaits share signCode solved sought source spokeTo stage stages summary \
    supervisor support takenFrom target task taskDue theirNumber time to told turn unit \
    unreasonable until urgency way what who whose with withdrawn words
    """

  @Test("no PIN and no name of who was signing on is kept")
  func signOn() {
    var sitting = Sitting(Station().withTwoMatters())
    sitting.give(.key(.character("s")))
    sitting.type("甲某")
    sitting.give(.key(.enter))
    sitting.type("12")
    sitting.give(.hangUp)
    #expect(sitting.station.ledger.shelf.isEmpty)
  }

  @Test("Rule 10: an emergency that nobody has acknowledged sounds again each minute, one that has been does not")
  func bell() throws {
    let station = Station().withTwoMatters()
    let at = Station.opening
    station.ledger.record(
      .receive(Reception(source: .walkIn, summary: Words("仓库冒烟"), urgency: .emergency)),
      by: .officer(Station.colleague), at: at, now: at)
    var sitting = Sitting(station)
    func bells() -> Int { sitting.effects.filter { $0 == .bell }.count }
    for _ in 0..<120 { sitting.wait(.seconds(1)) }
    #expect(bells() == 2)
    let emergency = try #require(station.ledger.incident(serial: 3))
    let call = Summoning(kind: .emergency, lead: ["S-ZF"], ground: .emergencyResponse, rescue: .called)
    station.ledger.record(.summon(call), by: .officer(Station.colleague), on: emergency.id, at: at, now: sitting.now)
    let lead = ResponseID(summons: 1, unit: "S-ZF")
    station.ledger.record(
      .acknowledge(Milestone(response: lead, channel: .phone)), by: .officer(Station.colleague), on: emergency.id,
      at: sitting.now, now: sitting.now)
    for event in station.ledger.refresh(now: sitting.now) { sitting.give(event) }
    for _ in 0..<120 { sitting.wait(.seconds(1)) }
    #expect(bells() == 2)
  }

  @Test("Rule 10: a new emergency sounds once when it comes, and then each minute")
  func bellOfNew() {
    let station = Station().withTwoMatters()
    var sitting = Sitting(station)
    func bells() -> Int { sitting.effects.filter { $0 == .bell }.count }
    for _ in 0..<90 { sitting.wait(.seconds(1)) }
    #expect(bells() == 0, "the control: nothing sounds where there is no emergency")
    station.ledger.record(
      .receive(Reception(source: .walkIn, summary: Words("仓库冒烟"), urgency: .emergency)),
      by: .officer(Station.colleague), at: sitting.now, now: sitting.now)
    for event in station.ledger.refresh(now: sitting.now) { sitting.give(event) }
    #expect(bells() == 1)
    for _ in 0..<59 { sitting.wait(.seconds(1)) }
    #expect(bells() == 1)
    sitting.wait(.seconds(1))
    #expect(bells() == 2)
  }

  @Test("marks are whose they are: who signs on over somebody else has none, the same person keeps them")
  func marks() {
    var sitting = Sitting(Station().withTwoMatters())
    sitting.signOn("甲某")
    sitting.give(.key(.character(" ")))
    #expect(sitting.desk.marked.count == 1)
    sitting.signOn("甲某")
    #expect(sitting.desk.marked.count == 1)
    sitting.signOn("乙某")
    #expect(sitting.screen.contains("乙某") && sitting.desk.marked.isEmpty)
  }

  @Test("what is pasted where something is chosen answers nothing, and it is said")
  func pasteOntoChoice() throws {
    var sitting = Sitting(Station().withTwoMatters())
    sitting.signOn("甲某")
    for key in "th" { sitting.give(.key(.character(key))) }
    func form() -> Form? { if case .form(let form)? = sitting.desk.screens.last { form } else { nil } }
    if form()?.act == .takeOn { sitting.give(.key(.control("s"))) }
    if form()?.act != .handle { sitting.give(.key(.character("h"))) }
    let method = try #require(form()?[.method])
    #expect(form()?.focus == .method && method.isEmpty && method.isRequired)
    sitting.give(.paste("已经劝离"))
    #expect(form()?[.method]?.isEmpty == true && form()?[.method]?.text == "")
    #expect(sitting.screen.contains("这一项要选"))
    let recorded = sitting.station.ledger.entries
    sitting.give(.key(.control("s")))
    #expect(sitting.station.ledger.entries == recorded && form()?.act == .handle)
  }
}
