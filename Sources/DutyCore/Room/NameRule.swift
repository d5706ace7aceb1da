/// How a person's name stands in the record, and which names nobody can tell apart (a name is one
/// person's, to the eye: docs/duty.md#names).
///
/// Only names that are given now are judged; what an earlier edition wrote stays as it is, and signs on.
package enum NameRule {
  /// Unicode scalars of a folded name at most.
  package static let longest = 40

  /// As a name is kept: letters and digits narrow, one blank where there are several, nothing that has no width.
  /// Accents are joined to their letters by whoever reads the name from outside (`String.foldedName`), since that takes
  /// tables which this target does without. Control characters and line ends stay, to be refused.
  package static func folded(_ typed: String) -> String {
    var kept = String.UnicodeScalarView()
    var isBlank = false
    for scalar in typed.unicodeScalars where !scalar.properties.isDefaultIgnorableCodePoint {
      guard !scalar.isBlankInName else {
        isBlank = true
        continue
      }
      if isBlank, !kept.isEmpty { kept.append(" ") }
      isBlank = false
      kept.append(scalar.isFullWidthLetter ? scalar.narrowed : scalar)
    }
    return String(kept)
  }

  /// Reduces a name to what is left where blanks, width, case and what cannot be seen make no difference.
  package static func key(_ name: String) -> String {
    var kept = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      let properties = scalar.properties
      if properties.isWhitespace || properties.isDefaultIgnorableCodePoint { continue }
      if properties.generalCategory == .control { continue }
      kept.append(scalar.narrowed)
    }
    return String(kept).lowercased()
  }

  /// Refuses a name that is to be given to somebody.
  package static func judge(_ name: String) throws(Refusal) {
    guard !key(name).isEmpty else { throw .room(.nameMissing) }
    guard isFolded(name) else { throw .room(.nameUnusable) }
    guard name.unicodeScalars.count <= longest else { throw .room(.nameTooLong(longest)) }
  }

  /// Refuses what a station may not be called: it heads every page, and its id stands in every record.
  package static func judge(station charter: Charter) throws(Refusal) {
    for name in [charter.name, charter.station] {
      guard !key(name).isEmpty, isFolded(name), name.unicodeScalars.count <= longest else {
        throw .room(.stationNameUnusable(longest))
      }
    }
  }

  /// One line that everybody can see and type.
  private static func isFolded(_ name: String) -> Bool {
    folded(name).unicodeScalars.elementsEqual(name.unicodeScalars)
      && !name.unicodeScalars.contains { $0.isUnsafeToPrint || $0.isRadical }
  }
}

extension Room {
  /// The person of this name, as it is written or, where that is nobody's, as it would be kept; nil where there is none, or
  /// more than one of an earlier edition's names comes to that.
  package func officer(named name: String) -> Officer? {
    if let officer = officers.values.first(where: { $0.name == name }) { return officer }
    let key = NameRule.key(name)
    guard !key.isEmpty else { return nil }
    let found = officers.values.filter { NameRule.key($0.name) == key }
    return found.count == 1 ? found.first : nil
  }

  /// Finds whom a name that is nobody's may have meant, in the order of enrolment: one sign more, less or other, one in the
  /// other, or the same initials of pinyin.
  package func officers(like name: String) -> [Officer] {
    let key = Array(NameRule.key(name))
    guard !key.isEmpty else { return [] }
    let sought = Sought(name)
    return officers.values.sorted { $0.id < $1.id }.filter { officer in
      let other = Array(NameRule.key(officer.name))
      return other.contains(key) || key.count > 1 && key.contains(other) || other.differsByOne(from: key)
        || !sought.isEmpty && sought.finds([officer.name], [spellings[officer.name] ?? .none])
    }
  }
}

extension [Character] {
  /// True where they differ by one character more, less or other; nothing would be left of single ones.
  fileprivate func differsByOne(from other: [Character]) -> Bool {
    guard count > 1, other.count > 1, abs(count - other.count) <= 1 else { return false }
    let start = zip(self, other).prefix { $0 == $1 }.count
    let end = zip(reversed(), other.reversed()).prefix { $0 == $1 }.count
    return start + end >= Swift.max(count, other.count) - 1
  }
}

extension Unicode.Scalar {
  /// A blank that a line is written with; ends of lines and tabs are none.
  fileprivate var isBlankInName: Bool { properties.generalCategory == .spaceSeparator }

  /// Signs keep their width, which belongs to Chinese: 张三（二）.
  fileprivate var isFullWidthLetter: Bool {
    switch value {
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: true
    default: false
    }
  }

  fileprivate var narrowed: Unicode.Scalar {
    (0xFF01...0xFF5E).contains(value) ? Unicode.Scalar(value - 0xFEE0) ?? self : self
  }

  /// A part of characters, drawn as the character it looks like: ⼄ for 乙.
  fileprivate var isRadical: Bool { (0x2E80...0x2FDF).contains(value) }
}
