// Signing on, which is asked of the ledger and is no entry.

extension ActForm {
  static let signOn = ActForm(
    "signOn", keys: [.character("s")], ("登录", "sign on"), pinyin: "deng lu",
    help: ("坐席用姓名和 PIN 登录；换人也用它", "sign on by name and PIN; also to change persons"), action: nil,
    asks: .ofRoom { _, _ in Maker.signOn }
  ) { _ in nil }
}

extension Maker {
  static let signOn = [Field(.person, .line, required: true), Field(.pin, .secret, required: true)]
}
