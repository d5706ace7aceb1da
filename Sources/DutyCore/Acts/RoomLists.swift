// The room's terms, lists, people and settings.

extension ActionTraits {
  static let found = ActionTraits("建账", "found", whose: .administrator)
  static let setCatalogue = ActionTraits("更换清单", "set catalogue", whose: .administrator)
  static let setCalendar = ActionTraits("更换日历", "set calendar", whose: .administrator)
  static let enrol = ActionTraits("人员登记", "enrol", whose: .administrator)
  static let setSetting = ActionTraits("更改设置", "change a setting", whose: .administrator)
  static let setStanding = ActionTraits("常规派单", "standing routing", whose: .leader)
  static let unlock = ActionTraits("解除登录限制", "unlock", whose: .administrator)
}
