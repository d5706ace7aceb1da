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
    case rankCannotBlow(Rank, SummonsKind)
    case needsSittingLeader(sitting: String?)
    case orderIsNotTheSittingLeaders(name: String, sitting: String?)
    case notThisUnitsLiaison(unit: String)
    case notWhoTookItOn(name: String?)
    case checkerIsHandler(name: String)
    case reopenNeedsLeader
    case voidNeedsLeader
    case standDownOfLeadNeedsLeader
    case leaderRulesOnDeclines
    case sheetNeeds(Sheet.Colour)
  }

  /// It cannot be done as things stand.
  package enum When: Hashable, Sendable {
    case unknownIncident
    case notInThisStatus(ActionName, Incident.Status)
    case responseNotInThisState(ActionName, unit: String, Response.State)
    case noSuchResponse(unit: String)
    case responsesStillLive(units: [String])
    case inTheFuture
    case declinesUndecided(units: [String])
    case leadHasNotReplied
    case notSupport(unit: String)
    case declinedBefore(unit: String)
    case emergencyIsNotDeclined
    case declineTooLate(unit: String)
    case ladderNotReached(Sheet.Colour)
  }

  /// Something is missing or wrong in what was entered.
  package enum What: Hashable, Sendable {
    case wordsMissing(ActionName)
    case nothingChanges
    case unknownCategory(String)
    case categoryMissing
    case nobodyToCallBack
    case unknownUnit(String)
    case leadMissing
    case assignmentIsToOneUnit
    case unitTwice(String)
    case unitAlreadyCalled(String)
    case utilityIsAskedNotWhistled(String)
    case groundMissing
    case rescueUnanswered
    case reviewMissing
    case closedBeforeReceived
    case backToStationNeedsBasicItem
    case directAnswerCannot(Disposition)
    case whoseIsMissing
    case badDigest
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
    case sitsAlready(name: String)
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
        "\(rank.text(.zh))不能办“\(action.text(.zh))”。请\(whoCan(action, .zh))办理。",
        "“\(action.text(.en))” is not for the rank “\(rank.text(.en))”. Ask \(whoCan(action, .en)).")
    case .rankCannotBlow(let rank, let kind):
      language(
        "\(rank.text(.zh))不能吹\(kind.text(.zh))。工作推进哨由领导吹，攻坚克难哨由书记或主任吹；急事请吹应急哨。",
        "A \(rank.text(.en)) cannot blow the \(kind.text(.en)). The work whistle is a leader's, the hard one the "
          + "secretary's or director's; what is urgent is an emergency whistle.")
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
    case .leaderRulesOnDeclines:
      language(
        "再次退单由坐堂领导指定承办，不能直接改派。",
        "A second decline is the sitting leader's to rule on; it cannot simply be called elsewhere.")
    case .sheetNeeds(let colour):
      switch colour {
      case .blue: language("提醒单由坐席员发。", "An officer issues the blue reminder.")
      case .orange, .praise: language("\(colour.text(.zh))由领导发。", "A leader issues the \(colour.text(.en)).")
      case .red: language("通报单由书记或督查发。", "The secretary or a supervisor issues the red circular.")
      }
    }
  }
}

extension Refusal.Who {
  /// Whose act it is, where it is not a rank's.

