// Somebody else may do it: why, and who, in both languages.

extension Refusal.Who {
  func text(_ language: Language) -> String {
    switch self {
    case .notSignedOn: language("请先登录，再办理。", "Sign on first.")
    case .rankCannot(let rank, let action):
      language(
        "“\(action.text(.zh))”由\(action.traits.whose.text(.zh))办理。",
        "“\(action.text(.en))” is not for the rank “\(rank.text(.en))”. Ask \(action.traits.whose.text(.en)).")
    case .rankCannotBlow(let rank, let kind):
      language(
        "\(rank.text(.zh))不能吹\(kind.text(.zh))。工作推进哨由领导吹，攻坚克难哨由书记或主任吹；急事请吹应急哨。",
        "A \(rank.text(.en)) cannot blow the \(kind.text(.en)). The work whistle is a leader's, the hard one the "
          + "secretary's or director's; what is urgent is an emergency whistle.")
    case .needsSittingLeader(let sitting?):
      language(
        "须由坐堂领导决定，现在是\(sitting)。可以记为按其口头指令；吹哨也可以改为派单。",
        "This is the sitting leader's, now \(sitting). Record the spoken order; a whistle can also be an assignment.")
    case .needsSittingLeader(nil):
      language(
        "坐堂领导未到岗：由本班排班的领导，或者主任、书记决定。可以记为按其口头指令；吹哨也可以改为派单。",
        "The chair is empty: the rostered leader decides, or the director or secretary. Record the spoken order; a whistle "
          + "can also be an assignment.")
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
        "处置的是\(name)本人，核查要换一个人；或者回访反映人，再办结。",
        "\(name) handled it: somebody else checks, or the person who reported is called back.")
    case .reopenNeedsLeader(let limit):
      language(
        "办结已超过\(limit.text(.zh))，重办由领导决定。", "Closed more than \(limit.text(.en)) ago: a leader reopens it.")
    case .somebodyHasIt(let name):
      language("\(name) 正在自办，接手请办“自办接手”。", "\(name) has it in hand: take it over instead.")
    case .hasItAlready(let name): language("本来就是\(name)自办的。", "\(name) has it in hand already.")
    case .returnNeedsLeader: language("上级交办的事，由领导决定退回。", "A leader returns what was handed down.")
    case .longerLimitNeedsLeader(let limit):
      language(
        "登记超过\(limit.text(.zh))或已派单后，改成时限更长的类别由领导决定。",
        "Later than \(limit.text(.en)), or after a call, a leader sets a category with a longer limit.")
    case .lookerCloses(let name):
      language("现场是\(name)核实的，请由他人答复办结。", "\(name) looked on the spot: somebody else closes it.")
    case .confidentialIsLeaders:
      language("保密事项的反映人信息，只有领导能看。", "Who reported a confidential matter is for leaders only.")
    case .voidNeedsLeader(let limit):
      language(
        "坐席员只能作废本人\(limit.text(.zh))内登记的。其他请领导作废，或加一条记录说明。",
        "An officer voids only an own reception within \(limit.text(.en)). Else a leader does; or add a note.")
    case .standDownOfLeadNeedsLeader:
      language(
        "撤回牵头单位由领导决定；配合单位坐席员可以撤回。",
        "A leader stands down a lead; an officer can stand down a support unit.")
    case .leaderRulesOnDeclines:
      language(
        "再次退单由坐堂领导指定承办，不能直接改派。",
        "A second decline is the sitting leader's to rule on; it cannot simply be called elsewhere.")
    case .sheetNeeds(let colour):
      switch colour {
      case .blue: language("提醒单由坐席员签发。", "An officer issues the blue reminder.")
      case .orange, .praise: language("\(colour.text(.zh))由领导签发。", "A leader issues the \(colour.text(.en)).")
      case .red: language("通报由书记或督查签发。", "The secretary or a supervisor issues the red circular.")
      }
    case .ordersAreLeaders(let name):
      language("\(name)不是领导，口头指令要记领导的名字。", "\(name) is no leader: a spoken order is a leader's.")
    case .notByOrder(let action):
      language(
        "“\(action.text(.zh))”要本人办，不能记为口头指令。请去掉口头指令再提交。",
        "“\(action.text(.en))” is done in person, never on a spoken order. Leave the order out.")
    case .onlyTheRule(let action):
      language("“\(action.text(.zh))”由系统自动记录，无需办理。", "“\(action.text(.en))” follows by itself; nobody records it.")
    case .approvesOwnRequest(let name):
      language("延期是\(name)本人申请的，批准要换一位领导。", "\(name) asked for the extension: another leader approves it.")
    case .approvedAlready(let name):
      language("\(name)已经批过，第二道由主任或书记批。", "\(name) has approved already; the director or secretary comes second.")
    case .secondApprovalIsDirectors:
      language("分管领导已批，第二道由主任或书记批。", "The leader in charge has approved; the director or secretary comes second.")
    case .verifierDidIt(let name):
      language("\(name)报的整改完成，要由别人复查。", "\(name) reported it done: somebody else verifies.")
    case .verifierIsOwners(let unit):
      language("复查的人不能是\(unit)的，请由别的单位的人复查。", "Whoever verifies is not of \(unit): somebody of another unit does.")
    case .callerIsHandler(let name):
      language("处置的是\(name)本人，回访要换一个人。", "\(name) handled it: somebody else calls back.")
    case .foundAlready(let name):
      language("\(name)已经认定过，复核要换一个人。", "\(name) has found so already: somebody else agrees.")
    case .correctionIsTheirs(let name, let limit):
      language(
        "这条是\(name)记的：本人\(limit.text(.zh))内可以更正，其他由领导更正。",
        "Who recorded this corrects it within \(limit.text(.en)); everything else a leader does.")
    case .notYourOrder(let name):
      language("这是按\(name)的口头指令办的，由其本人补签。", "It was done on \(name)'s order, who countersigns it.")
    case .swapIsTheirs(let giver, let taker):
      language("调班由\(giver)和\(taker)本人各签一次。", "The swap is signed by \(giver) and by \(taker), each once.")
    case .hasLeft(let name):
      language(
        "\(name)已经停用，不能再办理。请别人登录来办。", "\(name) has left and does nothing here any more. Somebody else signs on.")
    case .pinChanged: language("您的 PIN 已更改，请重新登录。", "Your PIN was changed: sign on again.")
    case .ownersOfTheFile(let action):
      language(
        "“\(action.text(.zh))”由台账文件的所有者在这台机器上用 duty-admin 办，不用登录。",
        "“\(action.text(.en))” is for whoever owns the ledger's file, by duty-admin on this machine, without signing on."
      )
    }
  }
}
