import ArgumentParser
import DutyCore
import DutyLedger
import DutyPractice
import DutySystem
import Foundation
import Glibc

/// `drill`: practice on the live ledger, all of it marked 演练.
struct DrillCommand: AdminCommand {
  static let configuration = CommandConfiguration(
    commandName: "drill",
    abstract: said("演练：送入演练事件，并替单位应答", "practice: feed practice incidents and answer for the units called to them"),
    discussion: said(
      "全部标“演练”，不计入指标。派单、吹哨、核查、办结由坐席自己办。按 Ctrl-C 结束。",
      "All is marked as practice and left out of figures. Assigning, whistling, checking and closing are the desk's. "
        + "Ctrl-C ends it."))

  @OptionGroup var common: CommonOptions

  var undertaking: Undertaking { .recording }

  @Option(
    help: .init(said("比实际快多少倍（默认 1）", "how many times faster than life (1)"), valueName: "N"),
    completion: .list(["1", "10", "60"]))
  var speed = 1

  @Option(
    help: .init(said("送入多少件；都应答后结束", "how many incidents; ends when they are answered"), valueName: "N"),
    completion: .list(["10", "50"]))
  var count: Int?

  @Option(
    help: .init(said("种子：相同则相同", "the seed: the same one gives the same drill"), valueName: "N"), completion: .nothing)
  var seed: UInt64?

  func validate() throws {
    guard (1...86_400).contains(speed), count.map({ $0 > 0 }) ?? true else {
      throw ValidationError(
        common.spoken("--speed 为 1 至 86400，--count 大于 0。", "--speed is from 1 to 86400, --count above 0."))
    }
  }

  func run() throws {
    let ending = Ending()
    let ledger = try common.open(.readWrite)
    let seed = seed ?? UInt64.random(in: 1...999_999)
    var drill = Drill(
      try PracticeMatter.starter(), in: try ledger.room().catalogue, speed: speed, count: count, seed: seed,
      now: SystemClock.now())
    guard !drill.isEmpty else {
      throw Failure(
        code: .no,
        text: common.spoken(
          "这本台账的清单里没有演练事件用到的类别和单位，演练无从办起。",
          "The lists of this ledger have none of the categories and units the practice incidents need."))
    }
    Outlet.tell(common.spoken("演练开始，种子 \(seed)。", "The drill begins, seed \(seed)."))
    repeat {
      for done in try ledger.step(&drill, now: SystemClock.now()) { Outlet.tell(line(done, try ledger.room())) }
      if drill.isOver(at: SystemClock.now(), in: try ledger.practice(), of: try ledger.room()) { break }
    } while !ending.comes(within: speed > 1 ? 100 : 1000)
    try ledger.close()
    Outlet.tell(common.spoken("演练结束。", "The drill is over."))
  }

  private func line(_ done: (action: Action, incident: Incident), _ room: Room) -> String {
    let language = common.spoken
    var what = done.action.answering.map { room.catalogue.name(ofDepartment: $0.unit) }
    if case .decline(let facts) = done.action { what = room.catalogue.name(ofDepartment: facts.response.unit) }
    if case .receive(let facts) = done.action { what = facts.summary.text }
    let mark = language("演练", "drill")
    return "\(mark) \(done.incident.number) \(done.action.name.text(language)) \(what ?? "")"
  }
}

/// Ctrl-C and a request to end, waited for instead of taken: what is being written is finished first.
private struct Ending {
  private var signals = sigset_t()

  init() {
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] { sigaddset(&signals, number) }
    sigprocmask(SIG_BLOCK, &signals, nil)
  }

  func comes(within milliseconds: Int) -> Bool {
    var signals = signals
    var time = timespec(tv_sec: milliseconds / 1000, tv_nsec: milliseconds % 1000 * 1_000_000)
    return sigtimedwait(&signals, nil, &time) > 0
  }
}
