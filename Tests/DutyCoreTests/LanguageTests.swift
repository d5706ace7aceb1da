import DutyCore
import Testing

/// Tests which language a program speaks, as its command line and the environment name it.
@Suite struct LanguageTests {
  static let abroad: Environment = ["LANG": "en_GB.UTF-8"]

  @Test(
    "the option goes before the locale, and the last one before the others",
    arguments: [
      ([], .en), (["--language", "zh"], .zh), (["--language=zh"], .zh), (["--language=zh", "--language", "en"], .en),
      (["day", "--language", "zh", "--from", "en"], .zh), (["--language"], .en), (["--language", "fr"], .en),
      (["--languages=zh"], .en),
    ] as [([String], Language)])
  func option(arguments: [String], language: Language) {
    #expect(Language(arguments: arguments, environment: Self.abroad) == language)
  }

  @Test(
    "an empty variable says nothing; neither does a locale without a language",
    arguments: [
      ([:], .zh), (["LANG": "C.UTF-8"], .zh), (["LC_ALL": "POSIX", "LANG": "en_GB"], .zh),
      (["LANG": "zh_TW.UTF-8"], .zh), (["LC_ALL": "", "LC_MESSAGES": "de_DE@euro", "LANG": "zh_CN.UTF-8"], .en),
    ] as [([String: String], Language)])
  func locale(variables: [String: String], language: Language) {
    #expect(Language(environment: Environment { variables[$0] }) == language)
  }
}
