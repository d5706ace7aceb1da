import Foundation

/// A directory of its own for one test, gone when the test is over.
package func withTemporaryDirectory<Result>(_ body: (String) throws -> Result) throws -> Result {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("duty-" + UUID().uuidString)
  try FileManager.default.createDirectory(
    at: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  let result = Swift.Result { try body(path.path) }
  try remove(path)
  return try result.get()
}

/// A program that was just told to end may still be taking its own files away, which then are gone before they are
/// removed: that is begun again.
private func remove(_ path: URL) throws {
  for _ in 0..<100 {
    do { return try FileManager.default.removeItem(at: path) } catch CocoaError.fileNoSuchFile { continue }
  }
  try FileManager.default.removeItem(at: path)
}
