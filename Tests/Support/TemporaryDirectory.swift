import Foundation

/// A directory of its own for one test, gone when the test is over.
package func withTemporaryDirectory<Result>(_ body: (String) throws -> Result) throws -> Result {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("duty-" + UUID().uuidString)
  try FileManager.default.createDirectory(
    at: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  let result = Swift.Result { try body(path.path) }
  try FileManager.default.removeItem(at: path)
  return try result.get()
}
