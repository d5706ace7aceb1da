import DutyCore

/// The scripts by which a shell completes the programs' words, as the argument parser makes them, and what is wrong in
/// them put right.
package enum Completion {
  /// Tells how they are put in, for a page of help.
  package static func hint(_ program: String, _ language: Language) -> String {
    language("按 Tab 补全", "Completion by Tab") + ": source <(\(program) --generate-completion-script bash)"
  }

  /// `text` without the subcommand `help` where it is the only one: a program without subcommands has none, zsh ends with an
  /// error over it, and the others propose what is then refused. Anything but such a script stays as it is.
  package static func mended(_ text: String) -> String {
    let first = text.prefix { $0 != "\n" }
    if first.hasPrefix("#compdef ") { return zsh(text) }
    if first == "#!/bin/bash" { return bash(text) }
    return first.hasPrefix("function ") && text.contains("complete -c '") ? fish(text) : text
  }

  private static func zsh(_ script: String) -> String {
    guard script.contains("local -ar subcommands=(\n            'help:") else { return script }
    return without(script) { $0 == "'(-): :->command'" || $0 == "'(-)*:: :->arg'" }
  }

  private static func bash(_ script: String) -> String {
    guard script.contains("compgen -W 'help' --") else { return script }
    return without(script) { $0 == "COMPREPLY+=($(compgen -W 'help' -- \"${cur}\"))" }
      .replacing("        # Offer subcommand completions\n", with: "        :\n")
  }

  private static func fish(_ script: String) -> String {
    let proposed = script.split(separator: "\n").filter { $0.hasSuffix("-d 'Show subcommand help information.'") }
    let subcommands = script.split(separator: "\n").filter { $0.contains("should_offer_completions_for_positional") }
    guard proposed.count == 1, subcommands.allSatisfy({ !$0.contains("-fa '") || proposed.contains($0) }) else {
      return script
    }
    return without(script) { line in proposed.contains { line == $0 } }
  }

  private static func without(_ script: String, _ isLeftOut: (Substring) -> Bool) -> String {
    script.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { line in !isLeftOut(line.drop { $0 == " " }) }.joined(separator: "\n")
  }
}
