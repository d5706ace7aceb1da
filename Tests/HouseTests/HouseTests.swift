import Foundation
import Testing

/// The house rules that a program can see (CONTRIBUTING.md), held against the repository's files.
struct HouseTests {
  /// Exceptions there are. The number may only go down: mend what is found, or change the rule for everybody.
  static let pinned = 54

  private static let exceptions = Result {
    try Exceptions(
      String(contentsOf: Repository.root.appending(path: "Tests/HouseTests/exceptions.txt"), encoding: .utf8))
  }

  @Test("The repository keeps the rule, and no exception is left that it does not need", arguments: Rule.all)
  func kept(_ rule: Rule) throws {
    let judged = try Self.exceptions.get().judge(rule, in: Repository.here.get())
    for finding in judged.findings { Issue.record(Comment(rawValue: finding)) }
    for exception in judged.needless {
      Issue.record("needless: \(exception.rule) | \(exception.file) | \(exception.piece)")
    }
  }

  @Test("Each rule reports what is bad and keeps quiet about what is good", arguments: Rule.all)
  func controlled(_ rule: Rule) {
    #expect(!rule.bad.isEmpty && !rule.good.isEmpty)
    for sample in rule.bad { #expect(!rule.findings(in: sample.repository).isEmpty, "\(sample.texts)") }
    for sample in rule.good {
      #expect(rule.findings(in: sample.repository).map { $0.finding } == [], "\(sample.texts)")
    }
  }

  @Test("Exceptions name a rule and a reason, and grow no more")
  func counted() throws {
    let exceptions = try Self.exceptions.get()
    #expect(exceptions.unreadable == [])
    #expect(Set(exceptions.rows.map(\.rule)).isSubset(of: Rule.all.map(\.name)))
    #expect(Set(Rule.all.map(\.name)).count == Rule.all.count)
    #expect(exceptions.rows.count == Self.pinned, "fewer: lower the number that is pinned; more: mend what was found")
  }

  @Test("An exception excuses one finding of its rule and file, and one that excuses nothing is reported")
  func excused() throws {
    let rule = try #require(Rule.all.first { $0.name == "tab" })
    let sample: Sample = ["a/b.c": "\ta;\n\ta;\n", "c.c": "\ta;\n"]
    let exceptions = Exceptions(
      """
      # none

      tab | b.c | a; | taken from elsewhere
      tab | c.c | b | no such line
      width | c.c | a | another rule
      tab | c.c | a |
      """)
    let judged = exceptions.judge(rule, in: sample.repository)
    #expect(judged.findings == ["a/b.c:2: tab: \ta;", "c.c:1: tab: \ta;"])
    #expect(judged.needless.map(\.piece) == ["b"])
    #expect(exceptions.unreadable == ["tab | c.c | a |"])
  }

  @Test("The rules see the files there are")
  func seen() throws {
    let repository = try Repository.here.get()
    let swift = repository.files.filter(\.isOurSwift)
    #expect(swift.count > 200 && repository.files.count > swift.count + 200)
    #expect(repository.file("Sources/CTerminal/screen.c") != nil && repository.file(".ci/run") != nil)
    #expect(repository.declared(under: "Sources").isSuperset(of: ["Incident", "judge", "Desk"]))
  }
}
