import ArgumentParser
import DutyCore
import DutyLedger
import DutySystem

extension Rank: ExpressibleByArgument {}

/// `officer`: the people who sign on here.
struct OfficerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "officer",
    abstract: said("人员：登记、列出、改岗位、停用、换 PIN、解除登录限制、续证", "people: enrol, list, rank, leave, PIN, unlock, certificate"),
    subcommands: [Add.self, List.self, ChangeRank.self, Disable.self, ChangePin.self, Unlock.self, Certify.self])

  struct Add: AdminCommand {
    static let configuration = CommandConfiguration(abstract: said("登记一个人", "enrol a person"))

    @OptionGroup var common: CommonOptions
    @OptionGroup var authority: Authority

    var undertaking: Undertaking { .recording }

    @Argument(
      help: .init(said("姓名，本镇街内不重名", "the name, which nobody else has here"), valueName: said("姓名", "name")),
      completion: .nothing)
    var name: String

    @Option(help: .init(said("岗位", "the rank"), valueName: "rank"))
    var rank: Rank

    @Option(
      help: .init(said("联络员所在单位的代码", "the unit a liaison answers for, by its code"), valueName: said("代码", "code")),
      completion: .units)
    var department: String?

    @Option(
      help: .init(said("执法证号", "the enforcement certificate's number"), valueName: said("证号", "number")),
      completion: .nothing)
    var certificate: String?

    @Option(help: .init(said("执法证有效到哪一天", "the last day it is good"), valueName: "YYYY-MM-DD"), completion: .nothing)
    var certificateExpires: String?

    func run() throws {
      let language = common.spoken
      let qualification = try qualification(language)
      let name = name.foldedName
      let ledger = try common.open(.readWrite)
      let room = try ledger.room()
      let now = SystemClock.now()
      let session = try authority.person(in: ledger, language)
      var enrolment = Enrolment(
        officer: room.nextOfficerID, name: name, rank: rank, department: department, qualification: qualification)
      // Asked before anybody is asked to think of a PIN; asked again inside the commit.
      _ = try room.judge(
        Request(.room(.enrol(enrolment)), by: session.actor, at: now).within(session), on: nil, now: now)
      let (pin, made) = try PinEntry.new(for: name, language)
      enrolment.pin = Words(try PinEntry.hash(pin, language), kind: .secret)
      func record() throws { try ledger.record([.room(.enrol(enrolment))], in: session, now: now) }
      if let made {
        try PinEntry.shown(
          made, language, left: language("\(name)没有登记。", "\(name) was not enrolled."), before: record)
      } else {
        try record()
      }
      try ledger.close()
      try printed(language("已登记：\(name)（\(rank.text(.zh))）", "Enrolled: \(name) (\(rank.text(.en)))"))
    }

    private func qualification(_ language: Language) throws -> Qualification? {
      if certificate == nil, certificateExpires == nil { return nil }
      guard let number = Words(written: certificate)?.text, let certificateExpires else {
        throw Failure(
          code: .wrongUsage,
          text: language(
            "--certificate 和 --certificate-expires 要一起写。", "--certificate and --certificate-expires go together."))
      }
      return Qualification(certificate: number, expires: try OfficerCommand.lastDay(certificateExpires, language))
    }
  }

  /// The day in `--certificate-expires`.
  static func lastDay(_ text: String, _ language: Language) throws -> Day {
    if let day = Day(text) { return day }
    throw Failure(
      code: .wrongUsage,
      text: language(
        "--certificate-expires 要写成 YYYY-MM-DD，不是“\(text)”。", "--certificate-expires is YYYY-MM-DD, not “\(text)”."))
  }

  struct List: AdminCommand {
    static let configuration = CommandConfiguration(abstract: said("列出所有人员", "list everybody"))

    @OptionGroup var common: CommonOptions

    var undertaking: Undertaking { .reading }

    func run() throws {
      let ledger = try common.open(.readOnly)
      let room = try ledger.room()
      for person in room.officers.values.sorted(by: { $0.id < $1.id }) {
        let unit = person.department.map { "\($0) \(room.catalogue.name(ofDepartment: $0))" }
        let certificate = person.qualification.map {
          common.spoken(
            "执法证 \($0.certificate) 至 \($0.expires)", "certificate \($0.certificate) until \($0.expires)")
        }
        let left = person.hasLeft ? common.spoken("（停用）", " (left)") : ""
        var cells = [String(person.id.serial), person.name, person.rank.text(common.spoken) + left]
        if unit != nil || certificate != nil { cells.append(unit ?? "") }
        cells += [certificate].compactMap(\.self)
        try Outlet.row(cells)
      }
      try ledger.close()
    }
  }
}
