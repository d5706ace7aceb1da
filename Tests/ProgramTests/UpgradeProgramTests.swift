import Foundation
import TestSupport
import Testing

/// Programs are exchanged under desks that are open.
@Suite struct UpgradeProgramTests {
  /// Puts a program in a place, as an upgrade does: made beside it, and renamed over what is there.
  private func put(_ name: String, at place: String) throws {
    try FileManager.default.copyItem(atPath: Program(name).path, toPath: place + ".new")
    #expect(rename(place + ".new", place) == 0)
  }

  private func push(_ summary: String, with admin: Program, _ station: Station) throws {
    let pushed = try admin.run(
      ["intake", "--ledger", station.ledger], input: "{\"summary\":\"\(summary)\",\"source\":\"grid\"}\n")
    #expect(pushed.status == 0 && pushed.output.contains("number"), "\(pushed.errors)")
  }

  @Test("a desk that is open goes on with the program it began with, beside the new one")
  func exchanged() throws {
    try Station.founded { station in
      let (desk, admin) = (station.directory + "/duty-desk", station.directory + "/duty-admin")
      try put("duty-desk", at: desk)
      try put("duty-admin", at: admin)
      try push("换程序以前", with: Program(at: admin), station)
      let old = try PseudoTerminal(Program(at: desk), ["--ledger", station.ledger], columns: 120)
      try #require(old.reads("换程序以前"), "\(old.output)")
      try put("duty-desk", at: desk)
      try put("duty-admin", at: admin)
      try push("换程序以后", with: Program(at: admin), station)
      #expect(old.reads("换程序以后"), "\(old.output)")
      let new = try PseudoTerminal(Program(at: desk), ["--ledger", station.ledger], columns: 120)
      #expect(new.reads("换程序以后"), "\(new.output)")
      for open in [old, new] {
        open.type("q")
        #expect(open.ending(within: 5) == PseudoTerminal.Ending(code: 0, signal: nil))
      }
      #expect(try station.admin(["check"]).status == 0)
    }
  }
}
