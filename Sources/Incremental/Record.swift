/// Values as bytes, for a file that the same program reads again.
public struct RecordWriter: Sendable {
  public private(set) var bytes: [UInt8] = []

  public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  @inlinable public mutating func write(_ number: UInt64) {
    withUnsafeBytes(of: number.littleEndian) { append($0) }
  }

  @inlinable public mutating func write(_ number: Int) { write(UInt64(bitPattern: Int64(number))) }
  @inlinable public mutating func write(_ fingerprint: Fingerprint) { write(fingerprint.value) }

  @inlinable public mutating func write(_ truth: Bool) {
    withUnsafeBytes(of: truth ? 1 as UInt8 : 0) { append($0) }
  }

  @inlinable public mutating func write(_ text: String) {
    var text = text
    text.withUTF8 {
      write($0.count)
      append(UnsafeRawBufferPointer($0))
    }
  }

  @inlinable public mutating func write(_ bytes: ArraySlice<UInt8>) {
    write(bytes.count)
    bytes.withUnsafeBytes { append($0) }
  }

  @inlinable public mutating func write(_ stamp: FileStamp) {
    write(Int(stamp.modified))
    write(Int(stamp.changed))
    write(Int(stamp.size))
    write(stamp.inode)
  }

  @inlinable public mutating func write<Value>(
    _ values: some Collection<Value>, _ element: (inout RecordWriter, Value) -> Void
  ) {
    write(values.count)
    for value in values { element(&self, value) }
  }

  @inlinable public mutating func write<Value>(
    _ value: Value?, _ some: (inout RecordWriter, Value) -> Void
  ) {
    write(value != nil)
    if let value { some(&self, value) }
  }

  public mutating func append(_ more: UnsafeRawBufferPointer) { bytes.append(contentsOf: more) }
}

/// Reads what ``RecordWriter`` wrote, in the same order.
public struct RecordReader: Sendable {
  /// The bytes end too early, or hold no such value.
  public struct Damaged: Error {}

  private let bytes: ArraySlice<UInt8>
  private var end: Int { bytes.count }
  public private(set) var offset = 0

  /// Where pieces are that are not among the bytes.
  public var pack: RecordPack?

  public init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }
  public init(_ bytes: [UInt8]) { self.init(bytes[...]) }

  public var isAtEnd: Bool { offset == end }

  public mutating func number() throws -> UInt64 {
    guard offset + 8 <= end else { throw Damaged() }
    defer { offset += 8 }
    return bytes.withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
  }

  public mutating func integer() throws -> Int { Int(truncatingIfNeeded: try number()) }
  public mutating func fingerprint() throws -> Fingerprint { Fingerprint(value: try number()) }

  public mutating func truth() throws -> Bool {
    guard offset < end, bytes[bytes.startIndex + offset] < 2 else { throw Damaged() }
    defer { offset += 1 }
    return bytes[bytes.startIndex + offset] == 1
  }

  public mutating func text() throws -> String {
    let count = try count()
    defer { offset += count }
    return bytes.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[offset..<(offset + count)]), as: UTF8.self)
    }
  }

  /// Shares the reader's memory.
  public mutating func slice() throws -> ArraySlice<UInt8> {
    let count = try count()
    defer { offset += count }
    return bytes.dropFirst(offset).prefix(count)
  }

  public mutating func stamp() throws -> FileStamp {
    FileStamp(
      modified: Int64(try integer()), changed: Int64(try integer()), size: Int64(try integer()),
      inode: try number())
  }

  @inlinable public mutating func list<Value>(
    _ element: (inout RecordReader) throws -> Value
  ) throws -> [Value] {
    let count = try count()
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try element(&self)) }
    return values
  }

  @inlinable public mutating func optional<Value>(
    _ some: (inout RecordReader) throws -> Value
  ) throws -> Value? {
    try truth() ? some(&self) : nil
  }

  /// Of elements that take a byte each at least.
  @usableFromInline mutating func count() throws -> Int {
    let count = try integer()
    guard count >= 0, count <= end - offset else { throw Damaged() }
    return count
  }
}
