import CSystem
import DutyCore
import Glibc

/// The one way in which a program's words reach standard output and standard error: nothing in them moves a cursor or
/// begins a line of its own, and what is a result arrives to its last byte, or the program says that it did not.
///
/// Bytes of every other file go through `write` as well, but for what SQLite and libxlsxwriter write themselves, the byte of a
/// `ChangeNotice`, and what C writes to a terminal (CTerminal) and in handlers of signals, where no Swift may run.
package enum Outlet {
  /// To be called before anything else: descriptors 0 to 2 belong to nobody else, and a reader who goes, or a limit on the size
  /// of files, is a fault to be told instead of a signal to die of. And what people's names lie in is nobody else's to see.
  package static func prepare() {
    cs_keep_memory_private()
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    for (standard, use) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
    where fcntl(standard, F_GETFD) < 0 {
      // The lowest that is free, which this one is. Open the wrong way round: whoever closed it gets no file of ours, and
      // a result that nobody can see is still told as not written.
      _ = open("/dev/null", use)
    }
  }

  // MARK: - Results, on standard output

  /// One line: a line end within it is marked, as is all else that is unsafe to print.
  package static func line(_ text: String) throws(OutputFault) { try put(text.markedInColumns + "\n") }

  package static func lines(_ texts: [String]) throws(OutputFault) {
    try put(texts.map { $0.markedInColumns + "\n" }.joined())
  }

  /// A line of columns with tabs between them, none of them within one.
  package static func row(_ cells: [String]) throws(OutputFault) {
    try put(cells.map(\.markedInCell).joined(separator: "\t") + "\n")
  }

  /// A text whose line ends are ours, such as a page of help.
  package static func page(_ text: String, end: String = "\n") throws(OutputFault) {
    try put(text.markedInPage + end)
  }

  /// A line of JSON, which stays the same JSON.
  package static func json(_ line: String) throws(OutputFault) { try put(JSONText.printable(line) + "\n") }

  /// Prints what is safe by its own format: a report, a table as CSV.
  package static func document(_ bytes: [UInt8]) throws(OutputFault) {
    if let reason = write(bytes, to: STDOUT_FILENO) { throw OutputFault(reason) }
  }

  private static func put(_ text: String) throws(OutputFault) { try document(Array(text.utf8)) }

  /// Ends the results, and tells what a disk elsewhere tells only when its file is closed.
  package static func finish() throws(OutputFault) {
    let copy = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
    if copy >= 0, let reason = closing(copy) { throw OutputFault(reason) }
  }

  // MARK: - Everything else, on standard error

  /// A line for the person. Where it cannot be written there is nobody to tell, and no act ends for it.
  package static func tell(_ text: String) { say(text.markedInColumns + "\n") }

  /// Prints a text whose line ends are ours.
  package static func tellPage(_ text: String) { say(text.markedInPage + "\n") }

  /// Asks a question, which is answered on the same line.
  package static func ask(_ question: String) { say(question.markedInColumns) }

  /// A sequence of our own for a terminal: nothing that came from outside may be in it.
  package static func draw(_ sequence: StaticString, _ text: String = "") {
    say("\(sequence)" + text.markedInColumns)
  }

  /// Milliseconds that a full standard error, which does not make us wait by itself, is waited for.
  private static let patience: Int32 = 1000

  private static func say(_ text: String) { _ = write(Array(text.utf8), to: STDERR_FILENO, patience: patience) }

  // MARK: - Files

  /// Makes a new file with these bytes, whole and on the disk, or none.
  package static func make(_ path: String, _ bytes: [UInt8], mode: mode_t) throws(OutputFault) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard file >= 0 else { throw OutputFault(SystemReason(), path: path) }
    guard let reason = settle(bytes, in: file) else { return }
    unlink(path)
    throw OutputFault(reason, path: path)
  }

  /// Writes all of a file, waits until it is on the disk, and closes it; why not, where that fails.
  package static func settle(_ bytes: [UInt8], in file: Int32) -> SystemReason? {
    let written = write(bytes, to: file) ?? (fsync(file) == 0 ? nil : SystemReason())
    let closed = closing(file)
    return written ?? closed
  }

  /// Writes every byte, however many calls that takes; why not, where it cannot be done. `patience`: milliseconds that a
  /// descriptor which does not block is waited for each time, for ever where negative.
  package static func write(_ bytes: [UInt8], to file: Int32, patience: Int32 = -1) -> SystemReason? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count == 0 {
        return SystemReason(EIO)
      } else if errno == EAGAIN {
        var waited = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
        guard poll(&waited, 1, patience) != 0 else { return SystemReason(EAGAIN) }
      } else if errno != EINTR {
        return SystemReason()
      }
    }
    return nil
  }

  /// Closes a file; why what was written to it may not be there, if so.
  package static func closing(_ file: Int32) -> SystemReason? {
    close(file) == 0 || errno == EINTR ? nil : SystemReason()
  }
}

