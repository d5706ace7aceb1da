import DutyCore

/// Tells an incident in a reader's words: where it is stuck, and who answers for it, as it stood at `moment`.
struct IncidentWords {
  let room: Room
  let moment: Instant

  /// Says what an undone incident waits for, the most pressing first.
  func stuck(_ incident: Incident, _ language: Language) -> String {
    var parts = incident.undecidedDeclines.map { unit($0) + language("退单，待领导裁定", " declined, to be ruled on") }
    parts += incident.liveResponses.map { waits($0, language) }
    parts += incident.openDuties.map { language("欠", "owed: ") + $0.kind.text(language) }
    if incident.extensionAsked != nil { parts.append(language("申请延期，等批", "extension asked, to be granted")) }
    if let suspension = incident.suspension {
      parts.append(language("挂账到 ", "suspended until ") + room.zone.shown(suspension.until))
    }
    if incident.handled != nil { parts.append(language("待核查", "to be checked")) }
    if parts.isEmpty {
      parts.append(
        incident.takenOnBy.map { room.name(of: $0, language) + language("自办中", " handles it") }
          ?? (incident.responses.isEmpty
            ? language("没有派", "nobody called") : language("单位都答了，等处理", "all have answered, to be dealt with")))
    }
    return parts.joined(separator: language("；", "; "))
  }

  private func unit(_ response: Response) -> String { room.catalogue.name(ofDepartment: response.id.unit) }

  private func waits(_ response: Response, _ language: Language) -> String {
    let state = response.acknowledged == nil ? language("未签收", "not acknowledged") : response.stateText(language)
    let late = response.nextDeadline.map { $0.due < moment } ?? false
    return unit(response) + language("", " ") + state + (late ? language("，节点超时", ", late") : "")
  }

  func lead(_ incident: Incident, _ language: Language) -> String {
    incident.department.map(room.catalogue.name(ofDepartment:))
      ?? (incident.takenOnBy == nil ? "-" : language("自办", "desk"))
  }

  /// Says what it waits for from a leader besides signatures.
  func decisions(_ incident: Incident, _ language: Language) -> String {
    incident.decisions(at: moment).compactMap { decision in
      switch decision {
      case .decline: language("退单待定", "decline to be ruled on")
      case .lengthening: language("延期待批", "extension to be granted")
      case .signature: nil
      case .red: language("应通报，可升攻坚克难哨", "red: a hard whistle may be blown")
      case .secondHandling: language("欠二次办理", "second handling owed")
      }
    }.joined(separator: language("、", ", "))
  }

  /// `2 天 3 小时`: how long its nearest deadline has passed; "-" where none has.
  func lateness(_ incident: Incident, _ language: Language) -> String {
    guard let due = incident.nextDue, due < moment else { return "-" }
    let minutes = (moment - due).milliseconds / 60_000
    let (days, hours) = (minutes / 1440, minutes % 1440 / 60)
    if days > 0 { return language("\(days) 天 \(hours) 小时", "\(days) d \(hours) h") }
    return language("\(hours) 小时 \(minutes % 60) 分", "\(hours) h \(minutes % 60) min")
  }
}
