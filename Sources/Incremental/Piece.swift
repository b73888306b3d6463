/// Bytes that are part of a record: in memory, or in a ``RecordPack`` from where they are read each
/// time they are asked for.
public struct Piece: Sendable {
  fileprivate enum Place {
    case memory(ArraySlice<UInt8>)
    case pack(RecordPack, offset: Int)
  }

  public let count: Int
  fileprivate let seal: Fingerprint
  fileprivate let place: Place

  public init(_ bytes: ArraySlice<UInt8>) {
    self.init(
      count: bytes.count, seal: bytes.withUnsafeBytes { Fingerprint(of: $0) }, .memory(bytes))
  }

  fileprivate init(count: Int, seal: Fingerprint, _ place: Place) {
    self.count = count
    self.seal = seal
    self.place = place
  }

  /// Throws `RecordReader.Damaged` when the pack does not hold them, or holds others.
  public func bytes() throws -> ArraySlice<UInt8> {
    switch place {
    case .memory(let bytes): return bytes
    case .pack(let pack, let offset):
      guard let bytes = pack.bytes(at: offset, count: count), Fingerprint(of: bytes) == seal else {
        throw RecordReader.Damaged()
      }
      return bytes[...]
    }
  }

  public func isPacked(in other: RecordPack) -> Bool {
    if case .pack(let pack, _) = place { pack === other } else { false }
  }

  func packed(in pack: RecordPack, _ offset: Int) -> Piece {
    Piece(count: count, seal: seal, .pack(pack, offset: offset))
  }
}

extension RecordWriter {
  /// One that is in no pack is written in full.
  public mutating func write(_ piece: Piece) {
    switch piece.place {
    case .memory(let bytes):
      write(false)
      write(bytes)
    case .pack(_, let offset):
      write(true)
      write(offset)
      write(piece.count)
      write(piece.seal)
    }
  }
}

extension RecordReader {
  /// Shares the reader's memory, or its pack.
  public mutating func piece() throws -> Piece {
    guard try truth() else { return Piece(try slice()) }
    let (offset, count) = (try integer(), try integer())
    let seal = try fingerprint()
    guard let pack, offset >= 0, count >= 0 else { throw Damaged() }
    return Piece(count: count, seal: seal, .pack(pack, offset: offset))
  }
}
