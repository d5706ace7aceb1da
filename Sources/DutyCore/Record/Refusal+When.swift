// It cannot be done as things stand: why, and what can, in both languages.

extension Refusal.When {
  func text(_ language: Language, _ own: String) -> String {
    switch self {
    case .unknownIncident: language("没有这个事件。请按编号再查一次。", "There is no such incident. Look the number up again.")
    case .notInThisStatus(let action, let status):
      language(
        "事件\(status.text(.zh))，不能“\(action.text(.zh))”。现在可以：\(possible(status, .zh))。",
        "The incident is \(status.text(.en)): no “\(action.text(.en))” now. Possible: \(possible(status, .en)).")
    case .unknownRectification:
      language("没有这个整改项。请按编号再查一次。", "There is no such rectification. Look the number up again.")
    case .notInThisState(let action, let state):
      language(
        "整改项\(state.text(.zh))，不能“\(action.text(.zh))”。现在可以：\(state.possible(.zh))。",
        "The rectification is \(state.text(.en)): no “\(action.text(.en))” now. Possible: \(state.possible(.en)).")
    case .responseNotInThisState(let action, let unit, let state):
      language(
        "\(unit)\(state.text(.zh))，不能“\(action.text(.zh))”。可以：\(next(state, .zh))。",
        "\(unit) has \(state.text(.en)): no “\(action.text(.en))” now. Possible: \(next(state, .en)).")
    case .noSuchResponse(let unit):
      language("这件事没有派给\(unit)。请先派单或吹哨。", "\(unit) was not called to this. Assign it or blow the whistle first.")
    case .responsesStillLive(let units):
      language(
        "\(units.joined(separator: "、"))还没有反馈。请等反馈，或先撤回。",
        "\(units.joined(separator: ", ")) has not replied yet. Wait for the reply, or stand it down first.")
    case .declinesUndecided(let units):
      language(
        "\(units.joined(separator: "、"))退单还没有裁定。请改派，或请坐堂领导指定承办。",
        "\(units.joined(separator: ", ")) declined and nobody has decided. Call another, or ask the sitting leader.")
    case .leadHasNotReplied:
      language("牵头单位还没有完整反馈，不能随结。", "The lead has not replied completely; the others cannot end with it.")
    case .notSupport(let unit):
      language("\(unit)是牵头单位，随结只用于配合单位。", "\(unit) leads; only support units end with the lead.")
    case .emergencyIsNotDeclined:
      language("应急哨不能退单：先处置，后定责。", "An emergency whistle is not declined: act first, settle whose it is later.")
    case .declinedBefore(let unit): language("\(unit)已经退过一次，不能再退。", "\(unit) declined once already.")
    case .declineTooLate(let unit, let afterCall, let afterArrival):
      language(
        "\(unit)退单超过时限（派单后\(afterCall.text(.zh))，或报到后\(afterArrival.text(.zh))）。请坐堂领导裁定。",
        "\(unit) is too late to decline (\(afterCall.text(.en)) after the call, or \(afterArrival.text(.en)) after arriving). "
          + "Ask the sitting leader.")
    case .ladderNotReached(let colour):
      language(
        "还没到签发\(colour.text(.zh))的时候；要提前签发，请写明理由。",
        "The \(colour.text(.en)) is not due yet; state a reason to issue it early.")
    case .outsideTheList(let lead):
      language(
        "清单外事项由\(lead ?? "主管部门")负责，请转交该部门；确需\(own)承办的，先由领导批准“任务准入”。急事可吹应急哨。",
        "Outside the list \(lead ?? "the department's own line") is responsible: pass it on. To take it all the same, a leader "
          + "admits it first; what is urgent is an emergency whistle.")
    case .isInTheList:
      language(
        "清单上归\(own)的，和群众反映而清单未列的，都不用准入，直接办。",
        "What the list gives the station needs no admission, nor what a citizen brings that it does not know.")
    case .notAdmitted: language("这件事没有办过准入。", "It was not admitted.")
    case .somebodyIsOnIt: language("已有单位或人员在办。", "Somebody is on it.")
    case .nobodyHasIt: language("没有人自办，不用接手。请直接办“自办”。", "Nobody took it on: take it on instead.")
    case .notEscalated(let unit): language("\(unit)不是上报对象。", "\(unit) was not escalated to.")
    case .handedOverAlready: language("本件已移交。", "It is handed over already.")
    case .escalationIsRejected:
      language("上报事项不作退单，请登记“对方不予受理”。", "An escalation is rejected, not declined: record that.")
    case .noSheetUpwards(let unit):
      language("对\(unit)不发督办单，请催办。", "No sheet goes to \(unit): urge it.")
    case .ruleHere(let unit):
      language("\(unit)不是县级部门，请由坐堂领导指定承办。", "\(unit) is no county body: rule here.")
    case .countyIsNotOverruled(let unit):
      language("\(unit)是县级部门，本镇街无权指定，请提请县级裁定。", "\(unit) is a county body: refer it to the county.")
    case .countyHasNotRuled(let units):
      language(
        "\(units.joined(separator: "、"))正待县级裁定。", "The county has not ruled on \(units.joined(separator: ", ")).")
    case .targetIsHandedOver(let number): language("\(number) 已移交，不能并入。", "\(number) is handed over.")
    case .repeatsAlready: language("已登记为再报。", "It is a repeat already.")
    case .notClosedYet(let number):
      language("\(number) 尚未办结，请改用“合并”。", "\(number) is not closed: merge instead.")
    case .closedLongAgo(let number, let limit):
      language(
        "\(number) 办结超过\(limit.text(.zh))，按新事件办理。", "\(number) was closed more than \(limit.text(.en)) ago: it is new.")
    case .nothingToReturn:
      language(
        "退回来文单位的，要有工单编号或文号。没有编号的，请直接答复反映人。", "Only what came with a number goes back. Answer the person instead.")
    case .returnPending: language("已退回来文单位，待对方答复。", "It was returned, and the sender has not answered yet.")
    case .returnTooLate(let limit):
      language("受理已超过\(limit.text(.zh))，不能再退回。", "It came in more than \(limit.text(.en)) ago: too late to return it.")
    case .noReturnPending: language("没有待答复的退回。", "No return waits for an answer.")
    case .goesBackToSender:
      language("有编号的来件不能答复办结，请办“退回来文单位”。", "What came with a number is returned to its sender, not answered away.")
    case .notLookedFor: language("现场未发现的，先由别人到现场核实。", "Somebody else looks on the spot first and finds nothing.")
    case .emergencyIsNotSuspended: language("应急事件不能挂账。", "An emergency is not suspended.")
    case .noOutsideLimit: language("来文没有规定时限。", "The sender set no limit.")
    case .noAnswerOwed: language("这件事不欠来文单位答复。", "No answer is owed where it came from.")
    case .suspendedBefore:
      language("这件事挂过账，不能再挂。可以申请延期。", "It was suspended before. Ask for an extension instead.")
    case .suspensionRuns:
      language("挂账还没到期。要提前恢复，由坐席员办。", "The suspension still runs. An officer can end it early.")
    case .deadlineIsNotOurs:
      language("这件事没有\(own)自己的办结时限，不能延期。", "There is no closing deadline of the station's own to extend.")
    case .deadlinePassed:
      language("已经超过办结时限，不能再申请延期。请尽快办结，或请领导挂账。", "The deadline has passed. Close it soon, or have a leader suspend it.")
    case .extensionPending: language("延期已经申请，正等领导批准。", "An extension has been asked for and waits for approval.")
    case .extendedOften: language("已经延过两次，不能再延。可以请领导挂账。", "Extended twice already. A leader may suspend it.")
    case .noExtensionAsked: language("没有人申请延期，不用批。", "Nobody has asked for an extension.")
    case .noEmergency: language("没有吹应急哨，或者已经解除，不用报。", "No emergency whistle is running: nothing to report.")
    case .emergencyIsNotLifted:
      language("应急还没有解除，请先作终报。", "The emergency is not lifted. Make the final report first.")
    case .initialReportFirst: language("先作书面初报，再续报、终报。", "The first report in writing comes first.")
    case .notConfirmedByReporter:
      language(
        "还没有回访到反映人说已解决。先回访，或由没有处置的坐席核查。",
        "The reporter has not confirmed it yet. Call back first, or have somebody else check.")
    case .targetIsOver(let number):
      language(
        "\(number) 已经结束，不能并入。还是同一件事的，请重办那件，或单独办理。",
        "\(number) is over: nothing is merged into it. Reopen it, or deal with this by itself.")
    case .scoredAlready: language("这一方已经评过，不能再评。", "This side has scored already.")
    case .keptTooShort(let limit):
      language(
        "保存期\(limit.text(.zh))还没满，不能删。依法要删的，请写明依据。",
        "It is kept for \(limit.text(.en)), which have not passed. By law it can be erased before: state the ground.")
    case .inTheFuture: language("时间晚于现在。请改成已经发生的时间。", "That time lies ahead. Give a time that has passed.")
    }
  }

  private func next(_ state: Response.State, _ language: Language) -> String {
    state.next.map { $0.text(language) }.joined(separator: language("、", ", "))
  }

  private func possible(_ status: Incident.Status, _ language: Language) -> String {
    ActionName.possible(in: status).map { $0.text(language) }.joined(separator: language("、", ", "))
  }
}

extension Response.State {
  /// The acts that move a unit's answer on from here.
  fileprivate var next: [ActionName] {
    switch self {
    case .notified: [.acknowledge, .contact, .arrive, .reply, .decline]
    case .acknowledged: [.contact, .arrive, .reply]
    case .contacted: [.arrive, .reply]
    case .arrived: [.reply]
    case .replied: [.sendBack, .close]
    case .declined: [.appoint, .refer, .summon]
    case .accepted: [.reply, .reject]
    case .referred: [.ruleAbove]
    case .ended: [.summon]
    }
  }
}
