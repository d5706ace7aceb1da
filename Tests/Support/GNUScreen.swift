import Foundation

/// A session of GNU screen on a pseudo-terminal, of a test's own.
package final class GNUScreen {
  private let terminal: PseudoTerminal
  private let environment: [String: String]
  private let name: String
  private let copy: String

  /// Runs `command` in a window of that size; sockets and files lie in `directory`.
  package init(_ name: String, _ directory: String, columns: Int, rows: Int, running command: [String]) throws {
    self.name = name
    copy = "\(directory)/\(name).copy"
    let sockets = directory + "/screens"
    try FileManager.default.createDirectory(
      atPath: sockets, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let rules = directory + "/screenrc"
    try "startup_message off\ndefutf8 on\n".write(toFile: rules, atomically: true, encoding: .utf8)
    environment = ["SCREENDIR": sockets]
    let words = ["SCREENDIR=" + sockets, "/usr/bin/screen", "-U", "-c", rules, "-S", name] + command
    terminal = try PseudoTerminal(Program(at: "/usr/bin/env"), words, columns: columns, rows: rows)
  }

  package func type(_ text: String) { terminal.type(text) }

  /// Whether `text` comes through to the terminal that it runs on.
  package func passesOn(_ text: String) -> Bool { terminal.reads(text) }
  /// All that it wrote there.
  package var written: String { terminal.output }

  /// A row as its hardcopy has it: a byte for each cell, the lowest of the character's, 0xFF in the second cell of a wide
  /// one. Where a byte stands is its column.
  package typealias Row = [UInt8]

  /// `text` as it stands in such a row: of Hanzi and ASCII.
  package static func cells(_ text: String) -> Row {
    text.unicodeScalars.flatMap {
      $0.value >= 0x1100 ? [UInt8(truncatingIfNeeded: $0.value), 0xFF] : [UInt8($0.value)]
    }
  }

  /// What it holds now. A line end that is followed by a second cell is half a Hanzi, such as 上.
  package func shown() throws -> [Row] {
    while let read = terminal.readSome(milliseconds: 20), read > 0 {}
    let asked = try Program(at: "/usr/bin/screen").run(["-S", name, "-X", "hardcopy", copy], environment: environment)
    guard asked.status == 0, FileManager.default.fileExists(atPath: copy) else { return [] }
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: copy)))
    var rows: [Row] = [[]]
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0A, index + 1 == bytes.count || bytes[index + 1] != 0xFF {
        rows.append([])
      } else {
        rows[rows.count - 1].append(byte)
      }
    }
    return rows
  }

  /// Looks until a row holds `text`.
  @discardableResult
  package func wait(for text: String, seconds: Double = 20) throws -> [Row] {
    let deadline = DispatchTime.now() + seconds
    var last: [Row] = []
    repeat {
      last = try shown()
      if last.contains(where: { $0.column(of: text) != nil }) { return last }
    } while DispatchTime.now() < deadline
    let rows = last.map { String(decoding: $0.map { $0 < 0x20 ? 0x2E : $0 }, as: UTF8.self) }
    throw Tmux.NeverShown(text: text, screen: rows.joined(separator: "\n"))
  }

  package func close() throws {
    _ = try Program(at: "/usr/bin/screen").run(["-S", name, "-X", "quit"], environment: environment)
  }
}

extension GNUScreen.Row {
  /// The column in which `text` begins, the last time it stands there; nil where it does not.
  package func column(of text: String) -> Int? { lastRange(of: GNUScreen.cells(text)) }

  private func lastRange(of cells: [UInt8]) -> Int? {
    guard count >= cells.count else { return nil }
    return (0...(count - cells.count)).last { self[$0..<($0 + cells.count)].elementsEqual(cells) }
  }
}
