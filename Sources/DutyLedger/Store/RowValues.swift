import GRDB

/// Tells damage of the file, which is an answer of the check, from a fault of the world, which ends it.
enum Damage {
  /// Tells in SQLite's words what is damaged; nil where `error` is no damage.
  static func what(_ error: any Error) -> String? {
    if error is RowDecodingError { return "a value of another type than its column's" }
    guard let error = error as? DatabaseError else { return nil }
    switch error.resultCode {
    case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_NOMEM, .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_INTERRUPT,
      .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
      return nil
    default: return error.message ?? "\(error.resultCode)"
    }
  }
}

extension Row {
  /// The value of a column. Throws where it is of another type, or missing: a file may hold anything, whatever its
  /// schema says.
  func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(
    _ index: Int, as _: Value.Type = Value.self
  ) throws -> Value {
    try decode(Value.self, atIndex: index)
  }

  /// Reads a count, or a sum of counts, that reports reckon with. Throws where there can be no such count.
  func count(_ index: Int) throws -> Int {
    let number: Int = try value(index)
    guard (0...Self.mostOfAnything).contains(number) else { throw LedgerFault.damaged("a count of \(number)") }
    return number
  }

  /// Far more than any ledger holds, and far less than what overflows when a few of them are added up.
  private static let mostOfAnything = 1_000_000_000_000
}
