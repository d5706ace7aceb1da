import ArgumentParser
import DutyCore
import DutyLedger
import DutySystem

extension RosterCommand {
  /// `roster swaps`: what one of two has signed and the other has not.
  struct PendingSwaps: AdminCommand {
    static let configuration = CommandConfiguration(
      commandName: "swaps", abstract: said("还等另一位签字的调班", "the swaps that wait for a second signature"))

    @OptionGroup var common: CommonOptions

    var undertaking: Undertaking { .reading }

    func run() throws {
      let language = common.spoken
      let ledger = try common.open(.readOnly)
      let room = try ledger.room()
      let pending = room.swaps.sorted { ($0.key.turn, $0.key.officer) < ($1.key.turn, $1.key.officer) }
      for (swap, signer) in pending {
        let second = signer == swap.officer ? swap.with : swap.officer
        func name(_ id: OfficerID) -> String { room.name(of: .officer(id), language) }
        try Outlet.line(SwapTurns.terms(swap, in: room, language))
        try Outlet.line(
          language(
            "  \(name(signer))已签，还要\(name(second))签。", "  \(name(signer)) has signed, \(name(second)) has not."))
        if let refusal = Self.refusal(of: swap, by: second, in: room) {
          try Outlet.line(language("  现在已经不能签：", "  It can be signed no more: ") + refusal.text(language))
        }
      }
      if pending.isEmpty { try Outlet.line(language("没有等着签字的调班。", "No swap waits for a signature.")) }
      try ledger.close()
    }

    /// The reason why the second signature would not be taken now, if so.
    private static func refusal(of swap: Swap, by signer: OfficerID, in room: Room) -> Refusal? {
      let now = SystemClock.now()
      do throws(Refusal) {
        _ = try room.judge(Request(.room(.swap(swap)), by: .officer(signer), at: now), on: nil, now: now)
        return nil
      } catch {
        return error
      }
    }
  }
}
