import DeskUI
import DutyCore

/// Acts of others in the scripts.
extension Station {
  static let otherLeader = OfficerID(4)
  static let secretary = OfficerID(5)

  /// Nil where the words are not understood.
  func meanwhile(_ words: String, now: Instant) -> [Event]? {
    let colleague = Actor.officer(Self.colleague)
    let first = ledger.incident(serial: 1)?.id
    switch words {
    case "乙某把0001派给了市监所":
      let facts = Summoning(kind: .assignment, lead: ["S-SJ"], words: Words("店里的事"))
      ledger.record(.summon(facts), by: colleague, on: first, at: now, now: now)
    case "乙某在0001上记了一条":
      ledger.record(.note(Note(Words("已电话告知"))), by: colleague, on: first, at: now, now: now)
    case "乙某登记了一件应急":
      ledger.record(
        .receive(Reception(source: .walkIn, summary: Words("仓库冒烟"), place: Words("北岸仓库"), urgency: .emergency)),
        by: colleague, at: now, now: now)
    case "又登记了三十件": receiveMany(now)
    case "执法队来了三个人": enrolEnforcers(now)
    case "领导丁某、书记戊某也在": enrolLeaders(now)
    case "甲某的 PIN 换了": enrolAgain(Self.officer, now) { $0.pin = Words("246813", kind: .secret) }
    case "甲某停用了": enrolAgain(Self.officer, now) { $0.left = true }
    case "甲某当了领导": enrolAgain(Self.officer, now) { $0.rank = .leader }
    case "到期的挂账恢复了": ledger.commitDue(now: now)
    case "磁盘快满了": return [.cautions(["磁盘快满了，只剩 12 MB。请管理员尽快腾出空间，满了就写不进台账。", "其次"])]
    case "磁盘腾出来了": return [.cautions([])]
    case "下一次回答丢了": ledger.losesNextAnswer = true
    default: if !elsewhere(words, now: now) { return nil }
    }
    return ledger.refresh(now: now)
  }

  /// Each with somebody's phone in its words, where it should not be.
  private func receiveMany(_ now: Instant) {
    for number in 1...30 {
      let reception = Reception(
        source: .hotline12345, summary: Words("第\(number)件：电话 138-0000-0000，路灯不亮"), place: Words("北街\(number)号"),
        category: number % 3 == 0 ? "JG" : "ZD", reporter: Words("样某", kind: .name),
        phone: Words("13800000000", kind: .phone))
      ledger.record(.receive(reception), by: .officer(Self.colleague), at: now, now: now)
    }
  }

  /// Two of the law enforcement with a certificate, one without.
  private func enrolEnforcers(_ now: Instant) {
    let expires = Self.zone.day(of: now) + 365
    for (serial, name) in [(11, "庚某"), (12, "辛某"), (13, "壬某")] {
      let enrolment = Enrolment(
        officer: OfficerID(serial), name: name, rank: .liaison, department: "S-ZF", pin: nil,
        qualification: serial == 13 ? nil : Qualification(certificate: "样证\(serial)", expires: expires))
      ledger.record(.room(.enrol(enrolment)), by: .housekeeping, at: now, now: now)
    }
  }

  private func enrolAgain(_ id: OfficerID, _ now: Instant, _ change: (inout Enrolment) -> Void) {
    guard var facts = ledger.room.officers[id]?.enrolment else { preconditionFailure("nobody has number \(id.serial)") }
    change(&facts)
    ledger.record(.room(.enrol(facts)), by: .housekeeping, at: now, now: now)
  }

  /// Another leader, who sits at midday, and the secretary; the first leader sits tomorrow morning.
  private func enrolLeaders(_ now: Instant) {
    let people = [(Self.otherLeader, "丁某", Rank.leader), (Self.secretary, "戊某", .secretary)]
    for (id, name, rank) in people {
      let enrolment = Enrolment(officer: id, name: name, rank: rank, pin: Words("1234", kind: .secret))
      ledger.record(.room(.enrol(enrolment)), by: .housekeeping, at: now, now: now)
    }
    let today = Self.zone.day(of: now)
    let roster = RosterChange(lines: [
      RosterChange.Line(turn: Turn(day: today, shift: "中班"), officer: Self.otherLeader),
      RosterChange.Line(turn: Turn(day: today + 1, shift: "早班"), officer: Self.leader),
    ])
    ledger.record(.room(.setRoster(roster)), by: .housekeeping, at: now, now: now)
  }
}
