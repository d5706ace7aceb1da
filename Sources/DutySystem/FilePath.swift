import Glibc

/// A path taken apart, and past all links; no file is opened for it.
package enum FilePath {
  package static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  package static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// The path past all links, from the root on; of what is not there yet, that of the directory it will lie in.
  package static func real(_ path: String) -> String {
    if let whole = resolved(path) { return whole }
    guard let directory = resolved(Self.directory(of: path)) else { return path }
    return (directory == "/" ? "" : directory) + "/" + name(of: path)
  }

  private static func resolved(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }
}
