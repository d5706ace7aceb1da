import DutyCore
import Foundation

extension String {
  /// The form in which a name that somebody gives is kept; see `NameRule.folded`. An accent that comes on its own joins its
  /// letter.
  package var foldedName: String { NameRule.folded(precomposedStringWithCanonicalMapping) }
}
