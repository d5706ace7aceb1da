import ArgumentParser
import DutyCore
import DutyLedger
import DutySystem
import Foundation

/// Takes PINs from where they come: a terminal without echo, an open file, or the dice.
enum PinEntry {
  /// A new PIN: asked for twice on a terminal; else made, and then as what is to be printed once, too.
  static func new(for name: String, _ language: Language) throws -> (pin: Pin, made: String?) {
    guard isatty(STDIN_FILENO) == 1 else {
      var dice = SystemRandomNumberGenerator()
      let made = PinRule.made(by: &dice)
      return (Pin(made), made)
    }
    let rule = PinRule.text(language)
    let pin = try asked(language("\(name)的新 PIN（\(rule)）：", "New PIN of \(name) (\(rule)): "))
    if let objection = PinRule.objection(to: pin.bytes) {
      throw Failure(code: .wrongUsage, text: objection.text(language))
    }
    guard try asked(language("再输一遍：", "Once more: ")) == pin else {
      throw Failure(code: .wrongUsage, text: language("两次输入不一样。", "The two are not the same."))
    }
    return (pin, nil)
  }

  /// Prints a PIN that was made, this once, and records it then with `record`: a PIN that nobody has seen would lock
  /// everybody out. `left` says what is left undone where it cannot be printed; where the recording fails, it is told that
  /// the PIN does not count.
  static func shown(
    _ pin: String, _ language: Language, left: String, before record: () throws -> Void
  ) throws {
    let notice = "PIN \(pin)" + language("（只显示这一次，请本人记下）", " (shown this once only)")
    try OutputFault.saying(.said(left)) { () throws(OutputFault) in try Outlet.line(notice) }
    do {
      try record()
    } catch {
      Outlet.tell(
        language("刚才显示的 PIN 不算数，没有记下。", "The PIN shown above does not count: it was not recorded."))
      throw error
    }
  }

  static func hash(_ pin: Pin, _ language: Language) throws -> String {
    guard let hash = pin.hash else {
      throw Failure(code: .wrongUsage, text: language("这个 PIN 不能用，请换一个。", "This PIN cannot be used; choose another."))
    }
    return hash
  }

  /// The first line that can be read from the open file `number`, unseen where somebody types it.
  static func line(ofFile number: Int32, _ language: Language) throws -> Pin {
    do throws(TypedLine.Fault) {
      return isatty(number) == 1
        ? try TypedLine.unseen(on: number) { Outlet.ask("PIN: ") } : try TypedLine.secret(of: number)
    } catch {
      let what = error.text(language)
      throw Failure(code: .wrongUsage, text: language("--pin-fd \(number)：\(what)", "--pin-fd \(number): \(what)"))
    }
  }

  /// Asks on the terminal without showing what is typed.
  static func asked(_ question: String) throws -> Pin {
    try TypedLine.unseen(on: STDIN_FILENO) { Outlet.ask(question) }
  }
}

/// The authority by which housekeeping is done: `--as NAME --pin-fd N`, or asked for on a terminal.
struct Authority: ParsableArguments {
  @Option(
    name: .customLong("as"), help: .init(said("以谁的身份办理", "on whose authority"), valueName: said("姓名", "name")),
    completion: .people)
  var name: String?

  @Option(
    help: .init(said("从这个已打开的文件描述符读 PIN", "read the PIN from this open file"), valueName: "n"),
    completion: .list(["0", "3"]))
  var pinFd: Int32?

  /// The person whose act it is; see `officer`.
  func person(in ledger: Ledger, _ language: Language) throws -> Session {
    Session(try officer(in: ledger, language))
  }

  /// The person, once the PIN has proven it; what the person may do is for the rules to say.
  func officer(in ledger: Ledger, _ language: Language) throws -> Officer {
    let onTerminal = isatty(STDIN_FILENO) == 1
    guard let name = try name ?? (onTerminal ? asked(language) : nil) else {
      throw Failure(code: .notPermitted, text: language("请用 --as 写明以谁的身份办理。", "Say on whose authority with --as."))
    }
    let pin: Pin
    if let pinFd {
      pin = try PinEntry.line(ofFile: pinFd, language)
    } else if onTerminal {
      pin = try PinEntry.asked(language("\(name)的 PIN：", "PIN of \(name): "))
    } else {
      throw Failure(code: .notPermitted, text: language("请用 --pin-fd 给出 PIN。", "Give the PIN with --pin-fd."))
    }
    let signOn = try ledger.signOn(name: name, pin: pin, now: SystemClock.now())
    guard case .signedOn(let officer) = signOn else {
      throw Failure(code: .notPermitted, text: signOn.text(try ledger.room().zone, language) ?? "")
    }
    return officer
  }

  private func asked(_ language: Language) throws -> String {
    Outlet.ask(language("办理人姓名：", "Your name: "))
    return try TypedLine.next(of: STDIN_FILENO)
  }
}
