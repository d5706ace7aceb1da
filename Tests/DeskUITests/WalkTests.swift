import DutyCore
import Foundation
import TestSupport
import Testing

@testable import DeskUI

/// Every key on every form, wherever its focus stands, whoever sits there: whatever is pressed, the desk draws on.
///
/// The forms are those that the stories (`Scripts`) open, one for each act at least, so that a new act is walked by itself.
@Suite struct WalkTests {
  /// Nobody, somebody of each rank, and the same under the lock.
  private enum Person: Hashable {
    case nobody
    case of(Rank)
    case locked(Rank)

    static let seated = [Person.nobody] + Rank.allCases.map(of)

    /// A field takes the same whoever sits there: each key is walked for an officer, and for nobody and a leader those that a
    /// command is on. Where the form is submitted, each is walked for everybody.
    var keysInField: [Key] {
      switch self {
      case .of(.officer), .locked: WalkTests.keys
      case .nobody, .of(.leader): WalkTests.commands
      case .of: []
      }
    }
  }

  /// The walk so far, to be told at the end.
  private struct Walked {
    /// Form × focus × key, and who sat there.
    var pairs = 0
    var persons = 0
    var draws = 0
    /// The foci that were reached in each form; nil stands for the line that submits.
    var foci: [ActForm: Set<Field.Name?>] = [:]
  }

  /// Every key a command is on, and whatever else a keyboard may send.
  static let keys: [Key] = {
    let letters = Set(Command.rows.flatMap(\.keys) + "az09AZ+-.,;!~é中文、。１Ａ\u{301}\u{200B}".map(Key.character))
    let controls = "abcdefghijklmnopqrstuvwxyz".map(Key.control)
    let named: [Key] = [
      .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown,
    ]
    return Array(letters.union(controls).union(named).union((0...24).map(Key.function))).sorted { $0.name < $1.name }
  }()

  private static let commands = keys.filter { key in
    if case .character = key { return false }
    return key == .enter || key == .escape || Command.on(key) != nil
  }

  /// Each in turn, the one it is made for in between.
  private static let sizes = [(24, 80), (10, 40), (24, 80), (40, 120), (24, 80), (9, 39), (3, 200)].map {
    Grid.Size(rows: $0, columns: $1)
  }

  // MARK: Where the forms come from

  /// A desk with a form on top, without greeting, for each act and each set of fields that the stories came to.
  private static let stands = Result { try found() }

  private static func found() throws -> [Desk] {
    var stands: [[Field.Name]: [ActForm: Desk]] = [:]
    func look(_ desk: Desk) {
      guard case .form(let form)? = desk.screens.last, !form.isSending, !desk.isLocked else { return }
      stands[form.fields.map(\.name), default: [:]][form.act] = desk
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: ScriptTests.scripts.path)
    for file in files.sorted() where file.hasSuffix(".desk") && !file.hasPrefix("wall") && !file.hasPrefix("read-only")
    {
      let station = Station().withTwoMatters()
      for (place, rank) in Rank.allCases.enumerated() {
        let enrolment = Enrolment(
          officer: OfficerID(100 + place), name: "样\(place)", rank: rank, department: rank == .liaison ? "S-ZF" : nil,
          pin: Words("1234", kind: .secret))
        station.ledger.record(.room(.enrol(enrolment)), by: .housekeeping, at: Station.opening, now: Station.opening)
      }
      var runner = station.runner()
      let script = try String(contentsOf: ScriptTests.scripts.appendingPathComponent(file), encoding: .utf8)
      for step in CoverageTests.steps(in: script) {
        _ = try runner.play(step)
        look(runner.desk)
      }
    }
    return stands.values.flatMap(\.values)
  }

  private static func form(on desk: Desk) -> Form? {
    if case .form(let form)? = desk.screens.last { form } else { nil }
  }

  /// The form with `field` to be asked for: what that depends on is chosen.
  private static func asking(for name: Field.Name, _ form: Form) -> Form {
    guard let condition = form[name]?.condition else { return form }
    var form = asking(for: condition.name, form)
    if let chosen = form[condition.name]?.chosen.first, condition.codes.contains(chosen) { return form }
    form.change(condition.name) { $0.chosen = Array(condition.codes.prefix(1)) }
    return form
  }

  private static func seat(_ person: Person, at desk: Desk) -> Desk {
    var desk = desk
    switch person {
    case .nobody: desk.session = nil
    case .of(let rank), .locked(let rank):
      desk.session = Rank.allCases.firstIndex(of: rank).flatMap { desk.room?.officers[OfficerID(100 + $0)] }
        .map(Session.init)
    }
    if case .locked = person { desk.lock() }
    return desk
  }

