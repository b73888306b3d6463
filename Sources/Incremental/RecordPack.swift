#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file of ``Piece``s, for what is seldom needed of a long record. It only grows: whoever has it
/// open can read on while another process adds to it, or takes its name away.
public final class RecordPack: Sendable {
  private let descriptor: CInt

  /// Opens the one that is there; `nil` when there is none.
  public convenience init?(at path: String) { self.init(path, O_RDWR) }

  /// A new one, in the place of what was there; `nil`, with `errno`, when it cannot be made.
  public convenience init?(creating path: String) {
    unlink(path)
    self.init(path, O_RDWR | O_CREAT | O_EXCL)
  }

  private init?(_ path: String, _ flags: CInt) {
    descriptor = open(path, flags | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
  }

  deinit { close(descriptor) }

  /// In bytes.
  public var size: Int {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Puts those that are not in this pack yet at its end. `false`, with `errno`, when that fails: what
  /// was put is as it was then.
  public func add(_ pieces: inout [Piece]) throws -> Bool {
    var bytes: [UInt8] = []
    var waiting: [(piece: Int, start: Int)] = []
    for (index, piece) in pieces.enumerated() where !piece.isPacked(in: self) {
      waiting.append((index, bytes.count))
      bytes += try piece.bytes()
      guard bytes.count > Self.portion else { continue }
      guard add(bytes, &pieces, waiting) else { return false }
      bytes.removeAll(keepingCapacity: true)
      waiting.removeAll(keepingCapacity: true)
    }
    return add(bytes, &pieces, waiting)
  }

  /// How much is written at once, at least.
  private static let portion = 1 << 20

  private func add(
    _ bytes: [UInt8], _ pieces: inout [Piece], _ waiting: [(piece: Int, start: Int)]
  ) -> Bool {
    guard !bytes.isEmpty else { return true }
    // At once, so that of two processes each finds its own in one place.
    guard write(descriptor, bytes, bytes.count) == bytes.count else { return false }
    let offset = Int(lseek(descriptor, 0, SEEK_CUR)) - bytes.count
    for (piece, start) in waiting { pieces[piece] = pieces[piece].packed(in: self, offset + start) }
    return true
  }

  func bytes(at offset: Int, count: Int) -> [UInt8]? {
    guard count <= size - offset else { return nil }
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = 0
      while filled < count {
        let place = off_t(offset + filled)
        let got = pread(
          descriptor, buffer.baseAddress?.advanced(by: filled), count - filled, place)
        if got < 0, errno == EINTR { continue }
        if got <= 0 { break }
        filled += got
      }
    }
    return bytes.count == count ? bytes : nil
  }
}
