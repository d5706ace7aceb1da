import DutyCore
import DutyTables

// Two of the optional lists: joint matters (一件事) and devolved powers (赋权事项). Their further columns are for people
// to read.

extension CatalogueReading {
  /// A joint matter has a line for each of its steps.
  mutating func readPlaybooks() -> [Playbook] {
    let units = departmentCodes
    var firstLines: [String: ListingRow] = [:]
    var lastSteps: [String: Int] = [:]
    let ofTheWhole = ["name", "lead", "cooperating", "township_role"]
    let groups = Dictionary(grouping: playbooks.rows) { [$0.optional("code"), $0.optional("together")] }
    let lines = playbooks.read { (row) throws(ListingFault) in
      let code = try row.text("code")
      let number = try row.number("step_no")
      let next = (lastSteps.updateValue(number, forKey: code) ?? 0) + 1
      guard number == next else { throw row.fault("step_no", .notTheNextStep(next)) }
      if let first = firstLines[code] { try row.agrees(with: first, in: ofTheWhole) }
      firstLines[code] = firstLines[code] ?? row
      if let together = row.optional("together"), groups[[code, together]]?.count == 1 {
        throw row.fault("together", .alone(together))
      }
      return try row.playbook(code: code, units)
    }
    return lines.reduce(into: []) { playbooks, line in
      if let at = playbooks.firstIndex(where: { $0.code == line.code }) {
        playbooks[at] = playbooks[at].followed(by: line)
      } else {
        playbooks.append(line)
      }
    }
  }

  mutating func readPowers() -> [Power] {
    enum Status: String, CaseIterable {
      case sample
      case inForce = "in_force"
    }
    let units = departmentCodes
    _ = powers.keys("code")
    return powers.read { (row) throws(ListingFault) in
      let code = try row.text("code")
      let name = try row.text("name")
      let holders = try row.knownList("original_department", units)
      guard !holders.isEmpty else { throw row.fault("original_department", .empty) }
      let status = try row.choice("status", Status.self)
      let (from, to) = try row.period("in_force_from", "in_force_to")
      if status == .inForce, from == nil { throw row.fault("in_force_from", .empty) }
      return Power(
        code: code, name: name, holders: holders, reserved: row.optional("reserved") ?? "", from: from, to: to,
        isSample: status == .sample, scope: try row.optionalChoice("scope"))
    }
  }
}

extension Playbook {
  fileprivate func followed(by line: Playbook) -> Playbook {
    Playbook(
      code: code, name: name, lead: lead, cooperating: cooperating, steps: steps + line.steps,
      townshipRole: townshipRole)
  }
}

extension ListingRow {
  /// The joint matter with this line's step alone.
  fileprivate func playbook(code: String, _ units: Set<String>) throws(ListingFault) -> Playbook {
    let lead = try known(try text("lead"), "lead", units)
    let cooperating = try knownList("cooperating", units)
    guard !cooperating.contains(lead) else { throw fault("cooperating", .twice(lead)) }
    let step = Playbook.Step(
      name: try text("step"), owner: try known(try text("step_owner"), "step_owner", units),
      limit: TimeLimit(try number("step_limit"), try choice("step_clock")), together: optional("together"))
    return Playbook(
      code: code, name: try text("name"), lead: lead, cooperating: cooperating, steps: [step],
      townshipRole: optional("township_role"))
  }

  fileprivate func agrees(with first: ListingRow, in columns: [String]) throws(ListingFault) {
    for column in columns where optional(column) != first.optional(column) {
      throw fault(column, .differs(first.optional(column) ?? ""))
    }
  }
}
