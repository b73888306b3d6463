/// Text as bytes in memory of a fixed size, written front to back.
struct TextBuffer {
  private let memory: UnsafeMutableBufferPointer<UInt8>
  var count = 0

  /// What `write` wrote, at most `capacity` bytes.
  static func bytes(capacity: Int, _ write: (inout TextBuffer) -> Void) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: capacity) { memory, count in
      var buffer = TextBuffer(memory: memory)
      write(&buffer)
      count = buffer.count
    }
  }

  mutating func append(_ byte: UInt8) {
    memory[count] = byte
    count += 1
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    count = memory[count...].update(fromContentsOf: bytes)
  }

  /// A space, unless there is one, or nothing yet.
  mutating func separate() {
    if count > 0, memory[count - 1] != UInt8(ascii: " ") { append(UInt8(ascii: " ")) }
  }
}
