import DutyCore

/// A pasted text, taken apart for the form of a reception: a work order of the hotline with its labels, or a message.
///
/// It only proposes: the officer sees every field before anything is recorded.
/// See docs/desk.md#fifty-times-a-day.
struct Pasted: Hashable {
  private(set) var texts: [Field.Name: String] = [:]
  private(set) var category: String?
  private(set) var source: Source?
  private(set) var urgency: Urgency?

  init(_ text: String, in catalogue: Catalogue) {
    let lines = text.split(whereSeparator: \.isNewline).compactMap { Words(written: String($0))?.text }
    let rest = readLabels(lines)
    if texts[.detail] == nil, !rest.isEmpty { texts[.detail] = rest.joined(separator: " ") }
    takePhone()
    source = source ?? Self.source(of: text)
    urgency = urgency ?? (text.contains("紧急") || text.contains("特急") ? .urgent : nil)
    let body = [texts[.summary], texts[.detail]].compactMap(\.self).joined(separator: " ")
    category =
      Self.category(named: texts[.category], in: catalogue)
      ?? texts[.category].flatMap { Self.category(of: $0, in: catalogue) } ?? Self.category(of: body, in: catalogue)
    texts[.category] = nil
    if texts[.place] == nil { texts[.place] = Self.place(in: body) }
    summarize()
  }

  // MARK: - Labels

  private static let labels: [(Field.Name, [String])] = [
    (.summary, ["标题", "工单标题", "事件标题", "主题", "摘要", "事项"]),
    (
      .detail,
      [
        "诉求内容", "反映内容", "反映情况", "事件描述", "问题描述", "工单内容", "内容", "主要内容", "来电内容", "投诉内容", "情况说明", "详情",
      ]
    ),
    (.place, ["地址", "事发地址", "地点", "事发地点", "发生地址", "发生地点", "位置", "详细地址"]),
    (.grid, ["网格", "所属网格"]),
    (.reporter, ["来电人", "反映人", "诉求人", "投诉人", "姓名", "联系人", "市民姓名", "来电人姓名"]),
    (.phone, ["电话", "联系电话", "来电号码", "手机", "手机号", "手机号码", "联系方式"]),
    (.category, ["类别", "诉求类型", "事项分类", "问题分类", "分类", "事件类别", "诉求类别"]),
    (.urgency, ["紧急程度"]), (.source, ["来源", "渠道", "工单来源"]),
    (.externalId, ["工单编号", "工单号", "受理编号", "诉求编号"]),
    (.time, ["来电时间", "受理时间", "反映时间", "诉求时间", "来电日期"]),
  ]

  private static func field(labelled label: String) -> Field.Name? {
    labels.first { $0.1.contains(label) }?.0
  }

  /// Takes what stands behind labels; a line without one goes on with the text before it. Gives what belongs to none.
  private mutating func readLabels(_ lines: [String]) -> [String] {
    var rest: [String] = []
    var current: Field.Name?
    for line in lines {
      let colon = line.firstIndex { $0 == "：" || $0 == ":" }
      let label = colon.map { line[..<$0].filter { !"【】[]* \t".contains($0) } }
      if let colon, let label, let name = Self.field(labelled: label) {
        let value = Words(written: String(line[line.index(after: colon)...]))?.text
        current = name == .detail ? .detail : nil
        if let value { take(value, name, label) }
      } else if current == .detail {
        texts[.detail] = [texts[.detail], line].compactMap(\.self).joined(separator: " ")
      } else {
        rest.append(line)
      }
    }
    return rest
  }

  private mutating func take(_ value: String, _ name: Field.Name, _ label: String) {
    if name == .source {
      source = source ?? (label.hasPrefix("工单") ? .hotline12345 : Self.source(of: value))
    } else if name == .externalId {
      // Only the hotline's orders have a number.
      source = .hotline12345
      texts[name] = texts[name] ?? value
    } else if name == .time {
      texts[name] = texts[name] ?? Self.time(value)
    } else if name == .urgency {
      urgency = value.contains("应急") ? .emergency : value.contains("急") ? .urgent : .routine
    } else {
      texts[name] = texts[name] ?? value
    }
  }

  // MARK: - Finding in words

  private static func source(of text: String) -> Source? {
    if text.contains("12345") || text.contains("工单") { return .hotline12345 }
    if text.contains("网格员") { return .grid }
    return text.contains("信箱") ? .mailbox : nil
  }

  /// A number in the words goes to the field that is masked, and is masked where it stood.
  private mutating func takePhone() {
    for name in [Field.Name.detail, .summary] {
      guard let text = texts[name] else { continue }
      let characters = Array(text)
      if texts[.phone] == nil, let range = PhoneNumbers.ranges(in: characters).first {
        texts[.phone] = String(characters[range])
      }
      texts[name] = PhoneNumbers.masked(text)
    }
  }

  /// `2026年11月24日 8时40分5秒` as a form reads it; what is no moment stays as it was written, for the officer to see.
  private static func time(_ text: String) -> String {
    let parts = text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
    let isDated = parts.first.map { $0 > 1900 } ?? false
    let clock = parts.dropFirst(isDated ? 3 : parts.count > 3 ? 2 : 0).prefix(2)
    let day = parts.dropLast(max(0, parts.count - (isDated ? 3 : parts.count > 3 ? 2 : 0)))
    guard clock.count == 2 else { return text }
    let dashed = day.map { padded($0, $0 > 99 ? 4 : 2) }.joined(separator: "-")
    return (dashed.isEmpty ? "" : dashed + " ") + clock.map { padded($0, 2) }.joined(separator: ":")
  }

