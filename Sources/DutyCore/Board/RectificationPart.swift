/// Names the rectifications that a desk wants to see beside its queue.
package struct RectificationView: Hashable, Sendable {
  package enum List: Hashable, Sendable {
    /// Those that are left over from the incident that is wanted whole.
    case ofDetail
    /// All of the station in which something is owed.
    case owed
  }

  package var list: List
  /// The one whose entries are wanted too.
  package var detail: RectificationID?

  package init(list: List = .ofDetail, detail: RectificationID? = nil) {
    self.list = list
    self.detail = detail
  }
}

/// The part of a look that holds rectifications.
package struct RectificationPart: Hashable, Sendable {
  /// Those of the list, in its order: those in which something is due first.
  package let listed: [RectificationID]
  /// Those of the list, those with something to be countersigned, and the one wanted whole.
  package let known: [RectificationID: Rectification]
  /// The entries of the one wanted whole, oldest first.
  package let history: [Entry]

  package init(
    listed: [RectificationID] = [], known: [RectificationID: Rectification] = [:], history: [Entry] = []
  ) {
    self.listed = listed
    self.known = known
    self.history = history
  }
}
