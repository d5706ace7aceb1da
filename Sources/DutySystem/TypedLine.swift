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
  package static func next(of file: Int32) throws(Fault) -> String { try text(try bytes(of: file, atMost: longest)) }

  /// The same as it was written, without its end, of `most` bytes at most.
  private static func bytes(of file: Int32, atMost most: Int) throws(Fault) -> [UInt8] {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let count = read(file, &byte, 1)
      if count == 1 {
        if byte == UInt8(ascii: "\n") { return bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes }
        guard bytes.count < most else { throw .tooLong(most) }
        bytes.append(byte)
      } else if count == 0 {
        guard !bytes.isEmpty else { throw .ended }
        return bytes
      } else if errno != EINTR {
        throw .unreadable(SystemReason())
      }
    }
  }

  /// Asks on a terminal without showing what is typed: hidden before `ask` puts the question, for who answers at once.
  /// Whatever ends or stops the program meanwhile finds the terminal as it was; where it goes on, it asks again.
  package static func unseen(on terminal: Int32, ask: () -> Void) throws(Fault) -> String {
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
      case .line(let bytes): return try text(bytes)
      case .fault(let fault): throw fault
      }
    }
  }

  private enum Typed {
    case line([UInt8])
    case fault(Fault)
    case signal(Int32)
  }

  private static func answer(on terminal: Int32) -> Typed {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: longest)
    while true {
      let signal = cs_unseen_wait()
      if signal != 0 { return .signal(signal) }
      let count = read(terminal, &piece, piece.count)
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      if count < 0 { return .fault(.unreadable(SystemReason())) }
      if count == 0 { return bytes.isEmpty ? .fault(.ended) : .line(bytes) }
      bytes += piece[..<count]
      guard bytes.last == UInt8(ascii: "\n") else { continue }
      // What a terminal takes for one line is read to its end, be it too long or not.
      return bytes.count > longest ? .fault(.tooLong(longest)) : .line(bytes.dropLast())
    }
  }

  private static func text(_ bytes: [UInt8]) throws(Fault) -> String {
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else { throw .notText }
    return text.trimmed
  }
}

extension String {
  /// The line without blanks at its ends, and without the return of a line from elsewhere.
  fileprivate var trimmed: String {
    let inside = drop { $0.isWhitespace }
    return inside.lastIndex { !$0.isWhitespace }.map { String(inside[...$0]) } ?? ""
  }
}
