// The facts that are stated about other entries and other incidents: corrections, signatures, merges, scores, erasures.

/// Correct (更正操作): a milestone's time or words as they should have been, or that it was not reached at all.
package struct Correction: Hashable, Codable, Sendable {
  /// The entry that was wrong.
  package var entry: Int64
  package var at: Instant?
  package var words: Words?
  package var withdrawn: Bool

  package init(entry: Int64, at: Instant? = nil, words: Words? = nil, withdrawn: Bool = false) {
    self.entry = entry
    self.at = at
    self.words = words
    self.withdrawn = withdrawn
  }
}

/// Countersign (补签): the leader stands by an entry made on a spoken order, or has reviewed an emergency whistle.
package struct Countersigning: Hashable, Codable, Sendable {
  package var entry: Int64

  package init(entry: Int64) { self.entry = entry }
}

/// Erase (依法删除文字): the words of one entry of the incident are deleted; the entry stays.
package struct Erasure: Hashable, Codable, Sendable {
  package enum Ground: String, Codable, CaseIterable, Sendable {
    /// 保存期满
    case retention
    /// A legal ground, stated in words.
    case law
  }

  package var entry: Int64
  package var ground: Ground
  package var words: Words?

  package init(entry: Int64, ground: Ground, words: Words? = nil) {
    self.entry = entry
    self.ground = ground
    self.words = words
  }
}

/// Merge (并案): this incident is the same matter as `target`, as that was seen.
package struct Merging: Hashable, Codable, Sendable {
  package var target: IncidentReference
  /// The target's revision that was on screen: a merge acts on two versions.
  package var targetSeen: Int

  package init(target: IncidentReference, targetSeen: Int) {
    self.target = target
    self.targetSeen = targetSeen
  }
}

/// A consequence for one incident of an act on another that it is merged with, or of a look-back at something that was put
/// right after it; recorded by the rule itself.
package enum Following: Hashable, Codable, Sendable {
  /// `other` was merged into this one, and brings its callers.
  case joined(other: IncidentReference, callers: Int)
  /// `other` was taken out again.
  case parted(other: IncidentReference)
  /// The one this is merged into was closed at `time`: this one has its answer and its close.
  case closed(with: IncidentReference, time: Instant, disposition: Disposition?, method: Method?)
  /// The one this is merged into was reopened.
  case reopened(with: IncidentReference)
  /// The entry of a look-back says that something is back (回潮), or was taken back itself.
  case relapsed(by: RectificationID, entry: Int64)
  case relapseTakenBack(by: RectificationID, entry: Int64)
}

/// Mutual score (双向互评) of one response, for four things, 1 (poor) … 5 (good) each.
package struct Score: Hashable, Codable, Sendable {
  package enum Aspect: String, Codable, CaseIterable, Sendable {
    /// 按清单履职, 到场, 配合, 作风
    case duty, arrival, cooperation, manner
  }

  /// The side that scores the other.
  package enum Side: String, Codable, CaseIterable, Sendable {
    case stationScores, departmentScores
  }

  package static let range = 1...5

  package var response: ResponseID
  package var duty: Int
  package var arrival: Int
  package var cooperation: Int
  package var manner: Int
  package var words: Words?

  package init(
    response: ResponseID, duty: Int, arrival: Int, cooperation: Int, manner: Int, words: Words? = nil
  ) {
    self.response = response
    self.duty = duty
    self.arrival = arrival
    self.cooperation = cooperation
    self.manner = manner
    self.words = words
  }

  package func points(_ aspect: Aspect) -> Int {
    switch aspect {
    case .duty: duty
    case .arrival: arrival
    case .cooperation: cooperation
    case .manner: manner
    }
  }
}
