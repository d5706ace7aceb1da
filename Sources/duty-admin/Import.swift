import ArgumentParser
import DutyCore
import DutyIntake
import DutyLedger
import DutySystem
import DutyTables
import Foundation

/// `import`: brings in other systems' tables.
struct Import: AdminCommand {
  static let configuration = CommandConfiguration(
    abstract: said("导入外部表格（CSV，可为 .gz）", "import another system's tables (CSV, plain or .gz)"))

  @OptionGroup var common: CommonOptions

  var undertaking: Undertaking { dryRun ? .reading : .recording }

  @Option(
    help: .init(
      said("导入方案：文件名，或 native、boston311", "the profile: a file, or native, boston311"),
      valueName: said("方案", "profile")), completion: .profiles)
  var profile: String

  @Option(
    help: .init(
      said("编码：auto、UTF-8、UTF-16、GB18030", "the encoding: auto, UTF-8, UTF-16, GB18030"), valueName: said("编码", "name")),
    completion: .list(["auto"] + TextEncoding.allCases.map(\.rawValue)))
  var encoding: String?

  @Flag(help: .init(said("只预览前几行，不写入", "show the first rows as they would be read; write nothing")))
  var dryRun = false

  @Option(
    help: .init(said("退回的行写到这个文件", "write the rows left out to this file"), valueName: said("文件", "file")),
    completion: .file())
  var rejects: String?

  @Flag(help: .init(said("有退回的行就以 1 退出", "exit with 1 where rows were left out")))
  var strict = false

  @Option(help: .init(said("结果格式：text 或 json", "the summary's format: text or json"), valueName: "text|json"))
  var format = OutputFormat.text

  @Argument(
    help: .init(said("要导入的文件", "the files to import"), valueName: said("文件", "file")),
    completion: .file(extensions: ["csv", "gz", "txt"]))
  var files: [String]

  func run() throws {
    var profile = try ImportProfile.named(common.apart(profile))
    if let encoding {
      do { profile.encoding = try ImportProfile.encoding(named: encoding) } catch { throw ImportFault.profile(error) }
    }
    let files = try files.map { try ImportFile(path: common.apart($0)) }
    let rejected = dryRun ? try preview(files, profile) : try take(files, profile)
    if strict, rejected > 0 { throw Failure(code: .no, lines: []) }
  }

  /// Imports the files and prints the summary, also where one of them breaks off; how many rows were left out.
  private func take(_ files: [ImportFile], _ profile: ImportProfile) throws -> Int {
    let ledger = try common.open(.readWrite)
    let left = try rejects.map {
      try RejectsFile(path: $0, importing: files.map(\.path), into: common.path, language: common.spoken)
    }
    let importer = try Importer(into: ledger, by: profile, now: SystemClock.now, ticks: Monotonic.nanoseconds)
    let bar = ProgressBar()
    let start = Monotonic.nanoseconds()
    func told() throws(OutputFault) {
      bar.clear()
      try tell(importer.tally, seconds: Double(Monotonic.nanoseconds() - start) / 1e9)
    }
    do {
      for file in files {
        try importer.take(file) { reject in
          if let left { try left.add(reject) } else { tell(reject, bar, count: importer.tally.rejected) }
        } progressed: {
          bar.show($0)
        }
      }
    } catch {
      if importer.tally.read > 0 { try told() }
      throw error
    }
    try told()
    if importer.tally.rejected > 0 { Outlet.tell(next()) }
    try ledger.close()
    return importer.tally.rejected
  }

  /// Says what to do about rows that were left out.
  private func next() -> String {
    if let rejects {
      return common.spoken(
        "退回的行在 \(rejects)：在里面改好，用同一方案再导入它。",
        "The rows left out are in \(rejects): mend them there and import it by the same profile.")
    }
    return common.spoken(
      "退回的行没有登记。改好后把整个文件再导入一次，已登记的不会重复；也可用 --rejects 把它们写到文件里改。",
      "The rows left out are not recorded. Mend them and import the whole file again, nothing comes in twice; or have them "
        + "written to a file with --rejects and mend them there.")
  }

  private func tell(_ tally: ImportTally, seconds: Double) throws(OutputFault) {
    let text = tally.text(seconds: seconds, common.spoken)
    try OutputFault.saying(.done(text)) { () throws(OutputFault) in
      switch format {
      case .text: try Outlet.page(text)
      case .json: try Outlet.json(tally.json(seconds: seconds))
      }
    }
  }

  /// Without a rejects file the first few rows left out are told at once.
  private func tell(_ reject: Importer.Reject, _ bar: ProgressBar, count: Int) {
    let most = 10
    guard count <= most + 1 else { return }
    bar.clear()
    Outlet.tell(
      count <= most
        ? reject.text(common.spoken)
        : common.spoken(
          "……其余退回的行不再逐条列出，可用 --rejects 写到文件。", "… the other rows left out are not listed; --rejects writes them all."))
  }

  private func preview(_ files: [ImportFile], _ profile: ImportProfile) throws -> Int {
    let ledger = try common.open(.readOnly)
    let zone = try ledger.room().zone
    var rejected = 0
    for file in files {
      let start = Monotonic.nanoseconds()
      let preview = try ImportPreview(file, by: profile, into: ledger, now: SystemClock.now())
      let seconds = Double(Monotonic.nanoseconds() - start) / 1e9
      switch format {
      case .text: try Outlet.page(preview.text(zone, common.spoken))
      case .json: try Outlet.json(preview.json(seconds: seconds, zone, common.spoken))
      }
      rejected += preview.tally.rejected
    }
    return rejected
  }
}
