import DutyCore
import Foundation

/// One incident as a platform pushes it: a line of JSON.
struct IntakeLine: Decodable {
  struct Reporter: Decodable {
    let name: String?
    let phone: String?
  }

  let origin: String?
  let source: String?
  let externalId: String?
  let received: String?
  let summary: String?
  let detail: String?
  let place: String?
  let grid: String?
  let category: String?
  let urgency: String?
  let due: String?
  /// The unit that hands it down and is owed an answer, by its code.
  let handedDownBy: String?
  /// The number of the order or document it came with.
  let document: String?
  /// The moment of the call, which is no reception.
  let called: String?
  let answerOwed: Bool?
  let confidential: Bool?
  /// The unit complained of, by its code.
  let complainedOf: String?
  let reporter: Reporter?
}

/// The reason why a pushed line is not taken, besides the rules of duty.
package enum IntakeFault: Error, Hashable, Sendable {
  case tooLong
  case notJSON
  case wrongType(String)
  /// SQLite's texts end at a NUL.
  case holdsNUL
  case summaryMissing
  case unknownSource(String)
  case unknownUrgency(String)
  case noTime(String, String)
  /// A time outside 2000–2100.
  case timeNotClaimable(String, String)

  package func text(_ language: Language) -> String {
    switch self {
    case .tooLong: language("一行超过 1 MB，没有读。", "The line is longer than 1 MB; it was not read.")
    case .notJSON: language("这一行不是合规的 JSON 对象。", "The line is no JSON object.")
    case .wrongType(let key): language("\(key) 的类型不对。", "\(key) is of the wrong type.")
    case .holdsNUL: language("含有空字符（NUL）。", "The line holds a NUL character.")
    case .summaryMissing: language("缺少 summary（摘要）。", "The summary is missing.")
    case .unknownSource(let name):
      language("没有来源“\(name)”。可用：\(Source.names)。", "No source “\(name)”. There are \(Source.names).")
    case .unknownUrgency(let name):
      language("没有紧急程度“\(name)”。可用：\(Urgency.names)。", "No urgency “\(name)”. There are \(Urgency.names).")
    case .noTime(let key, let text):
      language(
        "\(key) 的“\(text)”不是时间，应当像 2026-11-21T09:30:00+08:00。",
        "“\(text)” in \(key) is no time; it should look like 2026-11-21T09:30:00+08:00.")
    case .timeNotClaimable(let key, let text):
      language(
        "\(key) 的“\(text)”不在 2000 年到 2100 年之间，请核对年份。",
        "“\(text)” in \(key) is not between 2000 and 2100: check the year.")
    }
  }
}

extension Urgency {
  fileprivate static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

extension IntakeLine {
  init(json: [UInt8]) throws(IntakeFault) {
    do {
      self = try JSONDecoder().decode(IntakeLine.self, from: Data(json))
    } catch DecodingError.typeMismatch(_, let context) where !context.codingPath.isEmpty {
      throw .wrongType(context.codingPath.map(\.stringValue).joined(separator: "."))
    } catch {
      throw .notJSON
    }
    let texts = [
      origin, source, externalId, received, summary, detail, place, grid, category, urgency, due, handedDownBy,
      document, called, complainedOf, reporter?.name, reporter?.phone,
    ]
    if texts.contains(where: { $0?.utf8.contains(0) ?? false }) { throw .holdsNUL }
  }

  /// The reception it stands for, and when it was; `now` where it does not say.
  func reception(_ room: Room, _ names: CatalogueNames, now: Instant) throws(IntakeFault) -> (Reception, Instant) {
    guard let summary = Words(written: summary) else { throw .summaryMissing }
    let sourceName = Words(written: source)?.text
    guard let source = sourceName.map(Source.init(rawValue:)) ?? .other else { throw .unknownSource(sourceName ?? "") }
    let urgencyName = Words(written: urgency)?.text
    guard let urgency = urgencyName.map(Urgency.init(rawValue:)) ?? .routine else {
      throw .unknownUrgency(urgencyName ?? "")
    }
    let category = Words(written: category)
    let leaf = category?.text.flatMap(names.leaf)
    let externalId = Words(written: externalId)?.text
    let origin = Words(written: origin)?.text ?? externalId.map { _ in "intake:" + source.rawValue }
    let reception = Reception(
      source: source, summary: summary, detail: Words(written: detail), place: Words(written: place),
      grid: Words(written: grid)?.text, category: leaf, categoryHint: leaf == nil ? category : nil, urgency: urgency,
      reporter: Words(written: reporter?.name, kind: .name), phone: Words(written: reporter?.phone, kind: .phone),
      due: try instant(due, "due", room.zone), origin: origin, externalId: externalId,
      handedDownBy: Words(written: handedDownBy)?.text, called: try instant(called, "called", room.zone),
      document: Words(written: document)?.text, answerOwed: answerOwed, confidential: confidential,
      complainedOf: Words(written: complainedOf)?.text, drill: room.isDrill)
    return (reception, try instant(received, "received", room.zone) ?? now)
  }

  private func instant(_ text: String?, _ key: String, _ zone: Zone) throws(IntakeFault) -> Instant? {
    guard let text = Words(written: text)?.text else { return nil }
    guard let moment = zone.instant(text) else { throw .noTime(key, text) }
    guard moment.isClaimable else { throw .timeNotClaimable(key, text) }
    return moment
  }
}
