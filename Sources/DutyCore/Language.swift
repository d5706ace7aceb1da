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
