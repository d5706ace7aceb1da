// The facts that are stated when a matter ends.

/// The way in which a matter was dealt with (办理方式): 劝导 约谈 指导 责令整改 立案 调解 代为处置 解释 其他.
package enum Method: String, Codable, CaseIterable, Sendable {
  case persuasion, interview, guidance, orderToRectify, caseFiled, mediation, actedInstead, explanation, other
}

/// The way in which a matter ended (办结结果).
package enum Disposition: String, Codable, CaseIterable, Sendable {
  case resolved, explained, transferred, notOurs, withdrawn
}

/// Handle (自办处置完成): the desk's own work on a matter it took on.
package struct Handling: Hashable, Codable, Sendable {
  package var method: Method
  package var measure: Words

  package init(method: Method, measure: Words) {
    self.method = method
    self.measure = measure
  }
}

/// Close (办结) with its check (核查).
package struct Closing: Hashable, Codable, Sendable {
  package var disposition: Disposition
  package var method: Method
  package var check: Check
  package var words: Words?

  /// The person who looked at the result.
  package enum Check: String, Codable, CaseIterable, Sendable {
    /// The officer or leader who closes.
    case officer
    /// The person who reported, on the phone.
    case reporter
  }

  package init(disposition: Disposition, method: Method, check: Check, words: Words? = nil) {
    self.disposition = disposition
    self.method = method
    self.check = check
    self.words = words
  }
}

package struct Reason: Hashable, Codable, Sendable {
  package var reason: Words

  package init(_ reason: Words) { self.reason = reason }
}

package struct Note: Hashable, Codable, Sendable {
  package var words: Words

  package init(_ words: Words) { self.words = words }
}
