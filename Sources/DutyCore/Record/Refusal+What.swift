// Something is missing or wrong in what was entered: what, and how to mend it, in both languages.

extension Refusal.What {
  func text(_ language: Language, _ own: String) -> String {
    switch self {
    case .wordsMissing(let action):
      language(
        "“\(action.text(.zh))”要写明\(action.neededWords(.zh))。", "“\(action.text(.en))” needs \(action.neededWords(.en))."
      )
    case .nothingChanges: language("没有改动任何内容。", "Nothing would change.")
    case .unknownCategory(let code):
      language("类别里没有“\(code)”。请从类别表里选。", "No category “\(code)”. Choose one from the list.")
    case .categoryMissing: language("办结前要定类别。请先补登类别。", "A category is needed before closing. Amend it first.")
    case .nobodyToCallBack:
      language(
        "没有留反映人，无从回访。请由没有处置的坐席核查。", "Nobody left a name or phone to call back. Somebody who did not handle it checks.")
    case .unknownUnit(let code): language("单位表里没有“\(code)”。请从单位表里选。", "No unit “\(code)”. Choose one from the list.")
    case .leadMissing: language("至少要有一个牵头单位。", "At least one lead unit is needed.")
    case .assignmentIsToOneUnit:
      language("派单只派一个单位。要几个单位一起办，请吹哨。", "An assignment goes to one unit. To call several, blow the whistle.")
    case .unitTwice(let unit): language("\(unit)写了两次。", "\(unit) is named twice.")
    case .unitAlreadyCalled(let unit):
      language("\(unit)已经在办这件事。可以催办，或先撤回。", "\(unit) is already on this. Urge it, or stand it down first.")
    case .utilityIsAskedNotWhistled(let unit):
      language("\(unit)可以商请，不能吹哨。请改为派单。", "\(unit) can be asked, not whistled. Assign instead.")
    case .rescueUnanswered:
      language(
        "应急哨先答：119/110/120 已经拨打，还是无需拨打。", "An emergency whistle first: was 119/110/120 called, or is it not needed?")
    case .reviewMissing:
      language("攻坚克难哨要先研判，写明研判情况。", "A hard whistle comes after a review: state what was found.")
    case .groundMissing:
      language(
        "吹哨要选事由：群众诉求、重点工作、综合执法、应急处置。",
        "A whistle needs its ground: appeal, key work, joint enforcement, emergency response.")
    case .backToStationNeedsBasicItem:
      language(
        "退回\(own)要写明基本履职事项的编号；“属地管理”本身不是理由。",
        "Coming back to the station needs the number of a basic-duty item; “territorial management” alone is no ground."
      )
    case .directAnswerCannot(let disposition):
      language(
        "直接答复只用于已解释、非\(own)职责、诉求撤回、现场未发现；“\(disposition.text(.zh))”要走办理流程。",
        "An answer at once is for explained, not ours, withdrawn or not found: not for “\(disposition.text(.en))”.")
    case .whoseIsMissing: language("非\(own)职责的，要写明责任单位。", "Not ours: state whose it is.")
    case .badDigest: language("附件校验值应为 64 位十六进制。", "The file's digest must be 64 hex digits.")
    case .closedBeforeReceived: language("办结时间早于受理时间。", "Closed before it was received.")
    case .handsNothingDown(let unit):
      language(
        "\(unit)不交办事件。交办单位请选上级指挥中心、上级部门或毗邻镇街。",
        "\(unit) hands nothing down. Choose the county room, a county body or a neighbour.")
    case .leadChangesWithoutReason(let unit, let stationed):
      language(
        "清单牵头单位：\(unit)\(stationed.map { "（驻\(own.dropFirst())：\($0)）" } ?? "")。改派其他单位请写明理由。",
        "The list's lead: \(unit)\(stationed.map { " (in town: \($0))" } ?? ""). State why another leads.")
    case .unknownPower(let code):
      language("赋权事项里没有“\(code)”。请从表里选。", "No devolved power “\(code)”. Choose one from the list.")
    case .unknownPlaybook(let code):
      language("一件事清单里没有“\(code)”。请从表里选。", "No joint matter “\(code)”. Choose one from the list.")
    case .noPowerToEnforce:
      language(
        "\(own)无此项执法权，所派单位中也没有主管部门。请加派主管部门，或选用今天有效的赋权事项。",
        "The station holds no power here, nor does any unit called. Call the department that does, or name a power in force."
      )
    case .enforcersMissing(let unit):
      language(
        "请先登记\(unit)报到，并写明两名持有效执法证的人员。",
        "Enforcement begins with the arrival of two officers of \(unit) with a valid certificate, by name.")
    case .wrongSignCode:
      language("签收码不对。请对照派单通知再输，或者留空改记电话签收。", "The sign code is wrong. Compare the message, or leave it blank.")
    case .endIsPast: language("挂账到期日要在今后。", "A suspension ends in the future.")
    case .suspensionTooLong(let limit):
      language("挂账最长\(limit.text(.zh))。", "A suspension lasts \(limit.text(.en)) at most.")
    case .callBackUnanswered:
      language(
        "已接通的，要写是否解决、是否满意；未接通的，都不写。", "Where they were reached: solved or not, satisfied or not. Where not: neither.")
    case .nothingToConfirm: language("反映人说未解决的，才需要核实。", "There is something to confirm only where it is not solved.")
    case .nothingUnreasonable:
      language("反映人不满意的，才谈得上诉求不合理。", "Only what somebody is not satisfied with can go beyond reason.")
    case .mergedWithItself: language("不能并到自己。请另选一件。", "An incident is not merged into itself. Choose another.")
    case .drillAndReal(let number):
      language("演练和真实事件不能合并（\(number)）。", "Practice and real incidents are not merged (\(number)).")
    case .paperIncomplete:
      language(
        "上级或部门交办的，须写明交办单位、文号、内容、时限和人财物（没有的写“无”）。",
        "What is handed down says who asks, the document, what, by when, and with what means (or none).")
    case .escalationGoesUp(let unit):
      language(
        "上报对象为上级指挥中心和毗邻镇街，对\(unit)请派单或吹哨。", "Only the county room and neighbours are escalated to: assign \(unit).")
    case .escalateInstead(let unit):
      language("\(unit)不由本镇街派单，请改用“上报”。", "\(unit) is not under our orders: escalate instead.")
    case .mannerMissing:
      language("请选择上报方式：报备、共办或移交。", "Say how it is escalated: shown, jointly, or handed over.")
    case .senderNotAsked:
      language(
        "来文单位定了时限的，须写明是否同意顺延。", "The sender set a limit: say whether they agreed that it waits too.")
    case .receiptMissing: language("请写回执编号。", "Give the receipt's number.")
    case .unknownItem(let code): language("清单里没有事项 \(code)。", "The list has no item \(code).")
    case .dispositionIsNoResult(let disposition):
      language(
        "“\(disposition.text(.zh))”不是处置结果，请用对应的操作。", "“\(disposition.text(.en))” is no result: use the act for it.")
    case .documentMalformed:
      language(
        "文号写 2 到 40 个字，要有数字，只用汉字、字母、数字和〔〕（）-。说明请写在详情里。",
        "A document's number has 2 to 40 characters with a digit: Hanzi, letters, digits, 〔〕（）-. Put the rest into the detail."
      )
    case .complainedOfLeads(let unit):
      language("\(unit)是被反映单位，不能牵头。请另选牵头单位。", "\(unit) is complained of and cannot lead. Choose another lead.")
    case .noSuchEntry(let entry): language("这件事没有第 \(entry) 号记录。", "The incident has no entry \(entry).")
    case .notCorrectable(let action):
      language(
        "“\(action.text(.zh))”不能这样更正。可以更正的：\(ActionName.correctable(.zh))。",
        "“\(action.text(.en))” is not corrected this way. These can be: \(ActionName.correctable(.en)).")
    case .replyIsSentBack: language("反馈不能撤销，请用“退回”。", "A reply is not withdrawn: send it back.")
    case .somethingRests(let entry):
      language(
        "记录 #\(entry) 后面已有别的操作依它办理，不能撤销。请先撤销后面的，或另记一条。",
        "Something later rests on entry #\(entry): it cannot be taken back. Take that back first, or note it.")
    case .fiveFixedIncomplete:
      language(
        "不能立即整改的，五落实（责任、措施、资金、时限、预案）都要写。",
        "What cannot be put right at once needs all five: who answers, measures, funds, stages, fallback.")
    case .supervisorMissing:
      language("重大隐患要写明主管部门。", "A major hazard names the department that supervises it.")
    case .dayMissing: language("又出现的，要定新的整改期限。", "What is back needs a new day by which it is put right.")
    case .dayIsPast(let day):
      language("整改期限 \(day) 已过，请写今天或以后的日子。", "\(day) has passed: give today or a later day.")
    case .shareOutOfRange: language("完成比例写 0 到 100。", "The share done is 0 to 100.")
    case .photosMissing:
      language(
        "凭照片复查，要先附上整改前、整改后的照片；没有照片请到现场看。",
        "To verify by photos, attach one of before and one of after first; without them, look on the spot.")
    case .lookBackOutOfRange: language("回头看的天数写 1 到 365。", "It is looked at again after 1 to 365 days.")
    case .neverDropped(let kind):
      language(
        "\(kind.text(.zh))不能撤销。做完后复查销号；来不及的，请领导变更期限。",
        "A \(kind.text(.en)) is never dropped. Have it put right and verified; a leader may move the day.")
    case .unitsWereCalled(let action):
      language(
        "这次\(action.text(.zh))已经派了单位，不能整条撤销。不用来的单位请用“撤回”；说错的文字可以更正。",
        "Units were called by “\(action.text(.en))”: it is not taken back whole. Stand down whoever need not come; its words "
          + "can be corrected.")
    case .nothingToSign(let entry): language("第 \(entry) 号记录不等补签。", "Entry \(entry) waits for no signature.")
    case .scoreOutOfRange: language("四项都要评，每项 1 到 5 分。", "Each of the four is scored 1 to 5.")
    case .timeNotClaimable:
      language(
        "日期和时间要在 2000 年到 2100 年之间。请核对年份再报。",
        "Dates and times lie between 2000 and 2100. Look at the year and try again.")
    case .tooLong(let kilobytes):
      language(
        "内容太长：一段文字最长 \(kilobytes) KB。请删减后再报。", "Too long: a text has \(kilobytes) KB at most. Shorten it and try again."
      )
    case .notReadBack:
      language(
        "这样写下去以后读不出来，没有登记。请换一种写法再报，并告诉管理员。",
        "Written down like this it could not be read again, so it was not recorded. Put it another way, and tell the"
          + " administrator.")
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
      language(
        "已经有人叫“\(name)”。同名请加区分，如“\(name)（二）”；停用的人回来，重新定岗位即可。",
        "“\(name)” is taken. Tell the two apart, such as “\(name) (2)”; who had left comes back by being given a rank.")
    case .nameAlike(let known):
      language(
        "和已经登记的“\(known)”看上去分不开。请加区分，如“\(known)（二）”。",
        "Nobody can tell it from “\(known)”, who is enrolled. Tell the two apart, such as “\(known) (2)”.")
    case .nameUnusable:
      language(
        "姓名要写在一行里，只用看得见的字：不能有换行、制表符、控制符、部首。",
        "A name is one line of what can be seen: no line end, no tab, no control character, no radical.")
    case .nameTooLong(let most): language("姓名最长 \(most) 个字。", "A name has \(most) characters at most.")
    case .stationNameUnusable(let most):
      language(
        "镇街的名称和代码各写一行，不能空着，只用看得见的字，最长 \(most) 个。",
        "The station's name and its id are each one line of what can be seen, not empty, \(most) characters at most.")
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
        "这一班排的是\(rostered)，不是\(name)。代班请写明理由。", "\(rostered) is rostered, not \(name). To stand in, state the reason.")
    case .sitsAlready(let name):
      language("\(name)已经在这一班坐堂，不用再上岗。", "\(name) sits in this shift already.")
    case .notHandedOver(let name, let shift):
      language(
        "\(shift)的\(name)还没有交班。请先交接，或写明理由上岗。",
        "\(name) has not handed over the last shift. Hand over first, or state the reason.")
    case .nobodyHandsOver(let shift):
      language("\(shift)没有人坐堂，不用交班。", "Nobody sits in that shift: nothing to hand over.")
    case .sheetIsNotOfThisLedger:
      language("交接单和台账对不上。请重新打开交接单再签。", "The sheet does not fit the ledger. Open it again and sign.")
    case .ordersUnsigned(let numbers):
      language(
        "还有按口头指令办的没有补签：\(numbers.joined(separator: "、"))。补签后再交班。",
        "Not countersigned yet: \(numbers.joined(separator: ", ")). Countersign, then hand over.")
    case .outgoingSignsFirst(let name):
      language("请\(name)先在同一张交接单上签。", "\(name) signs the same sheet first.")
    case .swapSigned(let name): language("\(name)已经签过，等另一位签。", "\(name) has signed; the other has not.")
    case .turnIsNotTheirs(let name, let turn):
      language("\(turn.day) \(turn.shift)排的不是\(name)。", "\(name) is not rostered for that turn on \(turn.day).")
    case .turnIsOver(let turn):
      language("\(turn.day) \(turn.shift)已经过了，不能调班。", "That turn on \(turn.day) is over: nothing to swap.")
    case .settingOutOfRange(let name):
      language("“\(name.text(.zh))”要大于 0，最长十年。", "“\(name.text(.en))” is above 0 and at most ten years.")
    case .hasLeft(let name):
      language(
        "\(name)已经停用。请换一个人；人回来了，由管理员重新定岗位。",
        "\(name) has left. Name somebody else; where they are back, an administrator gives them a rank again.")
    case .lastAdministrator(let name):
      language(
        "\(name)是最后一位管理员，不能停用或改岗位。请先另定一位管理员。",
        "\(name) is the last administrator, who cannot leave or take another rank. Make somebody else one first.")
    case .seatIsTaken(let name):
      language("\(name)正在坐堂。接班请先交接，或写明理由。", "\(name) is sitting. Hand over first, or state the reason.")
    }
  }
}
