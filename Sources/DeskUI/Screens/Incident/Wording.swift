import DutyCore

// The text that calls the units (派单通知文本), ready to be copied into a message; nothing in it tells who reported.

extension Desk {
  func wordingLines(columns: Int) -> [Line] {
    (wording ?? "").split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { Line.wrapped(String($0), columns) }
  }

  private var wording: String? {
    guard let room, let selected else { return nil }
    return Wording(incident: selected, room: room, now: now, language: language).text
  }

  /// Enter copies, where that is switched on; nil for any other key.
  mutating func copyWording(_ key: Key) -> [Effect]? {
    guard setting.copies, key == .enter, let wording else { return nil }
    notice = say("已交给终端复制，粘贴到微信、浙政钉即可发送。", "Handed to the terminal to copy: paste it where it is to go.")
    return [.copy(wording)]
  }
}

/// Writes the text of one incident's live summonses; of one nobody was called to, what it is about.
/// See docs/desk.md#text-to-send.
struct Wording {
  let incident: Incident
  let room: Room
  let now: Instant
  let language: Language

  var text: String {
    let live = incident.summonses.filter { $0.responses.contains(where: \.isLive) }
    let blocks = live.isEmpty ? [matter(language("事件", "matter"))] : live.map(call)
    return blocks.joined(separator: "\n\n")
  }

  private func call(_ summons: Summons) -> String {
    let lines = summons.responses.filter(\.isLive).map { response in
      let by = [
        (language("签收限", "acknowledge by"), response.acknowledged == nil ? response.acknowledgeBy : nil),
        (language("报到限", "arrive by"), response.arrived == nil ? response.arriveBy : nil),
        (language("反馈限", "reply by"), response.nextReplyBy ?? response.replyBy),
      ].compactMap { name, deadline in deadline.map { "\(name) \(time($0.due))" } }
      let code = response.acknowledged == nil ? language("签收码 ", "sign code ") + response.signCode : nil
      let unit = room.catalogue.name(ofDepartment: response.id.unit)
      return ([response.role.text(language) + " " + unit, code].compactMap(\.self) + by).joined(separator: "  ")
    }
    let words = summons.words.map { language("说明：", "note: ") + $0.masked(language) }
    return ([matter(summons.kind.text(language))] + [words].compactMap(\.self) + lines + [ask]).joined(separator: "\n")
  }

  /// The elements of a complete reply; of a confidential matter nobody is spoken to (docs/duty.md#confidential).
  private var ask: String {
    let elements =
      incident.isConfidential
      ? language(
        "反馈请写明：受理时间、办理情况、已办结或承诺办结时间。此件保密，请勿打听，也请勿联系反映人。",
        "In the reply: when accepted, what was done, done or by when. It is confidential: do not ask who reported it.")
      : language(
        "反馈请写明：受理时间、联系对象、办理情况、已办结或承诺办结时间。",
        "In the reply: when accepted, whom you spoke to, what was done, done or by when.")
    return elements
      + language("非本单位职责的，请在签收后尽快说明理由和应承办单位。", " If it is not yours, say why and whose it is.")
  }

  /// A confidential matter tells nothing of who it was: the grid stands for the place, and no detail is said.
  private var whereabouts: [String] {
    if incident.isConfidential, let grid = incident.grid { return [grid] }
    return [incident.place?.masked(language), incident.grid].compactMap(\.self)
  }

  private func matter(_ kind: String) -> String {
    let practice = room.isDrill || incident.isDrill ? language("【演练】", "[practice] ") : ""
    let head = practice + language("【\(kind)】", "[\(kind)] ") + "\(room.name) \(incident.number)"
    let place = whereabouts.joined(separator: " ")
    let category = incident.category.map(room.catalogue.name(ofCategory:))
    let parts: [(String, String?)] = [
      (language("事项：", "matter: "), incident.summary.masked(language)),
      (language("详情：", "detail: "), incident.isConfidential ? nil : incident.detail?.masked(language)),
      (language("地点：", "place: "), place.isEmpty ? nil : place), (language("类别：", "category: "), category),
      (language("办结限：", "close by: "), incident.deadline.map { time($0.due) }),
    ]
    return ([head] + parts.compactMap { name, value in value.map { name + $0 } }).joined(separator: "\n")
  }

  private func time(_ moment: Instant) -> String { TimeText.short(moment, room.zone, now) }
}
