import DutyCore
import DutyIntake
import DutyLedger
import DutyTables
import Foundation
import Testing

@Suite("an import profile") struct ImportProfileTests {
  static let boston = """
    { "origin": "boston311", "timezone": "-04:00", "encoding": "auto",
      "timestamps": ["yyyy-MM-dd HH:mm:ss"],
      "columns": { "externalId": "case_enquiry_id", "received": "open_dt", "closed": "closed_dt", "due": "target_dt",
                   "department": "subject", "category": ["reason", "type"], "summary": "case_title", "detail": null,
                   "place": "location", "grid": "neighborhood", "source": "source", "reply": "closure_reason",
                   "replied": null, "reporter": null, "phone": null },
      "sources": { "Constituent Call": "hotline12345", "Employee Generated": "patrol" } }
    """

  @Test("the built-in one for Boston is the one printed here")
  func builtIn() throws {
    #expect(try ImportProfile(json: Data(Self.boston.utf8)) == ImportProfile.named("boston311"))
  }

  @Test(
    "a fault is told by the name that stands in the file",
    arguments: [
      (#"{"timezone":"Z","columns":{"externalId":"a","received":"b"}}"#, ProfileFault.missing("origin")),
      (#"{"origin":" ","timezone":"Z","columns":{"externalId":"a","received":"b"}}"#, .missing("origin")),
      (#"{"origin":"x","timezone":"Z","columns":{"externalId":"a"}}"#, .missing("columns.received")),
      (#"{"origin":"x","timezone":"Z","columns":{"externalId":[],"received":"b"}}"#, .missing("columns.externalId")),
      (#"{"origin":"x","timezone":"Z","columns":{"externalId":"a","received":7}}"#, .wrongType("columns.received")),
      (#"{"origin":5,"timezone":"Z","columns":{"externalId":"a","received":"b"}}"#, .wrongType("origin")),
      (#"{"origin":"x","timezone":"Mars","columns":{"externalId":"a","received":"b"}}"#, .badZone("Mars")),
      (
        #"{"origin":"x","timezone":"Z","encoding":"EBCDIC","columns":{"externalId":"a","received":"b"}}"#,
        .badEncoding(UnknownEncoding(name: "EBCDIC"))
      ),
      (
        #"{"origin":"x","timezone":"Z","timestamps":["yy-QQ"],"columns":{"externalId":"a","received":"b"}}"#,
        .badPattern("yy-QQ", letter: "Q")
      ),
      (
        #"{"origin":"x","timezone":"Z","columns":{"externalId":"a","received":"b"},"sources":{"Web":"internet"}}"#,
        .badSource("Web", named: "internet")
      ),
    ])
  func fault(_ json: String, _ fault: ProfileFault) {
    #expect(throws: fault) { try ImportProfile(json: Data(json.utf8)) }
    #expect(fault.text(.zh) != fault.text(.en))
  }

  @Test("a key that means nothing is told with those that do")
  func unknownKey() {
    let inColumns = #"{"origin":"x","timezone":"Z","columns":{"externalId":"a","recieved":"b"}}"#
    #expect {
      try ImportProfile(json: Data(inColumns.utf8))
    } throws: { error in
      (error as? ProfileFault)?.text(.en).hasPrefix("A profile has no columns.recieved. There are externalId") == true
    }
    let above = #"{"origin":"x","timezone":"Z","colums":{},"columns":{"externalId":"a","received":"b"}}"#
    #expect {
      try ImportProfile(json: Data(above.utf8))
    } throws: { error in
      (error as? ProfileFault)?.text(.zh).hasPrefix("导入方案里没有 colums 这一项") == true
    }
  }

  @Test("what is no JSON, or no profile at all, is told")
  func notThere() {
    #expect {
      try ImportProfile(json: Data("{".utf8))
    } throws: { error in
      if case .notJSON? = error as? ProfileFault { true } else { false }
    }
    #expect(throws: ImportFault.profile(.unknown("nowhere.json", builtIn: ["native", "boston311"]))) {
      try ImportProfile.named("nowhere.json")
    }
  }
}
