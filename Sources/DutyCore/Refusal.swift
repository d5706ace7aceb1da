/// The rules say no, and why. A refusal is a value: the desk shows it, tests list it, and nothing entered is lost.
package enum Refusal: Error, Hashable, Sendable {
  case who(Who)
  case when(When)
  case what(What)
  case room(OfRoom)

  /// Somebody else may do this.
  package enum Who: Hashable, Sendable {
    case notSignedOn
    case rankCannot(Rank, ActionName)
    case needsSittingLeader(sitting: String?)
    case orderIsNotTheSittingLeaders(name: String, sitting: String?)
    case notThisUnitsLiaison(unit: String)
    case notWhoTookItOn(name: String?)
    case checkerIsHandler(name: String)
    case reopenNeedsLeader
    case voidNeedsLeader
    case standDownOfLeadNeedsLeader
  }

  /// It cannot be done as things stand.
  package enum When: Hashable, Sendable {
    case unknownIncident
    case notInThisStatus(ActionName, Incident.Status)
    case responseNotInThisState(ActionName, unit: String, Response.State)
    case noSuchResponse(unit: String)
    case responsesStillLive(units: [String])
    case inTheFuture
  }

  /// Something is missing or wrong in what was entered.
  package enum What: Hashable, Sendable {
    case wordsMissing(ActionName)
    case nothingChanges
    case unknownCategory(String)
    case categoryMissing
    case unknownUnit(String)
    case leadMissing
    case assignmentIsToOneUnit
    case unitTwice(String)
    case unitAlreadyCalled(String)
    case utilityIsAskedNotWhistled(String)
    case groundMissing
    case closedBeforeReceived
    case alreadyKnown(IncidentNumber)
  }

  /// An act on the room itself.
  package enum OfRoom: Hashable, Sendable {
    case alreadyFounded
    case nameMissing
    case nameTaken(String)
    case numberTaken(by: String)
    case unknownOfficer(OfficerID)
    case liaisonNeedsUnit
    case rosterNeedsLeader(name: String)
    case unknownShift(String)
    case turnIsNotRunning(String)
    case notRostered(name: String, rostered: String)
    case seatIsTaken(by: String)
  }

  /// The reason and what would be possible instead, as a colleague would say it.
  package func text(_ language: Language) -> String {
    switch self {
    case .who(let reason): reason.text(language)
    case .when(let reason): reason.text(language)
    case .what(let reason): reason.text(language)
    case .room(let reason): reason.text(language)
    }
  }
}

extension Refusal.Who {
  func text(_ language: Language) -> String {
    switch self {
    case .notSignedOn: language("请先签到，再办理。", "Sign on first.")
    case .rankCannot(let rank, let action):
      language(
        "\(rank.text(.zh))不能办“\(action.text(.zh))”。请坐席员或坐堂领导办理。",
        "A \(rank.text(.en)) cannot do “\(action.text(.en))”. Ask an officer or the sitting leader.")
    case .needsSittingLeader(let sitting):
      language(
        "吹哨由坐堂领导决定（\(sitting.map { "现在是\($0)" } ?? "现在空岗")）。可记为按领导口头指令，或改为派单。",
        "The whistle is the sitting leader's (\(sitting.map { "now \($0)" } ?? "the chair is empty")). "
          + "Record the leader's spoken order, or assign instead.")
    case .orderIsNotTheSittingLeaders(let name, let sitting):
      language(
        "\(name)现在不坐堂\(sitting.map { "，坐堂的是\($0)" } ?? "")。口头指令请记坐堂领导的名字。",
        "\(name) is not sitting now\(sitting.map { "; \($0) is" } ?? ""). A spoken order is the sitting leader's.")
    case .notThisUnitsLiaison(let unit):
      language("只有\(unit)的联络员，或由坐席员代录。", "Only the liaison of \(unit) can, or an officer on its behalf.")
    case .notWhoTookItOn(let name):
      language(
        "\(name.map { "这件事由\($0)自办，由本人填写处置结果。" } ?? "这件事没有人自办。")也可以派单给单位。",
        "\(name.map { "\($0) took it on and states the result." } ?? "Nobody took it on.") It can also be assigned to a unit."
      )
    case .checkerIsHandler(let name):
      language(
        "处置的是\(name)本人，核查要换一个人；或者回访来电人，再办结。",
        "\(name) handled it: somebody else checks, or the person who reported is called back.")
    case .reopenNeedsLeader:
      language("办结已超过 30 天，重办由领导决定。", "Closed more than 30 days ago: a leader reopens it.")
    case .voidNeedsLeader:
      language(
        "坐席员只能作废本人 10 分钟内登记的。其他请领导作废，或加一条记录说明。",
        "An officer voids only an own reception within 10 minutes. Else a leader does; or add a note.")
    case .standDownOfLeadNeedsLeader:
      language(
        "撤牵头单位的哨由领导决定；协办单位坐席员可以撤。",
        "A leader stands down a lead; an officer can stand down a support unit.")
    }
  }
}

