import DutyCore

/// A fault in what was said on the command line, or by the environment: it cannot be meant.
package enum UsageFault: Error, Hashable, Sendable {
  /// An option without its value; nil for an argument by its place.
  case empty(option: String?)
  case emptyVariable(String)
  case notAbsolute(variable: String, value: String)
  /// Nothing tells where a ledger would lie.
  case homeless

  package func text(_ language: Language) -> String {
    switch self {
    case .empty(let option?):
      language("\(option) 后面是空的：写明，或者整个不写。", "\(option) is empty: give a value, or leave it out.")
    case .empty(nil): language("有一个参数是空的。", "One of the arguments is empty.")
    case .emptyVariable(let name):
      language("\(name) 设成了空的：写明，或者取消这个变量。", "\(name) is set but empty: give it a value, or unset it.")
    case .notAbsolute(let name, let value):
      language(
        "\(name) 要写从 / 开始的全路径，现在是“\(value)”。请改正，或用 --ledger 写明台账。",
        "\(name) has to be a path from / on, not “\(value)”. Mend it, or name the ledger with --ledger.")
    case .homeless:
      language("没有设 HOME，不知道台账在哪里。请用 --ledger 写明。", "HOME is not set, so no ledger is known. Name one with --ledger.")
    }
  }

  /// Throws where an argument has nothing in it: no option and no argument of these programs means anything then. What a
  /// shell asks about a line that is still being typed may have.
  package static func requireNoneEmpty(_ arguments: some Sequence<String>) throws(UsageFault) {
    var option: String?
    for (index, argument) in arguments.enumerated() {
      if index == 0, argument == "---completion" { return }
      if argument.allSatisfy(\.isWhitespace) { throw .empty(option: option) }
      let isOption = argument.hasPrefix("--")
      if isOption, let sign = argument.firstIndex(of: "="),
        argument[argument.index(after: sign)...].allSatisfy(\.isWhitespace)
      {
        throw .empty(option: String(argument[..<sign]))
      }
      option = isOption && argument != "--" ? argument : nil
    }
  }
}
