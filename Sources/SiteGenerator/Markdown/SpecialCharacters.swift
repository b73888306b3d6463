import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Lets several threads parse at once.
///
/// While cmark-gfm parses with extensions, it adds their special characters to a table that the
/// whole process shares, and then takes them out again; two threads at once would silently miss
/// some. The library calls ``manage(_:_:)`` by its symbol. Where the loader finds ours in its place
/// (Linux does), what is added once stays, and nothing else is shared. Elsewhere there is a lock.
enum SpecialCharacters {
  fileprivate static let areAdded = Atomic(false)
  private static let turn = Mutex(())

  /// Whether the library calls us. Known after the first parsing, which must be alone.
  static var stay: Bool { areAdded.load(ordering: .relaxed) }

  /// The document that `parse` gives, with the table in order.
  static func withAll(_ parse: () -> OpaquePointer?) -> OpaquePointer? {
    if stay { return parse() }
    return turn.withLock { _ in parse().map(Document.init) }?.root
  }

  /// A tree belongs to the thread that made it.
  private struct Document: @unchecked Sendable {
    let root: OpaquePointer
  }
}

/// Stands in for the library's own function: adds once, never removes. Public so that the loader sees
/// it; nobody else is to call it.
@_cdecl("cmark_manage_extensions_special_characters")
public func manage(_ parser: OpaquePointer?, _ adds: CInt) {
  guard adds != 0, !SpecialCharacters.areAdded.exchange(true, ordering: .relaxed) else { return }
  typealias Manage = @convention(c) (OpaquePointer?, CInt) -> Void
  // RTLD_NEXT is a macro that Swift cannot import: the search goes on behind this program.
  let next = UnsafeMutableRawPointer(bitPattern: -1)
  guard let library = dlsym(next, "cmark_manage_extensions_special_characters") else { return }
  unsafeBitCast(library, to: Manage.self)(parser, adds)
}
