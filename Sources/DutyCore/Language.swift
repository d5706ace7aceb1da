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
  /// The language of a locale, as the environment names it; Chinese where it says nothing (unset, C, POSIX).
  package init(environment: [String: String]) {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    let name = locale.prefix { $0 != "." && $0 != "@" }
    self = name.isEmpty || name == "C" || name == "POSIX" || name.hasPrefix("zh") ? .zh : .en
  }
}
