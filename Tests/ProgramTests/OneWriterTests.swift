import DutyLedger
import DutySystem
import Foundation
import TestSupport
import Testing

/// All that the programs write goes through one checked writer; who writes past it is found in the sources.
@Suite struct OneWriterTests {
  /// Where a call to the system or to Foundation may write, and why is said there.
  private static let allowed = ["Outlet.swift", "FileFacts.swift"]
  private static var ways: Regex<Substring> {
    #/
    \b(?:Glibc\.write|pwrite|fwrite|fputs|putc|putchar|printf|fprintf|print|debugPrint|dump)\(
    | FileHandle | createFile\( | \.write\(to:\s*(?:URL|file) | (?:^|[^.\w])write\(\w+,\s*[^:)]*, | atomically:
    /#
    .wordBoundaryKind(.simple)
  }

  private static func lines(writingIn text: String) -> [Substring] {
    let ways = ways
    return text.split(separator: "\n").filter { line in
      !line.drop { $0 == " " }.hasPrefix("//") && line.contains(ways)
    }
  }

  @Test func `nothing in Sources writes past it`() throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources")
    let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    var seen = 0
    for case let file as URL in files where file.pathExtension == "swift" {
      let found = Self.lines(writingIn: try String(contentsOf: file, encoding: .utf8))
      seen += 1
      if !Self.allowed.contains(file.lastPathComponent) { #expect(found.isEmpty, "\(file.path): \(found)") }
    }
    #expect(seen > 100)
  }

  @Test(
    arguments: [
      "  print(\"x\")", "let n = Glibc.write(file, bytes, 1)", "  _ = write(file, line, line.count)",
      "FileHandle.standardError.write(data)", "try data.write(to: URL(filePath: path))", "pwrite(file, bytes, 1, 0)",
      "fputs(text, stderr)",
    ])
  func `the control: each way past it is found`(line: String) {
    #expect(Self.lines(writingIn: line).count == 1)
    #expect(Self.lines(writingIn: "  // " + line).isEmpty)
  }
}
