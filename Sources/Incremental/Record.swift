/// Values as bytes, for a file that the same program reads again.
public struct RecordWriter: Sendable {
  public private(set) var bytes: [UInt8] = []

  public init() {}

  public mutating func write(_ number: UInt64) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  public mutating func write(_ number: Int) { write(UInt64(bitPattern: Int64(number))) }
  public mutating func write(_ truth: Bool) { bytes.append(truth ? 1 : 0) }
  public mutating func write(_ fingerprint: Fingerprint) { write(fingerprint.value) }

  public mutating func write(_ text: String) {
    var text = text
    text.withUTF8 {
      write($0.count)
      bytes.append(contentsOf: $0)
    }
  }

  public mutating func write(_ stamp: FileStamp) {
    write(Int(stamp.modified))
    write(Int(stamp.changed))
    write(Int(stamp.size))
    write(stamp.inode)
  }

  public mutating func write<Value>(
    _ values: some Collection<Value>, _ element: (inout RecordWriter, Value) -> Void
  ) {
    write(values.count)
    for value in values { element(&self, value) }
  }

  public mutating func write<Value>(
    _ value: Value?, _ some: (inout RecordWriter, Value) -> Void
  ) {
    write(value != nil)
    if let value { some(&self, value) }
  }
}

/// Reads what ``RecordWriter`` wrote, in the same order.
public struct RecordReader {
  /// The bytes end too early, or hold no such value.
  public struct Damaged: Error {}

  private let bytes: UnsafeRawBufferPointer
  private var offset = 0

  /// `bytes` have to stay as long as the reader.
  public init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  public var isAtEnd: Bool { offset == bytes.count }

  public mutating func number() throws -> UInt64 {
    guard offset + 8 <= bytes.count else { throw Damaged() }
    defer { offset += 8 }
    return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  public mutating func integer() throws -> Int { Int(truncatingIfNeeded: try number()) }
  public mutating func fingerprint() throws -> Fingerprint { Fingerprint(value: try number()) }

  public mutating func truth() throws -> Bool {
    guard offset < bytes.count, bytes[offset] < 2 else { throw Damaged() }
    defer { offset += 1 }
    return bytes[offset] == 1
  }

  public mutating func text() throws -> String {
    let count = try count()
    defer { offset += count }
    return String(decoding: bytes[offset..<(offset + count)], as: UTF8.self)
  }

  public mutating func stamp() throws -> FileStamp {
    FileStamp(
      modified: Int64(try integer()), changed: Int64(try integer()), size: Int64(try integer()),
      inode: try number())
  }

  public mutating func list<Value>(
    _ element: (inout RecordReader) throws -> Value
  ) throws -> [Value] {
    let count = try count()
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try element(&self)) }
    return values
  }

  public mutating func optional<Value>(
    _ some: (inout RecordReader) throws -> Value
  ) throws -> Value? {
    try truth() ? some(&self) : nil
  }

  /// Of elements that take a byte each at least.
  private mutating func count() throws -> Int {
    let count = try integer()
    guard count >= 0, count <= bytes.count - offset else { throw Damaged() }
    return count
  }
}