  // MARK: The walk

  /// The look of a screen but for the words in it: each look is drawn once.
  private struct Look: Hashable {
    struct Top: Hashable {
      var act: ActForm?
      var fields = 0
      var focus: Field.Name?
      var chosen: [String]?
      var pointed: Int?
      /// Is it sent, confirmed, complained of; is something typed, and the caret at its beginning?
      var flags: [Bool] = []
    }
    let screens: [Int]
    let top: Top
    let isNoticed: Bool
    let person: Person
  }

  private static func look(_ desk: Desk, _ person: Person) -> Look {
    var top = Look.Top()
    if let form = form(on: desk) {
      let field = form.focus.flatMap { form[$0] }
      top = Look.Top(
        act: form.act, fields: form.shown.count, focus: form.focus, chosen: field?.chosen, pointed: field?.pointed,
        flags: [
          form.isSending, form.confirmingSince != nil, form.complaint != nil, field?.typed.isEmpty ?? true,
          field?.caret == 0,
        ])
    }
    // What is drawn depends on who sits there only on the line that submits, and under the lock.
    let submits = top.act == nil || top.focus == nil
    return Look(
      screens: desk.screens.map(kind), top: top, isNoticed: desk.notice != nil,
      person: submits || desk.isLocked ? person : .nobody)
  }

  private static func kind(of screen: Desk.Screen) -> Int {
    switch screen {
    case .incident: 1
    case .wording: 2
    case .form: 3
    case .menu: 4
    case .help: 5
    case .handover: 6
    case .search: 7
    case .rectifications: 8
    case .rectification: 9
    }
  }

  private static func press(
    _ keys: [Key], _ start: Desk, _ person: Person, _ drawn: inout Set<Look>, _ walked: inout Walked
  ) {
    for key in keys {
      var desk = start
      _ = desk.update(.key(key))
      walked.persons += 1
      guard drawn.insert(look(desk, person)).inserted else { continue }
      _ = desk.update(.resize(sizes[drawn.count % sizes.count]))
      _ = desk.draw()
      walked.draws += 1
    }
  }

  private static func walk(_ act: ActForm) throws -> Walked {
    var walked = Walked()
    var drawn: Set<Look> = []
    for stand in try stands.get() {
      guard let form = form(on: stand), form.act == act else { continue }
      for name in form.fields.map({ Field.Name?.some($0.name) }) + [nil] {
        var form = name.map { asking(for: $0, form) } ?? form
        guard name == nil || form.shown.contains(where: { $0.name == name }) else { continue }
        form.focus = name
        // What it was refused for would stand before all else.
        form.complaint = nil
        walked.foci[act, default: []].insert(name)
        walked.pairs += keys.count
        var desk = stand
        desk.replaceTop(.form(form))
        for person in Person.seated {
          press(name == nil ? keys : person.keysInField, seat(person, at: desk), person, &drawn, &walked)
        }
      }
      if act == .signOn { walkLock(over: stand, &drawn, &walked) }
    }
    return walked
  }

  private static func walkLock(over stand: Desk, _ drawn: inout Set<Look>, _ walked: inout Walked) {
    for rank in Rank.allCases {
      var desk = seat(.locked(rank), at: stand)
      guard var form = form(on: desk), desk.isLocked else { continue }
      for focus in [Field.Name.person, .pin, nil] {
        form.focus = focus
        desk.replaceTop(.form(form))
        walked.pairs += keys.count
        press(keys, desk, .locked(rank), &drawn, &walked)
      }
    }
  }

  @Test("no key in any form traps, on any field, whoever sits there", arguments: ActForm.all)
  func forms(_ act: ActForm) throws {
    let walked = try Self.walk(act)
    let all = Set(
      try Self.stands.get().compactMap(Self.form).filter { $0.act == act }.flatMap { $0.fields.map(\.name) })
    #expect(walked.foci[act] == Set(all.map(Optional.some) + [nil]), "some field of it was never reached")
    print(
      "\(act): \(walked.pairs) form × focus × key, \(walked.persons) with whoever sits there, \(walked.draws) draws")
  }

  // MARK: What is no form of an act

  /// The keys that lead to each of the other screens, somebody having signed on.
  private static let ways = [
    "", "key Enter", "key F11", "key F1", "key F9", "key /", "key /\ntype 占道", "key F9\ntype 交接单\nkey Enter",
    "key Space",
    "key s", "key s\nkey PgDn", "key r\ntype 东门\nkey Esc",
  ]

