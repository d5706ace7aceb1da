// The facts that are stated when units are called, and when they answer.

/// Summon (派单/吹哨): units are called to one incident.
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

  /// 已拨 119/110/120, or not needed.
  package enum Rescue: String, Codable, CaseIterable, Sendable {
    case called, notNeeded
  }

  package init(
    kind: SummonsKind, lead: [String], support: [String] = [], ground: Ground? = nil, item: String? = nil,
    playbook: String? = nil, power: String? = nil, words: Words? = nil, rescue: Rescue? = nil
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
  }
}

package enum SummonsKind: String, Codable, CaseIterable, Sendable {
  /// 派单: one unit, by an officer, no leader needed.
  case assignment
  /// 日常哨
  case daily
  /// 工作推进哨
  case work
  /// 攻坚克难哨
  case hard
  /// 综合执法哨
  case enforcement
  /// 应急哨
  case emergency

  package var isWhistle: Bool {
    switch self {
    case .assignment: false
    case .daily, .work, .hard, .enforcement, .emergency: true
    }
  }
}

/// The four grounds of a whistle: 群众诉求, 重点工作, 综合执法, 应急处置 (Beijing regulation on whistles; docs/duty.md#whistle-grounds).
package enum Ground: String, Codable, CaseIterable, Sendable {
  case appeal, keyWork, jointEnforcement, emergencyResponse
}

/// The way by which a unit's word reached the desk, where somebody there writes it down for the unit.
package enum Channel: String, Codable, CaseIterable, Sendable {
  case phone, message, inPerson, radio
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

/// Acknowledge, contact, arrive (签收, 联系, 报到/到场).
package struct Milestone: Hashable, Codable, Sendable {
  package var response: ResponseID
  package var channel: Channel?
  /// The person of the unit who said it.
  package var said: Words?
  package var words: Words?
  /// The four digits of the message that called the unit: proof that it was read.
  package var signCode: String?
  /// The qualified officers who came, for an enforcement whistle.
  package var enforcers: [OfficerID]?

  package init(
    response: ResponseID, channel: Channel? = nil, said: Words? = nil, words: Words? = nil, signCode: String? = nil,
    enforcers: [OfficerID]? = nil
  ) {
    self.response = response
    self.channel = channel
    self.said = said
    self.words = words
    self.signCode = signCode
    self.enforcers = enforcers
  }
}

/// Reply (反馈) with its four elements.
package struct Reply: Hashable, Codable, Sendable {
  package var response: ResponseID
  /// The moment at which the unit took the matter on.
  package var accepted: Instant?
  /// The reporters they spoke to; needed only where somebody reported it.
  package var spokeTo: Words?
  package var done: Words?
  package var completion: Completion?
  package var channel: Channel?
  package var said: Words?

  /// That it is done, or by when it will be.
  package enum Completion: Hashable, Codable, Sendable {
    case done
    case by(due: Instant)
  }

  package init(
    response: ResponseID, accepted: Instant? = nil, spokeTo: Words? = nil, done: Words? = nil,
    completion: Completion? = nil, channel: Channel? = nil, said: Words? = nil
  ) {
    self.response = response
    self.accepted = accepted
    self.spokeTo = spokeTo
    self.done = done
    self.completion = completion
    self.channel = channel
    self.said = said
  }
}

/// Send back (退回): the desk does not take an answer. Without a response the incident itself goes back.
package struct SendingBack: Hashable, Codable, Sendable {
  package var response: ResponseID?
  package var reason: Words

  package init(response: ResponseID?, reason: Words) {
    self.response = response
    self.reason = reason
  }
}

/// Stand down (撤哨): a unit is released.
package struct StandingDown: Hashable, Codable, Sendable {
  package var response: ResponseID
  package var reason: Words

  package init(response: ResponseID, reason: Words) {
    self.response = response
    self.reason = reason
  }
}
