/// The two languages of screens, reports and refusals. Stored facts are in neither.
package enum Language: String, CaseIterable, Sendable {
  case zh, en

  /// Picks the text of this language.
  package func callAsFunction(_ chinese: String, _ english: String) -> String {
    switch self {
    case .zh: chinese
    case .en: english
    }
  }
}

extension Language {
  /// Chooses the language before a program has read its command line: that of `--language`, else of the locale.
  package init(arguments: [String], environment: Environment) {
    let option = "--language"
    let named = zip(arguments, arguments.dropFirst() + [""]).compactMap { argument, next in
      argument == option ? next : argument.hasPrefix(option + "=") ? String(argument.dropFirst(option.count + 1)) : nil
    }
    self = named.last.flatMap(Language.init(rawValue:)) ?? Language(environment: environment)
  }

  /// The language of a locale, as the environment names it; Chinese where it says nothing (unset, C, POSIX).
  package init(environment: Environment) {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    let name = locale.prefix { $0 != "." && $0 != "@" }
    self = name.isEmpty || name == "C" || name == "POSIX" || name.hasPrefix("zh") ? .zh : .en
  }
}

/// The variables a program was started with; nil for one that is not set.
package struct Environment: Sendable {
  private let value: @Sendable (_ name: String) -> String?

  package init(_ value: @escaping @Sendable (_ name: String) -> String?) { self.value = value }

  package subscript(name: String) -> String? { value(name) }
}

extension Environment: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral variables: (String, String)...) {
    let known = Dictionary(variables) { $1 }
    self.init { known[$0] }
  }
}
