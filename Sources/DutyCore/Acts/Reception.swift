// How a matter comes in and is set right.

extension ActionTraits {
  static let receive = ActionTraits("受理登记", "receive", states: ("摘要", "a summary"))
  static let importRecord = ActionTraits("外部导入", "import", states: ("摘要", "a summary"))
  static let amend = ActionTraits(
    "更正登记信息", "amend", possibleIn: [.received, .inHand, .handled, .suspended],
    canBeOrdered: true)
  static let void = ActionTraits(
    "作废", "void", states: ("理由", "a reason"), possibleIn: [.received, .inHand], movesOn: true, canBeOrdered: true)
  static let restore = ActionTraits(
    "恢复作废", "restore", states: ("理由", "a reason"), whose: .leader, possibleIn: [.voided], movesOn: true,
    canBeOrdered: true)
}

/// The way by which an incident came in (来源).
package enum Source: String, Codable, CaseIterable, Sendable {
  case grid, hotline12345, mailbox, patrol, video, county, walkIn, departmentRequest, neighbour, other
  /// 村社（联村干部）, 领导批示, 110分流, 网络舆情, 值班电话
  case village, leaderNote, police110, publicOpinion, dutyPhone

  /// It comes on paper or through a platform from somebody who may be owed an answer.
  package var comesFromElsewhere: Bool {
    switch self {
    case .hotline12345, .county, .departmentRequest, .neighbour, .leaderNote, .police110, .publicOpinion: true
    case .grid, .mailbox, .patrol, .video, .walkIn, .village, .dutyPhone, .other: false
    }
  }
}

/// The urgency of a matter as it was said when it was reported.
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
  /// A platform's name for the kind of matter, where the catalogue has no such category.
  package var categoryHint: Words?
  package var urgency: Urgency
  package var reporter: Words?
  package var phone: Words?
  /// A deadline set outside, such as the hotline's own.
  package var due: Instant?
  /// The pushing system and its number for the matter: together they are known once.
  package var origin: String?
  package var externalId: String?
  /// The county room or neighbour that hands the matter down (交办) and is owed an answer.
  package var handedDownBy: String?
  /// The moment of the call (来电时间): shown, never the reception.
  package var called: Instant?
  /// The number of the order or document it came with (工单编号, 文号); of the form that `isDocumentNumber` says.
  package var document: String?
  /// An answer is owed where it came from.
  package var answerOwed: Bool?
  /// The caller is kept from all but leaders and whoever calls back (保密).
  package var confidential: Bool?
  /// The unit that is complained of (被反映单位), by its code.
  package var complainedOf: String?
  /// A practice incident (演练), left out of figures.
  package var drill: Bool

  package init(
    source: Source, summary: Words, detail: Words? = nil, place: Words? = nil, grid: String? = nil,
    category: String? = nil, categoryHint: Words? = nil, urgency: Urgency = .routine, reporter: Words? = nil,
    phone: Words? = nil, due: Instant? = nil, origin: String? = nil, externalId: String? = nil,
    handedDownBy: String? = nil, called: Instant? = nil, document: String? = nil, answerOwed: Bool? = nil,
    confidential: Bool? = nil, complainedOf: String? = nil, drill: Bool = false
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
    self.handedDownBy = handedDownBy
    self.called = called
    self.document = document
    self.answerOwed = answerOwed
    self.confidential = confidential
    self.complainedOf = complainedOf
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

/// Amend (更正登记信息): facts of the reception set right. Nil leaves a fact as it is.
package struct Amendment: Hashable, Codable, Sendable {
  package var category: String?
  package var place: Words?
  package var grid: String?
  package var urgency: Urgency?
  package var summary: Words?
  package var reporter: Words?
  package var phone: Words?
  package var document: String?
  package var confidential: Bool?
  package var complainedOf: String?

  package init(
    category: String? = nil, place: Words? = nil, grid: String? = nil, urgency: Urgency? = nil, summary: Words? = nil,
    reporter: Words? = nil, phone: Words? = nil, document: String? = nil, confidential: Bool? = nil,
    complainedOf: String? = nil
  ) {
    self.category = category
    self.place = place
    self.grid = grid
    self.urgency = urgency
    self.summary = summary
    self.reporter = reporter
    self.phone = phone
    self.document = document
    self.confidential = confidential
    self.complainedOf = complainedOf
  }
}

extension String {
  /// The form of a document's number: 2 to 40 characters, Hanzi, letters, digits and brackets, with at least one digit; never
  /// a line of text (docs/duty.md#document-number).
  package var isDocumentNumber: Bool {
    (2...40).contains(unicodeScalars.count) && unicodeScalars.contains { $0.properties.numericType == .decimal }
      && unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType == .decimal || Self.marks.contains($0)
      }
  }

  private static let marks: Set<Unicode.Scalar> = Set("〔〕（）()[]-".unicodeScalars)
}

// MARK: - Its words

extension EntryText {
  /// The fields that an amendment names, with what stood there before it.
  func changes(_ facts: Amendment, _ before: Incident?) -> [String?] {
    func change(_ field: String, _ old: String?, _ new: String?) -> String? {
      guard let new else { return nil }
      return old.map { language("\(field)由\($0)改为\(new)", "\(field) from \($0) to \(new)") }
        ?? language("\(field)定为\(new)", "\(field) set to \(new)")
    }
    let category = room.catalogue.name(ofCategory:)
    return [
      change(language("类别", "category"), before?.category.map(category), facts.category.map(category)),
      change(language("地点", "place"), before?.place.map(shown), facts.place.map(shown)),
      change(language("网格", "grid"), before?.grid, facts.grid),
      change(language("紧急程度", "urgency"), before?.urgency.text(language), facts.urgency?.text(language)),
      change(language("摘要", "summary"), (before?.summary).map(shown), facts.summary.map(shown)),
      facts.reporter.map { _ in language("反映人已更正", "the reporter's name set right") },
      facts.phone.map { _ in language("联系电话已更正", "the reporter's number set right") },
      change(language("文号", "document"), before?.document, facts.document),
      facts.confidential.map {
        $0 ? language("定为保密", "made confidential") : language("不再保密", "no longer confidential")
      },
      change(
        language("被反映单位", "unit complained of"), before?.complainedOf.map(unit), facts.complainedOf.map(unit)),
    ]
  }
}

extension Source {
  package func text(_ language: Language) -> String {
    switch self {
    case .grid: language("网格", "grid")
    case .hotline12345: language("12345热线", "hotline 12345")
    case .mailbox: language("村民信箱", "mailbox")
    case .patrol: language("巡查", "patrol")
    case .video: language("视频", "video")
    case .county: language("上级交办", "county")
    case .walkIn: language("来访", "walk-in")
    case .departmentRequest: language("部门提请", "department request")
    case .neighbour: language("毗邻镇街", "neighbour")
    case .village: language("村社（联村干部）", "village")
    case .leaderNote: language("领导批示", "leader's note")
    case .police110: language("110分流", "110")
    case .publicOpinion: language("网络舆情", "public opinion online")
    case .dutyPhone: language("值班电话", "duty phone")
    case .other: language("其他", "other")
    }
  }
}

extension Urgency {
  package func text(_ language: Language) -> String {
    switch self {
    case .routine: language("一般", "routine")
    case .urgent: language("紧急", "urgent")
    case .emergency: language("应急", "emergency")
    }
  }
}
