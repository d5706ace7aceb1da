/// A report as a reader meets it, whatever it is printed on: a title, and parts one under the other.
package struct Document: Hashable, Sendable {
  package var title: String
  package var parts: [Part]

  package enum Part: Hashable, Sendable {
    case heading(String)
    /// Names and values, a line each.
    case facts([Fact])
    case table(Table)
    case remark(String)
  }

  package struct Fact: Hashable, Sendable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }
}

/// Rows under named columns.
package struct Table: Hashable, Sendable {
  /// Words stand at the leading edge, numbers at the trailing.
  package enum Alignment: Hashable, Sendable { case leading, trailing }

  package struct Column: Hashable, Sendable {
    package let name: String
    package let alignment: Alignment

    package static func words(_ name: String) -> Column { Column(name: name, alignment: .leading) }
    package static func number(_ name: String) -> Column { Column(name: name, alignment: .trailing) }
  }

  package var columns: [Column]
  package var rows: [[String]]
}
