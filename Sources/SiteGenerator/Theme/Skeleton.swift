import Incremental

/// A template that was rendered once, with holes for what differs from page to page.
///
/// Mustache takes a millisecond for a page; filling the holes takes microseconds.
struct Skeleton: Sendable {
  fileprivate enum Piece: Sendable {
    case bytes(ArraySlice<UInt8>)
    case hole(Int)
  }

  private let pieces: [Piece]

  private init(pieces: [Piece]) { self.pieces = pieces }

  /// What to hand to a template in place of the value of hole `number`. Templates pass it on as it
  /// is, escaped or not: the values that fill a hole are HTML already.
  static func marker(_ number: Int) -> String { "\u{1}\(number)\u{2}" }

  init(rendered: String) {
    var pieces: [Piece] = []
    var rest = Array(rendered.utf8)[...]
    while let start = rest.firstIndex(of: 1), let end = rest[start...].firstIndex(of: 2) {
      pieces.append(.bytes(rest[..<start]))
      let number = Int(String(decoding: rest[(start + 1)..<end], as: UTF8.self)) ?? 0
      pieces.append(.hole(number))
      rest = rest[(end + 1)...]
    }
    pieces.append(.bytes(rest))
    self.pieces = pieces
  }

  func write(to html: inout HTMLWriter, filling: (Int, inout HTMLWriter) -> Void) {
    for piece in pieces {
      switch piece {
      case .bytes(let bytes): html.raw(bytes)
      case .hole(let number): filling(number, &html)
      }
    }
  }

  /// The same with holes filled: `filling` writes what is known of a hole, and the holes that stay.
  func filled(_ filling: (Int, inout Builder) -> Void) -> Skeleton {
    var builder = Builder()
    for piece in pieces {
      switch piece {
      case .bytes(let bytes): builder.html.raw(bytes)
      case .hole(let number): filling(number, &builder)
      }
    }
    return Skeleton(pieces: builder.finish())
  }

  /// Puts a skeleton together, front to back.
  struct Builder {
    var html = HTMLWriter()
    private var pieces: [Piece] = []

    mutating func hole(_ number: Int) {
      endBytes()
      pieces.append(.hole(number))
    }

    fileprivate mutating func finish() -> [Piece] {
      endBytes()
      return pieces
    }

    private mutating func endBytes() {
      if html.count > 0 { pieces.append(.bytes(html.bytes[...])) }
      html = HTMLWriter()
    }
  }

  func add(to fingerprint: inout Fingerprint) {
    for piece in pieces {
      switch piece {
      case .bytes(let bytes): bytes.withUnsafeBytes { fingerprint.add($0) }
      case .hole(let number): fingerprint.add(number)
      }
    }
  }
}
