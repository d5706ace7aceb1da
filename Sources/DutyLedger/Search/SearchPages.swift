import Foundation
import GRDB

/// FTS5's list of pages, held against the pages themselves: its own proof passes over lines of pages that are not there.
///
/// The format is that of `fts5_index.c`: a page's number in `search_data` is segment, a flag, a height and a page, in
/// 16, 1, 5 and 31 bits; in `search_idx` it is doubled. The first term of a page stands whole in it. A merge that goes on
/// with later writes has taken a segment's first pages away and left their lines, which FTS5 passes over; the page it
/// stands at begins with a later term than its line says.
enum SearchPages {
  static func problems(_ db: Database) throws -> [String] {
    let block = try db.makeStatement(sql: "SELECT block FROM search_data WHERE id = ?")
    var problems: [String] = []
    let firstPages = try firstPages(db)
    var listed: Set<Int64> = []
    for row in try Row.fetchAll(db, sql: "SELECT segid, term, pgno FROM search_idx") {
      let (segment, term, page): (Int64, Data, Int64) = (try row.value(0), try row.value(1), try row.value(2))
      let id = segment << 37 &+ page >> 1
      let bytes = try Data.fetchOne(block, arguments: [id])
      let first = firstPages[segment] ?? 1
      if bytes == nil, (1..<max(first, 1)).contains(page >> 1) { continue }
      let found = bytes.flatMap { firstTerm(Array($0)) }
      let isRight = found.map {
        $0.starts(with: term) || first > 1 && page >> 1 == first && term.lexicographicallyPrecedes($0)
      }
      if isRight != true || !listed.insert(id).inserted {
        problems.append("search_idx.segid, search_idx.term or search_idx.pgno of page \(page >> 1) in \(segment)")
      }
    }
    let pages = try Row.fetchCursor(db, sql: "SELECT id, block FROM search_data WHERE id > 10 AND id >> 36 & 1 = 0")
    while let row = try pages.next() {
      let (id, block): (Int64, Data) = (try row.value(0), try row.value(1))
      if firstTerm(Array(block)) != nil, !listed.contains(id) {
        problems.append("search_idx: page \(id) is not in the list")
      }
    }
    return problems
  }

  /// Each segment's first page that is still there, from the record of all of them: four bytes and three counts, then for each
  /// level two counts and its segments' numbers, first and last pages.
  private static func firstPages(_ db: Database) throws -> [Int64: Int64] {
    guard let record = try Data.fetchOne(db, sql: "SELECT block FROM search_data WHERE id = 10") else { return [:] }
    let bytes = Array(record)
    var place = 4
    func next() -> Int {
      guard let read = number(bytes, at: place) else { return 0 }
      place = read.next
      return read.value
    }
    var pages: [Int64: Int64] = [:]
    let levels = next()
    _ = (next(), next())
    // A damaged record may tell of any number of levels and segments: it ends with its bytes.
    var level = 0
    while level < levels, place < bytes.count {
      _ = next()
      var left = next()
      while left > 0, place < bytes.count {
        let (segment, first) = (next(), next())
        pages[Int64(segment)] = Int64(first)
        _ = next()
        left -= 1
      }
      level += 1
    }
    return pages
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
    for (index, byte) in page.dropFirst(max(0, start)).prefix(8).enumerated() {
      value = value << 7 | Int(byte & 0x7F)
      if byte < 0x80 { return (value, start + index + 1) }
    }
    return nil
  }
}
