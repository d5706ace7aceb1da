import Foundation
import GRDB

/// FTS5's list of pages, held against the pages themselves: its own proof passes over lines of pages that are not there.
///
/// The format is that of `fts5_index.c`: a page's number in `search_data` is segment, a flag, a height and a page, in
/// 16, 1, 5 and 31 bits; in `search_idx` it is doubled. The first term of a page stands whole in it.
enum SearchPages {
  static func problems(_ db: Database) throws -> [String] {
    let block = try db.makeStatement(sql: "SELECT block FROM search_data WHERE id = ?")
    var problems: [String] = []
    var listed: Set<Int64> = []
    for row in try Row.fetchAll(db, sql: "SELECT segid, term, pgno FROM search_idx") {
      let (segment, term, page): (Int64, Data, Int64) = (row[0], row[1], row[2])
      let id = segment << 37 + page >> 1
      let found = try Data.fetchOne(block, arguments: [id]).flatMap { firstTerm(Array($0)) }
      if found?.starts(with: term) != true || !listed.insert(id).inserted {
        problems.append("search_idx.segid, search_idx.term or search_idx.pgno of page \(page >> 1) in \(segment)")
      }
    }
    let pages = try Row.fetchCursor(db, sql: "SELECT id, block FROM search_data WHERE id > 10 AND id >> 36 & 1 = 0")
    while let row = try pages.next() {
      if firstTerm(Array(row[1] as Data)) != nil, !listed.contains(row[0]) {
        problems.append("search_idx: page \(row[0] as Int64) is not in the list")
      }
    }
    return problems
  }

  /// The first term that begins on a page; nil where none does.
  private static func firstTerm(_ page: [UInt8]) -> ArraySlice<UInt8>? {
    guard page.count > 4 else { return nil }
    let end = Int(page[2]) << 8 | Int(page[3])
    guard let (start, _) = number(page, at: end), let (length, first) = number(page, at: start),
      length > 0, first + length <= page.count
    else { return nil }
    return page[first..<(first + length)]
  }

  /// A number in as few bytes as it takes, seven bits in each, and the place behind it.
  private static func number(_ page: [UInt8], at start: Int) -> (value: Int, next: Int)? {
    var value = 0
    for (index, byte) in page.dropFirst(max(0, start)).prefix(4).enumerated() {
      value = value << 7 | Int(byte & 0x7F)
      if byte < 0x80 { return (value, start + index + 1) }
    }
    return nil
  }
}