extension Refusal.When {
  func text(_ language: Language) -> String {
    switch self {
    case .unknownIncident: language("没有这个事件。请按编号再查一次。", "There is no such incident. Look the number up again.")
    case .notInThisStatus(let action, let status):
      language(
        "事件\(status.text(.zh))，不能“\(action.text(.zh))”。现在可以：\(possible(status, .zh))。",
        "The incident is \(status.text(.en)): no “\(action.text(.en))” now. Possible: \(possible(status, .en)).")
    case .responseNotInThisState(let action, let unit, let state):
      language(
        "\(unit)\(state.text(.zh))，不能再“\(action.text(.zh))”。",
        "\(unit) has \(state.text(.en)): no “\(action.text(.en))” any more.")
    case .noSuchResponse(let unit):
      language("这件事没有派给\(unit)。请先派单或吹哨。", "\(unit) was not called to this. Assign it or blow the whistle first.")
    case .responsesStillLive(let units):
      language(
        "\(units.joined(separator: "、"))还没有反馈。请等反馈，或先撤哨。",
        "\(units.joined(separator: ", ")) has not replied yet. Wait for the reply, or stand it down first.")
    case .inTheFuture: language("时间晚于现在。请改成已经发生的时间。", "That time lies ahead. Give a time that has passed.")
    }
  }

  private func possible(_ status: Incident.Status, _ language: Language) -> String {
    ActionName.possible(in: status).map { $0.text(language) }.joined(separator: language("、", ", "))
  }
}

extension Refusal.What {
  func text(_ language: Language) -> String {
    switch self {
    case .wordsMissing(let action):
      language(
        "“\(action.text(.zh))”要写明\(action.neededWords(.zh))。", "“\(action.text(.en))” needs \(action.neededWords(.en))."
      )
    case .nothingChanges: language("没有改动任何内容。", "Nothing would change.")
    case .unknownCategory(let code):
      language("类别里没有“\(code)”。请从类别表里选。", "No category “\(code)”. Choose one from the list.")
    case .categoryMissing: language("办结前要定类别。请先更正要素。", "A category is needed before closing. Amend it first.")
    case .unknownUnit(let code): language("单位表里没有“\(code)”。请从单位表里选。", "No unit “\(code)”. Choose one from the list.")
    case .leadMissing: language("至少要有一个牵头单位。", "At least one lead unit is needed.")
    case .assignmentIsToOneUnit:
      language("派单只派一个单位。要几个单位一起办，请吹哨。", "An assignment goes to one unit. To call several, blow the whistle.")
    case .unitTwice(let unit): language("\(unit)写了两次。", "\(unit) is named twice.")
    case .unitAlreadyCalled(let unit):
      language("\(unit)已经在办这件事。可以催办，或先撤哨。", "\(unit) is already on this. Urge it, or stand it down first.")
    case .utilityIsAskedNotWhistled(let unit):
      language("\(unit)可以商请，不能吹哨。请改为派单。", "\(unit) can be asked, not whistled. Assign instead.")
    case .groundMissing:
      language(
        "吹哨要选事由：群众诉求、重点工作、综合执法、应急处置。",
        "A whistle needs its ground: appeal, key work, joint enforcement, emergency response.")
    case .closedBeforeReceived: language("办结时间早于受理时间。", "Closed before it was received.")
    case .alreadyKnown(let number): language("这件事已经登记过，编号 \(number)。", "Already registered as \(number).")
    }
  }
}

extension Refusal.OfRoom {
  func text(_ language: Language) -> String {
    switch self {
    case .alreadyFounded: language("台账已经建好，不能再建。", "The ledger is founded already.")
    case .nameMissing: language("要写姓名。", "A name is needed.")
    case .nameTaken(let name):
      language("已经有人叫“\(name)”。同名请加区分，如“\(name)（二）”。", "“\(name)” is taken. Tell the two apart, such as “\(name) (2)”.")
    case .numberTaken(let name):
      language("刚有人登记了\(name)，编号已被占用。请再登记一次。", "\(name) was enrolled just now under this number. Enrol again.")
    case .unknownOfficer(let id): language("没有编号 \(id.serial) 的人员。", "There is no person number \(id.serial).")
    case .liaisonNeedsUnit: language("联络员要写所在单位。", "A liaison needs a unit.")
    case .rosterNeedsLeader(let name):
      language("\(name)不是领导，不能排坐堂。", "\(name) is no leader and cannot be rostered to sit.")
    case .unknownShift(let name): language("没有“\(name)”这个班次。", "There is no shift “\(name)”.")
    case .turnIsNotRunning(let shift): language("现在不是\(shift)。", "\(shift) is not running now.")
    case .notRostered(let name, let rostered):
      language(
        "这一班排的是\(rostered)，不是\(name)。代班请写明原因。", "\(rostered) is rostered, not \(name). To stand in, state the reason.")
    case .seatIsTaken(let name):
      language("\(name)正在坐堂。接班请先交接，或写明原因。", "\(name) is sitting. Hand over first, or state the reason.")
    }
  }
}
