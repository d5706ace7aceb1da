// Calling units.

extension ActionTraits {
  static let summon = ActionTraits(
    "派单、吹哨", "summon", possibleIn: [.received, .inHand, .handled, .suspended], movesOn: true, canBeOrdered: true)
}

/// Summon (派单、吹哨): units are called to one incident.
package struct Summoning: Hashable, Codable, Sendable {
  package var kind: SummonsKind
  package var lead: [String]
  package var support: [String]
  /// The ground on which a whistle is blown; an assignment needs none.
  package var ground: Ground?
  /// The responsibility item it was proposed from.
  package var item: String?
  /// The joint matter (一件事) whose steps it follows.
  package var playbook: String?
  /// The devolved power (赋权事项) an enforcement whistle acts on.
  package var power: String?
  package var words: Words?
  /// Tells whether 119, 110 or 120 was called first; an emergency whistle is not blown before that is answered.
  package var rescue: Rescue?
  /// The way in which it is escalated; other kinds have none.
  package var manner: EscalationManner?

  /// 已拨 119/110/120, or not needed.
  package enum Rescue: String, Codable, CaseIterable, Sendable {
    case called, notNeeded
  }

  package init(
    kind: SummonsKind, lead: [String], support: [String] = [], ground: Ground? = nil, item: String? = nil,
    playbook: String? = nil, power: String? = nil, words: Words? = nil, rescue: Rescue? = nil,
    manner: EscalationManner? = nil
  ) {
    self.kind = kind
    self.lead = lead
    self.support = support
    self.ground = ground
    self.item = item
    self.playbook = playbook
    self.power = power
    self.words = words
    self.rescue = rescue
    self.manner = manner
  }

  /// Whoever is only shown it supports what goes on here.
  func role(of unit: String) -> Response.Role { lead.contains(unit) && manner != .shown ? .lead : .support }
}

/// The four grounds of a whistle: 群众诉求, 重点工作, 综合执法, 应急处置 (Beijing regulation on whistles; docs/duty.md#whistle-grounds).
package enum Ground: String, Codable, CaseIterable, Sendable {
  case appeal, keyWork, jointEnforcement, emergencyResponse
}

/// Names which unit's answer to which summons of the incident is meant.
package struct ResponseID: Hashable, Codable, Sendable {
  /// 1 for the incident's first summons.
  package let summons: Int
  package let unit: String

  package init(summons: Int, unit: String) {
    self.summons = summons
    self.unit = unit
  }
}

// MARK: - How it adds up

extension Incident {
  mutating func add(_ facts: Summoning, _ entry: Entry) {
    let index = summonses.count + 1
    let responses = (entry.findings.clocks ?? []).map { clocks in
      Response(
        id: ResponseID(summons: index, unit: clocks.unit), role: facts.role(of: clocks.unit),
        kind: facts.kind, notified: entry.recorded, signCode: entry.key.signCode(for: clocks.unit),
        acknowledgeBy: clocks.acknowledge, contactBy: clocks.contact, arriveBy: clocks.arrive, replyBy: clocks.reply,
        manner: facts.manner)
    }
    summonses.append(
      Summons(
        index: index, kind: facts.kind, ground: facts.ground, item: facts.item, playbook: facts.playbook,
        power: facts.power, by: entry.by, orderedBy: entry.orderedBy, recorded: entry.recorded, words: facts.words,
        steps: entry.findings.steps ?? [], responses: responses))
    if status == .suspended { comeBack() }
    status = .inHand
    handled = nil
    switch facts.kind.traits.closing {
    case .ofCategory: break
    case .own, .open: ownDeadline = entry.findings.closing
    }
    if facts.kind == .emergency {
      urgency = .emergency
      wasEmergency = true
      lifted = nil
    }
  }
}

extension ActionKey {
  /// Four digits for one unit of the summons that was made with this key: nobody guesses them, everybody can recompute
  /// them (FNV-1a over key and unit).
  func signCode(for unit: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in (hex + unit).utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return padded(Int(hash % 10_000), 4)
  }
}

// MARK: - Its words

extension EntryText {
  func words(_ facts: Summoning) -> [String?] {
    [
      units(facts), facts.power.flatMap { room.catalogue.known($0, Catalogue.power) }?.name,
      facts.rescue?.text(language), facts.manner?.text(language),
      facts.words.map(shown),
    ]
  }

  func units(_ facts: Summoning) -> String {
    (facts.lead + facts.support).map(unit).joined(separator: language("、", ", "))
  }
}

extension Ground {
  package func text(_ language: Language) -> String {
    switch self {
    case .appeal: language("群众诉求", "appeal")
    case .keyWork: language("重点工作", "key work")
    case .jointEnforcement: language("综合执法", "joint enforcement")
    case .emergencyResponse: language("应急处置", "emergency response")
    }
  }
}

extension Summoning.Rescue {
  package func text(_ language: Language) -> String {
    switch self {
    case .called: language("已拨 119/110/120", "119/110/120 called")
    case .notNeeded: language("无需拨打", "no call needed")
    }
  }
}
