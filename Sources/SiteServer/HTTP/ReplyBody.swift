/// What a client gets behind the headers.
enum ReplyBody {
  case bytes([UInt8])

  /// Read while it is sent, so that a slow client costs no memory.
  case part(of: ServedFile, Range<Int>)

  /// In bytes.
  var count: Int {
    switch self {
    case .bytes(let bytes): bytes.count
    case .part(_, let range): range.count
    }
  }

  subscript(range: Range<Int>) -> ReplyBody {
    switch self {
    case .bytes(let bytes): .bytes(Array(bytes[range]))
    case .part(let file, let whole):
      .part(of: file, whole.lowerBound + range.lowerBound..<whole.lowerBound + range.upperBound)
    }
  }

  private static let piece = 64 * 1024

  /// The next bytes, which it then no longer has. None when there should be some: the file has become
  /// shorter.
  mutating func next() -> [UInt8] {
    switch self {
    case .bytes(let bytes):
      self = .bytes([])
      return bytes
    case .part(let file, let range):
      let end = min(range.lowerBound + Self.piece, range.upperBound)
      self = end < range.upperBound ? .part(of: file, end..<range.upperBound) : .bytes([])
      let bytes = file.bytes(range.lowerBound..<end)
      return bytes.count == end - range.lowerBound ? bytes : []
    }
  }
}
