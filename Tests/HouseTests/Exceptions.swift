/// What stays although a rule forbids it, with the reason. A row of `exceptions.txt`:
/// rule | name of the file | a piece of the finding's text | reason.
struct Exception: Sendable, Hashable {
  var rule: String
  var file: String
  var piece: String
  var reason: String

  init?(row: Substring) {
    let cells = row.split(separator: " | ", omittingEmptySubsequences: false).map(String.init)
    guard cells.count == 4, cells.allSatisfy({ !$0.isEmpty }) else { return nil }
    (rule, file, piece, reason) = (cells[0], cells[1], cells[2], cells[3])
  }
}

struct Exceptions: Sendable {
  var rows: [Exception] = []
  /// Lines that are no row.
  var unreadable: [String] = []

  /// Empty lines and those that begin with `#` say nothing.
  init(_ text: String) {
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      if let row = Exception(row: line) { rows.append(row) } else { unreadable.append(String(line)) }
    }
  }

  /// Findings that no row excuses, and rows that excuse none. A row is good for one finding.
  func judge(_ rule: Rule, in repository: Repository) -> (findings: [String], needless: [Exception]) {
    var left = rows.filter { $0.rule == rule.name }
    var findings: [String] = []
    for (file, finding) in rule.findings(in: repository) {
      let excuse = left.firstIndex { $0.file == file.name && finding.text.contains($0.piece) }
      if let excuse {
        left.remove(at: excuse)
      } else {
        findings.append("\(file.path):\(finding.line): \(rule.name): \(finding.text)")
      }
    }
    return (findings, left)
  }
}
