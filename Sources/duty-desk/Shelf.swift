import DeskUI
import DutyCore
import DutyLedger
import Foundation

/// Where drafts lie while they are not submitted: small files in a directory beside the ledger, for its owner alone.
struct Shelf {
  private let ledger: String
  private var directory: String { DraftFiles.directory(besideLedger: ledger) }
  /// What nobody came back for is thrown away: it may hold a name and a number.
  private static let kept: TimeInterval = 7 * 86_400

  init(besideLedger path: String) { ledger = path }

  func put(_ draft: Draft) throws {
    try SideFile.makeDirectory(directory, like: ledger)
    try SideFile.replace(place(draft.key), with: JSONEncoder().encode(draft), like: ledger)
  }

  func remove(_ key: Draft.Key) throws {
    guard FileManager.default.fileExists(atPath: place(key)) else { return }
    try FileManager.default.removeItem(atPath: place(key))
  }

  /// What `officer` left; a file that cannot be read as a draft is passed over and goes with its time.
  func drafts(of officer: OfficerID) throws -> [Draft] {
    guard FileManager.default.fileExists(atPath: directory) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: directory).sorted().compactMap { name in
      let path = directory + "/" + name
      let written = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
      if let written, -written.timeIntervalSinceNow > Self.kept {
        try FileManager.default.removeItem(atPath: path)
        return nil
      }
      guard name.hasPrefix("\(officer.serial)-"), name.hasSuffix(".json"),
        let data = FileManager.default.contents(atPath: path)
      else { return nil }
      return try? JSONDecoder().decode(Draft.self, from: data)
    }
  }

  private func place(_ key: Draft.Key) -> String {
    directory + "/" + DraftFiles.name(officer: key.officer, act: key.act.rawValue, subject: key.subject)
  }
}
