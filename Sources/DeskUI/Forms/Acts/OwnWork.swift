import DutyCore

// The desk's own work (自办).

extension ActForm {
  static let takeOn = ActForm(
    "takeOn", keys: [.character("t")], ("自办", "take on"), pinyin: "zi ban",
    help: ("由本坐席直接办理", "the desk handles it itself"), action: .takeOn, takesSeveral: true,
    asks: .ofIncident { $0.seatsOrder($1) }
  ) { _ in .takeOn }

  static let handle: ActForm = ActForm(
    "handle", keys: [.character("h")], ("处置", "handle"), pinyin: "chu zhi",
    help: ("自办的事办好了，写明措施", "state the result of what you took on"), action: .handle, takesSeveral: true,
    looksAtAlike: true, takenBackBy: .sendBack,
    asks: .ofIncident { maker, _ in [maker.method(), Field(.measure, .line, required: true)] }
  ) { form throws(Mistake) in
    .handle(Handling(method: try form.choice(.method), measure: form.text(.measure)))
  }
}
