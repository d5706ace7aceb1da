import DutyLedger
import Foundation
import Testing

/// `Resources/reports.schema.json` says what programs may rely on: each kept JSON report is as it says, and no other.
@Suite struct SchemaTests {
  private static let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  private static let golden = here.appendingPathComponent("Golden")

  private func schema() throws -> Schema {
    let file = Self.here.deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Resources/reports.schema.json")
    return Schema(try JSONDecoder().decode(Value.self, from: Data(contentsOf: file)))
  }

  private func reports() throws -> [(name: String, value: Value)] {
    try FileManager.default.contentsOfDirectory(atPath: Self.golden.path).filter { $0.hasSuffix(".json") }.sorted()
      .map {
        ($0, try JSONDecoder().decode(Value.self, from: Data(contentsOf: Self.golden.appendingPathComponent($0))))
      }
  }

  @Test func `each report is of one kind of the schema`() throws {
    let schema = try schema()
    let reports = try reports()
    #expect(reports.count > 10)
    for (name, value) in reports { #expect(schema.kinds(of: value).count == 1, "\(name)") }
  }

  @Test func `a key too many, one too few, or a value of another type is of no kind`() throws {
    let schema = try schema()
    for (name, value) in try reports() {
      guard case .object(let members) = value else {
        Issue.record("\(name) is no object")
        continue
      }
      #expect(schema.kinds(of: .object(members.merging(["surplus": .null]) { _, new in new })).isEmpty, "\(name)")
      for (key, member) in members
      where !["stage", "carried_over", "empty_chairs", "matters", "rectifications"].contains(key) {
        var changed = members
        changed[key] = nil
        #expect(schema.kinds(of: .object(changed)).isEmpty, "\(name) without \(key)")
        guard key != "externalId", member != .null else { continue }
        changed[key] = .list([.bool(true)])
        #expect(schema.kinds(of: .object(changed)).isEmpty, "\(name) with another \(key)")
      }
    }
  }
}

/// So much of JSON Schema as the file uses; whatever else stands there is a mistake of it.
private struct Schema {
  private let whole: Value

  init(_ whole: Value) { self.whole = whole }

  /// The kinds of report that `value` is one of.
  func kinds(of value: Value) -> [Int] {
    guard case .list(let kinds)? = whole["oneOf"] else { return [] }
    return kinds.indices.filter { allows(value, kinds[$0]) }
  }

  private func allows(_ value: Value, _ rule: Value) -> Bool {
    guard case .object(let members) = rule else { return false }
    return members.allSatisfy { key, says in
      switch key {
      case "$ref": allows(value, target(says))
      case "type": types(says).contains { value.isOf($0) }
      case "enum": says.items.contains(value)
      case "items": value.items.allSatisfy { allows($0, says) }
      case "required": value.isOf("null") || says.items.allSatisfy { value[$0.text] != nil }
      case "properties":
        value.members.allSatisfy { name, member in says[name].map { allows(member, $0) } ?? true }
      case "additionalProperties":
        value.members.keys.allSatisfy { rule["properties"]?[$0] != nil }
      case "description": true
      default: false
      }
    }
  }

  private func types(_ says: Value) -> [String] { says.isOf("string") ? [says.text] : says.items.map(\.text) }

  private func target(_ says: Value) -> Value {
    whole["$defs"]?[String(says.text.dropFirst("#/$defs/".count))] ?? .null
  }
}

/// A value of JSON, as it is read.
private enum Value: Hashable, Decodable {
  case null
  case bool(Bool)
  case number(Double)
  case text(String)
  case list([Value])
  case object([String: Value])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([Value].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: Value].self))
    }
  }

  subscript(_ name: String) -> Value? { members[name] }

  var members: [String: Value] { if case .object(let members) = self { members } else { [:] } }
  var items: [Value] { if case .list(let items) = self { items } else { [] } }
  var text: String { if case .text(let text) = self { text } else { "" } }

  func isOf(_ type: String) -> Bool {
    switch self {
    case .null: type == "null"
    case .bool: type == "boolean"
    case .number(let value): type == "number" || type == "integer" && value == value.rounded()
    case .text: type == "string"
    case .list: type == "array"
    case .object: type == "object"
    }
  }
}