  private func whoCan(_ action: ActionName, _ language: Language) -> String {
    switch action {
    case .takeSeat, .restore, .forgive, .appoint: language("领导", "a leader")
    case .found, .setCatalogue, .setCalendar, .enrol, .setRoster: language("管理员", "an administrator")
    case .sheet: language("坐席员、领导或督查", "an officer, a leader or a supervisor")
    case .receive, .importRecord, .amend, .takeOn, .summon, .acknowledge, .contact, .arrive, .reply, .sendBack,
      .standDown, .settle, .handle, .close, .reopen, .note, .void, .survey, .consult, .attach, .closeDirect, .decline,
      .endWithLead, .urge:
      language("坐席员或坐堂领导", "an officer or the sitting leader")
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
    case .declinesUndecided(let units):
      language(
        "\(units.joined(separator: "、"))退单还没有定。请改派，或请坐堂领导指定承办。",
        "\(units.joined(separator: ", ")) declined and nobody has decided. Call another unit, or ask the sitting leader."
      )
    case .leadHasNotReplied:
      language("牵头单位还没有完整反馈，不能随结。", "The lead has not replied completely; the others cannot end with it.")
    case .notSupport(let unit):
      language("\(unit)是牵头单位，随结只用于配合单位。", "\(unit) leads; only support units end with the lead.")
    case .emergencyIsNotDeclined:
      language("应急哨不能退单：先处置，后定责。", "An emergency whistle is not declined: act first, settle whose it is later.")
    case .declinedBefore(let unit): language("\(unit)已经退过一次，不能再退。", "\(unit) declined once already.")
    case .declineTooLate(let unit):
      language(
        "\(unit)退单超过时限（派出后 4 个工作小时，或到场后 2 小时）。请坐堂领导定。",
        "\(unit) is too late to decline (4 working hours after the call, or 2 hours after arriving). Ask the sitting leader."
      )
    case .ladderNotReached(let colour):
      language(
        "还没到发\(colour.text(.zh))的时候；要提前发，请写明原因。",
        "The \(colour.text(.en)) is not due yet; state a reason to issue it early.")
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
    case .nobodyToCallBack:
      language(
        "没有留来电人，无从回访。请由没有处置的坐席核查。", "Nobody left a name or phone to call back. Somebody who did not handle it checks.")
    case .unknownUnit(let code): language("单位表里没有“\(code)”。请从单位表里选。", "No unit “\(code)”. Choose one from the list.")
    case .leadMissing: language("至少要有一个牵头单位。", "At least one lead unit is needed.")
    case .assignmentIsToOneUnit:
      language("派单只派一个单位。要几个单位一起办，请吹哨。", "An assignment goes to one unit. To call several, blow the whistle.")
    case .unitTwice(let unit): language("\(unit)写了两次。", "\(unit) is named twice.")
    case .unitAlreadyCalled(let unit):
      language("\(unit)已经在办这件事。可以催办，或先撤哨。", "\(unit) is already on this. Urge it, or stand it down first.")
    case .utilityIsAskedNotWhistled(let unit):
      language("\(unit)可以商请，不能吹哨。请改为派单。", "\(unit) can be asked, not whistled. Assign instead.")
    case .rescueUnanswered:
      language(
        "应急哨先答：119/110/120 已经拨打，还是不需要。", "An emergency whistle first: was 119/110/120 called, or is it not needed?")
    case .reviewMissing:
      language("攻坚克难哨要先研判，写明研判情况。", "A hard whistle comes after a review: state what was found.")
    case .groundMissing:
      language(
        "吹哨要选事由：群众诉求、重点工作、综合执法、应急处置。",
        "A whistle needs its ground: appeal, key work, joint enforcement, emergency response.")
    case .backToStationNeedsBasicItem:
      language(
        "退回本镇要写明基本履职事项的编号；“属地管理”本身不是理由。",
        "Coming back to the station needs the number of a basic-duty item; “territorial management” alone is no ground."
      )
    case .directAnswerCannot(let disposition):
      language(
        "直接答复只用于已解释、不属本镇、撤回；“\(disposition.text(.zh))”要走办理流程。",
        "An answer at once is for explained, not ours or withdrawn; “\(disposition.text(.en))” goes through handling.")
    case .whoseIsMissing: language("不属本镇的，要写明归谁管。", "Not ours: state whose it is.")
    case .badDigest: language("附件校验值应为 64 位十六进制。", "The file's digest must be 64 hex digits.")
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
    case .sitsAlready(let name):
      language("\(name)已经在这一班坐堂，不用再上岗。", "\(name) sits in this shift already.")
    case .seatIsTaken(let name):
      language("\(name)正在坐堂。接班请先交接，或写明原因。", "\(name) is sitting. Hand over first, or state the reason.")
    }
  }
}
