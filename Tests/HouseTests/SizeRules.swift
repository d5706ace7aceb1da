// How long files and functions are, and how full a folder is.
extension Rule {
  static let sizes: [Rule] = [fileLength, functionLength, updateLength, folderSize]

  private static let linesOfFile = 300
  private static let linesOfFunction = 50
  private static let linesOfUpdate = 40
  private static let filesOfFolder = 25

  /// "more than 350 lines" of 372: in steps, so that an exception holds while a file changes a little, and ends when it has
  /// become a step shorter.
  private static func excess(_ count: Int, over limit: Int, step: Int, _ what: String) -> String? {
    count > limit ? "more than \(limit + (count - limit - 1) / step * step) \(what)" : nil
  }

  private static let fileLength = Rule(
    name: "file length", looksAt: \.isSwiftOrC,
    find: { file, _ in
      excess(file.lines.count, over: linesOfFile, step: 50, "lines").map { [Finding(line: 1, text: $0)] } ?? []
    },
    bad: [["a.swift": String(repeating: "\n", count: 301)]], good: [["a.swift": String(repeating: "\n", count: 300)]])

  private static let functionLength = Rule(
    name: "function length", looksAt: \.isSwiftOrC,
    find: { file, _ in
      file.functions.compactMap { function in
        excess(function.lines, over: linesOfFunction, step: 10, "lines").map {
          Finding(line: function.line, text: "\(function.name): \($0)")
        }
      }
    },
    bad: [
      ["a.swift": "func a(\n  b: Int = { 1 }()\n) {\n" + String(repeating: "b()\n", count: 47) + "}"],
      ["a.swift": "struct A {\n  init() {\n" + String(repeating: "b()\n", count: 49) + "}\n}"],
      ["a.swift": "var a: [Int] {\n" + String(repeating: "b()\n", count: 49) + "}\n"],
      ["a.c": "int a;\nint b(void)\n{\n" + String(repeating: "c();\n", count: 48) + "}"],
    ],
    good: [
      [
        "a.swift": "protocol A {\n  func a()\n}\nstruct B {\n" + String(repeating: "func b() { \"}\" }\n", count: 60)
          + "}"
      ],
      ["a.swift": "let a = [\n" + String(repeating: "b { .init() },\n", count: 60) + "]"],
      ["a.c": "int b(void)\n{\n" + String(repeating: "c();\n", count: 47) + "}"],
    ])

  private static let updateLength = Rule(
    name: "update of the desk", looksAt: \.isOurSwift,
    find: { file, _ in
      guard file.tokens.types.contains("Desk") else { return [] }
      return file.functions.filter { $0.name == "update" && $0.lines > linesOfUpdate }.map { file.finding(at: $0.line) }
    },
    bad: [
      ["Sources/DeskUI/Desk.swift": "struct Desk {\nfunc update() {\n" + String(repeating: "b()\n", count: 39) + "}\n}"]
    ],
    good: [
      ["Sources/DeskUI/Desk.swift": "struct Desk {\nfunc update() {\n" + String(repeating: "b()\n", count: 38) + "}\n}"]
    ])

  private static let folderSize = Rule(
    name: "folder size", looksAt: \.isOurSwift,
    find: { file, repository in
      let inside = repository.files.filter { $0.isSwift && $0.folder == file.folder }
      guard inside.first?.path == file.path else { return [] }
      return excess(inside.count, over: filesOfFolder, step: 25, "files").map {
        [Finding(line: 1, text: "\(file.folder): \($0)")]
      } ?? []
    },
    bad: [folder(of: 26)], good: [folder(of: 25)])

  private static func folder(of count: Int) -> Sample {
    var sample: Sample = ["Sources/A/B/deeper.swift": ""]
    for number in 0..<count { sample.texts["Sources/A/\(number).swift"] = "" }
    return sample
  }
}
