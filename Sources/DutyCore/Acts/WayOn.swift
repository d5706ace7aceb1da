/// An act by which a matter goes on, or goes to where it belongs, besides the desk's and the units' own work: taken over, back
/// to its sender, to the petitions office, to another limit of the sender's. The facts of each stand in the file of its family.
package enum WayOn: Hashable, Sendable {
  case takeOver(TakingOver)
  case endAdmission(Reason)
  case returnUp(Returning)
  case returnAgreed(ReturnAnswer)
  case returnRefused(ReturnAnswer)
  case toPetition(PetitionPassing)
  case refuseExtension(Reason)
  case outsideExtension(OutsideExtension)
  case interimAnswer(InterimAnswer)
  case accept(Acceptance)
  case reject(Rejection)
  case recall(StandingDown)
  case refer(Referral)
  case ruleAbove(CountyRuling)
  case repeats(Repeating)
}

extension WayOn {
  package var name: ActionName {
    switch self {
    case .takeOver: .takeOver
    case .endAdmission: .endAdmission
    case .returnUp: .returnUp
    case .returnAgreed: .returnAgreed
    case .returnRefused: .returnRefused
    case .toPetition: .toPetition
    case .refuseExtension: .refuseExtension
    case .outsideExtension: .outsideExtension
    case .interimAnswer: .interimAnswer
    case .accept: .accept
    case .reject: .reject
    case .recall: .recall
    case .refer: .refer
    case .ruleAbove: .ruleAbove
    case .repeats: .repeats
    }
  }
}

// MARK: - Each act and its family: the rule, how it adds up, what is told, what is claimed

extension Room {
  func judge(
    _ act: WayOn, _ request: Request, _ incident: Incident, amid surroundings: Surroundings, _ now: Instant
  ) throws(Refusal) -> Findings {
    switch act {
    case .takeOver(let facts): try judgeTakeOver(facts, request, incident)
    case .endAdmission(let facts): try judgeEndAdmission(facts, request, incident)
    case .returnUp(let facts): try judgeReturnUp(facts, request, incident, now)
    case .returnAgreed(let facts): try judgeReturnAnswer(facts, request, incident, now)
    case .returnRefused(let facts): try judgeReturnAnswer(facts, request, incident, now)
    case .toPetition(let facts): try judgeToPetition(facts, request, incident, now)
    case .refuseExtension(let facts): try judgeRefuseExtension(facts, request, incident)
    case .outsideExtension(let facts): try judgeOutsideExtension(facts, request, incident, now)
    case .interimAnswer(let facts): try judgeInterimAnswer(facts, request, incident, now)
    case .accept(let facts): try judgeAccept(facts, request, incident)
    case .reject(let facts): try judgeReject(facts, request, incident, now)
    case .recall(let facts): try judgeRecall(facts, request, incident)
    case .refer(let facts): try judgeRefer(facts, request, incident, now)
    case .ruleAbove(let facts): try judgeRuleAbove(facts, request, incident, now)
    case .repeats(let facts): try judgeRepeat(facts, request, incident, surroundings.target, now)
    }
  }
}

extension Incident {
  /// Adds up one act; nothing here refuses.
  mutating func add(_ act: WayOn, _ entry: Entry) {
    switch act {
    case .takeOver: takenOnBy = entry.by
    case .endAdmission: isAdmitted = false
    case .returnUp(let facts): add(facts, entry)
    case .returnAgreed: endReturn(entry, agreed: true)
    case .returnRefused: endReturn(entry, agreed: false)
    case .toPetition: close(entry, .petition)
    case .refuseExtension: extensionAsked = nil
    case .outsideExtension(let facts): add(facts, entry)
    case .interimAnswer(let facts): interimUntil = facts.until
    case .accept(let facts): add(facts, entry)
    case .reject(let facts): add(facts, entry)
    case .recall(let facts): change(facts.response) { $0.release(entry) }
    case .refer(let facts): add(facts, entry)
    case .ruleAbove(let facts): add(facts, entry)
    case .repeats(let facts): repeatOf = facts.of
    }
  }

  func consequences(of act: WayOn) -> [Consequence] {
    switch act {
    case .returnAgreed, .toPetition: closingOfJoined
    case .returnRefused, .reject, .recall, .ruleAbove: settled
    case .repeats(let facts): repeating(facts)
    case .takeOver, .endAdmission, .returnUp, .refuseExtension, .outsideExtension, .interimAnswer, .accept, .refer: []
    }
  }
}

