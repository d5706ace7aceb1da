import DutyCore

// A desk that nobody is at: first personal data are masked, then it is locked until a PIN is given.

extension Desk {
  private static let maskedAfter = Duration.minutes(3)
  private static let lockedAfter = Duration.minutes(30)
  /// An emergency that nobody has acknowledged sounds again after this long.
  private static let soundsAgain = Duration.minutes(1)

  /// Nobody has pressed a key for a while, or the desk is locked.
  var isMasked: Bool { isLocked || officer != nil && now - lastKey >= Self.maskedAfter }

  /// Does what time alone brings: the lock, and the bell.
  mutating func passTime() -> [Effect] {
    if officer != nil, now - lastKey >= Self.maskedAfter, notice?.style == .done { notice = nil }
    if !isLocked, officer != nil, now - lastKey >= Self.lockedAfter { lock() }
    return shelveInTime() + soundAgain()
  }

  /// Numbers on the screen that are nobody's: the heads under which a sheet is signed, and the selected matter's order.
  var codes: [String] {
    var heads = [snapshot?.head, snapshot?.room.seat?.signed?.head, shownHandover?.facts.head]
    var orders = [selected?.externalId]
    if case .form(let form)? = screens.last {
      heads.append(form.handover?.head)
      orders.append(form[.externalId]?.text)
    }
    return heads.compactMap(\.self) + orders.compactMap(\.self).filter { !PhoneNumbers.isMobile($0) }
  }

  /// Until a PIN is given nothing is done here; what was being written stays under the lock.
  /// See docs/desk.md#lock.
  mutating func lock() {
    guard !isLocked, let signedOn else { return }
    lock(at: signedOn)
  }

  /// Nil where it is not known who was at the desk.
  mutating func lock(at officer: Officer?) {
    isLocked = true
    var form = Form(.signOn, on: nil, Maker.signOn)
    if let officer {
      form.change(.person) { $0.type(officer.name) }
      form.focus = .pin
    }
    form.isTouched = true
    screens.append(.form(form))
    notice =
      officer == nil
      ? say("工作台刚才出错，已锁定：输入姓名和 PIN 继续。", "The desk has failed and is locked: name and PIN go on.")
      : say("已锁定：输入 PIN 继续；换人就改姓名。", "Locked: the PIN goes on; another person types another name.")
  }

  /// Unlocks the desk and leaves everything as it was to whoever sat there. Somebody else gets neither the marks nor the offer
  /// to take back, and nothing that was being written, which is kept for whoever wrote it.
  mutating func giveSeat(to newcomer: Officer) -> [Effect] {
    let wasLocked = isLocked
    isLocked = false
    guard officer.map({ $0 != newcomer.id }) ?? wasLocked else { return [] }
    (marked, undo) = ([], nil)
    guard wasLocked else { return [] }
    let kept = shelveAll()
    screens = []
    return kept
  }

  private mutating func soundAgain() -> [Effect] {
    guard let snapshot, now - sounded >= Self.soundsAgain else { return [] }
    let waits = snapshot.emergencies.compactMap { snapshot.incidents[$0] }.contains { incident in
      incident.responses.isEmpty || incident.liveResponses.contains { $0.acknowledged == nil }
    }
    guard waits, !setting.isReadOnly else { return [] }
    sounded = now
    return [.bell]
  }
}

extension Grid {
  /// Telephone numbers in whatever is drawn show their ends only; `codes`, which are numbers of other things, stand as they
  /// are, also where a narrow screen breaks them.
  mutating func maskPhoneNumbers(sparing codes: [String] = []) {
    for row in 0..<size.rows {
      let columns = (0..<size.columns).filter { self[row, $0].width > 0 }
      let characters = columns.map { self[row, $0].text.first ?? " " }
      for range in PhoneNumbers.ranges(in: characters, sparing: codes) {
        for index in range.filter({ characters[$0].isNumber }).dropFirst(3).dropLast(4) {
          put("*", row: row, column: columns[index], style: self[row, columns[index]].style)
        }
      }
    }
  }
}
