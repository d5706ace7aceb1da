import DutyCore

// Asking the rules: what can be done now, and why not.

extension Desk {
  /// The reason why `command` cannot be used now; nil where it can.
  package func obstacle(to command: Command) -> String? {
    guard snapshot != nil else { return language("正在打开台账。", "The ledger is being opened.") }
    switch command {
    case .act(let act): return obstacle(to: act)
    case .open, .mark, .wording: return selected == nil ? noneSelected : nil
    case .undo: return obstacleToUndo()
    case .alarm:
      return nextAlarm == nil ? language("没有未办结的应急事件。", "No emergency is open.") : nil
    case .lock:
      return officer == nil ? language("还没有人登录，不用锁。", "Nobody has signed on: nothing to lock.") : nil
    case .print: return shownHandover == nil ? language("先打开交接单。", "Open the handover sheet first.") : nil
    case .nextHit, .previousHit: return finding.hits.isEmpty ? nothingFound : nil
    case .search, .handover, .rectifications, .menu, .help, .back, .quit, .up, .down, .pageUp, .pageDown, .top, .bottom,
      .nextTab,
      .previousTab,
      .pickTab:
      return nil
    }
  }

  private var noneSelected: String { language("先选中一个事件。", "Select an incident first.") }

  private func obstacle(to act: ActForm) -> String? {
    if setting.isReadOnly {
      return language("只读：这里只看不办。请在可以办理的工作台上操作。", "Read-only: look, do not act. Use a desk that can act.")
    }
    if act.needsRectification, shownRectification == nil {
      return language("先在“整改项”里打开一项。", "Open one in “rectifications” first.")
    }
    if shownRectification != nil, act.needsIncident, !act.fitsRectifications {
      return language("这是整改项，不办这个。先返回事件。", "This is a rectification. Go back to the incident for that.")
    }
    if act == .signOn { return nil }
    let objects = objects(of: act)
    guard let first = objects.first else { return noneSelected }
    // For several it is enough that one can be dealt with; the others are named afterwards.
    let objections = objects.lazy.map { objection(to: act, on: $0) }
    return objections.contains { $0 == nil } ? nil : objection(to: act, on: first)
  }

  /// Lists what the rules are asked about before `act` is offered. An act on the room has one object, beside which its
  /// form opens: the selected incident, or nil.
  func objects(of act: ActForm) -> [SubjectState?] {
    if let item = shownRectification, act.fitsRectifications { return [.rectification(item)] }
    guard act.needsIncident else { return [selected.map(SubjectState.incident)] }
    return subjects(of: act).map(SubjectState.incident)
  }

  /// Returns what speaks against the act as it would be opened, apart from what is still to be entered.
  /// See docs/desk.md#asked-before-opened.
  func objection(to act: ActForm, on object: SubjectState?) -> String? {
    if let known = answers[act, object] { return known.text }
    if let refusal = act.refusal(in: object) { return refusal.text(language, at: stationKind) }
    guard let snapshot, let session, let signedOn,
      let form = Form.opening(act, on: object, by: signedOn, in: snapshot, now: now, language)?
        .probing(in: snapshot.room, language)
    else { return nil }
    if act == .countersign {
      let waits = !snapshot.unsigned(by: signedOn, at: now).isEmpty
      return waits ? nil : language("没有等你补签的记录。", "Nothing waits for your signature.")
    }
    return objection(to: form, by: session, in: snapshot)
  }

  private func objection(to form: Form, by session: Session, in snapshot: Snapshot) -> String? {
    do throws(Form.Mistake) {
      guard let request = try form.request(by: session, in: snapshot, now: now, language),
        let refusal = refusal(of: request, form), !refusal.canBeMended(in: form)
      else { return nil }
      return refusal.text(language, at: stationKind)
    } catch {
      // What it may be joined to is looked up once it is open.
      let isUnknown = form.act.looksAtAlike && form.others.isEmpty
      return isUnknown && snapshot.view.like != form.subject.map({ .of($0.id) }) ? nil : error.text
    }
  }

  func refusal(of request: Request, _ form: Form) -> Refusal? {
    do throws(Refusal) {
      _ = try judge(request, form)
      return nil
    } catch {
      return error
    }
  }

  /// Asks the rules about what a form stands for.
  func judge(_ request: Request, _ form: Form) throws(Refusal) -> Findings {
    if let foreseen = answers.foreseen, foreseen.form.asked == form.asked { return try foreseen.answer.get() }
    guard let room else { throw .when(.unknownIncident) }
    return try judging(room, request, form.state, surroundings(for: request.action, form), now)
  }

  /// Collects what the rules ask for besides the incident, as far as it was seen here; the ledger looks it up for itself.
  func surroundings(for action: Action, _ form: Form) -> Surroundings {
    guard let snapshot else { return Surroundings() }
    var surroundings = Surroundings(unsigned: snapshot.unsigned)
    if case .merge = action { surroundings.target = form.target }
    if case .wayOn(.repeats(let facts)) = action {
      surroundings.target = form.others.first { $0.reference == facts.of }
    }
    if case .rectification(.open) = action { surroundings.incident = form.subject }
    if let entry = action.correction?.entry {
      let history = form.rectification == nil ? snapshot.history : snapshot.rectifications.history
      surroundings.entry = history.first { $0.number == entry }
    }
    if case .room(.handOver(let facts)) = action {
      let signed = snapshot.room.seat?.signed
      surroundings.head = form.handover?.head ?? (facts.through == signed?.through ? signed?.head : snapshot.head)
    }
    return surroundings
  }
}

extension ActForm {
  /// The refusal that the object's status is enough for.
  fileprivate func refusal(in object: SubjectState?) -> Refusal? {
    guard let name = actionName else { return nil }
    switch object {
    case .incident(let incident)?:
      return needsIncident && !name.isPossible(in: incident.status)
        ? .when(.notInThisStatus(name, incident.status)) : nil
    case .rectification(let item)?:
      return name.isPossible(at: item.state) ? nil : .when(.notInThisState(name, item.state))
    case nil: return nil
    }
  }
}

extension Refusal {
  /// True where it depends on what is entered or chosen in the form; otherwise it speaks against the act as such.
  fileprivate func canBeMended(in form: Form) -> Bool {
    switch self {
    // Another kind of whistle may be blown, above all the emergency's.
    case .who(.needsSittingLeader), .who(.rankCannotBlow), .when(.outsideTheList):
      form.act == .whistle || form.act == .consult
    case .who(.orderIsNotTheSittingLeaders), .who(.standDownOfLeadNeedsLeader), .who(.sheetNeeds),
      .who(.correctionIsTheirs), .when(.ladderNotReached), .when(.initialReportFirst):
      true
    case .when(.responseNotInThisState), .when(.declinedBefore), .when(.emergencyIsNotDeclined),
      .when(.declineTooLate), .when(.notSupport):
      form.offersUnits
    case .who, .when: false
    case .what(.categoryMissing), .what(.nobodyToCallBack): false
    case .room(.nobodyHandsOver), .room(.ordersUnsigned), .room(.outgoingSignsFirst), .room(.sitsAlready),
      .room(.swapSigned):
      false
    case .what, .room: true
    }
  }
}

extension Form {
  /// There is another unit to choose.
  fileprivate var offersUnits: Bool {
    guard case .choice(let options)? = self[.response]?.kind else { return false }
    return options.count > 1
  }
}
