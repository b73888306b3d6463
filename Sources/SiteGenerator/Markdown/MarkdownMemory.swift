import CMarkGFM

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The memory of Markdown trees: each thread has its own, takes it front to back, and has all of it
/// again when none of its trees is left. A tree is thousands of small pieces, and taking and
/// returning them one by one costs more than parsing.
enum MarkdownMemory {
  /// What cmark-gfm asks for memory.
  static var functions: UnsafeMutablePointer<cmark_mem> { table.pointer }

  /// Before a tree is made, and after it is needed no longer. On the same thread.
  static func begin() { Arena.ofThread.pointee.trees += 1 }
  static func end() { Arena.ofThread.pointee.endTree() }

  private struct Table: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<cmark_mem>
  }

  /// Lives as long as the process, and is never changed.
  private static let table: Table = {
    let pointer = UnsafeMutablePointer<cmark_mem>.allocate(capacity: 1)
    pointer.initialize(
      to: cmark_mem(
        calloc: { Arena.ofThread.pointee.zeroed($0 * $1) },
        realloc: { Arena.ofThread.pointee.resized($0, $1) },
        free: { _ in }))
    return Table(pointer: pointer)
  }()
}

/// One thread's memory. Before each piece stands its size.
private struct Arena {
  private static let alignment = 16
  private static let blockSize = 256 * 1024

  private var blocks: [UnsafeMutableRawBufferPointer]
  private var block = -1

  /// The next piece goes here, if ``room`` is left for it.
  private var next: UnsafeMutableRawPointer
  private var room = 0
  var trees = 0

  private init() {
    blocks = [.allocate(byteCount: Self.blockSize, alignment: Self.alignment)]
    next = blocks[0].baseAddress.unsafelyUnwrapped
  }

  static var ofThread: UnsafeMutablePointer<Arena> {
    if let known = pthread_getspecific(key) { return known.assumingMemoryBound(to: Arena.self) }
    let arena = UnsafeMutablePointer<Arena>.allocate(capacity: 1)
    arena.initialize(to: Arena())
    pthread_setspecific(key, arena)
    return arena
  }

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key) { arena in
      #if canImport(Glibc)
        guard let arena else { return }
      #endif
      let thread = arena.assumingMemoryBound(to: Arena.self)
      thread.pointee.release(from: 0)
      thread.deinitialize(count: 1)
      thread.deallocate()
    }
    return key
  }()

  mutating func zeroed(_ size: Int) -> UnsafeMutableRawPointer {
    let piece = take(size)
    memset(piece, 0, size)
    return piece
  }

  mutating func resized(
    _ piece: UnsafeMutableRawPointer?, _ size: Int
  ) -> UnsafeMutableRawPointer {
    guard let piece else { return take(size) }
    let old = (piece - Self.alignment).load(as: Int.self)
    if size <= old { return piece }
    // The last piece grows where it is: texts are put together so.
    let more = Self.rounded(size) - Self.rounded(old)
    if piece + Self.rounded(old) == next, more <= room {
      (piece - Self.alignment).storeBytes(of: size, as: Int.self)
      next += more
      room -= more
      return piece
    }
    let bigger = take(size)
    memcpy(bigger, piece, old)
    return bigger
  }

  mutating func endTree() {
    trees -= 1
    guard trees == 0 else { return }
    // Most trees fit into a few blocks; what a giant took is given back.
    release(from: 8)
    block = -1
    room = 0
  }

  private mutating func take(_ size: Int) -> UnsafeMutableRawPointer {
    let needed = Self.alignment + Self.rounded(size)
    while needed > room { beginBlock(for: needed) }
    defer {
      next += needed
      room -= needed
    }
    next.storeBytes(of: size, as: Int.self)
    return next + Self.alignment
  }

  private mutating func beginBlock(for needed: Int) {
    block += 1
    if block == blocks.count || blocks[block].count < needed {
      blocks.insert(
        .allocate(byteCount: max(needed, Self.blockSize), alignment: Self.alignment), at: block)
    }
    guard let start = blocks[block].baseAddress else { return }
    next = start
    room = blocks[block].count
  }

  private mutating func release(from first: Int) {
    guard first < blocks.count else { return }
    for block in blocks[first...] { block.deallocate() }
    blocks.removeSubrange(first...)
  }

  private static func rounded(_ size: Int) -> Int { (size + alignment - 1) & ~(alignment - 1) }
}
