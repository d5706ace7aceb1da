import ArgumentParser
import DutyCore
import DutyIntake
import DutyLedger
import DutySystem
import Glibc

/// `intake`: takes incidents that platforms push, a line of JSON each.
struct IntakeLines: AdminCommand {
  static let configuration = CommandConfiguration(
    commandName: "intake",
    abstract: said("从标准输入逐行登记（JSON Lines）", "register incidents from standard input (JSON Lines)"),
    discussion: said(
      "每行一件，写入并落盘后才回答，再读下一行。", "One incident a line; each is on the disk before it is answered and the next is read."))

  @OptionGroup var common: CommonOptions

  var undertaking: Undertaking { .recording }

  func run() throws {
    let ledger = try common.open(.readWrite)
    let intake = try Intake(into: ledger, language: common.spoken)
    var cutter = LineCutter()
    var number = 0
    func answer(_ line: [UInt8]?) throws {
      number += 1
      guard let answer = try intake.answer(line, number: number, now: SystemClock.now()) else { return }
      // Out at once: whoever pushes waits for it.
      try OutputFault.saying(.said(unheard(answer))) { () throws(OutputFault) in try Outlet.json(answer) }
    }
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
    defer { buffer.deallocate() }
    do {
      while let count = try read(buffer), count > 0 {
        try cutter.feed(UnsafeBufferPointer(rebasing: buffer[..<count]), answer)
      }
      try cutter.finish(answer)
    } catch let fault as OutputFault {
      // Whatever was recorded until then is put away as ever.
      try finish(ledger)
      throw fault
    }
    try finish(ledger)
  }

  private func finish(_ ledger: Ledger) throws {
    try ledger.keepHead(now: SystemClock.now(), atOnce: true)
    try ledger.close()
  }

  private func unheard(_ answer: String) -> String {
    common.spoken(
      "最后一行的办理结果是 \(answer)，对方没有收到；后面的行没有读。",
      "What became of the last line, which was not heard: \(answer). Later lines were not read.")
  }

  /// Reads as many bytes as are there; 0 at the end of the input.
  private func read(_ buffer: UnsafeMutableBufferPointer<UInt8>) throws -> Int? {
    while true {
      let count = Glibc.read(STDIN_FILENO, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw unreadable() }
    }
  }

  private func unreadable() -> Failure {
    let reason = SystemReason().text(common.spoken)
    return Failure(
      code: .unusable, text: common.spoken("读不了标准输入：\(reason)。", "Standard input cannot be read: \(reason)."))
  }
}
