/// The rank decides what a person may do. Ranks are of this program, not of the civil service (docs/duty.md#ranks).
package enum Rank: String, Codable, CaseIterable, Sendable {
  /// 坐席员: registers, assigns, checks, closes.
  case officer
  /// 坐堂领导: on the roster; blows the whistle.
  case leader
  /// 主任
  case director
  /// 书记
  case secretary
  /// 部门联络员: answers for one unit.
  case liaison
  /// 督查: reads all, issues sheets.
  case supervisor
  /// 管理员: settings, roster, people; no incident actions.
  case administrator

  /// A member of the leadership, who can sit and whose spoken orders count.
  package var leads: Bool {
    switch self {
    case .leader, .director, .secretary: true
    case .officer, .liaison, .supervisor, .administrator: false
    }
  }

  /// The ranks to which falls what needs a leader while nobody sits.
  static let aboveLeaders: [Rank] = [.director, .secretary]

  /// Works at the desk: registers, assigns, records, checks, closes.
  package var worksTheDesk: Bool { self == .officer || leads }
}

package struct OfficerID: Hashable, Comparable, Codable, Sendable {
  package let serial: Int

  package init(_ serial: Int) { self.serial = serial }
  package init(from decoder: any Decoder) throws {
    serial = try decoder.singleValueContainer().decode(Int.self)
  }
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(serial)
  }
  package static func < (a: OfficerID, b: OfficerID) -> Bool { a.serial < b.serial }
}

/// A person who signs on here, under a name nobody else has at this station.
package struct Officer: Hashable, Sendable {
  package let id: OfficerID
  package let name: String
  package let rank: Rank
  /// The unit a liaison answers for.
  package let department: String?
  /// The yescrypt hash of the PIN; nil where none is set, it was erased, or the person has left.
  package let pinHash: String?
  package let qualification: Qualification?
  /// The entry that set the PIN, or took it away; 0 where none ever did. Who signed on before it is signed on no more.
  package let pinEntry: Int64
  /// Has left (停用): does nothing here any more, and is named only where they once acted (docs/duty.md#leaving).
  package let hasLeft: Bool

  /// Holds a certificate that is good on `day`.
  package func mayEnforce(on day: Day) -> Bool { !hasLeft && qualification.map { day <= $0.expires } ?? false }
}

extension Officer {
  /// The person as `enrolment` has them, which is this entry; who was `known` before.
  init(_ enrolment: Enrolment, known: Officer?, entry: Int64) {
    id = enrolment.officer
    name = enrolment.name
    rank = enrolment.rank
    department = enrolment.department
    hasLeft = enrolment.left ?? false
    pinHash = hasLeft ? nil : enrolment.pin.map(\.text) ?? known?.pinHash
    let ends = enrolment.pin != nil || hasLeft != known?.hasLeft ?? false
    pinEntry = ends ? entry : known?.pinEntry ?? 0
    qualification = enrolment.qualification ?? known?.qualification
  }

  /// The enrolment that enrols the person anew just as they are.
  package var enrolment: Enrolment {
    Enrolment(officer: id, name: name, rank: rank, department: department, left: hasLeft ? true : nil)
  }
}

/// The certificate that lets a person enforce the law (行政执法证).
package struct Qualification: Hashable, Codable, Sendable {
  package var certificate: String
  /// The last day on which it is good.
  package var expires: Day

  package init(certificate: String, expires: Day) {
    self.certificate = certificate
    self.expires = expires
  }
}

/// The one who did an act (docs/duty.md#other-actors).
package enum Actor: Hashable, Sendable {
  case officer(OfficerID)
  /// A platform that pushes incidents (`duty-admin intake`).
  case intake
  /// A file of another system (`duty-admin import`).
  case importer
  /// The rule itself: what follows from an act without anyone doing it.
  case rule
  /// Whoever has the rights on the file: founding a ledger, first people.
  case housekeeping
  /// The drill (演练): reports practice matters, and answers for the units called to them.
  case drill
}

extension Actor {
  package var isPerson: Bool {
    switch self {
    case .officer: true
    case .intake, .importer, .rule, .housekeeping, .drill: false
    }
  }
}

extension Actor: Codable {
  package var code: String {
    switch self {
    case .officer(let id): "officer:\(id.serial)"
    case .intake: "intake"
    case .importer: "import"
    case .rule: "rule"
    case .housekeeping: "housekeeping"
    case .drill: "drill"
    }
  }

  package init?(code: String) {
    switch code {
    case "intake": self = .intake
    case "import": self = .importer
    case "rule": self = .rule
    case "housekeeping": self = .housekeeping
    case "drill": self = .drill
    default:
      guard code.hasPrefix("officer:"), let serial = Int(code.dropFirst("officer:".count)) else { return nil }
      self = .officer(OfficerID(serial))
    }
  }

  package init(from decoder: any Decoder) throws {
    let code = try decoder.singleValueContainer().decode(String.self)
    guard let actor = Actor(code: code) else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "no actor: \(code)"))
    }
    self = actor
  }
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(code)
  }
}
