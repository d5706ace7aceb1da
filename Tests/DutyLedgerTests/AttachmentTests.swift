import DutyCore
import DutyLedger
import Testing

@Suite("附件") struct AttachmentTests {
  @Test("a photo is counted wherever it was attached, and no more where that was taken back")
  func times() throws {
    let desk = try Desk()
    let digest = String(repeating: "0c", count: 32)
    let photo = Attachment(kind: .after, path: Words("/a.jpg"), sha256: digest)
    let one = try desk.act(.attach(photo), on: desk.receive("东门堆物"))
    let other = try desk.act(.attach(photo), on: desk.receive("西门堆物"))
    let opening = RectificationOpening(
      kind: .plain, what: Words("清空"), owner: "S-ZF", due: Desk.zone.day(of: desk.now) + 1)
    let item = try desk.rectify(.attach(photo), on: try desk.rectify(.open(opening)))
    func times() throws -> Int? { try desk.ledger.timesAttached([digest], through: .max)[digest] }
    #expect(try times() == 3)
    try desk.act(.correct(Correction(entry: other.lastEntry, withdrawn: true)), on: other)
    #expect(try times() == 2)
    try desk.rectify(.correct(Correction(entry: item.lastEntry, withdrawn: true)), on: item)
    #expect(try times() == 1)
    #expect(try desk.ledger.timesAttached([digest], through: one.lastEntry - 1)[digest] == nil)
    #expect(try desk.ledger.incident(other.id)?.attachments == [])
  }
}
