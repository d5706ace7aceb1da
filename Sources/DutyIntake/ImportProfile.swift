import DutyCore
import DutySystem
import DutyTables
import Foundation

/// Tells how another system's table is to be read: which of its columns say what, and how it writes times.
package struct ImportProfile: Hashable, Sendable {
  /// A fact that a row can state about an incident, by the name profiles use.
  package enum Field: String, CaseIterable, Sendable {
    case externalId, received, closed, due, department, category, summary, detail, place, grid, source, reply
    case replied, reporter, phone
  }

  /// The system the rows come from; with a row's own number it is known once.
  package var origin: String
  package var zone: Zone
  /// Nil: found out.
  package var encoding: TextEncoding?
  /// Empty: ISO 8601.
  package var timestamps: [TimestampPattern]
  /// A list is joined with " / ".
  package var columns: [Field: [String]]
  /// Stands in where a row's own number is empty.
  package var externalIdFallback: String?
  package var sources: [String: Source]
  /// Texts are as our own CSV writes them for spreadsheets.
  package var isDefused: Bool

  package init(
    origin: String, zone: Zone, encoding: TextEncoding? = nil, timestamps: [TimestampPattern] = [],
    columns: [Field: [String]], externalIdFallback: String? = nil, sources: [String: Source] = [:],
    isDefused: Bool = false
  ) {
    self.origin = origin
    self.zone = zone
    self.encoding = encoding
    self.timestamps = timestamps
    self.columns = columns
    self.externalIdFallback = externalIdFallback
    self.sources = sources
    self.isDefused = isDefused
  }

  /// The encoding a name stands for; nil where it is to be found out.
  package static func encoding(named name: String) throws(ProfileFault) -> TextEncoding? {
    if name.lowercased() == "auto" { return nil }
    guard let encoding = TextEncoding(named: name) else { throw .badEncoding(UnknownEncoding(name: name)) }
    return encoding
  }
}

extension ImportProfile {
  package static let builtIn = ["native", "boston311"]

  /// A built-in profile by its name, else the one in the file of that name.
  package static func named(_ name: String) throws -> ImportProfile {
    if let known = try builtIn(name) { return known }
    do {
      return try ImportProfile(json: Data(try InputFile.bytes(name, atMost: largest)))
    } catch InputFile.Fault.missing {
      throw ImportFault.profile(.unknown(name, builtIn: builtIn))
    } catch let fault as InputFile.Fault {
      throw ImportFault.profile(.file(name, fault))
    } catch let fault as ProfileFault {
      throw ImportFault.profile(fault)
    }
  }

  /// Bytes of the largest profile that is read.
  private static let largest = 1 << 20

  private static func builtIn(_ name: String) throws(ProfileFault) -> ImportProfile? {
    switch name {
    case "native":
      ImportProfile(
        origin: "native", zone: Zone(fixedSeconds: 0),
        columns: [
          .externalId: ["externalId"], .received: ["received"], .due: ["deadline"], .department: ["department"],
          .category: ["category"], .summary: ["summary"],
        ],
        externalIdFallback: "number", isDefused: true)
    case "boston311":
      ImportProfile(
        origin: "boston311", zone: Zone(fixedSeconds: -4 * 3600),
        timestamps: [try TimestampPattern("yyyy-MM-dd HH:mm:ss")],
        columns: [
          .externalId: ["case_enquiry_id"], .received: ["open_dt"], .closed: ["closed_dt"], .due: ["target_dt"],
          .department: ["subject"], .category: ["reason", "type"], .summary: ["case_title"], .place: ["location"],
          .grid: ["neighborhood"], .source: ["source"], .reply: ["closure_reason"],
        ],
        sources: ["Constituent Call": .hotline12345, "Employee Generated": .patrol])
    default: nil
    }
  }
}

// MARK: - From JSON

extension ImportProfile {
  package init(json: Data) throws(ProfileFault) {
    let written: Written
    do { written = try JSONDecoder().decode(Written.self, from: json) } catch { throw ProfileFault(error) }
    try self.init(written)
    let known = ["origin", "timezone", "encoding", "timestamps", "columns", "sources"]
    let keys = (try? JSONDecoder().decode([String: Anything].self, from: json)).map { $0.keys.sorted() } ?? []
    for key in keys where !known.contains(key) { throw .unknownKey(key, known: known) }
  }

  private init(_ written: Written) throws(ProfileFault) {
    guard let origin = Words(written: written.origin)?.text else { throw .missing("origin") }
    guard let zone = Zone(fixed: written.timezone) ?? Zone(systemNamed: written.timezone) else {
      throw .badZone(written.timezone)
    }
    var patterns: [TimestampPattern] = []
    for text in written.timestamps ?? [] { patterns.append(try TimestampPattern(text)) }
    var sources: [String: Source] = [:]
    for (text, name) in written.sources ?? [:] {
      guard let source = Source(rawValue: name) else { throw .badSource(text, named: name) }
      sources[text] = source
    }
    self.init(
      origin: origin, zone: zone, encoding: try Self.encoding(named: written.encoding ?? "auto"),
      timestamps: patterns, columns: try Self.columns(written.columns), sources: sources)
  }

  private static func columns(_ written: [String: Columns?]) throws(ProfileFault) -> [Field: [String]] {
    var columns: [Field: [String]] = [:]
    for (key, value) in written.sorted(by: { $0.key < $1.key }) {
      guard let field = Field(rawValue: key) else {
        throw .unknownKey("columns.\(key)", known: Field.allCases.map(\.rawValue))
      }
      if let names = value?.names, !names.isEmpty { columns[field] = names }
    }
    for field in [Field.externalId, .received] where columns[field] == nil {
      throw .missing("columns.\(field.rawValue)")
    }
    return columns
  }

  /// A profile as its file has it.
  private struct Written: Decodable {
    let origin: String
    let timezone: String
    let encoding: String?
    let timestamps: [String]?
    let columns: [String: Columns?]
    let sources: [String: String]?
  }

  /// One column's name, or several.
  private struct Columns: Decodable {
    let names: [String]

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let name = try? container.decode(String.self) {
        names = [name]
      } else {
        names = try container.decode([String].self)
      }
    }
  }

  /// Whatever stands behind a key.
  private struct Anything: Decodable {
    init(from decoder: any Decoder) throws {}
  }
}

extension ProfileFault {
  /// Turns what the decoder found into a fault, told by the key it was found at.
  fileprivate init(_ error: any Error) {
    guard let error = error as? DecodingError else {
      self = .notJSON(error.localizedDescription)
      return
    }
    func name(_ path: [any CodingKey], _ last: (any CodingKey)? = nil) -> String {
      (path + [last].compactMap(\.self)).map(\.stringValue).joined(separator: ".")
    }
    switch error {
    case .keyNotFound(let key, let context): self = .missing(name(context.codingPath, key))
    case .valueNotFound(_, let context): self = .missing(name(context.codingPath))
    case .typeMismatch(_, let context): self = .wrongType(name(context.codingPath))
    case .dataCorrupted(let context):
      self = .notJSON(context.underlyingError.map { "\($0)" } ?? context.debugDescription)
    @unknown default: self = .notJSON(error.localizedDescription)
    }
  }
}