  private static func category(named name: String?, in catalogue: Catalogue) -> String? {
    guard let name else { return nil }
    let leaf = name.split { "/-—>".contains($0) }.last.map { String($0.filter { $0 != " " }) } ?? name
    return catalogue.leafCategories.first { $0.name == leaf || $0.code == leaf }?.code
  }

  /// The category most of whose name is in the words, if one alone is and it is more than half.
  private static func category(of text: String, in catalogue: Catalogue) -> String? {
    func share(_ name: String) -> Double {
      let characters = Array(name.filter { !"（）()、，/".contains($0) })
      guard characters.count > 1 else { return 0 }
      if text.contains(name) { return 1 + Double(characters.count) / 100 }
      let pairs = zip(characters, characters.dropFirst()).map { String([$0, $1]) }
      return Double(pairs.filter { text.contains($0) }.count) / Double(pairs.count)
    }
    let ranked = catalogue.leafCategories.map { ($0.code, share($0.name)) }.sorted { $0.1 > $1.1 }
    guard let best = ranked.first, best.1 >= 0.5, ranked.dropFirst().first.map({ $0.1 < best.1 }) ?? true else {
      return nil
    }
    return best.0
  }

  private static let placeEnds = [
    "路", "街", "巷", "弄", "号", "幢", "栋", "村", "社区", "小区", "家园", "花园", "菜场", "市场", "广场", "公园", "学校", "小学",
    "中学", "幼儿园", "医院", "桥", "路口", "门口", "车站", "仓库", "厂",
  ]

  /// Characters that make another word of such an end: 路灯, 路面, 号码.
  private static let noPlace: Set<Character> = ["灯", "面", "障", "况", "码", "人", "民", "干", "长"]

  /// The first stretch between signs that ends as places do, without what leads up to it.
  private static func place(in text: String) -> String? {
    for part in text.split(whereSeparator: { "，。；：！？,;!? 　\n".contains($0) }) {
      let start = ["位于", "住在", "反映", "在"].compactMap { part.firstRange(of: $0)?.upperBound }.max() ?? part.startIndex
      let words = part[start...]
      let ends = placeEnds.flatMap { words.ranges(of: $0).map(\.upperBound) }
        .filter { $0 == words.endIndex || !noPlace.contains(words[$0]) }
      guard let end = ends.max(), words.distance(from: words.startIndex, to: end) >= 3 else { continue }
      return String(words[..<end])
    }
    return nil
  }

  /// The first sentence sums it up; what is whole in that needs no detail.
  private mutating func summarize() {
    guard texts[.summary] == nil, let detail = texts[.detail] else { return }
    // Who says it, before a colon, is no part of what it is about.
    let said = detail.prefix(9).firstIndex { $0 == "：" || $0 == ":" }.map { detail.index(after: $0) }
    let sentence = detail[(said ?? detail.startIndex)...].prefix { !"。！？!?；;".contains($0) }
    let clause = sentence.count <= 40 ? String(sentence) : String(sentence.prefix(38)) + ".."
    texts[.summary] = clause
    if Words(written: detail.filter { !"。！？".contains($0) })?.text == clause { texts[.detail] = nil }
  }
}

extension Desk {
  /// A text pasted on the board is a matter to be received.
  mutating func register(_ text: String) {
    if let obstacle = obstacle(to: .act(.receive)), signedOn != nil || setting.isReadOnly {
      notice = Notice(text: obstacle, style: .refusal)
      return
    }
    openForm(.receive)
    if case .form(let form)? = screens.last, form.act == .receive { return fillIn(text) }
    awaiting = (.receive, text)
  }

  /// The part of a pasted text that is read, in Unicode scalars: no order is as long.
  private static let longestOrder = Field.longestText

  /// Takes a pasted text apart into the form of a reception.
  mutating func fillIn(_ text: String) {
    guard let snapshot, let room, case .form(let before)? = screens.last, before.act == .receive else { return }
    // Another matter than the one that was left unfinished: neither its words nor its key go into this one.
    guard var form = Form.opening(.receive, on: nil, by: signedOn, in: snapshot, now: now, language) else { return }
    let read = text.unicodeScalars.prefix(Self.longestOrder)
    let pasted = Pasted(String(read), in: room.catalogue)
    for (name, value) in pasted.texts {
      form.change(name) {
        $0.clear()
        $0.type(value)
      }
    }
    if let category = pasted.category { form.change(.category) { $0.chosen = [category] } }
    if let source = pasted.source { form.change(.source) { $0.chosen = [source.rawValue] } }
    if let urgency = pasted.urgency { form.change(.urgency) { $0.chosen = [urgency.rawValue] } }
    form.isTouched = true
    let isUnsorted = form.code(.category) == nil
    form.focus = form.shown.first { $0.isRequired && $0.isEmpty }?.name ?? (isUnsorted ? .category : nil)
    replaceTop(.form(form))
    let replaced = before.isTouched ? language("上次没提交的已换成这一件。", " It takes the place of what was left unfinished.") : ""
    if read.endIndex != text.unicodeScalars.endIndex {
      notice = isCut(after: read.count)
    } else {
      notice = say(
        "粘贴的文字已拆到各项。看过后按 Enter 登记。" + replaced,
        "The pasted text is in the fields. Look, then Enter records it." + replaced)
    }
  }
}
