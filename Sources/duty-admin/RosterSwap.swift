import ArgumentParser
import DutyCore
import DutyLedger
import DutySystem

extension RosterCommand {
  /// `roster swap`: two change turns; each of them runs it once.
  struct SwapTurns: AdminCommand {
    static let configuration = CommandConfiguration(
      commandName: "swap",
      abstract: said("调班：两人各签一次，签齐才改排班", "swap turns: each of the two signs once, then the roster changes"),
      discussion: said(
        "两人各运行一次，--as 写自己，--with 写对方，其余照写。--turn 这一班原来排的是谁，就由谁让出。",
        "Each of the two runs it, --as oneself, --with the other, the rest the same. Who is rostered for --turn gives it."
      ))

    @OptionGroup var common: CommonOptions
    @OptionGroup var authority: Authority

    var undertaking: Undertaking { .recording }

    @Option(
      help: .init(said("让出的班", "the turn that is given"), valueName: said("日期/班次", "date/shift")), completion: .turns)
    var turn: String

    @Option(help: .init(said("对方的姓名", "the other one's name"), valueName: said("姓名", "name")), completion: .people)
    var with: String

    @Option(
      help: .init(said("换回来的班；不换回就不写", "the turn taken in return, if any"), valueName: said("日期/班次", "date/shift")),
      completion: .turns)
    var other: String?

    func run() throws {
      let language = common.spoken
      let ledger = try common.open(.readWrite)
      let room = try ledger.room()
      let turn = try Self.turn(turn, "--turn", in: room, language)
      let other = try other.map { try Self.turn($0, "--other", in: room, language) }
      let named = try room.person(with, language)
      let signer = try authority.officer(in: ledger, language)
      guard signer.id != named.id else {
        throw Failure(code: .wrongUsage, text: language("--with 要写对方，不是自己。", "--with is the other one, not oneself."))
      }
      let swap = Swap(of: turn, for: other, signer: signer.id, with: named.id, in: room)
      try ledger.record([.room(.swap(swap))], in: Session(signer), now: SystemClock.now())
      let after = try ledger.room()
      try ledger.close()
      let state = Self.state(swap, signer, named, in: after, language)
      try OutputFault.saying(.done(state[0])) { () throws(OutputFault) in
        try Outlet.lines([Self.terms(swap, in: after, language)] + state)
      }
    }

    private static func turn(
      _ text: String, _ option: String, in room: Room, _ language: Language
    ) throws -> Turn {
      if let turn = Turn(typed: text, in: room.plan) { return turn }
      let shifts = room.plan.shifts.map(\.name)
      throw Failure(
        code: .wrongUsage,
        text: language(
          "\(option) 要写成 日期/班次，如 2026-12-01/\(shifts.first ?? "")，不是“\(text)”。班次有：\(shifts.joined(separator: "、"))。",
          "\(option) is date/shift, such as 2026-12-01/\(shifts.first ?? ""), not “\(text)”. The shifts: "
            + "\(shifts.joined(separator: ", "))."))
    }

    static func terms(_ swap: Swap, in room: Room, _ language: Language) -> String {
      func name(_ id: OfficerID) -> String { room.name(of: .officer(id), language) }
      let (giver, taker) = (name(swap.officer), name(swap.with))
      let given = language(
        "\(swap.turn.typed) 由\(giver)让给\(taker)", "\(swap.turn.typed) goes from \(giver) to \(taker)")
      guard let other = swap.other else { return given + language("。", ".") }
      return given
        + language(
          "，\(other.typed) 由\(taker)换给\(giver)。", ", \(other.typed) from \(taker) to \(giver).")
    }

    /// Whether it has changed the roster, or who has to sign yet.
    private static func state(
      _ swap: Swap, _ signer: Officer, _ named: Officer, in room: Room, _ language: Language
    ) -> [String] {
      guard room.swaps[swap] == signer.id else {
        return [
          language(
            "\(named.name)先前已签，\(signer.name)现在也签了：排班已改。",
            "\(named.name) had signed, now \(signer.name) has: the roster is changed.")
        ]
      }
      // A slip in the second one's options is a swap of its own, of which the first one knows nothing.
      let differing = room.swaps.first { $0.key.isBetweenTheSame(as: swap) && $0.value == named.id }
      let hint = differing.map {
        language("注意：\(named.name)先前签的是另一种换法：", "Note: what \(named.name) has signed is another swap: ")
          + terms($0.key, in: room, language)
      }
      let signed = language(
        "\(signer.name)已签，还要\(named.name)签；签齐前排班不变。",
        "\(signer.name) has signed, \(named.name) has not: until then the roster stays.")
      return [signed] + [hint].compactMap(\.self)
    }
  }
}

extension Swap {
  /// Whether it is another swap of a turn of this one's, between the same two.
  fileprivate func isBetweenTheSame(as swap: Swap) -> Bool {
    self != swap && Set([officer, with]) == Set([swap.officer, swap.with])
      && !Set([turn, other].compactMap(\.self)).isDisjoint(with: [swap.turn, swap.other].compactMap(\.self))
  }
}
