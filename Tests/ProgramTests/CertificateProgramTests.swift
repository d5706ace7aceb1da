import TestSupport
import Testing

@Suite struct CertificateProgramTests {
  private func add(_ station: Station, _ options: [String]) throws -> Program.Ending {
    try station.adminAsAdministrator(["officer", "add", "坐席乙", "--rank", "officer"] + options)
  }

  @Test func `a certificate is enrolled with its last day, and listed`() throws {
    try Station.founded { station in
      let added = try add(station, ["--certificate", "样-0001", "--certificate-expires", "2099-12-31"])
      #expect(added.status == 0, "\(added.errors)")
      _ = try station.enrol("赵联络", rank: "liaison", department: "S-ZF")
      #expect(
        try station.admin(["officer", "list"]).lines == [
          "1\t管理员甲\t管理员", "2\t坐席乙\t坐席员\t\t执法证 样-0001 至 2099-12-31", "3\t赵联络\t部门联络员\tS-ZF 执法队",
        ])
      let exported = try station.admin(["export"]).output
      #expect(exported.contains(#""certificate":"样-0001""#) && exported.contains(#""expires":"2099-12-31""#))
    }
  }

  @Test(arguments: [
    ["--certificate", "样-0001"], ["--certificate-expires", "2099-12-31"],
    ["--certificate", " ", "--certificate-expires", "2099-12-31"],
    ["--certificate", "样-0001", "--certificate-expires", "2099-02-30"],
  ]) func `half a certificate enrols nobody`(options: [String]) throws {
    try Station.founded { station in
      let refused = try add(station, options)
      #expect(refused.status == 2 && refused.errors.contains("--certificate"), "\(refused.errors)")
      #expect(try station.admin(["officer", "list"]).lines.count == 1)
    }
  }
}
