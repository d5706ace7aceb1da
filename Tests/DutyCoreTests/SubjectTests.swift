import DutyCore
import Foundation
import Testing

@Suite("各种对象") struct SubjectTests {
  /// The subject of a note whose bytes say of it what `kind` and `subject` hold.
  private func subject(of kind: String, _ subject: String = "") throws -> Subject {
    let text = """
      {"action":"note","at":1,"by":"rule","facts":{"words":{"digest":"","kind":"text","word":0}},"findings":{},\(kind)
      "key":"a","number":7,"recorded":1,"revision":2,"station":"x"\(subject)}
      """
    let decoder = JSONDecoder()
    if let key = WordsBook.key {
      decoder.userInfo[key] = WordsBook(
        seal: { SealedWords(word: 0, kind: $0.kind, digest: "") }, open: { Words(erased: $0.kind) })
    }
    return try decoder.decode(Entry.self, from: Data(text.utf8)).subject
  }

  @Test("an entry says which kind of subject it is about; one of a kind that is not known is none, and not the room's")
  func kinds() throws {
    #expect(try subject(of: "\"incident\":5,") == .incident(IncidentID(5)))
    #expect(try subject(of: "\"kind\":\"item\",", ",\"subject\":5") == .rectification(RectificationID(5)))
    for kind in ["campaign", "room", "incident", ""] {
      #expect(throws: DecodingError.self) { _ = try subject(of: "\"kind\":\"\(kind)\",", ",\"subject\":5") }
    }
    #expect(throws: DecodingError.self, "a kind without its subject") { _ = try subject(of: "\"kind\":\"item\",") }
  }

  @Test("an act of one kind on a subject of another is no entry")
  func mixed() {
    #expect(throws: DecodingError.self, "a note on the room") { _ = try subject(of: "") }
  }
}
