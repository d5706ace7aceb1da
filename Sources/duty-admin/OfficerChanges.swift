import ArgumentParser
import DutyCore
import DutyLedger
import DutySystem

// Changes to people who are enrolled: each is an enrolment of the same person anew.

extension OfficerCommand {
  struct ChangeRank: AdminCommand {
    static let configuration = CommandConfiguration(
      commandName: "rank",
      abstract: said("改岗位或单位；停用的人由此恢复", "another rank or unit; brings somebody back who had left"))

    @OptionGroup var common: CommonOptions
    @OptionGroup var authority: Authority

    var undertaking: Undertaking { .recording }

    @Argument(help: .init(said("姓名", "the name"), valueName: said("姓名", "name")), completion: .people)
    var name: String

    @Option(help: .init(said("岗位", "the rank"), valueName: "rank"))
    var rank: Rank

    @Option(
      help: .init(
        said("所在单位的代码；不写就不变，none 去掉", "the unit, by its code; stays where not given, none takes it away"),
        valueName: said("代码", "code")), completion: .units)
    var department: String?

    func run() throws {
      let language = common.spoken
      let ledger = try common.open(.readWrite)
      let person = try OfficerCommand.change(name, in: ledger, authority, language) { enrolment in
        enrolment.rank = rank
        if let department { enrolment.department = department == "none" ? nil : department }
        enrolment.left = nil
      }
      let room = try ledger.room()
      try ledger.close()
      let unit = person.department.map { "，\(room.catalogue.name(ofDepartment: $0))" } ?? ""
      var after = room.commitments(of: person, at: SystemClock.now(), language)
      if person.pinHash == nil {
        after.insert(
          language("还没有 PIN：请运行 duty-admin officer pin \(name)。", "No PIN yet: run duty-admin officer pin \(name)."),
          at: 0)
      }
      try printed(
        language("\(name)：\(person.rank.text(.zh))\(unit)", "\(name): \(person.rank.text(.en))"), and: after)
    }
  }

  struct Disable: AdminCommand {
    static let configuration = CommandConfiguration(
      commandName: "disable",
      abstract: said(
        "停用一个人：不能再登录、排班；记过的事姓名照旧", "somebody has left: no sign-on, no roster; what they did keeps their name"))

    @OptionGroup var common: CommonOptions
    @OptionGroup var authority: Authority

    var undertaking: Undertaking { .recording }

    @Argument(help: .init(said("姓名", "the name"), valueName: said("姓名", "name")), completion: .people)
    var name: String

    func run() throws {
      let language = common.spoken
      let ledger = try common.open(.readWrite)
      let person = try OfficerCommand.change(name, in: ledger, authority, language) { $0.left = true }
      let room = try ledger.room()
      try ledger.close()
      try printed(
        language(
          "\(name)已停用。恢复用 duty-admin officer rank。", "\(name) has left. duty-admin officer rank brings them back."),
        and: room.commitments(of: person, at: SystemClock.now(), language))
    }
  }

  struct ChangePin: AdminCommand {
    static let configuration = CommandConfiguration(
      commandName: "pin",
      abstract: said("换 PIN：本人换，或由管理员重发", "a new PIN: one's own, or given anew by an administrator"),
      discussion: said(
        "不写 --as 就是本人：先输现在的 PIN。忘记了的由管理员重发（--as 管理员），输错次数一并清零。",
        "Without --as it is one's own: the present PIN is asked for. Who forgot it has a new one from an administrator "
          + "(--as), which also forgets the wrong ones."))

    @OptionGroup var common: CommonOptions
    @OptionGroup var authority: Authority

    var undertaking: Undertaking { .recording }

    @Argument(help: .init(said("姓名", "the name"), valueName: said("姓名", "name")), completion: .people)
    var name: String

    func run() throws {
      let language = common.spoken
      let ledger = try common.open(.readWrite)
      guard try !ledger.room().person(name, language).hasLeft else { throw Refusal.room(.hasLeft(name: name)) }
      var authority = authority
      authority.name = authority.name ?? name
      let session = try authority.person(in: ledger, language)
      // Asked before anybody is asked to think of a PIN; asked again inside the commit.
      let (room, now) = (try ledger.room(), SystemClock.now())
      var asked = try room.person(name, language).enrolment
      asked.pin = Words("", kind: .secret)
      _ = try room.judge(Request(.room(.enrol(asked)), by: session.actor, at: now).within(session), on: nil, now: now)
      let (pin, made) = try PinEntry.new(for: name, language)
      let hash = try PinEntry.hash(pin, language)
      // The person as they are by now.
      var enrolment = try ledger.room().person(name, language).enrolment
      enrolment.pin = Words(hash, kind: .secret)
      func record() throws { try ledger.record([.room(.enrol(enrolment))], in: session, now: SystemClock.now()) }
      if let made {
        let left = language("\(name)的 PIN 没有换。", "\(name) keeps the present PIN.")
        try PinEntry.shown(made, language, left: left, before: record)
      } else {
        try record()
      }
      try ledger.forgetTries(of: enrolment.officer)
      try ledger.close()
      try printed(language("\(name)的 PIN 已换。", "\(name) has a new PIN."))
    }
  }

