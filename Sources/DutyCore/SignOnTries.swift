/// How often in a row a wrong PIN was given for a name, and how long that keeps the name waiting (PIN 连错).
///
/// Three wrong ones wait half a minute, three more five minutes; after the ninth only a leader's sign-on frees the name.
/// The numbers are the desk's own: the duty rules ask for a PIN and say no more.
package struct SignOnTries: Hashable, Codable, Sendable {
  package enum Wait: Hashable, Sendable {
    case until(Instant)
    /// Until a leader has signed on.
    case forLeader
  }

  package private(set) var wrong = 0
  package private(set) var last: Instant

  package init(at now: Instant) { last = now }

  private static let triesPerStep = 3
  private static let steps = [Duration.seconds(30), .minutes(5)]

  /// What has to pass before the name may try again; nil where it may now. A clock that was set back frees nobody
  /// later than the wait itself.
  package func wait(at now: Instant) -> Wait? {
    let step = wrong / Self.triesPerStep
    guard step > 0, wrong % Self.triesPerStep == 0 || step > Self.steps.count else { return nil }
    guard step <= Self.steps.count else { return .forLeader }
    let span = Self.steps[step - 1]
    return now - last < span && last - now < span ? .until(last + span) : nil
  }

  package mutating func fail(at now: Instant) {
    wrong += 1
    last = now
  }
}

/// What came of a sign-on.
package enum SignOn: Hashable, Sendable {
  case signedOn(Officer)
  /// The same for an unknown name as for a wrong PIN.
  case refused
  case held(SignOnTries.Wait)
}

extension SignOn {
  /// Why not, and what to do; nil where it is done.
  package func text(_ zone: Zone, _ language: Language) -> String? {
    switch self {
    case .signedOn: nil
    case .refused: language("姓名或 PIN 不对。", "Name or PIN is wrong.")
    case .held(.until(let moment)):
      language(
        "PIN 连错几次，请等到 \(zone.local(moment).clockWithSeconds) 再试。",
        "Too many wrong PINs: try again at \(zone.local(moment).clockWithSeconds).")
    case .held(.forLeader):
      language(
        "PIN 连错太多：请一位领导先登录一次，再来试。", "Too many wrong PINs: a leader has to sign on once before you try again.")
    }
  }
}
