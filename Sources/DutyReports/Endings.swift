import DutyCore
import DutySystem

// What a program that was asked for a report tells, and with which code it ends.

extension WrongUsage: EndingError {
  package func failure(_ language: Language, during undertaking: Undertaking) -> Failure {
    Failure(code: .wrongUsage, text: text(language))
  }
}

extension NoSuchShift: EndingError {
  package func failure(_ language: Language, during undertaking: Undertaking) -> Failure {
    Failure(code: .wrongUsage, text: text(language))
  }
}

extension IncidentReport.Unknown: EndingError {
  package func failure(_ language: Language, during undertaking: Undertaking) -> Failure {
    Failure(code: .no, text: text(language))
  }
}

extension HandoverReport.NobodySat: EndingError {
  package func failure(_ language: Language, during undertaking: Undertaking) -> Failure {
    Failure(code: .no, text: text(language))
  }
}

extension WorkbookFault: EndingError {
  package func failure(_ language: Language, during undertaking: Undertaking) -> Failure {
    Failure(code: .unusable, text: text(language))
  }
}
