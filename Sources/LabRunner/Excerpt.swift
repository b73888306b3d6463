/// The beginning and the end of a text of any length, in constant memory.
public struct Excerpt: Sendable, Hashable {
  /// How many bytes are kept at each end.
  public let limit: Int
  private var head: [UInt8] = []
  private var tail: [UInt8] = []
  private var count = 0

  /// 256 KB at each end.
  public init(limit: Int = 256 * 1024) {
    self.limit = limit
  }

  public init(_ text: String, limit: Int = 256 * 1024) {
    self.init(limit: limit)
    append(Array(text.utf8))
  }

  public mutating func append(_ bytes: [UInt8]) {
    count += bytes.count
    let room = limit - head.count
    if room > 0 { head.append(contentsOf: bytes.prefix(room)) }
    guard bytes.count > room else { return }
    tail.append(contentsOf: bytes.dropFirst(max(0, room)).suffix(limit))
    if tail.count > 2 * limit { tail.removeFirst(tail.count - limit) }
  }

  /// How many bytes are left out in the middle.
  public var omitted: Int { count - head.count - min(tail.count, limit) }

  /// Where something is left out, a line says how much; bytes that are not UTF-8 become `�`.
  public var text: String {
    let end = tail.suffix(limit)
    guard omitted > 0 else { return String(decoding: head + end, as: UTF8.self) }
    return String(decoding: head, as: UTF8.self) + "\n… \(omitted) bytes left out …\n"
      + String(decoding: end, as: UTF8.self)
  }
}
