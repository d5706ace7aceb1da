import DutyCore
import Glibc

extension Environment {
  /// That of this process.
  package static let system = Environment { name in getenv(name).map { String(cString: $0) } }
}
