/// How often in a row a wrong PIN was given for a name, and how long that keeps the name waiting (PIN 连错).
///
/// Three wrong ones wait half a minute, six five minutes, nine half an hour, and so does every third after that; a wait
/// always ends by itself (docs/duty.md#wrong-pins). A try counts from before its PIN is looked at, so that however many
/// are made at once no more are looked at than may be.
package struct SignOnTries: Hashable, Sendable {
  /// 0…9: after the ninth every third waits as the ninth did.
  package private(set) var wrong: Int
  package private(set) var last: Instant

  package init(at now: Instant) { (wrong, last) = (0, now) }

  private static let triesPerStep = 3
  private static let waits = [Duration.seconds(30), .minutes(5), .minutes(30)]
  private static let most = triesPerStep * waits.count
  /// Two programs look at the clock one after the other, and then wait for the lock up to two seconds, so now may be that
  /// much earlier than the last try. Where it is more, the clock was set back, and nobody waits longer for it.
  private static let slack = Duration.seconds(5)

  /// The moment until which the name has to wait; nil where it may try now.
  package func wait(at now: Instant) -> Instant? {
    guard wrong > 0, wrong % Self.triesPerStep == 0 else { return nil }
    let span = Self.waits[wrong / Self.triesPerStep - 1]
    return now - last < span && last - now <= Self.slack ? last + span : nil
  }

  /// Counts one more.
  package mutating func fail(at now: Instant) {
    wrong = wrong < Self.most ? wrong + 1 : Self.most - Self.triesPerStep + 1
    last = now
  }
}

extension SignOnTries: Codable {
  private enum Key: String, CodingKey { case wrong, last }

  /// Whatever number a file says is taken as the nearest that can be.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    wrong = min(max(try container.decode(Int.self, forKey: .wrong), 0), Self.most)
    last = Instant(milliseconds: try container.decode(Int64.self, forKey: .last))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(wrong, forKey: .wrong)
    try container.encode(last, forKey: .last)
  }
}

/// The outcome of a sign-on.
package enum SignOn: Hashable, Sendable {
  case signedOn(Officer)
  /// The same for an unknown name as for a wrong PIN.
  case refused
  case held(name: String, until: Instant)
}

extension SignOn {
  /// Says why not, and what to do; nil where it is done.
  package func text(_ zone: Zone, _ language: Language) -> String? {
    switch self {
    case .signedOn: nil
    case .refused: language("姓名或 PIN 不对。", "Name or PIN is wrong.")
    case .held(let name, let moment):
      language(
        "PIN 连错，请等到 \(zone.local(moment).clockWithSeconds)，或由台账所有者运行 duty-admin officer unlock \(name)",
        "Wrong PINs: wait until \(zone.local(moment).clockWithSeconds), or the file's owner runs duty-admin officer unlock \(name)"
      )
    }
  }
}
