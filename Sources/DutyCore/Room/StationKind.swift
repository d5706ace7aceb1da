/// The kind of place a station serves, as its name says: by it texts speak of what is its own, 本镇 or 本街道.
package enum StationKind: Hashable, Sendable {
  case town, township, street
  /// The name says nothing of it, or says 镇街 itself.
  case unknown

  /// A name that ends with its kind, as 某某镇 does, or has it before what sits there: 柯岩街道综合指挥室.
  package init(name: String) {
    if let ending = Self.named.first(where: { name.hasSuffix($0.word) && name != $0.word }), !name.hasSuffix("乡镇") {
      self = ending.kind
    } else if name.dropFirst().contains("街道") {
      self = .street
    } else {
      self = Self.inside(Array(name))
    }
  }

  private static let named: [(word: String, kind: StationKind)] = [("街道", .street), ("镇", .town), ("乡", .township)]

  /// The first 镇 or 乡 that is no part of 镇街, 镇村, 乡镇 or 乡村 and has a name before it.
  private static func inside(_ name: [Character]) -> StationKind {
    for (index, character) in name.enumerated().dropFirst() where index + 1 < name.count {
      if character == "镇", name[index - 1] != "乡", !["街", "村"].contains(name[index + 1]) { return .town }
      if character == "乡", name[index - 1] != "镇", !["镇", "村"].contains(name[index + 1]) { return .township }
    }
    return .unknown
  }

  /// A text of the table of commands, which is written once for every station, with its own word in place of 本镇街.
  package func naming(_ text: String) -> String { text.replacing("本镇街", with: own(.zh)) }

  /// The station as it speaks of itself.
  package func own(_ language: Language) -> String {
    switch self {
    case .town: language("本镇", "the station")
    case .township: language("本乡", "the station")
    case .street: language("本街道", "the station")
    case .unknown: language("本镇街", "the station")
    }
  }
}

extension Room {
  package var stationKind: StationKind { StationKind(name: name) }
}
