// Which moments and days may be claimed, and which of them a ledger of before holds all the same. Writing is strict,
// reading is lenient: whatever an entry says is read, and marked where nobody can rely on it.

extension Instant {
  /// From the first moment of 2000 to the last of 2100, by UTC: the bound on every claimed time. A claim outside
  /// is a slip of a clock or of a hand (docs/duty.md#claimable-times).
  package static let claimable = Day.claimable.lowerBound.startOfDay..<(Day.claimable.upperBound + 1).startOfDay

  package var isClaimable: Bool { Self.claimable.contains(self) }
}

extension Day {
  /// 2000-01-01 … 2100-12-31.
  package static let claimable = Day(number: 10_957)...Day(number: 47_846)

  package var isClaimable: Bool { Self.claimable.contains(self) }

  /// Its first moment by UTC.
  fileprivate var startOfDay: Instant { Instant(milliseconds: Int64(number) * 86_400_000) }
}

/// The times an entry claims: none of them was measured when it was recorded.
struct Claims {
  var moments: [Instant] = []
  var days: [Day] = []

  /// Whether nobody can rely on one of them (时间不可信).
  var areUntrusted: Bool { !moments.allSatisfy(\.isClaimable) || !days.allSatisfy(\.isClaimable) }
}

extension Action {
  /// The moments and days that are stated, besides when it happened.
  var claims: Claims {
    switch self {
    case .receive(let facts): Claims(moments: [facts.due].compactMap(\.self))
    case .importRecord(let facts): Claims(moments: [facts.due, facts.closed, facts.replied].compactMap(\.self))
    case .reply(let facts): Claims(moments: facts.moments)
    case .suspend(let facts): Claims(moments: [facts.until])
    case .correct(let facts): Claims(moments: [facts.at].compactMap(\.self))
    case .follow(let facts): Claims(moments: facts.moments)
    case .room(let act): Claims(days: act.days)
    case .rectification(let act): act.claims
    case .amend, .takeOn, .summon, .acknowledge, .contact, .arrive, .sendBack, .standDown, .settle, .handle, .close,
      .reopen, .note, .void, .restore, .survey, .consult, .attach, .forgive, .closeDirect, .decline, .appoint,
      .endWithLead, .urge, .sheet, .score, .admit, .requestExtension, .grantExtension, .resume, .report, .callBack,
      .merge, .unmerge, .countersign, .reveal, .erase:
      Claims()
    }
  }
}

extension RoomAction {
  fileprivate var days: [Day] {
    switch self {
    case .setCatalogue(let catalogue): catalogue.powers.flatMap { [$0.from, $0.to].compactMap(\.self) }
    case .setCalendar(let calendar): Array(calendar.holidays.union(calendar.makeUpDays))
    case .enrol(let facts): [facts.qualification?.expires].compactMap(\.self)
    case .setRoster(let facts): facts.lines.map(\.turn.day)
    case .takeSeat(let facts): [facts.turn.day]
    case .handOver(let facts): [facts.turn.day]
    case .swap(let facts): [facts.turn.day, facts.other?.day].compactMap(\.self)
    case .found, .setSetting, .setStanding, .unlock: []
    }
  }
}

extension RectificationAct {
  fileprivate var claims: Claims {
    switch self {
    case .open(let facts): Claims(days: [facts.due])
    case .change(let facts): Claims(days: [facts.due].compactMap(\.self))
    case .sendBack(let facts): Claims(days: [facts.due])
    case .lookBack(let facts): Claims(days: [facts.due].compactMap(\.self))
    case .correct(let facts): Claims(moments: [facts.at].compactMap(\.self))
    case .progress, .done, .verify, .drop, .note, .attach, .urge, .sheet, .countersign, .erase: Claims()
    }
  }
}

extension Reply {
  fileprivate var moments: [Instant] {
    switch completion {
    case .by(let due): [accepted, due].compactMap(\.self)
    case .done, nil: [accepted].compactMap(\.self)
    }
  }
}

extension Following {
  fileprivate var moments: [Instant] {
    switch self {
    case .closed(_, let time, _, _): [time]
    case .joined, .parted, .reopened, .relapsed, .relapseTakenBack: []
    }
  }
}

extension Request {
  /// Refuses a claim outside the bound. When it happened is one only where it is not about now: a machine whose clock is
  /// wrong keeps nobody from working.
  func requireClaimable(at now: Instant) throws(Refusal) {
    var claims = action.claims
    if by != .rule, abs((at - now).milliseconds) > Duration.days(1).milliseconds { claims.moments.append(at) }
    guard by == .rule || !claims.areUntrusted else { throw .what(.timeNotClaimable) }
  }
}
