import DutyCore

// Calling units.

extension ActForm {
  static let assign: ActForm = ActForm(
    "assign", keys: [.character("a"), .function(3)], ("派单", "assign"), pinyin: "pai dan",
    help: ("派给一个单位；清单上的单位已经填好，按 Enter 就派", "assign to one unit; the list's own is filled in, Enter sends it"),
    action: .summon, takesSeveral: true, looksAtAlike: true, takenBackBy: .standDown,
    asks: .ofIncident { $0.assign($1) }
  ) { .summon($0.assignment()) }

  static let whistle = ActForm(
    "whistle", keys: [.character("w"), .function(4)], ("吹哨", "whistle"), pinyin: "chui shao",
    help: ("叫几个单位一起来；日常哨按口头指令；应急、攻坚哨按 F8", "calls several units; F8 confirms emergency and hard"),
    action: .summon, looksAtAlike: true, asks: .ofIncident { $0.whistle($1) }
  ) { form throws(Mistake) in
    .summon(try form.whistle())
  }
}

extension Maker {
  /// The units that a standing routing or else the responsibility list names for the incident's category, without those
  /// on it already.
  private func routing(_ incident: Incident) -> (lead: [String], support: [String]) {
    let busy = Set(incident.liveResponses.map(\.id.unit))
    guard let category = incident.category else { return ([], []) }
    let listed = room.catalogue.routing(for: category)
    let lead = room.standing[category]?.lead ?? listed.map { [$0.lead] } ?? []
    let support = room.standing[category]?.support ?? listed?.support ?? []
    return (lead.filter { !busy.contains($0) }, support.filter { !busy.contains($0) })
  }

  fileprivate func assign(_ incident: Incident) -> [Field] {
    [
      Field(.unit, .pick(.units), required: true, chosen: Array(routing(incident).lead.prefix(1))),
      Field(.words, .line),
    ] + seatsOrder(incident)
  }

  fileprivate func whistle(_ incident: Incident) -> [Field] {
    let proposed = routing(incident)
    let support = proposed.support.filter { room.catalogue.department($0)?.canBeWhistled ?? false }
    // An emergency that nobody has been called to yet is not left to one key too few.
    let isUrgent = incident.isEmergency && incident.liveResponses.isEmpty
    // What follows a course of its own has no other.
    let planned = [SummonsKind.daily, .work, .hard].map(\.rawValue)
    let joint = Field(.playbook, .pick(.playbooks)).when(.kind, planned)
    let fields =
      [
        choice(.kind, SummonsKind.allCases.filter(\.isWhistle), isUrgent ? .emergency : .daily, required: true) {
          $0.text(language)
        },
        choice(.rescue, Summoning.Rescue.allCases, nil, required: true) { $0.text(language) }
          .when(.kind, SummonsKind.emergency.rawValue),
        Field(.power, .pick(.powers)).when(.kind, SummonsKind.enforcement.rawValue),
        Field(.lead, .pickMany(.units), required: true, chosen: proposed.lead),
        Field(.support, .pickMany(.units), chosen: support),
        choice(.ground, Ground.allCases, .appeal, required: true) { $0.text(language) }
          .when(.kind, planned), Field(.words, .line),
      ] + (room.catalogue.playbooks.isEmpty ? [] : [joint])
    return fields + order(of: .kind, incident)
  }

  /// Asks on whose spoken order it is called, where whoever records it does not act for the seat; `kind` is the field that says
  /// what is called.
  func order(of kind: Field.Name, _ incident: Incident) -> [Field] {
    guard let officer, !room.actsForSeat(officer, at: now) else { return [] }
    // What always goes to these units needs nobody's word.
    let isStanding = incident.category.flatMap { room.standing[$0] } != nil
    let ordered = SummonsKind.allCases.filter {
      switch $0.calledBy {
      case .sittingLeader, .sittingLeaderOrRouting: true
      case .leader: !officer.rank.leads
      case .officer, .head: false
      }
    }
    return [orderedBy(required: !isStanding).when(kind, ordered.map(\.rawValue))]
  }
}

extension FormReading {
  private var proposed: Routing? { subject?.category.flatMap(room.catalogue.routing) }

  /// The responsibility item under which these units are called: the list's own, where its lead leads.
  func item(_ lead: [String]) -> String? { lead.first == proposed?.lead ? proposed?.item : nil }

  fileprivate func assignment() -> Summoning {
    let lead = codes(.unit)
    return Summoning(kind: .assignment, lead: lead, item: item(lead), words: words(.words))
  }

  fileprivate func whistle() throws(Mistake) -> Summoning {
    let kind: SummonsKind = try choice(.kind)
    // The enforcement whistle has a ground of its own.
    let ground = kind == .enforcement ? .jointEnforcement : code(.ground).flatMap(Ground.init)
    return Summoning(
      kind: kind, lead: codes(.lead), support: codes(.support), ground: ground, item: item(codes(.lead)),
      playbook: code(.playbook), power: code(.power), words: words(.words),
      rescue: code(.rescue).flatMap(Summoning.Rescue.init))
  }
}

extension Form {
  /// A joint matter names who leads and who cooperates: they are proposed anew when another one is chosen.
  mutating func followPlaybook(in room: Room) {
    guard let playbook = code(.playbook).flatMap(room.catalogue.playbook) else { return }
    let lead = room.catalogue.stationed(for: playbook.lead)
    let support = playbook.cooperating.map(room.catalogue.stationed).filter {
      $0 != lead && room.catalogue.department($0)?.canBeWhistled ?? false
    }
    change(.lead) { $0.chosen = [lead] }
    change(.support) { $0.chosen = support }
  }
}