/// The reason why the system did not do what it was asked for, in words.
package struct SystemReason: Hashable, Sendable {
  package let code: Int32

  package init(_ code: Int32 = errno) { self.code = code }

  /// The system only says that there is no such file, which somebody who sees the link would not believe.
  package static let linkToNothing = SystemReason(-1)

  /// `| head`: whoever read the result has seen enough of it.
  var isReaderGone: Bool { code == EPIPE }

  /// True of what a terminal whose line was cut answers, and a failing disk.
  var isLineGone: Bool { code == EIO }

  package func text(_ language: Language) -> String {
    let english = self == .linkToNothing ? "is a link to a file that is not there" : String(cString: strerror(code))
    let chinese: String? =
      switch code {
      case ENOSPC: "磁盘已满"
      case EDQUOT: "超出磁盘配额"
      case EFBIG: "超出文件大小限制"
      case EACCES, EPERM: "没有权限"
      case EROFS: "磁盘只读"
      case EIO: "磁盘读写出错"
      case EPIPE: "读取的程序已经退出"
      case EBADF: "已经关闭"
      case Self.linkToNothing.code: "是一个符号链接，指向的文件不存在"
      case ENOENT: "没有这个文件或目录"
      case ENOTDIR: "不是目录"
      case EISDIR: "是目录"
      case EEXIST: "已经存在"
      case ELOOP: "符号链接绕成了一圈"
      case ENAMETOOLONG: "名字太长"
      case ENXIO: "另一头没有程序"
      default: nil
      }
    return language(chinese ?? english, english)
  }
}

/// A result could not be written where it was to go, or not all of it.
package struct OutputFault: Error, Hashable, Sendable {
  /// The state in which the ledger is all the same.
  package enum Remaining: Hashable, Sendable {
    /// Nobody wanted to change anything.
    case onlyRead
    /// It was done; in a sentence.
    case done(String)
    /// Neither, or more than one can say in general: a sentence that does.
    case said(String)
  }

  private let reason: SystemReason
  /// Nil for standard output.
  private let path: String?
  package var remaining: Remaining

  package init(_ reason: SystemReason, path: String? = nil, _ remaining: Remaining = .onlyRead) {
    self.reason = reason
    self.path = path
    self.remaining = remaining
  }

  package func text(_ language: Language) -> String {
    switch remaining {
    case .onlyRead: what(language) + language("台账没有改动。", " The ledger is as it was.")
    case .done(let sentence):
      sentence + language("这已办好，不用重做；只是", " That is done and need not be done again. ") + what(language)
    case .said(let sentence): what(language) + language("", " ") + sentence
    }
  }

  /// True of a terminal whose line was cut.
  package var isOfLostLine: Bool { reason.isLineGone && path == nil }

  private func what(_ language: Language) -> String {
    let why = reason.text(language)
    if let path { return language("\(path) 没有写成：\(why)。", "\(path) was not written: \(why).") }
    if reason.isReaderGone {
      return language("读取结果的程序已经退出，后面的没有写出。", "Whoever read the result has gone; the rest was not written.")
    }
    return language("结果没有写全：标准输出写不了（\(why)）。", "The result was not written to its end: standard output: \(why).")
  }

  /// Runs `body`, which prints; where that fails, `remaining` says what stands all the same.
  package static func saying(_ remaining: Remaining, _ body: () throws(OutputFault) -> Void) throws(OutputFault) {
    do throws(OutputFault) {
      try body()
    } catch {
      var fault = error
      fault.remaining = remaining
      throw fault
    }
  }
}
