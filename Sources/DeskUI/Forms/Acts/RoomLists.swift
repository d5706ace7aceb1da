import DutyCore

// The room's lists, as far as they are changed at a desk.

extension ActForm {
  static let setStanding = ActForm(
    "setStanding", ("常规派单", "routing"), pinyin: "chang gui pai dan",
    help: ("本类事件固定派给的单位；牵头留空即取消", "whom a category always goes to; without a lead it is withdrawn"),
    action: .setStanding, asks: .ofRoom { maker, incident in maker.standing(incident?.category) }
  ) { form throws(Mistake) in
    .room(
      .setStanding(
        StandingRouting(
          category: try form.needed(.category, form.code(.category)), lead: form.codes(.lead),
          support: form.codes(.support))))
  }
}

extension Maker {
  /// Fills in the routing as it stands, or as the list would have it.
  fileprivate func standing(_ category: String?) -> [Field] {
    let kept = category.flatMap { room.standing[$0] }
    let listed = category.flatMap(room.catalogue.routing)
    return [
      Field(.category, .pick(.categories), required: true, chosen: category.map { [$0] } ?? []),
      Field(.lead, .pickMany(.units), chosen: kept?.lead ?? listed.map { [$0.lead] } ?? []),
      Field(.support, .pickMany(.units), chosen: kept?.support ?? listed?.support ?? []),
    ]
  }
}
