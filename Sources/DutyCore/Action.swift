/// What was done: one case for each row of the table of actions, and for each act on the room itself.
///
/// The names of the cases and of the facts are history as soon as an entry with them is written: they are never
/// renamed, and what is added later is optional. `Action+Coding.swift` writes and reads them.
package enum Action: Hashable, Sendable {
  // An incident's life.
  case receive(Reception)
  case importRecord(ImportedRecord)
  case amend(Amendment)
  case takeOn
  case summon(Summoning)
  case acknowledge(Milestone)
  case contact(Milestone)
  case arrive(Milestone)
  case reply(Reply)
  case sendBack(SendingBack)
  case standDown(StandingDown)
  case settle
  case handle(Handling)
  case close(Closing)
  case reopen(Reason)
  case note(Note)
  case void(Reason)

  // The room's own life.
  case found(Charter)
  case setCatalogue(Catalogue)
  case setCalendar(WorkCalendar)
  case enrol(Enrolment)
  case setRoster(RosterChange)
  case takeSeat(SeatTaking)
}

/// The table's word for each action, as entries, exports and reports write it.
package enum ActionName: String, Codable, CaseIterable, Sendable {
  case receive
  case importRecord = "import"
  case amend, takeOn, summon, acknowledge, contact, arrive, reply, sendBack, standDown, settle, handle, close, reopen
  case note, void
  case found, setCatalogue, setCalendar, enrol, setRoster, takeSeat
}

/// Where an incident came from (来源).
package enum Source: String, Codable, CaseIterable, Sendable {
  case grid, hotline12345, mailbox, patrol, video, county, walkIn, departmentRequest, neighbour, other
}

/// How pressing a matter was said to be when it was reported.
package enum Urgency: String, Codable, CaseIterable, Sendable {
  case routine, urgent, emergency
}

/// Receive (受理登记): a matter is written down.
package struct Reception: Hashable, Codable, Sendable {
  package var source: Source
  package var summary: Words
  package var detail: Words?
  package var place: Words?
  /// The area unit the incident lies in; nil where nobody said.
  package var grid: String?
  /// A leaf of the catalogue.
  package var category: String?
  /// What a platform called the kind of matter, where the catalogue has no such category.
  package var categoryHint: Words?
  package var urgency: Urgency
  package var reporter: Words?
  package var phone: Words?
  /// A deadline set outside, such as the hotline's own.
  package var due: Instant?
  /// The pushing system and its number for the matter: together they are known once.
  package var origin: String?
  package var externalId: String?
  /// A practice incident (演练), left out of figures.
  package var drill: Bool

  package init(
    source: Source, summary: Words, detail: Words? = nil, place: Words? = nil, grid: String? = nil,
    category: String? = nil, categoryHint: Words? = nil, urgency: Urgency = .routine, reporter: Words? = nil,
    phone: Words? = nil, due: Instant? = nil, origin: String? = nil, externalId: String? = nil, drill: Bool = false
  ) {
    self.source = source
    self.summary = summary
    self.detail = detail
    self.place = place
    self.grid = grid
    self.category = category
    self.categoryHint = categoryHint
    self.urgency = urgency
    self.reporter = reporter
    self.phone = phone
    self.due = due
    self.origin = origin
    self.externalId = externalId
    self.drill = drill
  }
}

/// Import (外部导入): another system's record of a whole matter, from reception to close, with its own times.
package struct ImportedRecord: Hashable, Codable, Sendable {
  package var origin: String
  package var externalId: String
  package var source: Source
  package var summary: Words
  package var detail: Words?
  package var place: Words?
  package var grid: String?
  /// A code of the catalogue where it has one, else the name as imported.
  package var category: String?
  /// A code of the catalogue where it has one, else the name as imported.
  package var department: String?
  package var due: Instant?
  /// Never before the reception: the importer drops such a close and warns.
  package var closed: Instant?
  package var reply: Words?
  package var replied: Instant?
  package var reporter: Words?
  package var phone: Words?

  package init(
    origin: String, externalId: String, source: Source, summary: Words, detail: Words? = nil, place: Words? = nil,
    grid: String? = nil, category: String? = nil, department: String? = nil, due: Instant? = nil,
    closed: Instant? = nil, reply: Words? = nil, replied: Instant? = nil, reporter: Words? = nil, phone: Words? = nil
  ) {
    self.origin = origin
    self.externalId = externalId
    self.source = source
    self.summary = summary
    self.detail = detail
    self.place = place
    self.grid = grid
    self.category = category
    self.department = department
    self.due = due
    self.closed = closed
    self.reply = reply
    self.replied = replied
    self.reporter = reporter
    self.phone = phone
  }
}

/// Amend (更正要素): facts of the reception set right. Nil leaves a fact as it is.
package struct Amendment: Hashable, Codable, Sendable {
  package var category: String?
  package var place: Words?
  package var grid: String?
  package var urgency: Urgency?

  package init(category: String? = nil, place: Words? = nil, grid: String? = nil, urgency: Urgency? = nil) {
    self.category = category
    self.place = place
    self.grid = grid
    self.urgency = urgency
  }
}

