import CTerminal
import DeskUI
import Glibc
import Testing

/// ncurses itself, on a pseudo-terminal, inside the test process.
@Suite(.serialized) struct TerminalTests {
  private struct Pair {
    var master: Int32 = 0
    var slave: Int32 = 0

    init() throws {
      ct_utf8_locale()
      var size = winsize(ws_row: 10, ws_col: 40, ws_xpixel: 0, ws_ypixel: 0)
      try #require(openpty(&master, &slave, nil, nil, &size) == 0)
    }

    func close() {
      ct_close()
      Glibc.close(master)
      Glibc.close(slave)
    }

    func type(_ text: String) throws {
      let bytes = Array(text.utf8)
      try #require(write(master, bytes, bytes.count) == bytes.count)
    }

    /// Everything up to `needle`: a read returns whatever part is there.
    func read(until needle: String) -> String {
      var all: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 65536)
      var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      while poll(&waiting, 1, 2000) > 0 {
        let count = Glibc.read(master, &buffer, buffer.count)
        if count <= 0 { break }
        all += buffer[0..<count]
        if String(decoding: all, as: UTF8.self).contains(needle) { break }
      }
      return String(decoding: all, as: UTF8.self)
    }

    /// The first `count` things that were typed, as the desk reads them.
    func typed(_ count: Int) -> [Typed] {
      var decoder = KeyDecoder()
      var typed: [Typed] = []
      var bytes = [UInt8](repeating: 0, count: 4096)
      while typed.count < count {
        let read = Int(ct_read(&bytes, Int32(bytes.count), 2000))
        guard read > 0 else { break }
        typed += decoder.take(Array(bytes[..<read]), at: .seconds(1))
      }
      return typed
    }
  }

  private func put(_ text: String, row: Int32, column: Int32) {
    var at = column
    for scalar in text.unicodeScalars {
      var value = scalar.value
      ct_cell(row, at, &value, 1, 0, 0)
      at += ct_width(value)
    }
  }

  @Test("Rule 13: 在伪终端上画出中文，读回汉字和两种方向键")
  func paintsAndReads() throws {
    let pair = try Pair()
    defer { pair.close() }
    try #require(ct_open(pair.slave, pair.slave, "xterm-256color"))
    #expect(ct_rows() == 10 && ct_columns() == 40)
    put("交接班", row: 2, column: 3)
    ct_show(0, 0, false)
    #expect(pair.read(until: "交接班").contains("交接班"))
    try pair.type("值\u{1B}OA\u{1B}[A")
    #expect(pair.typed(3) == [.key(.character("值")), .key(.up), .key(.up)])
  }

  /// Counts how often this thread has written to a file; nil where the kernel does not count.
  private func writes() -> Int? {
    guard let file = fopen("/proc/thread-self/io", "r") else { return nil }
    defer { fclose(file) }
    var text = [UInt8](repeating: 0, count: 512)
    text.removeLast(text.count - fread(&text, 1, text.count, file))
    let line = String(decoding: text, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("syscw: ") }
    return line.flatMap { Int($0.dropFirst("syscw: ".count)) }
  }

  @Test("Rule 13: 一屏一次写出")
  func writesOnce() throws {
    let pair = try Pair()
    defer { pair.close() }
    try #require(ct_open(pair.slave, pair.slave, "xterm-256color"))
    // The cursor is hidden by a write of its own.
    ct_show(0, 0, false)
    for round: Int32 in 0..<2 {
      // Words far from each other: the cursor moves to each of them.
      for row: Int32 in 0..<10 { put("第\(row)行", row: row, column: (row * 7 + round * 3) % 30) }
      let before = writes()
      ct_show(0, 0, false)
      let written = try #require(writes()) - #require(before)
      #expect(written == 1, "screen \(round)")
    }
  }

  @Test("what a program before has left on is switched off on opening, and after a stop; pastes are asked for")
  func asks() throws {
    let pair = try Pair()
    defer { pair.close() }
    try #require(ct_open(pair.slave, pair.slave, "xterm-256color"))
    for _ in 0..<2 {
      let opening = pair.read(until: "\u{1B}[?2004h")
      let numbers = opening.split(separator: "\u{1B}[?").flatMap { part in
        part.last == "l" ? part.dropLast().split(separator: ";").compactMap { Int($0) } : []
      }
      for mode in [9, 1000, 1002, 1003, 1004, 1005, 1006, 1015] { #expect(numbers.contains(mode), "\(mode)") }
      // The numeric pad is a numeric pad, and the arrows are what they are everywhere.
      #expect(opening.contains("\u{1B}[?1l\u{1B}>"))
      #expect(!opening.contains("\u{1B}=") && !opening.contains("\u{1B}[?1h"))
      ct_resume()
    }
  }

  @Test("what a terminal's description says of a key is asked by name")
  func describes() throws {
    let pair = try Pair()
    defer { pair.close() }
    try #require(ct_open(pair.slave, pair.slave, "linux"))
    #expect(ct_key_text("kf1").map { String(cString: $0) } == "\u{1B}[[A")
    #expect(ct_key_text("kf63") == nil && ct_key_text("no such key") == nil)
  }

  @Test("who cannot type any more is told from who does not")
  func gone() throws {
    let pair = try Pair()
    defer { pair.close() }
    try #require(ct_open(pair.slave, pair.slave, "xterm-256color"))
    var bytes = [UInt8](repeating: 0, count: 16)
    #expect(ct_read(&bytes, 16, 0) == 0)
    Glibc.close(pair.master)
    #expect(ct_read(&bytes, 16, 1000) == -1)
  }

  @Test("Rule 14: an unknown TERM falls back, and closing gives the paste mode back")
  func fallsBack() throws {
    let pair = try Pair()
    defer { pair.close() }
    try #require(ct_open(pair.slave, pair.slave, "no-such-terminal"))
    ct_close()
    #expect(pair.read(until: "\u{1B}[?2004l").contains("\u{1B}[?2004l"))
  }

  @Test("Rule 22: clicks and the wheel are read where they were asked for, and given back at the end")
  func mouse() throws {
    let pair = try Pair()
    defer { pair.close() }
    try #require(ct_open(pair.slave, pair.slave, "xterm-256color"))
    ct_mouse()
    #expect(pair.read(until: "\u{1B}[?1000;1006h").contains("\u{1B}[?1000;1006h"))
    try pair.type("\u{1B}[<0;12;6M\u{1B}[<0;12;6m\u{1B}[<65;1;1M\u{1B}[<64;1;1Mx")
    #expect(
      pair.typed(4) == [.click(Grid.Place(row: 5, column: 11)), .wheel(1), .wheel(-1), .key(.character("x"))])
    ct_close()
    #expect(pair.read(until: "\u{1B}[?1000;1006l").contains("\u{1B}[?1000;1006l"))
  }

  @Test("Rule 22: nobody asks for the mouse by itself; a sequence is sent as it is")
  func sends() throws {
    let pair = try Pair()
    defer { pair.close() }
    try #require(ct_open(pair.slave, pair.slave, "xterm-256color"))
    ct_send("\u{1B}]9;1\u{07}")
    ct_close()
    let all = pair.read(until: "\u{1B}[?2004l")
    #expect(all.contains("\u{1B}]9;1\u{07}") && !all.contains("[?1000"))
  }

  @Test("what is no terminal is refused")
  func refuses() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    #expect(!ct_open(ends[0], ends[1], "xterm"))
    for end in ends { close(end) }
  }
}