  @Test("no key on any other screen traps, nor on the lock over it, nor a second key after the first", arguments: ways)
  func screens(_ way: String) throws {
    var runner = Station().withTwoMatters().runner()
    _ = try runner.play("size 80x24\nkey s\ntype 甲某\nkey Enter\ntype 1234\nkey Enter\n" + way)
    let seated = runner.desk
    var absent = seated
    absent.session = nil
    var locked = seated
    locked.lock()
    var drawn: Set<Look> = []
    var walked = Walked()
    for start in [seated, absent, locked] {
      Self.press(Self.keys, start, .nobody, &drawn, &walked)
      var seen: Set<Look> = []
      for key in Self.keys {
        var next = start
        _ = next.update(.key(key))
        guard seen.insert(Self.look(next, .nobody)).inserted else { continue }
        Self.press(Self.keys, next, .nobody, &drawn, &walked)
      }
    }
    print("\(way.debugDescription): \(walked.persons) keys, \(walked.draws) draws")
  }

  @Test("before the ledger has answered no key traps, nor on a lock without anybody's name, nor on the wall")
  func beforeAll() {
    let setting = Desk.Setting(language: .zh, isLocked: true) { ActionKey(hex: "desk") }
    let again = Desk(setting, size: Grid.Size(rows: 24, columns: 80), now: Station.opening)
    var drawn: Set<Look> = []
    var walked = Walked()
    for start in [Station().desk(), Station().desk(isWall: true), Station().desk(isReadOnly: true), again] {
      Self.press(Self.keys, start, .nobody, &drawn, &walked)
      for key in Self.keys {
        var next = start
        _ = next.update(.key(key))
        Self.press(Self.keys, next, .nobody, &drawn, &walked)
      }
    }
    #expect(walked.draws > 0)
  }

  @Test("Rule 20: a lock without anybody's name takes a name and a PIN, and nothing else leads past it")
  func lockedAgain() {
    let station = Station().withTwoMatters()
    let setting = Desk.Setting(language: .zh, isLocked: true) { ActionKey(hex: "desk") }
    var desk = Desk(setting, size: Grid.Size(rows: 24, columns: 80), now: Station.opening)
    func give(_ event: Event) {
      var effects = desk.update(event)
      while !effects.isEmpty {
        for answer in station.ledger.perform(effects.removeFirst(), now: Station.opening) {
          effects += desk.update(answer)
        }
      }
    }
    give(.resize(Grid.Size(rows: 24, columns: 80)))
    for key in Self.keys { give(.key(key)) }
    #expect(desk.isLocked && desk.screens.count == 1)
    #expect(!desk.draw().lines.joined().contains("东门菜场"))
    var typed: [Key] = [.backTab, .backTab, .control("u")] + "乙某".map(Key.character) + [.tab, .control("u")]
    typed += "1234".map(Key.character) + [.enter]
    for key in typed { give(.key(key)) }
    #expect(!desk.isLocked && desk.officer == Station.colleague && desk.screens.isEmpty)
  }

  // MARK: At random

  @Test(
    "whatever is pressed one after the other, with all that comes of it, the desk goes on",
    arguments: 1...4 as ClosedRange<UInt64>)
  func random(_ seed: UInt64) throws {
    var dice = PinnedDice(seed: seed)
    let station = Station().withTwoMatters()
    var runner = station.runner()
    let signOn = "type s甲某\nkey Enter\ntype 1234\nkey Enter"
    _ = try runner.play("size 80x24\n" + signOn)
    var drawn: Set<Look> = []
    var sat: Set<ActForm> = []
    // Who leaves is not there any more.
    let keys = Self.keys.filter { Command.on($0) != .quit }
    for step in 0..<3000 {
      let key = keys.randomElement(using: &dice) ?? .enter
      let often: [Key] = [.enter, .down, .up, .control("s"), .escape, .pageDown, .tab, .function(8)]
      let pressed = Int.random(in: 0..<3, using: &dice) == 0 ? often.randomElement(using: &dice) ?? key : key
      _ = try runner.play("key \(pressed.name)")
      if let form = Self.form(on: runner.desk) { sat.insert(form.act) }
      if runner.desk.isLocked, step % 7 == 0 {
        _ = try runner.play("keys Ctrl-U S-Tab S-Tab Ctrl-U\ntype 甲某\nkeys Tab Ctrl-U\ntype 1234\nkey Enter")
      } else if runner.desk.signedOn == nil, step % 50 == 0 {
        _ = try runner.play("keys Esc Esc Esc\n" + signOn)
      }
      if drawn.insert(Self.look(runner.desk, .nobody)).inserted { _ = runner.desk.draw() }
    }
    print("seed \(seed): \(sat.count) kinds of forms, \(drawn.count) looks, \(station.ledger.entries) entries")
    #expect(sat.count > 5 && station.ledger.entries > 12)
  }
}
