import DutyLedger
import DutySystem
import Glibc
import Testing

/// Nothing is left of a PIN in memory that has been given back.
@Suite struct PinTests {
  private static let digits = Array("91827364554637281920485766473829".utf8)

  /// Reads this process's memory as a file, so that memory given back may be read too.
  private func memory(at place: UInt, into bytes: inout [UInt8]) throws {
    let file = open("/proc/self/mem", O_RDONLY | O_CLOEXEC)
    defer { close(file) }
    try #require(pread(file, &bytes, bytes.count, off_t(place)) == bytes.count)
  }

  /// The second half: where memory is given back, its first 16 bytes become something else at once.
  private func tail(of bytes: [UInt8]) -> ArraySlice<UInt8> { bytes.suffix(16) }

  private func placeOfPin(_ found: inout [UInt8]) throws -> UInt {
    let pin = Pin(String(decoding: Self.digits, as: UTF8.self))
    let place = UInt(bitPattern: pin.bytes.baseAddress)
    try memory(at: place, into: &found)
    withExtendedLifetime(pin) {}
    return place
  }

  private func placeOfDigits() -> UInt {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: Self.digits.count + 1)
    _ = copy.initialize(from: Self.digits)
    defer { copy.deallocate() }
    return UInt(bitPattern: copy.baseAddress)
  }

  @Test func `a PIN is wiped when nobody holds it; the control: what is not wiped is still there`() throws {
    var held = [UInt8](repeating: 0, count: Self.digits.count)
    var left = held
    let place = try placeOfPin(&held)
    try memory(at: place, into: &left)
    #expect(held == Self.digits, "the control: it was there")
    #expect(tail(of: left) != tail(of: Self.digits))
    let copy = placeOfDigits()
    try memory(at: copy, into: &left)
    #expect(tail(of: left) == tail(of: Self.digits))
  }

  @Test func `a PIN is its bytes; a NUL in it is never right`() throws {
    #expect(Pin("246813") == Pin("246813") && Pin("246813") != Pin("246814") && Pin("") != Pin("0"))
    let hash = try #require(Pin("246813").hash)
    #expect(Pin("246813").matches(hash) && !Pin("246814").matches(hash))
    #expect(Pin("246813\0").hash == nil && !Pin("246813\0").matches(hash))
  }
}
