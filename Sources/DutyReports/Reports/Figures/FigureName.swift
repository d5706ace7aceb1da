import DutyCore

/// The shares that reports print (docs/duty.md#cohort and what follows there), by their names in JSON.
enum FigureName: String, CaseIterable, Sendable {
  case sameDayClosure = "same_day_closure"
  case sameDayClosureAll = "same_day_closure_all"
  case sameDayClosureShort = "same_day_closure_short"
  case closedWithin24Hours = "closed_within_24h"
  case effectiveReply = "effective_reply"
  case replyInTime = "reply_in_time"
  case acknowledgedInTime = "acknowledged_in_time"
  case contactedInTime = "contacted_in_time"
  case arrivedInTime = "arrived_in_time"
  case onTimeClosure = "on_time_closure"
  case firstTimeRight = "first_time_right"
  case declined
  case reached = "callback_reached"
  case satisfied
  case whistled
  case assigned

  /// Those that counts alone make: they stand beside other days' and may be fixed and revised.
  static let counted: [FigureName] = [
    .sameDayClosure, .sameDayClosureAll, .sameDayClosureShort, .closedWithin24Hours,
  ]

  /// The shares of a public edition.
  static let forEverybody: [FigureName] =
    counted + [.effectiveReply, .replyInTime, .onTimeClosure, .reached, .satisfied]

  func rate(in figures: Figures) -> Rate {
    switch self {
    case .sameDayClosure: figures.tally.sameDayClosure
    case .sameDayClosureAll: figures.tally.sameDayClosureAll
    case .sameDayClosureShort: figures.tally.sameDayClosureShort
    case .closedWithin24Hours: figures.tally.closedWithin24Hours
    case .effectiveReply: figures.responses.effectiveReply
    case .replyInTime: figures.responses.replyInTime
    case .acknowledgedInTime: figures.responses.answers.acknowledgedInTime
    case .contactedInTime: figures.responses.answers.contactedInTime
    case .arrivedInTime: figures.responses.answers.arrivedInTime
    case .onTimeClosure: figures.responses.onTimeClosure
    case .firstTimeRight: figures.responses.firstTimeRight
    case .declined: figures.responses.answers.declined
    case .reached: figures.responses.reached
    case .satisfied: figures.responses.satisfied
    case .whistled: Rate(figures.responses.whistled, of: figures.tally.counted)
    case .assigned: Rate(figures.responses.assigned, of: figures.tally.counted)
    }
  }

  func text(_ language: Language) -> String {
    switch self {
    case .sameDayClosure: language("当日办结率", "Same-day closure")
    case .sameDayClosureAll: language("当日办结率（全部）", "Same-day closure (all)")
    case .sameDayClosureShort: language("当日办结率（短时限）", "Same-day closure (short)")
    case .closedWithin24Hours: language("24小时办结率", "Closed within 24 hours")
    case .effectiveReply: language("处置回复有效率", "Effective reply")
    case .replyInTime: language("按时反馈率", "Reply in time")
    case .acknowledgedInTime: language("按时签收率", "Acknowledged in time")
    case .contactedInTime: language("按时联系率", "Contacted in time")
    case .arrivedInTime: language("按时报到率", "Arrived in time")
    case .onTimeClosure: language("按时办结率", "On-time closing")
    case .firstTimeRight: language("一次办结率", "First-time-right")
    case .declined: language("退单率", "Declined")
    case .reached: language("回访接通率", "Call-backs reached")
    case .satisfied: language("回访满意率", "Satisfied")
    case .whistled: language("吹哨率", "Whistled")
    case .assigned: language("派单率", "Assigned")
    }
  }

  /// Says what is divided by what, in one sentence (docs/duty.md#cohort).
  func definition(_ language: Language) -> String {
    switch self {
    case .sameDayClosure:
      language(
        "受理当日办结的，占受理的事件；不含作废、合并",
        "closed on the duty day of reception, of those received; without the voided and the merged")
    case .sameDayClosureAll:
      language("受理当日办结的，占受理的全部事件", "closed on the duty day of reception, of everything received")
    case .sameDayClosureShort:
      language("同当日办结率，不含办结时限超过一天的类别", "as same-day closure, without categories whose limit exceeds a day")
    case .closedWithin24Hours:
      language("受理后24小时内办结的，占受理的全部事件", "closed within 24 hours of reception, of everything received")
    case .effectiveReply:
      language(
        "末次牵头反馈要素齐全且未被退回的，占截至时反馈已到期的事件；不含自办和外部记录",
        "last lead reply complete and not sent back, of those whose reply was due by the cut-off; without the desk's own"
      )
    case .replyInTime:
      language("末次牵头反馈在时限内的，分母同上", "last lead reply within its limit, of the same")
    case .acknowledgedInTime:
      language("按时签收的，占已签收或签收已到期的；按应哨单位计", "acknowledged in time, of responses that did it or had to")
    case .contactedInTime:
      language("按时联系的，占已联系或联系已到期的；按应哨单位计", "contacted in time, of responses that did it or had to")
    case .arrivedInTime:
      language("按时报到的，占已报到或报到已到期的；按应哨单位计", "arrived in time, of responses that did it or had to")
    case .onTimeClosure:
      language(
        "在办结时限内办结的，占截至时时限已过的事件；未结的计入，无时限的不计",
        "closed by the deadline, of those whose deadline had passed by the cut-off; open ones included")
    case .firstTimeRight:
      language(
        "未退单、未退回、30天内未重办的，占办结过的事件；不含外部记录",
        "never declined or sent back, nor reopened within 30 days, of those ever closed; without imported ones")
    case .declined:
      language("退单的，占应急哨以外的应哨；按应哨单位计", "declined, of the responses to all but emergency whistles")
    case .reached:
      language("回访接通的，占回访过的事件", "reached at least once, of the incidents called back")
    case .satisfied:
      language(
        "满意的，占末次接通回访表了态的事件；与接通率同看", "satisfied, of those who judged when last reached; read it beside the reach rate")
    case .whistled:
      language("吹过哨的，占受理的事件；不含作废、合并", "with a whistle, of those received; without the voided and the merged")
    case .assigned:
      language("派过单的，占受理的事件；不含作废、合并", "with an assignment, of those received; without the voided and the merged")
    }
  }
}

extension Rate {
  var json: JSONValue {
    .object([
      "numerator": .count(numerator), "denominator": .count(denominator),
      "rate": value.map { .decimal($0, decimals: 6) } ?? .null,
    ])
  }

  /// `85.0%`; "-" where there is nothing to divide by.
  var percent: String {
    guard let value else { return "-" }
    return JSONValue.digits(value * 100, decimals: 1) + "%"
  }

  /// `85.0% (34/40)`
  var text: String { denominator == 0 ? "-" : "\(percent) (\(numerator)/\(denominator))" }
}
