// What is referred to is there.
extension Rule {
  static let references: [Rule] = [documentsNamed, links, sections, places, numbers]

  /// Its own examples break the rules that read whole lines.
  private static func isRead(_ file: SourceFile) -> Bool { !file.isUnder("Tests/HouseTests") }

  /// A document is named by its path from the root; in Markdown also by that from where it is named. What follows a `#` is
  /// one of its headings.
  private static let documentsNamed = Rule(
    name: "document", looksAt: isRead,
    find: { file, repository in
      file.mentions.filter { !repository.leads($0.target, from: file) }.map { file.finding(at: $0.line) }
    },
    bad: [
      ["Sources/a.swift": "// see docs/a.md#limits", "docs/a.md": "# Limit\n"],
      ["Sources/a.swift": "/// As duty.md says.", "docs/duty.md": ""],
      ["Sources/a.swift": "// docs/b.md"], ["README.md": "It is in `docs/pictures`."],
      ["docs/a.md": "As b.md#c says.", "docs/b.md": "# D\n"],
    ],
    good: [
      [
        "Sources/a.swift": "// see docs/a.md#limits-of-it, docs/a.md#b.",
        "docs/a.md": "# Limits of it\n\nHere.\n\n### b\n",
      ],
      ["docs/a.md": "As b.md#c and a.md#d say.\n## D\n", "docs/b.md": "# C\n"],
    ])

  private static let links = Rule(
    name: "link", looksAt: { $0.language == .markdown },
    find: { file, repository in
      file.links.filter { !repository.leads($0.target, from: file) }.map { file.finding(at: $0.line) }
    },
    bad: [
      ["README.md": "[a](docs/b)"], ["README.md": "[a](#b)\n# C"],
      ["docs/a.md": "[a](../README.md#b)", "README.md": "# C\n"],
    ],
    good: [
      [
        "README.md": "[a](docs/a.md#b), [c](#d-e) and [e](https://f.g/h), [i](Tests)\n## D e\n", "docs/a.md": "### b",
        "Tests/a.c": "",
      ]
    ])

  private static let sections = Rule(
    name: "section sign", looksAt: isRead,
    find: { file, _ in file.linesWith("§").map(file.finding) },
    bad: [["a.swift": "// duty §4"]], good: [["a.swift": "// docs"]])

  /// Folders that every Linux has.
  private static let known: Set = [
    "dev", "proc", "sys", "tmp", "etc", "usr", "var", "run", "bin", "boot", "lib",
  ]

  private static let places = Rule(
    name: "place outside", looksAt: { $0.isProgram && isRead($0) },
    find: { file, _ in
      file.comments.filter { comment in
        comment.text.split(whereSeparator: { " (`\"'".contains($0) }).contains { word in
          guard word.hasPrefix("/"), let first = word.split(separator: "/").first, word.dropFirst().contains("/") else {
            return false
          }
          return !known.contains(String(first))
        }
      }.map { file.finding(at: $0.line) }
    },
    bad: [["a.swift": "// as in /nowhere/shared/a.md"], ["a.py": "# see `/home/me/a`"]],
    good: [["a.swift": "/// Its load, from /proc/loadavg or `/dev/shm/x`; a / b, km/h."]])

  private static let numbers = Rule(
    name: "issue", looksAt: isRead,
    find: { file, _ in
      let texts: [(Int, String)] =
        file.language == .markdown
        ? file.prose.map { ($0, file.text(ofLine: $0)) } : file.comments.map { ($0.line, $0.text) }
      return texts.filter { $0.1.split(separator: " ").contains { $0.isIssue } }.map { file.finding(at: $0.0) }
    },
    bad: [["a.swift": "// as in #12."], ["README.md": "Mended (#7)."]],
    good: [
      ["a.swift": "// number 12, a#b, `#if`, docs/a.md#12"], ["README.md": "# 12\n## Limits\n"],
      ["docs/desk.md": "As here:\n```\nrecorded #12\n```\n"],
    ])
}

