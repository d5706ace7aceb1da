import DutyCore

// How an incident is said in few words: in a row of the queue and in its detail.

extension Incident {
  /// The next deadline, or the age where nothing is due; blank for what is over.
  func dueText(_ now: Instant, _ language: Language) -> String {
    guard status.isOpen else { return "" }
    if let due = nextDue { return TimeText.left(until: due, now, language) }
    let age = TimeText.span(now - received, language)
    return language("等\(age)", "+\(age)")
  }

  /// Tells how its deadline stands; nil where nothing presses.
  func dueStyle(_ now: Instant) -> Style? {
    guard let due = nextDue else { return nil }
    let style = TimeText.style(of: due, now)
    return style == .plain ? nil : style
  }

  /// Says what is particular about it, the most pressing first; in words, so that no colour is needed.
  /// See docs/desk.md#rows-of-the-queue.
  func marks(in room: Room, _ now: Instant) -> [IncidentMark] {
    var marks: [IncidentMark] = []
    // Before anything that presses: nobody is to hurry to a practice matter.
    if !room.counts(self) { marks.append(.drill) }
    let step = ladderStep(at: now).map { IncidentMark.step($0, isIssued: isPressed(at: now)) }
    let isSheet = ladderStep(at: now).map { $0 > .urge } ?? false
    if let step, isSheet { marks.append(step) }
    if isOverdue(at: now) { marks.append(.overdue) }
    if let step, !isSheet { marks.append(step) }
    if status.isOpen, responses.contains(where: { $0.state == .declined && $0.ruling == nil }) {
      marks.append(.declined)
    }
    if isUnattended { marks.append(.unattended) }
    if status.isOpen, returning != nil { marks.append(.returning) }
    if isConfidential { marks.append(.confidential) }
    if sendBacks > 0 { marks.append(.sentBack(sendBacks)) }
    if reopenings > 0 { marks.append(.reopened) }
    if !relapses.isEmpty { marks.append(.relapsed) }
    // Before what follows from such a time.
    if hasUntrustedTime { marks.append(.untrustedTime) }
    if isLateEntry { marks.append(.lateEntry) }
    if isImported { marks.append(.imported) }
    if !unsigned.isEmpty { marks.append(.unsigned) }
    return marks
  }
}

/// A particular thing about an incident.
enum IncidentMark: Hashable, Sendable {
  case drill, overdue, declined, unattended, returning, confidential, reopened, relapsed, untrustedTime, lateEntry
  case imported, unsigned
  /// The step that is reached, and whether what it asks for was done.
  case step(LadderStep, isIssued: Bool)
  case sentBack(Int)

  func text(_ language: Language) -> String {
    switch self {
    case .drill: language("演练", "drill")
    case .overdue: language("超时", "late")
    case .declined: language("退单", "declined")
    case .unattended: language("待派", "nobody")
    case .returning: language("待退", "return")
    case .confidential: language("保密", "secret")
    case .reopened: language("重办", "reopen")
    case .relapsed: language("回潮", "again")
    case .untrustedTime: language("时间不可信", "bad time")
    case .lateEntry: language("补录", "late entry")
    case .imported: language("外部", "import")
    case .unsigned: language("待补签", "sign")
    case .step(let step, let isIssued): isIssued ? step.shortIssued(language) : step.short(language)
    case .sentBack(let count): language("退回\(count)", "back\(count)")
    }
  }

  /// The mark in three Hanzi or six letters, as the column of a queue holds them.
  func short(_ language: Language) -> String {
    switch self {
    case .declined: language(text(.zh), "refuse")
    case .untrustedTime: language("时有疑", "time?")
    case .lateEntry: language(text(.zh), "after")
    case .drill, .overdue, .unattended, .returning, .confidential, .reopened, .relapsed, .imported, .unsigned, .step,
      .sentBack:
      text(language)
    }
  }
}

extension LadderStep {
  /// The step in three Hanzi or six letters: a sheet by its colour in English.
  func short(_ language: Language) -> String {
    switch self {
    case .urge: language(text(.zh), "urge")
    case .blue: language(text(.zh), "blue")
    case .orange: language(text(.zh), "orange")
    case .red: language(text(.zh), "red")
    }
  }

  /// The same of a step that was taken.
  func shortIssued(_ language: Language) -> String {
    switch self {
    case .urge: issuedText(language)
    case .blue: language(issuedText(.zh), "blue+")
    case .orange: language(issuedText(.zh), "orang+")
    case .red: language(issuedText(.zh), "red+")
    }
  }
}

extension Urgency {
  /// The urgency in two Hanzi or four letters; nothing for what is not pressing.
  func short(_ language: Language) -> String {
    switch self {
    case .routine: ""
    case .urgent: language("紧急", "urg.")
    case .emergency: language("应急", "EMER")
    }
  }
}

extension Source {
  /// The word in two Hanzi or four letters.
  func short(_ language: Language) -> String {
    switch self {
    case .grid: language("网格", "grid")
    case .hotline12345: language("热线", "call")
    case .mailbox: language("信箱", "mail")
    case .patrol: language("巡查", "ptrl")
    case .video: language("视频", "vid")
    case .county: language("交办", "cnty")
    case .walkIn: language("来访", "walk")
    case .departmentRequest: language("提请", "dept")
    case .neighbour: language("毗邻", "nbr")
    case .village: language("村社", "vill")
    case .leaderNote: language("批示", "note")
    case .police110: language("110", "110")
    case .publicOpinion: language("舆情", "web")
    case .dutyPhone: language("值电", "duty")
    case .other: language("其他", "oth")
    }
  }
}

extension ResponsibilityItem.ListClass {
  func text(_ language: Language) -> String {
    switch self {
    case .basic: language("基本履职", "basic")
    case .cooperative: language("配合履职", "cooperative")
    case .outside: language("清单外", "outside the list")
    }
  }
}