/// Summon (派单/吹哨): units are called to one incident.
package struct Summoning: Hashable, Codable, Sendable {
  package var kind: SummonsKind
  package var lead: [String]
  package var support: [String]
  /// Why a whistle is blown; an assignment needs none.
  package var ground: Ground?
  /// The responsibility item it was proposed from.
  package var item: String?
  package var words: Words?

  package init(
    kind: SummonsKind, lead: [String], support: [String] = [], ground: Ground? = nil, item: String? = nil,
    words: Words? = nil
  ) {
    self.kind = kind
    self.lead = lead
    self.support = support
    self.ground = ground
    self.item = item
    self.words = words
  }
}

package enum SummonsKind: String, Codable, CaseIterable, Sendable {
  /// 派单: one unit, by an officer, no leader needed.
  case assignment
  /// 日常哨
  case daily

  package var isWhistle: Bool {
    switch self {
    case .assignment: false
    case .daily: true
    }
  }
}

/// The four grounds of a whistle: 群众诉求, 重点工作, 综合执法, 应急处置 (Beijing regulation on whistles).
package enum Ground: String, Codable, CaseIterable, Sendable {
  case appeal, keyWork, jointEnforcement, emergencyResponse
}

/// How a unit's word reached the desk, where somebody there writes it down for the unit.
package enum Channel: String, Codable, CaseIterable, Sendable {
  case phone, message, inPerson, radio
}

/// Which unit's answer to which summons of the incident.
package struct ResponseID: Hashable, Codable, Sendable {
  /// 1 for the incident's first summons.
  package let summons: Int
  package let unit: String

  package init(summons: Int, unit: String) {
    self.summons = summons
    self.unit = unit
  }
}

/// Acknowledge, contact, arrive (签收, 联系, 报到/到场).
package struct Milestone: Hashable, Codable, Sendable {
  package var response: ResponseID
  package var channel: Channel?
  /// Who of the unit said it.
  package var said: Words?
  package var words: Words?

  package init(response: ResponseID, channel: Channel? = nil, said: Words? = nil, words: Words? = nil) {
    self.response = response
    self.channel = channel
    self.said = said
    self.words = words
  }
}

/// Reply (反馈) with its four elements.
package struct Reply: Hashable, Codable, Sendable {
  package var response: ResponseID
  /// When the unit took the matter on.
  package var accepted: Instant?
  /// Whom of the reporters they spoke to; needed only where somebody reported it.
  package var spokeTo: Words?
  package var done: Words?
  package var completion: Completion?
  package var channel: Channel?
  package var said: Words?

  /// That it is done, or by when it will be.
  package enum Completion: Hashable, Codable, Sendable {
    case done
    case by(due: Instant)
  }

  package init(
    response: ResponseID, accepted: Instant? = nil, spokeTo: Words? = nil, done: Words? = nil,
    completion: Completion? = nil, channel: Channel? = nil, said: Words? = nil
  ) {
    self.response = response
    self.accepted = accepted
    self.spokeTo = spokeTo
    self.done = done
    self.completion = completion
    self.channel = channel
    self.said = said
  }
}

/// Send back (退回): the desk does not take an answer. Without a response the incident itself goes back.
package struct SendingBack: Hashable, Codable, Sendable {
  package var response: ResponseID?
  package var reason: Words

  package init(response: ResponseID?, reason: Words) {
    self.response = response
    self.reason = reason
  }
}

/// Stand down (撤哨): a unit is released.
package struct StandingDown: Hashable, Codable, Sendable {
  package var response: ResponseID
  package var reason: Words

  package init(response: ResponseID, reason: Words) {
    self.response = response
    self.reason = reason
  }
}

/// How a matter was dealt with (办理方式): 劝导 约谈 指导 责令整改 立案 调解 代为处置 解释 其他.
package enum Method: String, Codable, CaseIterable, Sendable {
  case persuasion, interview, guidance, orderToRectify, caseFiled, mediation, actedInstead, explanation, other
}

/// How a matter ended (办结结果).
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

  /// Who looked at the result.
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

/// Found: the station's own terms, the first entry of each ledger.
package struct Charter: Hashable, Codable, Sendable {
  package var station: String
  package var name: String
  package var plan: ShiftPlan
  /// A practice room (演练): everything in it is practice.
  package var drill: Bool

  package init(station: String, name: String, plan: ShiftPlan, drill: Bool = false) {
    self.station = station
    self.name = name
    self.plan = plan
    self.drill = drill
  }
}

/// Enrol a person, or enrol again with another rank, unit or PIN; the name stays.
package struct Enrolment: Hashable, Codable, Sendable {
  package var officer: OfficerID
  package var name: String
  package var rank: Rank
  package var department: String?
  package var pin: Words?

  package init(officer: OfficerID, name: String, rank: Rank, department: String? = nil, pin: Words? = nil) {
    self.officer = officer
    self.name = name
    self.rank = rank
    self.department = department
    self.pin = pin
  }
}

/// Who is rostered when. Turns not named stay as they were.
package struct RosterChange: Hashable, Codable, Sendable {
  package struct Line: Hashable, Codable, Sendable {
    package let turn: Turn
    package let officer: OfficerID

    package init(turn: Turn, officer: OfficerID) {
      self.turn = turn
      self.officer = officer
    }
  }
  package var lines: [Line]

  package init(lines: [Line]) { self.lines = lines }
}

/// Take the seat (坐堂上岗) for the turn that is running.
package struct SeatTaking: Hashable, Codable, Sendable {
  package var turn: Turn
  /// Why somebody sits who is not rostered (代), or before the one before has handed over.
  package var reason: Words?

  package init(turn: Turn, reason: Words? = nil) {
    self.turn = turn
    self.reason = reason
  }
}
