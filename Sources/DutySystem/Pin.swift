import CSystem
import Glibc

/// A PIN as somebody typed it: bytes in one place, wiped when nobody holds it any more. What is kept of it is a yescrypt hash.
///
/// On the way from a terminal or an open file to the hash it is never a `String`, since that cannot be wiped: a short one
/// lies in whatever holds it, and is copied with it. What cannot be wiped goes when its memory is used for something else: the
/// characters in a form of the desk and the keys they came by, an answer of the desk in lines, and a PIN that is made and
/// printed.
package final class Pin {
  /// Holds what was typed, then zeros, at least one of them: crypt(3) reads up to it.
  private let memory: UnsafeMutablePointer<UInt8>
  private let size: Int
  private(set) var count = 0

  /// Makes room for this number of bytes.
  init(atMost most: Int) {
    size = most + 1
    memory = .allocate(capacity: size)
    memory.initialize(repeating: 0, count: size)
  }

  package convenience init(_ characters: some Sequence<Character>) {
    self.init(atMost: characters.reduce(0) { $0 + $1.utf8.count })
    for character in characters { character.utf8.forEach(append) }
  }

  deinit {
    explicit_bzero(memory, size)
    memory.deallocate()
  }

  package var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: memory, count: count) }

  /// A line that was read as a PIN would be, but is none.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// A hash of dice that nobody kept, at the cost of every PIN: a name that nobody has is reckoned against it, so that the time
  /// an answer takes does not tell whose names there are.
  package static let hashOfNobody = "$y$j9T$yZ0EKEpdDI454uyMsu3Zn1$3T803hYA0usJcWI450WDV6AGwjBPJwX7ssCnmusUcq7"

  /// Nil where the system cannot hash, or the PIN holds a NUL.
  package var hash: String? {
    guard !bytes.contains(0) else { return nil }
    var buffer = [CChar](repeating: 0, count: 512)
    let isHashed = withCharacters { cs_pin_hash($0, &buffer, buffer.count) }
    guard isHashed else { return nil }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Whether it is the one that `hash` was made from; takes about 20 ms either way.
  package func matches(_ hash: String) -> Bool {
    !bytes.contains(0) && withCharacters { cs_pin_matches($0, hash) }
  }

  private func withCharacters<Value>(_ body: (UnsafePointer<CChar>) -> Value) -> Value {
    memory.withMemoryRebound(to: CChar.self, capacity: size) { body($0) }
  }
}

extension Pin: Equatable {
  package static func == (one: Pin, other: Pin) -> Bool { one.bytes.elementsEqual(other.bytes) }
}

// MARK: - While it is typed

extension Pin {
  var hasRoom: Bool { count < size - 1 }

  /// Where there is room for it.
  func append(_ byte: UInt8) {
    guard hasRoom else { return }
    memory[count] = byte
    count += 1
  }

  /// Takes in what a read of `file` gives, as much as there is room for; what read(2) answers.
  func read(from file: Int32) -> Int {
    let read = Glibc.read(file, memory + count, size - 1 - count)
    count += max(0, read)
    return read
  }

  /// Leaves this number of bytes at its end away; they are wiped.
  func drop(_ number: Int) { keep(0..<count - number) }

  /// Leaves out the blanks at both ends. False where it is no text: it holds a NUL, or what is no UTF-8.
  func trim() -> Bool {
    var parser = Unicode.UTF8.ForwardParser()
    var rest = bytes.makeIterator()
    var (at, first, end) = (0, Int?.none, 0)
    while true {
      switch parser.parseScalar(from: &rest) {
      case .emptyInput:
        keep((first ?? 0)..<end)
        return true
      case .error: return false
      case .valid(let encoded):
        let scalar = Unicode.UTF8.decode(encoded)
        guard scalar.value != 0 else { return false }
        if !scalar.properties.isWhitespace {
          first = first ?? at
          end = at + encoded.count
        }
        at += encoded.count
      }
    }
  }

  private func keep(_ range: Range<Int>) {
    memmove(memory, memory + range.lowerBound, range.count)
    count = range.count
    explicit_bzero(memory + count, size - count)
  }
}
