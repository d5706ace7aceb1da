import DutyCore

// What the station's lists say of an incident: its responsibility item, the joint matter and the power of a call.

extension Dossier {
  /// Tells who leads and supports, by what law: what the list says of this kind of matter.
  func item() -> [Line] {
    guard incident.status.isOpen, let category = incident.category else { return [] }
    guard let item = room.catalogue.items(for: category).first else {
      return [Line(language("清单 没有这一类的事项", "list: no item for this category"), .muted)]
    }
    let support = item.support.map(unit).joined(separator: language("、", ", "))
    let head =
      language("清单 ", "list: ") + "\(item.code) \(item.name)"
      + language("（\(item.listClass.text(.zh))）", " (\(item.listClass.text(.en)))")
      + language(" 牵头 ", " lead ") + unit(item.lead) + (support.isEmpty ? "" : language(" 配合 ", " support ") + support)
    let law = item.legalBasis + (item.basisChecked ? "" : language("（依据待核）", " (basis unchecked)"))
    let dates = period(item.from, item.to).map { language("  本事项 ", "  item ") + $0 } ?? ""
    return Line.wrapped(head, columns, indent: 5) + contacts(of: item)
      + Line.wrapped(language("依据 ", "law: ") + law + dates, columns, indent: 5, .muted) + duties(of: item)
  }

  /// Tells from when to when a list has something in force, and where that is not so today.
  private func period(_ from: Day?, _ to: Day?) -> String? {
    let today = room.zone.day(of: now)
    let words: String
    switch (from, to) {
    case (let from?, let to?): words = language("\(from) 至 \(to) 施行", "in force from \(from) to \(to)")
    case (let from?, nil): words = language("\(from) 起施行", "in force from \(from)")
    case (nil, let to?): words = language("施行至 \(to)", "in force until \(to)")
    case (nil, nil): return nil
    }
    if let from, today < from { return words + language("（尚未施行）", " (not yet)") }
    if let to, to < today { return words + language("（已过期）", " (over)") }
    return words
  }

  /// Tells whom to call: about the item itself, then those of its units that have left a name or a number of the office.
  private func contacts(of item: ResponsibilityItem) -> [Line] {
    let own = [item.contact, item.phone].compactMap(\.self)
    let ofItem = own.isEmpty ? [] : [([language("本事项", "this item")] + own).joined(separator: " ")]
    let ofUnits = ([item.lead] + item.support).compactMap { code -> String? in
      let parts = [room.catalogue.department(code)?.contact, room.catalogue.department(code)?.phone]
        .compactMap(\.self).filter { !$0.isEmpty }
      return parts.isEmpty ? nil : ([unit(code)] + parts).joined(separator: " ")
    }
    let known = ofItem + ofUnits
    return known.isEmpty ? [] : Line.pairs([language("联系", "call:")] + known, columns, .muted)
  }

  private var ownDuty: String { room.stationKind.own(language) + language("职责 ", ": ") }

  /// Tells what the list asks of the department, and what of the town.
  private func duties(of item: ResponsibilityItem) -> [Line] {
    let stated = [
      (language("部门职责 ", "department: "), item.departmentDuty), (ownDuty, item.townshipDuty),
    ].filter { !$0.1.isEmpty }
    return Line.pairs(stated.map { $0.0 + $0.1 }, columns, .muted)
  }

  /// The steps of the joint matter it follows, each with the time by which it should be done, and the part of the town.
  func stepLines(_ summons: Summons) -> [Line] {
    guard let playbook = summons.playbook.flatMap({ room.catalogue.known($0, Catalogue.playbook) }) else { return [] }
    let steps = zip(playbook.steps, summons.steps).map { step, deadline in
      let together = step.together.map { language("（同步派单 \($0)）", " (called together, \($0))") } ?? ""
      return (
        "  " + step.name + " " + unit(step.owner) + together + " " + time(deadline.due),
        deadline.due < now ? Style.soon : .muted
      )
    }
    let role = playbook.townshipRole.map {
      Line.wrapped("    " + ownDuty + $0, columns, indent: 4, .muted)
    }
    return Line.packed(
      [(language("  一件事 ", "  joint matter ") + playbook.name, .plain)] + steps, columns, indent: 4) + (role ?? [])
  }

  /// The devolved power a call relies on: how much of it came down, what stays with the county, and its dates.
  func powerLines(_ summons: Summons) -> [Line] {
    guard let power = summons.power.flatMap({ room.catalogue.known($0, Catalogue.power) }) else { return [] }
    let facts = [
      language("赋权事项 ", "devolved power ") + power.name,
      power.scope.map { language("赋权范围 ", "devolved: ") + $0.text(language) },
      power.reserved.isEmpty ? nil : language("保留事项 ", "reserved: ") + power.reserved, period(power.from, power.to),
    ].compactMap(\.self)
    return Line.pairs(facts, columns - 2, .muted).map { Line([("  ", .plain)] + $0.parts) }
  }
}
