import DutyCore

/// The undertaking of a program when it met a fault.
package enum Undertaking: Hashable, Sendable {
  /// It only looks, and the ledger stays as it is.
  case reading
  case recording
}

/// Why a program ends before its work is done: what is told to the person, a line each, and the exit code, on which scripts
/// and cron rely. This and the errors below are the only place where a code is chosen for an error.
package struct Failure: EndingError, Hashable {
  /// Where all is done it is 0.
  package enum Code: Int32, Sendable {
    /// The answer is no: damage was found, rows were left out, the rules refuse it, nobody said yes.
    case no = 1
    /// The command line, or a file that is named there, says what cannot be meant.
    case wrongUsage = 2
    /// The world is in the way: the ledger cannot be used, or a result cannot be written.
    case unusable = 3
    /// Somebody else may do it, or the PIN did not prove who it is.
    case notPermitted = 4
  }

  package let code: Code
  package let lines: [String]

  package init(code: Code, text: String) { self.init(code: code, lines: [text]) }

  /// Without a line it has all been said.
  package init(code: Code, lines: [String]) {
    self.code = code
    self.lines = lines
  }

  package func failure(_ language: Language, during undertaking: Undertaking) -> Failure { self }
}

/// An error by which a program ends.
package protocol EndingError: Error, Sendable {
  /// `undertaking`: what the program was about.
  func failure(_ language: Language, during undertaking: Undertaking) -> Failure
}

extension Failure {
  /// The answer that a parser of arguments makes of an error: its words, its own exit code, and whether it complains of how
  /// the program was called.
  package typealias Parsed = (message: String, code: Int32, isUsage: Bool)

  /// The failure that ends a program with `error`; nil where the error is none of ours, but the parser's.
  package static func of(_ error: any Error, _ language: Language, during undertaking: Undertaking) -> Failure? {
    (error as? any EndingError)?.failure(language, during: undertaking)
  }

  /// Tells what a program ends by; the code to end with. `parser` says what is none of ours, and is asked first: what it gives
  /// as help is no error, and looking for ours among all types takes half a million instructions.
  package static func told(
    _ error: any Error, _ language: Language, during undertaking: Undertaking, parser: (any Error) -> Parsed
  ) -> Int32 {
    let parsed = parser(error)
    guard parsed.code != 0, let failure = of(error, language, during: undertaking) else {
      return told(parsed, language)
    }
    failure.lines.forEach(Outlet.tell)
    return failure.code.rawValue
  }

  /// A parser's help is a result, its complaints go where all complaints go. What no error of ours explains is the world's.
  private static func told(_ parsed: Parsed, _ language: Language) -> Int32 {
    let message = Completion.mended(parsed.message)
    guard parsed.code == 0 else {
      // A command that has said all it has to say.
      if message.isEmpty { return parsed.code }
      Outlet.tellPage(message)
      return (parsed.isUsage ? Code.wrongUsage : .unusable).rawValue
    }
    do throws(OutputFault) {
      try Outlet.page(message)
      try Outlet.finish()
      return 0
    } catch {
      Outlet.tell(error.text(language))
      return Code.unusable.rawValue
    }
  }
}

// MARK: - The errors of what is asked, read and written

extension OutputFault: EndingError {
  package func failure(_ language: Language, during undertaking: Undertaking) -> Failure {
    Failure(code: .unusable, text: text(language))
  }
}

extension Refusal: EndingError {
  package func failure(_ language: Language, during undertaking: Undertaking) -> Failure {
    let isOfAuthority =
      switch self {
      case .who: true
      case .when, .what, .room: false
      }
    return Failure(code: isOfAuthority ? .notPermitted : .no, text: text(language))
  }
}

extension UsageFault: EndingError {
  package func failure(_ language: Language, during undertaking: Undertaking) -> Failure {
    Failure(code: .wrongUsage, text: text(language))
  }
}

extension TypedLine.Fault: EndingError {
  package func failure(_ language: Language, during undertaking: Undertaking) -> Failure {
    Failure(code: .wrongUsage, text: text(language))
  }
}
