import Foundation
import TestSupport
import Testing

/// Two desks and a platform's push on one ledger, each its own process on its own terminal.
@Suite struct TwoDesksTests {
  @Test(.enabled(if: Tmux.isInstalled || isCI, "tmux is not installed; .ci/packages brings it"))
  func `what is pushed stands on both desks, and of two acts on one incident one is recorded`() throws {
    try #require(Tmux.isInstalled, "the desks need tmux; .ci/packages brings it")
    try Station.founded { station in
      let people = [
        ("first", "坐席乙", try station.enrol("坐席乙", rank: "officer")),
        ("second", "坐席丁", try station.enrol("坐席丁", rank: "officer")),
      ]
      let tmux = Tmux(in: station.directory)
      defer { #expect(throws: Never.self) { try tmux.close() } }
      for (desk, name, pin) in people {
        try tmux.open(desk, running: [Program("duty-desk").path, "--ledger", station.ledger])
        try signOn(tmux, desk, name, pin)
      }

      let pushed = try station.admin(["intake"], input: "{\"externalId\":\"g-1\",\"summary\":\"井盖碎了半边\"}\n")
      #expect(pushed.status == 0 && pushed.lines.count == 1)
      for (desk, _, _) in people { try tmux.wait(desk, for: "井盖碎了半边") }

      // Both look at the same revision, then both act.
      for (desk, _, _) in people {
        try tmux.press(desk, "t")
        try tmux.wait(desk, for: "提交 ]")
      }
      try tmux.press("first", "Enter")
      try tmux.wait("first", for: "已记录")
      try tmux.press("second", "Enter")
      try tmux.wait("second", for: "这件事刚刚变了")

      let exported = try station.admin(["export", "--format", "jsonl"])
      let taken = exported.lines.filter { $0.contains("\"takeOn\"") }
      #expect(taken.count == 1, "\(exported.output)")
    }
  }

  /// Signs on, and goes to the tab of everything open, which is the same at any hour.
  private func signOn(_ tmux: Tmux, _ desk: String, _ name: String, _ pin: String) throws {
    try tmux.wait(desk, for: "未登录")
    try tmux.press(desk, "7", "s")
    try tmux.wait(desk, for: "姓名 *")
    try tmux.type(desk, name)
    try tmux.press(desk, "Enter")
    try tmux.type(desk, pin)
    try tmux.press(desk, "Enter")
    try tmux.wait(desk, for: "\(name)（坐席员）已登录")
  }
}