extension Substring {
  fileprivate var isIssue: Bool {
    let word = drop { "([,".contains($0) }
    guard word.hasPrefix("#") else { return false }
    let digits = word.dropFirst().prefix { $0.isNumber }
    return !digits.isEmpty && word.dropFirst(1 + digits.count).allSatisfy { !$0.isLetter }
  }
}

extension SourceFile {
  func linesWith(_ text: String) -> [Int] {
    let sought = Array(text.utf8)
    return lines.indices.filter { lines[$0].holds(sought) }.map { $0 + 1 }
  }

  /// Names of documents and of what lies in `docs/`, as they stand in a text, with a heading behind `#`.
  fileprivate var mentions: [(line: Int, target: String)] {
    let marks = [Array(".md".utf8), Array("docs/".utf8)]
    return lines.indices.filter { index in marks.contains { lines[index].holds($0) } }.flatMap { index in
      text(ofLine: index + 1).paths.filter { path in
        let name = path.prefix { $0 != "#" }
        return !name.hasPrefix("//") && (name.hasSuffix(".md") && name.count > 3 || name.hasPrefix("docs/"))
      }.map { (index + 1, $0) }
    }
  }

  fileprivate var links: [(line: Int, target: String)] {
    linesWith("](").flatMap { line in
      text(ofLine: line).split(separator: "](", omittingEmptySubsequences: false).dropFirst().compactMap { rest in
        let target = rest.prefix { $0 != ")" && $0 != " " }
        return target.contains("://") || target.hasPrefix("mailto:") ? nil : (line, String(target))
      }
    }
  }

  /// The lines of a document that are not between two lines of ```, by number.
  fileprivate var prose: [Int] {
    var isExample = false
    return lines.indices.map { $0 + 1 }.filter { line in
      let isFence = text(ofLine: line).hasPrefix("```")
      if isFence { isExample.toggle() }
      return !isFence && !isExample
    }
  }

  /// The names of its headings in a reference.
  var anchors: Set<String> {
    var isExample = false
    return Set(
      lines.indices.compactMap { index in
        guard lines[index].first == UInt8(ascii: "#") || lines[index].first == UInt8(ascii: "`") else { return nil }
        let text = text(ofLine: index + 1)
        if text.hasPrefix("```") { isExample.toggle() }
        guard !isExample, lines[index].first == UInt8(ascii: "#") else { return nil }
        return text.drop { $0 == "#" }.drop { $0 == " " }.lowercased().filter {
          $0.isLetter || $0.isNumber || " -_".contains($0)
        }
        .replacing(" ", with: "-")
      })
  }
}

extension String {
  /// Runs of the characters that paths consist of; a sign at the end belongs to the sentence.
  fileprivate var paths: [String] {
    split { !($0.isASCII && ($0.isLetter || $0.isNumber || "/._-#".contains($0))) }.map { run in
      var run = run
      while let last = run.last, "._-#/".contains(last) { run.removeLast() }
      return String(run)
    }
  }
}

extension ArraySlice<UInt8> {
  func holds(_ sought: [UInt8]) -> Bool {
    withUnsafeBufferPointer { bytes in
      guard let first = sought.first, bytes.count >= sought.count else { return false }
      for start in 0...(bytes.count - sought.count) where bytes[start] == first {
        if sought.indices.allSatisfy({ bytes[start + $0] == sought[$0] }) { return true }
      }
      return false
    }
  }
}

extension Repository {
  /// There is what `target` names, from the root or, in Markdown, from the folder of `file`.
  fileprivate func leads(_ target: String, from file: SourceFile) -> Bool {
    let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    var places = parts[0].isEmpty ? [file.path] : [parts[0]]
    if file.language == .markdown, !parts[0].isEmpty { places.append(resolved(parts[0], in: file.folder)) }
    return places.contains { place in
      guard paths.contains(place) else { return false }
      return parts.count == 1 || self.file(place)?.anchors.contains(parts[1]) == true
    }
  }

  private func resolved(_ path: String, in folder: String) -> String {
    var parts = folder.split(separator: "/")
    for part in path.split(separator: "/") {
      if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}
