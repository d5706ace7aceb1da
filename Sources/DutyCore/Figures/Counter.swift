/// One of the counts beside same-day closure that reports and boards add up instead of looking at each incident: the number
/// of incidents of a day that say this.
package struct Counter: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// Received on the day, without the voided and merged. All the others are of these.
    case received
    /// Received on the day and not over by now; the key is its status.
    case open
    /// Received on the day, with a closing deadline; closed by then.
    case due, onTime
    /// Received on the day and closed later; the key is its class of closing time (`ClosingClass`).
    case hours
    /// Closed on the day, whenever received.
    case closed
    /// Left on the day without a close of the station's, whenever received: passed on, or voided later than on its own day.
    case gone
  }

  package let kind: Kind
  package let day: Day
  package let key: String
  package let drill: Bool

  package init(_ kind: Kind, _ day: Day, key: String = "", drill: Bool) {
    self.kind = kind
    self.day = day
    self.key = key
    self.drill = drill
  }
}

extension Incident {
  /// The counts it stands in; none where it does not count.
  package var counters: [Counter] {
    guard counts else { return [] }
    func counter(_ kind: Counter.Kind, on day: Day? = nil, key: String = "") -> Counter {
      Counter(kind, day ?? dutyDay, key: key, drill: isDrill)
    }
    var counters = [counter(.received)]
    if status.isOpen { counters.append(counter(.open, key: status.rawValue)) }
    if let due = judgedDeadline?.due {
      counters.append(counter(.due))
      if let closed = countedClose, closed.time <= due { counters.append(counter(.onTime)) }
    }
    if let left = leftUnclosed { counters.append(counter(.gone, on: left.dutyDay)) }
    guard let closed = countedClose else { return counters }
    if let closedDay = closed.dutyDay { counters.append(counter(.closed, on: closedDay)) }
    if let took, let taken = ClosingClass(of: took) {
      counters.append(counter(.hours, key: String(taken.number)))
    }
    return counters
  }

  /// The time from reception to close, in milliseconds; nil where it is open, does not count, or was closed before it came in.
  package var took: Int64? {
    guard counts, let closed = countedClose, closed.time >= received else { return nil }
    return closed.time.milliseconds - received.milliseconds
  }
}

/// A class of closing times, eight to each doubling of the time: enough to know in which one a percentile lies, so that
/// only what is in it has to be read.
package struct ClosingClass: Hashable, Comparable, Sendable {
  package let number: Int
  /// 2 to the power of this to each doubling.
  private static let finesse = 3

  package init(number: Int) { self.number = number }

  /// The class of a time from reception to close in milliseconds; nil where it is below 0, which figures leave out.
  package init?(of milliseconds: Int64) {
    guard milliseconds >= 0 else { return nil }
    let shift = max(0, Int64.bitWidth - 1 - milliseconds.leadingZeroBitCount - Self.finesse)
    number = Int(milliseconds >> shift) + shift << Self.finesse
  }

  /// The times in it, in milliseconds.
  package var times: Range<Int64> {
    let shift = max(0, number >> Self.finesse - 1)
    let first = Int64(number - shift << Self.finesse)
    return first << shift..<(first + 1) << shift
  }

  package static func < (a: ClosingClass, b: ClosingClass) -> Bool { a.number < b.number }
}
