import Foundation

/// Reads what a program says of its own command line, for tests that ask something of every option there is.
package struct HelpDump: Decodable {
  private let command: Written

  package struct Command {
    /// The words that name it behind the program's name.
    package let path: [String]
    package let arguments: [Argument]

    /// Those that take a value.
    package var valued: [Argument] { arguments.filter { $0.kind != "flag" } }
  }

  package struct Argument: Decodable {
    fileprivate struct Name: Decodable { let name: String }
    package let kind: String
    fileprivate let preferredName: Name?
    package let valueName: String?
    fileprivate let completionKind: [String: Anything]?

    /// Without its hyphens; nil where its place tells what it is.
    package var name: String? { preferredName?.name }
    /// `file`, `list`, `custom` …; nil for none.
    package var completes: String? { completionKind?.keys.first }
  }

  /// Every command that can be run by itself, the parser's own `help` apart.
  package static func commands(of program: Program) throws -> [Command] {
    let dumped = try program.run(["--experimental-dump-help"])
    return try JSONDecoder().decode(HelpDump.self, from: Data(dumped.output.utf8)).command.all([])
  }

  fileprivate struct Anything: Decodable {
    init(from decoder: any Decoder) throws {}
  }
}

extension HelpDump {
  fileprivate struct Written: Decodable {
    let commandName: String
    let arguments: [Argument]?
    let subcommands: [Written]?

    func all(_ above: [String]) -> [Command] {
      let below = (subcommands ?? []).filter { $0.commandName != "help" }
      let own = below.isEmpty ? [Command(path: above, arguments: arguments ?? [])] : []
      return own + below.flatMap { $0.all(above + [$0.commandName]) }
    }
  }
}
