import CSystem
import DutyCore
import Glibc

/// A line that somebody types, or a program hands over: of bounded length, and for a secret without being shown.
package enum TypedLine {
  /// Bytes of the longest line.
  package static let longest = 1024

  package enum Fault: Error, Hashable, Sendable {
    /// The input ended before anything was typed.
    case ended
    /// Longer than this many bytes.
    case tooLong(Int)
    /// A zero byte, or what is no UTF-8.
    case notText
    case unreadable(SystemReason)

    package func text(_ language: Language) -> String {
      switch self {
      case .ended: language("还没有输入，输入就结束了。请重来一次。", "The input ended before anything was typed. Try again.")
      case .tooLong(let most):
        language("一行最多 \(most) 字节，后面的没有读。", "A line has \(most) bytes at most; the rest was not read.")
      case .notText: language("输入的不是文字（UTF-8）。", "What was typed is no text (UTF-8).")
      case .unreadable(let reason):
        language("读不了输入：\(reason.text(.zh))。", "The input cannot be read: \(reason.text(.en)).")
      }
    }
  }

  /// The next line of an open file, which is read no further.
  package static func next(of file: Int32) throws(Fault) -> String { try secret(of: file).text }

  /// The same, as a PIN.
  package static func secret(of file: Int32) throws(Fault) -> Pin { try checked(try line(of: file)) }

  private static func line(of file: Int32) throws(Fault) -> Pin {
    let line = Pin(atMost: longest)
    var byte: UInt8 = 0
    defer { explicit_bzero(&byte, 1) }
    while true {
      let count = read(file, &byte, 1)
      if count == 1 {
        if byte == UInt8(ascii: "\n") { return line }
        guard line.hasRoom else { throw .tooLong(longest) }
        line.append(byte)
      } else if count == 0 {
        guard line.count > 0 else { throw .ended }
        return line
      } else if errno != EINTR {
        throw .unreadable(SystemReason())
      }
    }
  }

  /// Asks on a terminal without showing what is typed: hidden before `ask` puts the question, for who answers at once.
  /// Whatever ends or stops the program meanwhile finds the terminal as it was; where it goes on, it asks again.
  package static func unseen(on terminal: Int32, ask: () -> Void) throws(Fault) -> Pin {
    while true {
      guard cs_unseen_begin(terminal) else { throw .unreadable(SystemReason()) }
      ask()
      let answer = answer(on: terminal)
      let late = cs_unseen_end()
      Outlet.tell("")
      let signal = if case .signal(let number) = answer { number } else { late }
      if signal != 0 { raise(signal) }
      switch answer {
      case .signal: continue
      case .line(let line): return try checked(line)
      case .fault(let fault): throw fault
      }
    }
  }

  private enum Typed {
    case line(Pin)
    case fault(Fault)
    case signal(Int32)
  }

  private static func answer(on terminal: Int32) -> Typed {
    let line = Pin(atMost: longest)
    var isTooLong = false
    while true {
      let signal = cs_unseen_wait()
      if signal != 0 { return .signal(signal) }
      let count = line.read(from: terminal)
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      if count < 0 { return .fault(.unreadable(SystemReason())) }
      if count == 0 { return line.count == 0 ? .fault(.ended) : .line(line) }
      if line.bytes.last == UInt8(ascii: "\n") {
        line.drop(1)
        return isTooLong ? .fault(.tooLong(longest)) : .line(line)
      }
      guard !line.hasRoom else { continue }
      // What a terminal takes for one line is read to its end, be it too long or not.
      isTooLong = true
      line.drop(line.count)
    }
  }

  private static func checked(_ line: Pin) throws(Fault) -> Pin {
    guard line.trim() else { throw .notText }
    return line
  }
}
