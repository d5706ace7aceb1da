import GRDBSQLite

/// A ledger's file as bytes, read through SQLite: closing a file that was opened beside it would let go of every lock that
/// this process has on it.
final class RawFile {
  private let connection: OpaquePointer
  private let file: UnsafeMutablePointer<sqlite3_file>

  /// Nil where there is none that can be read. SQLite looks at nothing in it before it is asked to.
  init?(_ path: String) {
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(path, &opened, SQLITE_OPEN_READONLY, nil)
    guard let opened else { return nil }
    var found: UnsafeMutablePointer<sqlite3_file>?
    guard code == SQLITE_OK, sqlite3_file_control(opened, "main", SQLITE_FCNTL_FILE_POINTER, &found) == SQLITE_OK,
      let found, found.pointee.pMethods != nil
    else {
      sqlite3_close_v2(opened)
      return nil
    }
    (connection, file) = (opened, found)
  }

  deinit { sqlite3_close_v2(connection) }

  /// Reads `count` bytes from `offset` on; nil where there are fewer.
  func bytes(at offset: Int64, _ count: Int) -> [UInt8]? {
    guard let read = file.pointee.pMethods?.pointee.xRead, count > 0, let amount = Int32(exactly: count) else {
      return nil
    }
    var bytes = [UInt8](repeating: 0, count: count)
    return read(file, &bytes, amount, offset) == SQLITE_OK ? bytes : nil
  }

  var size: Int64? {
    guard let ask = file.pointee.pMethods?.pointee.xFileSize else { return nil }
    var size: sqlite3_int64 = 0
    return ask(file, &size) == SQLITE_OK ? size : nil
  }
}
