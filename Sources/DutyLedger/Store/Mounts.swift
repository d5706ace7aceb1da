import Foundation

/// Tells what the system has mounted where: a line each of `/proc/self/mountinfo` (proc_pid_mountinfo(5)).
struct Mounts: Hashable {
  private struct Mount: Hashable {
    let place: String
    let type: String
  }

  private let mounts: [Mount]

  init(_ text: String) { mounts = text.split(separator: "\n").compactMap(Self.mount) }

  /// Those this process sees; none where the system does not tell.
  static func current() -> Mounts {
    Mounts(
      FileManager.default.contents(atPath: "/proc/self/mountinfo").map { String(decoding: $0, as: UTF8.self) } ?? "")
  }

  /// Number, parent, device, root and place; then options without a fixed number of words, a hyphen, and the type.
  private static func mount(_ line: Substring) -> Mount? {
    let words = line.split(separator: " ")
    guard words.count > 8, let hyphen = words.dropFirst(6).firstIndex(of: "-"), hyphen + 1 < words.endIndex else {
      return nil
    }
    return Mount(place: unescaped(words[4]), type: String(words[hyphen + 1]))
  }

  /// Blanks, tabs, line ends and backslashes stand there as a backslash and three octal digits.
  private static func unescaped(_ word: Substring) -> String {
    var rest = word.utf8[...]
    var bytes: [UInt8] = []
    while let first = rest.first {
      let digits = String(decoding: rest.dropFirst().prefix(3), as: UTF8.self)
      if first == UInt8(ascii: "\\"), digits.utf8.count == 3, let byte = UInt8(digits, radix: 8) {
        bytes.append(byte)
        rest = rest.dropFirst(4)
      } else {
        bytes.append(first)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether something is mounted at `path` itself, which begins at the root and holds no link.
  func isPlace(_ path: String) -> Bool { mounts.contains { $0.place == path } }

  /// The type of the file system that `path` lies on: of several one above the other the last one mounted is seen.
  func type(of path: String) -> String? {
    let holding = mounts.filter { $0.place == "/" || path == $0.place || path.hasPrefix($0.place + "/") }
    guard let longest = holding.map(\.place.utf8.count).max() else { return nil }
    return holding.last { $0.place.utf8.count == longest }?.type
  }

  /// Whether a file system of this magic number and type lies on another machine, or is shared with one. A file system
  /// that a program serves (FUSE) counts too, unless a disk of this machine lies under it.
  static func isShared(magic: UInt32, type: String?) -> Bool {
    if networkMagic.contains(magic) { return true }
    guard let type else { return magic == fuse }
    if type == "fuseblk" { return false }
    return magic == fuse || type == "fuse" || type.hasPrefix("fuse.") || networkTypes.contains(type)
  }

  /// FUSE_SUPER_MAGIC of linux/magic.h; virtiofs has it too.
  private static let fuse: UInt32 = 0x6573_5546

  /// Magic numbers of linux/magic.h: NFS, SMB, CIFS, SMB2, AFS (two), Coda, Ceph, 9P, Lustre, GFS2, OCFS2, and VirtualBox's
  /// shared folders.
  private static let networkMagic: Set<UInt32> = [
    0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42, 0x5346_414F, 0x6B41_4653, 0x7375_7245, 0x00C3_6400, 0x0102_1997,
    0x0BD0_0BD0, 0x0116_1970, 0x7461_636F, 0x786F_4256,
  ]

  private static let networkTypes: Set<String> = [
    "9p", "afs", "beegfs", "ceph", "cifs", "coda", "gfs2", "gpfs", "lustre", "nfs", "nfs4", "ocfs2", "orangefs",
    "pvfs2",
    "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs",
  ]
}
