import Foundation

/// The files that the rules look at, and the names of all others.
struct Repository: Sendable {
  let files: [SourceFile]
  /// Every file and folder, from the root.
  let paths: Set<String>

  init(_ texts: [String: [UInt8]], others: Set<String> = []) {
    files = texts.sorted { $0.key < $1.key }.compactMap { SourceFile(path: $0.key, bytes: $0.value) }
    let folders = texts.keys.flatMap { path in
      let parts = path.split(separator: "/")
      return parts.indices.dropFirst().map { parts[..<$0].joined(separator: "/") }
    }
    paths = others.union(texts.keys).union(folders)
  }

  func file(_ path: String) -> SourceFile? { files.first { $0.path == path } }
}

extension Repository {
  /// This repository, read once.
  static let here: Result<Repository, any Error> = Result { try read(root) }

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static let topics = ["Sources", "Tests", "Benchmarks", "Resources", "docs", ".ci"]
  /// Folders of examples among the tests, whose text is what it is.
  private static let examples: Set = ["Golden", "Scripts", "Plain", "Frozen", "Past", "pictures", "__pycache__"]

  private static func read(_ root: URL) throws -> Repository {
    var texts: [String: [UInt8]] = [:]
    var others: Set<String> = []
    let names = try FileManager.default.contentsOfDirectory(atPath: root.path)
    for name in names where name.hasSuffix(".md") || name == "Package.swift" {
      texts[name] = [UInt8](try Data(contentsOf: root.appending(path: name)))
    }
    for topic in topics where names.contains(topic) {
      let walk = FileManager.default.enumerator(atPath: root.appending(path: topic).path)
      while let inner = walk?.nextObject() as? String {
        let path = topic + "/" + inner
        others.insert(path)
        guard SourceFile.Language(path: path) != nil,
          topic != "Tests" || examples.isDisjoint(with: path.split(separator: "/").map(String.init)),
          walk?.fileAttributes?[.type] as? FileAttributeType == .typeRegular
        else { continue }
        texts[path] = [UInt8](try Data(contentsOf: root.appending(path: path)))
      }
    }
    return Repository(texts, others: others.union(names))
  }
}
