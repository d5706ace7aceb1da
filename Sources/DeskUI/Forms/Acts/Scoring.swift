import DutyCore

// Station and units score each other.

extension ActForm {
  static let score = ActForm(
    "score", ("互评", "score"), pinyin: "hu ping",
    help: ("办结后给单位评分，四项各 1 到 5 分", "after the close: four things, 1 to 5 each"), action: .score,
    asks: .ofIncident { $0.score($1) }
  ) { form throws(Mistake) in
    .score(try form.score())
  }
}

extension Maker {
  /// Asks for the scores of a response that the officer's side has not scored yet, for four things.
  fileprivate func score(_ incident: Incident) -> [Field] {
    let side: Score.Side = officer?.rank == .liaison ? .departmentScores : .stationScores
    let words = [
      language("差", "poor"), language("较差", "weak"), language("一般", "fair"), language("较好", "good"),
      language("好", "very good"),
    ]
    let points = zip(Score.range, words).map { Field.Option(code: String($0), label: $1) }
    return [response(incident) { ($0.state == .replied || $0.state == .ended) && $0.scores[side] == nil }]
      + Score.Aspect.allCases.map {
        Field(.points($0), .choice(points), required: true).called($0.text(.zh, by: side), $0.text(.en, by: side))
      } + [Field(.words, .line)]
  }
}

extension FormReading {
  fileprivate func score() throws(Mistake) -> Score {
    func points(_ aspect: Score.Aspect) throws(Mistake) -> Int {
      try needed(.points(aspect), code(.points(aspect)).flatMap(Int.init))
    }
    return Score(
      response: try response(nobody: ("没有单位可评，或者都评过了。", "No unit to score, or all are scored.")),
      duty: try points(.duty), arrival: try points(.arrival), cooperation: try points(.cooperation),
      manner: try points(.manner), words: words(.words))
  }
}
