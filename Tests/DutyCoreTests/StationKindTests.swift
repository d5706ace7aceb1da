import DutyCore
import Testing

/// Tests what a station calls its own.
@Suite struct StationKindTests {
  @Test("a station's name says whether it is a town, a township or a street; where it does not, neither is said")
  func named() {
    for (name, kind) in [
      ("柯岩街道", StationKind.street), ("柯岩街道综合指挥室", .street), ("古镇街道", .street), ("某某镇", .town), ("某某镇综合指挥室", .town),
      ("某某镇乡村振兴指挥室", .town), ("街道口镇", .town), ("某某乡", .township), ("某某乡指挥中心", .township), ("综合指挥室", .unknown),
      ("乡镇综合指挥室", .unknown), ("某县乡镇", .unknown), ("某县镇街指挥室", .unknown), ("本镇街", .unknown), ("镇", .unknown),
      ("", .unknown),
      ("Station", .unknown),
    ] {
      #expect(StationKind(name: name) == kind, "\(name)")
    }
  }

  @Test("what is the station's own is called by its kind")
  func own() {
    let words: [(StationKind, String)] = [
      (.town, "本镇"), (.township, "本乡"), (.street, "本街道"), (.unknown, "本镇街"),
    ]
    for (kind, word) in words {
      #expect(kind.own(.zh) == word)
      #expect(kind.own(.en) == "the station")
    }
  }

  @Test("a refusal and an outcome say the station's own word where it is known")
  func said() {
    let refusal = Refusal.what(.backToStationNeedsBasicItem)
    #expect(refusal.text(.zh, at: .street).hasPrefix("退回本街道"))
    #expect(refusal.text(.zh).hasPrefix("退回本镇街"))
    #expect(Disposition.notOurs.text(.zh, at: .town) == "非本镇职责（已告知责任单位）")
    let outside = Refusal.when(.outsideTheList(lead: "卫健局"))
    #expect(outside.text(.zh, at: .street).contains("卫健局负责") && outside.text(.zh, at: .street).contains("确需本街道承办"))
    let lead = Refusal.what(.leadChangesWithoutReason("生态环境", stationed: "环保中队"))
    #expect(lead.text(.zh, at: .street) == "清单牵头单位：生态环境（驻街道：环保中队）。改派其他单位请写明理由。")
    #expect(lead.text(.zh, at: .town).contains("（驻镇：环保中队）"))
  }

  @Test("a text of the table of commands, written for every station, gets the station's own word")
  func help() {
    #expect(StationKind.street.naming("非本镇街职责的，退回本镇街") == "非本街道职责的，退回本街道")
    #expect(StationKind.unknown.naming("非本镇街职责") == "非本镇街职责")
  }
}
