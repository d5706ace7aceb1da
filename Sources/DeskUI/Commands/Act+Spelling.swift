import DutyCore

extension Act {
  /// Its Chinese name in pinyin, by which the menu finds it too.
  var spelling: Spelling {
    switch self {
    case .receive: Spelling("deng ji")
    case .assign: Spelling("pai dan")
    case .whistle: Spelling("chui shao")
    case .milestone: Spelling("qian shou")
    case .reply: Spelling("fan kui")
    case .close: Spelling("ban jie")
    case .takeOn: Spelling("zi ban")
    case .handle: Spelling("chu zhi")
    case .note: Spelling("ji lu")
    case .amend: Spelling("geng zheng")
    case .sendBack: Spelling("tui hui")
    case .signOn: Spelling("deng lu")
    case .report: Spelling("ying ji bao gao")
    case .callBack: Spelling("hui fang")
    case .closeDirect: Spelling("zhi jie da fu")
    case .reveal: Spelling("lai dian ren")
    case .decline: Spelling("tui dan")
    case .appoint: Spelling("zhi ding cheng ban")
    case .urge: Spelling("cui ban")
    case .sheet: Spelling("fa dan")
    case .standDown: Spelling("che shao")
    case .endWithLead: Spelling("sui jie")
    case .score: Spelling("hu ping")
    case .admit: Spelling("zhun ru")
    case .survey: Spelling("he shi")
    case .consult: Spelling("hui shang")
    case .attach: Spelling("fu jian")
    case .suspend: Spelling("gua zhang")
    case .resume: Spelling("hui fu")
    case .requestExtension: Spelling("shen qing yan qi")
    case .grantExtension: Spelling("pi zhun yan qi")
    case .merge: Spelling("bing an")
    case .unmerge: Spelling("chai an")
    case .reopen: Spelling("chong ban")
    case .void: Spelling("zuo fei")
    case .restore: Spelling("hui fu zuo fei")
    case .correct: Spelling("geng zheng cao zuo")
    case .countersign: Spelling("bu qian")
    case .forgive: Spelling("rong cuo")
    case .takeSeat: Spelling("shang gang")
    case .handOver: Spelling("jiao ban")
    case .swap: Spelling("diao ban")
    case .setStanding: Spelling("chang gui pai dan")
    case .openItem: Spelling("zheng gai li xiang")
    case .changeItem: Spelling("zheng gai bian geng")
    case .progressItem: Spelling("zheng gai jin zhan")
    case .doneItem: Spelling("zheng gai wan cheng")
    case .verifyItem: Spelling("fu cha xiao hao")
    case .returnItem: Spelling("tui hui zheng gai")
    case .lookBack: Spelling("hui tou kan")
    case .dropItem: Spelling("zheng gai che xiao")
    }
  }
}

extension Command {
  var spelling: Spelling {
    switch self {
    case .act(let act): act.spelling
    case .mark: Spelling("biao ji")
    case .undo: Spelling("che hui")
    case .wording: Spelling("hua shu")
    case .alarm: Spelling("kan ying ji")
    case .search: Spelling("jian suo")
    case .handover: Spelling("jiao jie dan")
    case .rectifications: Spelling("zheng gai xiang")
    case .print: Spelling("da yin")
    case .lock: Spelling("suo ding")
    case .help: Spelling("bang zhu")
    case .open, .menu, .back, .quit, .nextHit, .previousHit, .up, .down, .pageUp, .pageDown, .top, .bottom, .nextTab,
      .previousTab, .pickTab:
      Spelling("")
    }
  }
}
