import ArgumentParser
import DutyCore
import DutyLedger
import Glibc

/// `intake`: takes incidents that platforms push, a line of JSON each.
struct IntakeLines: AdminCommand {
  static let configuration = CommandConfiguration(
    commandName: "intake",
    abstract: said("从标准输入逐行登记（JSON Lines）", "register incidents from standard input (JSON Lines)"),
    discussion: said(
      "每行一件，写入并落盘后才回答，再读下一行。", "One incident a line; each is on the disk before it is answered and the next is read."))

  @OptionGroup var common: CommonOptions

  func run() throws {
    let ledger = try common.open(.readWrite)
    let intake = try Intake(into: ledger, language: common.spoken)
    var cutter = LineCutter()
    var number = 0
    func answer(_ line: [UInt8]?) throws {
      number += 1
      guard let answer = try intake.answer(line, number: number, now: SystemClock.now()) else { return }
      try write(answer + "\n")
    }
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
    defer { buffer.deallocate() }
    while let count = try read(buffer), count > 0 {
      try cutter.feed(UnsafeBufferPointer(rebasing: buffer[..<count]), answer)
    }
    try cutter.finish(answer)
    try ledger.keepHead(now: SystemClock.now(), atOnce: true)
    try ledger.close()
  }

  /// As many bytes as are there; 0 at the end of the input.
  private func read(_ buffer: UnsafeMutableBufferPointer<UInt8>) throws -> Int? {
    while true {
      let count = Glibc.read(STDIN_FILENO, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw fault("读不了标准输入", "Standard input cannot be read") }
    }
  }

  /// Out at once, past all buffers: whoever pushes waits for it.
  private func write(_ text: String) throws {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count > 0 { bytes = bytes.dropFirst(count) }
      guard count > 0 || errno == EINTR else { throw fault("写不了标准输出", "Standard output cannot be written") }
    }
  }

  private func fault(_ chinese: String, _ english: String) -> Failure {
    let reason = String(cString: strerror(errno))
    return Failure(code: 1, text: common.spoken("\(chinese)：\(reason)", "\(english): \(reason)"))
  }
}