  struct Unlock: AdminCommand {
    static let configuration = CommandConfiguration(
      abstract: said("解除登录限制：PIN 连错在等的人马上可以再试", "free somebody who waits after wrong PINs"),
      discussion: said(
        "不用登录，有台账文件的读写权就行；记入台账。", "Needs the rights on the ledger's file and no sign-on; it is recorded."))

    @OptionGroup var common: CommonOptions

    var undertaking: Undertaking { .recording }

    @Argument(help: .init(said("姓名", "the name"), valueName: said("姓名", "name")), completion: .people)
    var name: String

    func run() throws {
      let language = common.spoken
      let ledger = try common.open(.readWrite)
      let person = try ledger.room().person(name, language)
      try ledger.unlock(person.id, now: SystemClock.now())
      try ledger.close()
      try printed(
        language("\(person.name)的登录限制已解除，可以马上再试。", "\(person.name) may try again at once."))
    }
  }

  struct Certify: AdminCommand {
    static let configuration = CommandConfiguration(
      commandName: "certificate", abstract: said("登记或续期执法证", "enter or renew an enforcement certificate"))

    @OptionGroup var common: CommonOptions
    @OptionGroup var authority: Authority

    var undertaking: Undertaking { .recording }

    @Argument(help: .init(said("姓名", "the name"), valueName: said("姓名", "name")), completion: .people)
    var name: String

    @Option(
      help: .init(
        said("执法证号；续期时不写就不变", "the certificate's number; stays where not given"), valueName: said("证号", "number")),
      completion: .nothing)
    var certificate: String?

    @Option(help: .init(said("执法证有效到哪一天", "the last day it is good"), valueName: "YYYY-MM-DD"), completion: .nothing)
    var certificateExpires: String

    func run() throws {
      let language = common.spoken
      let expires = try OfficerCommand.lastDay(certificateExpires, language)
      let ledger = try common.open(.readWrite)
      let known = try ledger.room().person(name, language).qualification?.certificate
      guard let number = Words(written: certificate)?.text ?? known else {
        throw Failure(
          code: .wrongUsage,
          text: language(
            "\(name)还没有登记执法证，请写 --certificate。", "\(name) has no certificate yet: give its number with --certificate."))
      }
      _ = try OfficerCommand.change(name, in: ledger, authority, language) {
        $0.qualification = Qualification(certificate: number, expires: expires)
      }
      try ledger.close()
      try printed(
        language("\(name)：执法证 \(number) 至 \(expires)", "\(name): certificate \(number) until \(expires)"))
    }
  }

  /// Enrols the person anew with `change`; gives them as they are then.
  fileprivate static func change(
    _ name: String, in ledger: Ledger, _ authority: Authority, _ language: Language,
    _ change: (inout Enrolment) -> Void
  ) throws -> Officer {
    _ = try ledger.room().person(name, language)
    let administrator = try authority.person(in: ledger, language)
    var enrolment = try ledger.room().person(name, language).enrolment
    change(&enrolment)
    try ledger.record([.room(.enrol(enrolment))], in: administrator, now: SystemClock.now())
    return try ledger.room().person(name, language)
  }
}

extension Room {
  /// The person of this name; a failure that says so where there is none, and whom it may have meant.
  func person(_ name: String, _ language: Language) throws -> Officer {
    if let officer = officer(named: name) { return officer }
    let alike = officers(like: name).prefix(5).map(\.name).joined(separator: language("、", ", "))
    let hint = alike.isEmpty ? "" : language("相近的有：\(alike)。", " Like it: \(alike).")
    throw Failure(code: .wrongUsage, text: language("没有叫“\(name)”的人。", "There is nobody called “\(name)”.") + hint)
  }

  /// The seat and the turns to come that somebody still has and can no longer take, a line each.
  func commitments(of officer: Officer, at now: Instant, _ language: Language) -> [String] {
    let name = officer.name
    var lines: [String] = []
    if let seat, seat.officer == officer.id, officer.hasLeft || !officer.rank.leads {
      lines.append(
        language(
          "\(name)还在 \(seat.turn.typed) 的坐堂岗上，没有交班：接班的领导写明理由上岗。",
          "\(name) has the seat of \(seat.turn.typed) and has not handed over: the next leader takes it, stating why."))
    }
    let turns = roster.filter { turn, rostered in
      guard rostered == officer.id, let shift = plan.shift(named: turn.shift), let span = plan.span(of: turn)
      else { return false }
      return now < span.upperBound && (officer.hasLeft || shift.sitting && !officer.rank.leads)
    }
    if !turns.isEmpty {
      let shown = turns.keys.sorted().prefix(8).map(\.typed).joined(separator: language("、", ", "))
      let list = turns.count > 8 ? shown + language(" 等 \(turns.count) 班", " and others, \(turns.count) in all") : shown
      lines.append(
        language("还排着\(name)，请改排：\(list)", "Still rostered: \(name). Roster somebody else: \(list)"))
    }
    return lines
  }
}
