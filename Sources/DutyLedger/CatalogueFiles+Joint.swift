import DutyCore

/// The lists of joint matters (一件事) and of devolved powers (赋权事项), which a station may do without.
struct JointMatterReading {
  let playbooks: [Playbook]
  let powers: [Power]
  let faults: [TableFault]

  init(_ files: CatalogueFiles, units: Set<String>) throws(TableFault) {
    var steps = try files.table(
      .playbooks,
      columns: ["code", "name", "lead", "cooperating", "step_no", "step", "step_owner", "step_limit", "step_clock"])
    var held = try files.table(
      .powers, columns: ["code", "name", "original_department", "reserved", "in_force_from", "in_force_to", "status"])
    let rows = steps.read { (row) throws(TableFault) in try StepRow(row, units) }
    _ = held.keys("code")
    powers = held.read { (row) throws(TableFault) in try row.power(units) }
    var read: [Playbook] = []
    var misplaced: [TableFault] = []
    for row in rows {
      let isNew = read.last?.code != row.playbook.code
      let expected = isNew ? 1 : (read.last?.steps.count ?? 0) + 1
      if row.number != expected { misplaced.append(row.fault(.notInOrder(expected: expected))) }
      if isNew, read.contains(where: { $0.code == row.playbook.code }) {
        misplaced.append(row.fault(.twice(row.playbook.code)))
      }
      if isNew {
        read.append(row.playbook)
      } else {
        read[read.count - 1] = read[read.count - 1].adding(row.playbook.steps)
      }
    }
    playbooks = read
    faults = steps.faults + held.faults + misplaced
  }
}

/// One step of a playbook, with what its row says of the whole.
private struct StepRow {
  let playbook: Playbook
  let number: Int
  private let row: TableRow

  init(_ row: TableRow, _ units: Set<String>) throws(TableFault) {
    self.row = row
    number = try row.number("step_no")
    var cooperating: [String] = []
    for code in row.list("cooperating") { cooperating.append(try row.known(code, "cooperating", units)) }
    let step = Playbook.Step(
      name: try row.text("step"), owner: try row.known(try row.text("step_owner"), "step_owner", units),
      limit: TimeLimit(try row.number("step_limit"), try row.choice("step_clock")))
    playbook = Playbook(
      code: try row.text("code"), name: try row.text("name"), lead: try row.known(try row.text("lead"), "lead", units),
      cooperating: cooperating, steps: [step])
  }

  func fault(_ problem: TableFault.Problem) -> TableFault { row.fault("step_no", problem) }
}

extension Playbook {
  fileprivate func adding(_ more: [Step]) -> Playbook {
    Playbook(code: code, name: name, lead: lead, cooperating: cooperating, steps: steps + more)
  }
}

extension TableRow {
  fileprivate enum PowerStatus: String, CaseIterable {
    case sample
    case inForce = "in_force"
  }

  /// A power that is said to be in force has the day since when.
  fileprivate func power(_ units: Set<String>) throws(TableFault) -> Power {
    var holders: [String] = []
    for code in list("original_department") { holders.append(try known(code, "original_department", units)) }
    guard !holders.isEmpty else { throw fault("original_department", .empty) }
    let isSample = try choice("status", PowerStatus.self) == .sample
    let from = optional("in_force_from") == nil && isSample ? nil : try day("in_force_from")
    let to = optional("in_force_to") == nil ? nil : try day("in_force_to")
    return Power(
      code: try text("code"), name: try text("name"), holders: holders, reserved: optional("reserved") ?? "",
      from: from, to: to, isSample: isSample)
  }
}
