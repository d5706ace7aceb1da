import DutyCore
import DutySystem
import DutyTables

/// The reason why a file, or its profile, cannot be imported as a whole.
package enum ImportFault: Error, Hashable, Sendable {
  case unreadable(String, String)
  case unwritable(String, String)
  /// The rejects file cannot be opened.
  case output(OutputFault)
  case noUnpacker(String)
  case brokenOff(String)
  case noHeader(String)
  case badHeader(String, CSVFault, EncodingRead)
  /// A spreadsheet's own file.
  case workbook(String)
  /// Columns the profile names and the file lacks, and those it has; how it was read where it has none of them.
  case missingColumns(String, [String], header: [String], EncodingRead?)
  case profile(ProfileFault)
  /// The rejects file would replace this file.
  case wouldOverwrite(String)
  /// The rejects file is there, with something in it.
  case alreadyThere(String)

  /// The rows that were left out could not be written down.
  package var isOfOutput: Bool {
    switch self {
    case .unwritable, .output: true
    case .unreadable, .noUnpacker, .brokenOff, .noHeader, .badHeader, .workbook, .missingColumns, .profile,
      .wouldOverwrite, .alreadyThere:
      false
    }
  }

  /// Rows were read before it was noticed; else nothing was.
  package var leavesRowsOut: Bool {
    switch self {
    case .brokenOff: true
    case .unreadable, .unwritable, .output, .noUnpacker, .noHeader, .badHeader, .workbook, .missingColumns, .profile,
      .wouldOverwrite, .alreadyThere:
      false
    }
  }

  package func text(_ language: Language) -> String {
    switch self {
    case .unreadable(let path, let reason):
      language("\(path) 读不了：\(reason)", "\(path) cannot be read: \(reason)")
    case .output(let fault): fault.text(language)
    case .unwritable(let path, let reason):
      language("\(path) 写不了：\(reason)", "\(path) cannot be written: \(reason)")
    case .noUnpacker(let path):
      language(
        "\(path) 是 gzip 压缩的，但这台机器上没有 gzip。", "\(path) is packed with gzip, and there is no gzip on this machine.")
    case .brokenOff(let path):
      language(
        "\(path) 不完整：解压到一半断了。已读入的行留在台账里，补齐文件后再导入一次，不会重复。",
        "\(path) breaks off: unpacking failed. Rows read so far are kept; import the whole file again, nothing comes in twice."
      )
    case .noHeader(let path): language("\(path) 是空的，没有表头。", "\(path) is empty: there is no header row.")
    case .badHeader(let path, let fault, let reading):
      language("\(path) 的表头读不了：\(fault.text(.zh))。", "The header of \(path) cannot be read: \(fault.text(.en)).")
        + (fault.what == .badText ? reading.advice(language) : "")
    case .workbook(let path):
      language(
        "\(path) 是电子表格文件，不是 CSV。请在 Excel 或 WPS 里另存为“CSV UTF-8（逗号分隔）”再导入。",
        "\(path) is a spreadsheet, not CSV. Save it in Excel or WPS as “CSV UTF-8 (comma delimited)” and import that.")
    case .missingColumns(let path, let missing, let header, let reading):
      language(
        "\(path) 没有这些列：\(missing.joined(separator: "、"))。第一行是：\(Self.listed(header, "、"))。",
        "\(path) lacks the columns \(missing.joined(separator: ", ")). Its first row: \(Self.listed(header, ", ")).")
        + Self.advice(header, reading, language)
    case .profile(let fault): fault.text(language)
    case .wouldOverwrite(let path):
      language("退件文件会盖掉 \(path)，请换一个名字。", "The rejects file would replace \(path); choose another name.")
    case .alreadyThere(let path):
      language(
        "退件文件 \(path) 已经有内容，可能是改过的退件，不会覆盖。请换一个名字。",
        "The rejects file \(path) holds something already, rows mended there perhaps, and is not written over; choose another"
          + " name.")
    }
  }
}

extension ImportFault {
  /// The header's first columns, which a message has room for.
  private static func listed(_ header: [String], _ comma: String) -> String {
    let most = 30
    return header.prefix(most).map(\.excerpt).joined(separator: comma) + (header.count > most ? "…" : "")
  }

  private static func advice(_ header: [String], _ reading: EncodingRead?, _ language: Language) -> String {
    if let reading, reading.isDoubtful { return reading.advice(language) }
    if header.count == 1, header[0].contains(where: { $0 == ";" || $0 == "\t" }) {
      return language("列不是用逗号隔开的：请另存为逗号分隔的 CSV。", " Commas belong between its columns: save it as comma delimited CSV.")
    }
    return language(
      "第一行应当是表头；列名要和方案里 columns 写的一致。", " The first row is the header; its names are those of the profile's columns.")
      + (reading?.advice(language) ?? "")
  }
}

/// A fault in an import profile, by the names that stand in it.
package enum ProfileFault: Error, Hashable, Sendable {
  case unknown(String, builtIn: [String])
  case file(String, InputFile.Fault)
  case notJSON(String)
  case missing(String)
  case wrongType(String)
  case unknownKey(String, known: [String])
  case badZone(String)
  case badPattern(String, letter: String?)
  case badEncoding(UnknownEncoding)
  case badSource(String, named: String)

  package func text(_ language: Language) -> String {
    switch self {
    case .unknown(let name, let builtIn):
      language(
        "没有导入方案“\(name)”：既不是文件，也不是内置的 \(builtIn.joined(separator: "、"))。",
        "No profile “\(name)”: it is neither a file nor built in (\(builtIn.joined(separator: ", "))).")
    case .file(let name, let fault): fault.text(name, language)
    case .notJSON(let reason): language("导入方案不是合规的 JSON：\(reason)", "The profile is not JSON: \(reason)")
    case .missing(let key): language("导入方案缺少 \(key)。", "The profile lacks \(key).")
    case .wrongType(let key): language("导入方案里 \(key) 的写法不对。", "In the profile, \(key) is not of the right kind.")
    case .unknownKey(let key, let known):
      language(
        "导入方案里没有 \(key) 这一项。可用：\(known.joined(separator: "、"))。",
        "A profile has no \(key). There are \(known.joined(separator: ", ")).")
    case .badZone(let name):
      language(
        "不认识时区“\(name)”。请写时区名（Asia/Shanghai）或固定偏移（+08:00）。",
        "No time zone “\(name)”. Give a zone's name (Asia/Shanghai) or a fixed offset (+08:00).")
    case .badPattern(let pattern, let letter):
      language(
        "时间格式“\(pattern)”不对\(letter.map { "：不认识“\($0)”" } ?? "：要有 y、M、d；h 要配 a")。可用 y M d H h m s a。",
        "The time pattern “\(pattern)” is wrong\(letter.map { ": “\($0)” means nothing" } ?? ": it needs y, M and d, and h needs a"). Letters are y M d H h m s a."
      )
    case .badEncoding(let fault): fault.text(language)
    case .badSource(let text, let named):
      language(
        "来源“\(text)”对应的“\(named)”不存在。可用：\(Source.names)。",
        "The source “\(text)” is mapped to “\(named)”, which is none. There are \(Source.names).")
    }
  }
}

extension Source {
  /// The names sources have in files, as a message lists them.
  static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

extension ImportFault: EndingError {
  /// The fault is the world's, that of some rows, or that of what was asked for.
  package func failure(_ language: Language, during undertaking: Undertaking) -> Failure {
    Failure(code: isOfOutput ? .unusable : leavesRowsOut ? .no : .wrongUsage, text: text(language))
  }
}
