import DutyCore
import GRDB

// The row and the line that follow from one subject, held against what stands.

extension SubjectPart {
  mutating func compare(_ incident: Incident, _ subject: Subject) throws {
    try reading(\.unreadRows, incident.id.entry) { try $0.compareRow(incident) }
    try reading(\.unreadLines, incident.id.entry) { try $0.compareLine(incident, subject.texts) }
  }

  /// Runs `body`; what cannot be read is counted, and told for all at once.
  mutating func reading(
    _ unread: WritableKeyPath<Sums, [Int64]>, _ opened: Int64, _ body: (inout Self) throws -> Void
  ) throws {
    do {
      try body(&self)
    } catch {
      guard Damage.what(error) != nil else { throw error }
      sums[keyPath: unread].append(opened)
    }
  }

  /// Every column of the row as the entries make it.
  private mutating func compareRow(_ incident: Incident) throws {
    let names = IncidentRow.columns.map(\.name)
    let statement = try db.cachedStatement(
      sql: "SELECT \(names.joined(separator: ", ")) FROM incident WHERE id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [incident.id.entry]) else {
      findings.report(.rebuild, incident.id.entry, "incident.id: the row is missing")
      return
    }
    let expected = IncidentRow(incident)
    for (index, column) in IncidentRow.columns.enumerated() {
      let stands: DatabaseValue = row[index]
      guard stands != column.value(expected)?.databaseValue ?? .null else { continue }
      findings.report(.rebuild, incident.lastEntry, "incident.\(column.name) of \(incident.number)")
    }
  }

  mutating func compareRow(_ rectification: Rectification) throws {
    let names = RectificationRow.columns.map(\.name)
    let id = rectification.id.entry
    let statement = try db.cachedStatement(
      sql: "SELECT \(names.joined(separator: ", ")) FROM rectification WHERE id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [id]) else {
      findings.report(.rebuild, id, "rectification.id: the row is missing")
      return
    }
    let expected = RectificationRow(rectification)
    for (index, column) in RectificationRow.columns.enumerated() {
      let stands: DatabaseValue = row[index]
      guard stands != column.value(expected)?.databaseValue ?? .null else { continue }
      findings.report(.rebuild, rectification.lastEntry, "rectification.\(column.name) of \(rectification.id.number)")
    }
  }

  /// Compares the line by which the incident is found, under the names the room had then.
  private mutating func compareLine(_ incident: Incident, _ texts: [String]?) throws {
    guard let texts, let room = course.room(after: incident.lastEntry) else { return findings.leaveOut("search") }
    let line = SearchTable.line(of: incident, words: texts, in: room, speller)
    if let problem = try SearchTable.problem(with: incident, line, db) {
      findings.report(.rebuild, incident.lastEntry, problem)
    }
  }
}
