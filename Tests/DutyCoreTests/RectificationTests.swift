import DutyCore
import Testing

@Suite("整改项") struct RectificationTests {
  @Test("each state that is left by an act says which acts there are")
  func possible() {
    for state in Rectification.State.allCases {
      #expect(ActionName.note.isPossible(at: state))
    }
    #expect(Rectification.State.allCases.filter { ActionName.verifyItem.isPossible(at: $0) } == [.done])
  }
}