extension EntryText {
  func words(_ act: WayOn) -> [String?] {
    switch act {
    case .takeOver(let facts): [room.name(of: facts.from, language)]
    case .endAdmission(let facts), .refuseExtension(let facts): [shown(facts.reason)]
    case .returnUp(let facts): words(facts)
    case .returnAgreed(let facts), .returnRefused(let facts): words(facts)
    case .toPetition(let facts): [shown(facts.to), facts.receipt]
    case .outsideExtension(let facts): words(facts)
    case .interimAnswer(let facts): words(facts)
    case .accept(let facts): words(facts)
    case .reject(let facts): words(facts)
    case .recall(let facts): words(facts)
    case .refer(let facts): words(facts)
    case .ruleAbove(let facts): words(facts)
    case .repeats(let facts): words(facts)
    }
  }
}

extension WayOn {
  /// The moments that are stated, besides when it happened.
  var claims: Claims {
    switch self {
    case .outsideExtension(let facts): Claims(moments: [facts.due])
    case .interimAnswer(let facts): Claims(moments: [facts.until])
    case .takeOver, .endAdmission, .returnUp, .returnAgreed, .returnRefused, .toPetition, .refuseExtension, .accept,
      .reject, .recall, .refer, .ruleAbove, .repeats:
      Claims()
    }
  }

  /// The texts that were written freely, in reading order.
  var freeWords: [Words?] {
    switch self {
    case .takeOver, .repeats: []
    case .endAdmission(let facts), .refuseExtension(let facts): [facts.reason]
    case .returnUp(let facts): [facts.ground, facts.right]
    case .returnAgreed(let facts), .returnRefused(let facts): [facts.who, facts.words]
    case .toPetition(let facts): [facts.to]
    case .outsideExtension(let facts): [facts.who]
    case .interimAnswer(let facts): [facts.done, facts.next]
    case .accept(let facts): [facts.who]
    case .reject(let facts): [facts.cause, facts.right]
    case .recall(let facts): [facts.reason]
    case .refer(let facts): [facts.to, facts.grounds]
    case .ruleAbove(let facts): [facts.who, facts.reason]
    }
  }
}

// MARK: - In an entry

extension WayOn: Codable {
  private enum Key: String, CodingKey { case action, facts }

  private enum Word: String, Codable {
    case takeOver, endAdmission, returnUp, returnAgreed, returnRefused, toPetition, refuseExtension, outsideExtension
    case interimAnswer, accept, reject, recall, refer, ruleAbove
    case repeats = "repeat"
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .action)
    func write(_ facts: some Encodable) throws { try container.encode(facts, forKey: .facts) }
    switch self {
    case .takeOver(let facts): try write(facts)
    case .endAdmission(let facts), .refuseExtension(let facts): try write(facts)
    case .returnUp(let facts): try write(facts)
    case .returnAgreed(let facts), .returnRefused(let facts): try write(facts)
    case .toPetition(let facts): try write(facts)
    case .outsideExtension(let facts): try write(facts)
    case .interimAnswer(let facts): try write(facts)
    case .accept(let facts): try write(facts)
    case .reject(let facts): try write(facts)
    case .recall(let facts): try write(facts)
    case .refer(let facts): try write(facts)
    case .ruleAbove(let facts): try write(facts)
    case .repeats(let facts): try write(facts)
    }
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    func facts<Facts: Decodable>() throws -> Facts { try container.decode(Facts.self, forKey: .facts) }
    self =
      switch try container.decode(Word.self, forKey: .action) {
      case .takeOver: .takeOver(try facts())
      case .endAdmission: .endAdmission(try facts())
      case .returnUp: .returnUp(try facts())
      case .returnAgreed: .returnAgreed(try facts())
      case .returnRefused: .returnRefused(try facts())
      case .toPetition: .toPetition(try facts())
      case .refuseExtension: .refuseExtension(try facts())
      case .outsideExtension: .outsideExtension(try facts())
      case .interimAnswer: .interimAnswer(try facts())
      case .accept: .accept(try facts())
      case .reject: .reject(try facts())
      case .recall: .recall(try facts())
      case .refer: .refer(try facts())
      case .ruleAbove: .ruleAbove(try facts())
      case .repeats: .repeats(try facts())
      }
  }
}
