// Numbers read from a file that are reckoned with: each has its bound, so that no crafted one can overflow.

extension KeyedDecodingContainer {
  /// A whole number within `bounds`; anything else is damage.
  func decode(in bounds: ClosedRange<Int>, forKey key: Key) throws -> Int {
    let number = try decode(Int.self, forKey: key)
    guard bounds.contains(number) else {
      throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: "\(number) is out of bounds")
    }
    return number
  }
}
