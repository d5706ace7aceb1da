/// A report as a reader meets it, whatever it is printed on: a title, and parts one under the other.
package struct Document: Hashable, Sendable {
  package var title: String
  package var parts: [Part]

  package enum Part: Hashable, Sendable {
    case heading(String)
    /// Names and values, a line each.
    case facts([Fact])
    case table(Table)
    case chart(Chart)
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

  package init(columns: [Column], rows: [[String]]) {
    self.columns = columns
    self.rows = rows
  }
}

/// Shares or counts beside each other, each with its number: the picture of what a table says.
package struct Chart: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Things that are compared: a bar each, one under the other.
    case bars
    /// One measure over time: a column each, one after the other.
    case series
  }

  package struct Bar: Hashable, Sendable {
    package let label: String
    /// 0...1 of the whole length; nil where there is nothing to show.
    package let share: Double?
    /// The number as it is read.
    package let shown: String

    package init(_ label: String, share: Double?, shown: String) {
      self.label = label
      self.share = share
      self.shown = shown
    }
  }

  package var title: String
  package var kind: Kind
  package var bars: [Bar]
}
