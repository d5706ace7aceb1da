/// One reported matter (事件) from reception to close: what its entries add up to.
package struct Incident: Hashable, Sendable {
  /// received → inHand → handled → closed; and merged, voided, suspended.
  package enum Status: String, Codable, CaseIterable, Sendable {
    case received, inHand, handled, closed, voided, merged, suspended

    /// Still on somebody's desk.
    package var isOpen: Bool {
      switch self {
      case .received, .inHand, .handled, .suspended: true
      case .closed, .voided, .merged: false
      }
    }

    /// Open, and its clocks are running.
    package var isRunning: Bool { isOpen && self != .suspended }
  }

  package let id: IncidentID
  package let number: IncidentNumber
  package let station: String
  /// The number of its entries; an act on an earlier revision is overtaken.
  package internal(set) var revision = 1
  package internal(set) var lastEntry: Int64
  package internal(set) var status: Status

  // Reception.
  package let source: Source
  package let origin: String?
  package let externalId: String?
  /// Another system's record (外部记录), which has no responses here.
  package let isImported: Bool
  package let isDrill: Bool
  /// The moment at which it was reported, as said; for figures this is the reception.
  package let received: Instant
  /// The moment at which whoever sent it says that it came, where that does not count: it lies ahead, or too far back.
  package internal(set) var claimed: Instant?
  /// The moment of the call (来电时间), which is no reception.
  package internal(set) var called: Instant?
  package let recorded: Instant
  package let receivedBy: Actor
  package let dutyDay: Day
  /// Name of the shift it came in; nil where the plan has a gap.
  package let shift: String?
  package internal(set) var summary: Words
  package let detail: Words?
  package internal(set) var reporter: Words?
  package internal(set) var phone: Words?
  package let categoryHint: Words?
  package internal(set) var place: Words?
  package internal(set) var grid: String?
  package internal(set) var category: String?
  package internal(set) var urgency: Urgency
  /// A deadline set outside; it rules where it is earlier, unless it had passed or nearly so when it came in.
  package internal(set) var outsideDue: Instant?
  /// The limit that the sender set first, where they moved it.
  package internal(set) var firstOutsideDue: Instant?
  /// The day that the last interim answer gave.
  package internal(set) var interimUntil: Instant?
  /// It came with a limit that had passed or nearly so (逾期交办), which sets no clock.
  package internal(set) var outsideIsTooNear = false
  /// The county room or neighbour that handed it down, and is owed an answer.
  package let handedDownBy: String?
  /// The number of the order or document it came with.
  package internal(set) var document: String?
  package internal(set) var answerOwed = false
  /// The caller is kept from all but leaders and whoever calls back (保密).
  package internal(set) var isConfidential = false
  /// The unit that is complained of (被反映单位).
  package internal(set) var complainedOf: String?
  /// Its own closing deadline; those of what was merged into it may be earlier.
  package internal(set) var ownDeadline: Deadline?
  /// The deadline by which figures judge the close, where it is another than the one that runs.
  package internal(set) var firstDeadline: Deadline?
  package internal(set) var limitExceedsDay = false
  package internal(set) var listClass: ResponsibilityItem.ListClass?

  // Work.
  package let importedDepartment: String?
  package internal(set) var takenOnBy: Actor?
  package internal(set) var summonses: [Summons] = []
  package internal(set) var handled: Handled?
  /// The status before it was voided, merged or suspended.
  package internal(set) var statusBefore: Status?
  package internal(set) var closed: Closed?
  package internal(set) var sendBacks = 0
  package internal(set) var reopenings = 0
  /// A matter outside the list was taken on all the same (清单外准入).
  package internal(set) var isAdmitted = false
  package internal(set) var admission: Admission?
  /// The sender was asked to take it back, and has not answered yet.
  package internal(set) var returning: PendingReturn?
  /// The last look on the spot (现场核实).
  package internal(set) var lastLook: Look?
  /// It was merged or voided later than on its own day: it stays in the counts of that.
  package internal(set) var staysCounted = false
  /// The times during which it was for the county to act.
  package internal(set) var atCounty: [AtCounty] = []
  /// The matter that was closed for the same before, and those that came after this was closed (再报).
  package internal(set) var repeatOf: IncidentReference?
  package internal(set) var repeatedBy: [IncidentReference] = []
  /// It was voided later than on its own day.
  var gone: Gone?
  package internal(set) var suspension: Suspension?
  package internal(set) var wasSuspended = false
  /// The suspension that is over: its clocks stood still from `since` until `until`.
  package internal(set) var stoodStill: Suspension?
  package internal(set) var extensionAsked: ExtensionRequest?
  package internal(set) var extensions = 0
  package internal(set) var duties: [TimedDuty] = []
  /// The moment at which the last emergency whistle was lifted; nil while one runs, or where none was blown.
  package internal(set) var lifted: Instant?
  /// The answer of whoever reported it to the result that stands.
  package internal(set) var lastCallBack: CallBack?
  package internal(set) var callBacks: [CallBack] = []
  /// Call-backs whose demand goes beyond reason; they count like all others.
  package internal(set) var unreasonable: [Unreasonable] = []
  /// Issued about the incident as a whole; a unit's stand in its response.
  package internal(set) var sheets: [Sheet.Colour] = []
  /// Photos and papers, without those taken back.
  package internal(set) var attached: [Attached] = []

  // Facts of the past that figures and doubts ask for.
  /// The moments at which it was first closed, and at which a close was first taken back.
  package internal(set) var firstClosed: Instant?
  package internal(set) var firstReopened: Instant?
  /// The last close and the result it was about, also where it was taken back.
  package internal(set) var lastClosed: Closed?
  package internal(set) var lastHandled: Handled?
  /// It was closed on the duty day of its reception, and reopened.
  package internal(set) var wasReopenedAfterSameDay = false
  /// It was once said to be an emergency, or whistled for as one.
  package internal(set) var wasEmergency = false
  /// One of its entries claims a time outside the bound (时间不可信), as an edition before this one took it.
  package internal(set) var hasUntrustedTime = false
  /// The moment at which its category was last changed.
  package internal(set) var recategorised: Instant?

  // Other incidents and entries.
  package internal(set) var mergedInto: IncidentReference?
  /// The moment at which it was merged.
  package internal(set) var merged: Instant?
  /// Incidents merged into this one, and what each brings.
  package internal(set) var joined: [IncidentReference: Joined] = [:]
  /// The look-backs, by their entries, that found back what was put right after it (回潮).
  package internal(set) var relapses: [Int64] = []
  /// Entries that wait for a leader's signature (补签).
  package internal(set) var unsigned: [UnsignedEntry] = []

  /// A matter that was merged into this one: its callers, and, as later editions record it, its own reception and deadline.
  package struct Joined: Hashable, Sendable {
    package let callers: Int
    package let received: Instant?
    package let due: Deadline?
  }

  /// A look on the spot: who looked, and what was found.
  package struct Look: Hashable, Sendable {
    package let by: Actor
    package let result: Surveying.Result
  }

  /// The moment and duty day on which a matter left without a close of the station's.
  package struct Gone: Hashable, Sendable {
    package let time: Instant
    package let dutyDay: Day
  }

  package struct Suspension: Hashable, Sendable {
    package let since: Instant
    package let until: Instant
    /// The sender agreed that their limit waits as well; nil where nobody was asked.
    package var senderWaits: Bool?
  }

  /// The reason why what somebody asked for goes beyond reason, and who found so (docs/duty.md#unreasonable).
  package struct Unreasonable: Hashable, Sendable {
    package let ground: Words
    package let first: Actor
    /// The one who agreed.
    package internal(set) var second: Actor?
  }

  package struct ExtensionRequest: Hashable, Sendable {
    package let by: Actor
    package let recorded: Instant
    /// The leader in charge, once agreed.
    package internal(set) var approvedBy: Actor?
  }

  /// The result stands, not yet checked.
  package struct Handled: Hashable, Sendable {
    /// The officer who did it, or the rule where the units' replies settled it.
    package let by: Actor
    package let recorded: Instant
    package let dutyDay: Day?
    /// The moment until which a check makes `recorded` the closing time.
    package let checkBy: Instant
    package let method: Method?
    package let measure: Words?
  }

  package struct Closed: Hashable, Sendable {
    /// The closing time that figures count.
    package let time: Instant
    /// The duty day that `time` falls on.
    package let dutyDay: Day?
    package let recorded: Instant
    package let by: Actor
    package let disposition: Disposition?
    package let method: Method?
    package let check: Closing.Check?
  }
}
