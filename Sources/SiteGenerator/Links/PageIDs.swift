import Incremental

/// The ids of a page, each once. Small, for all pages' are kept while a site is checked.
struct PageIDs: Sendable {
  private(set) var fingerprints: [Fingerprint] = []

  /// One after the other, each with a line's end.
  private var bytes: [UInt8] = []

  var names: [String] {
    bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
  }

  func contains(_ id: Fingerprint) -> Bool { fingerprints.contains(id) }

  fileprivate mutating func add(_ id: Fingerprint, _ name: UnsafeBufferPointer<UInt8>) {
    fingerprints.append(id)
    bytes.append(contentsOf: name)
    bytes.append(UInt8(ascii: "\n"))
  }

  fileprivate mutating func removeAll() {
    fingerprints.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }

  /// In no more memory than it needs.
  fileprivate var fitting: PageIDs {
    var copy = PageIDs()
    copy.fingerprints = fingerprints.withUnsafeBufferPointer(Array.init)
    copy.bytes = bytes.withUnsafeBufferPointer(Array.init)
    return copy
  }
}

/// The ids of one page after the other as they are found, in memory that is taken once.
struct FoundIDs {
  /// The names that were there before.
  private(set) var repeated: Set<String> = []

  private var ids = PageIDs()
  private var seen: Set<Fingerprint> = []

  mutating func add(_ id: Fingerprint, _ name: UnsafeBufferPointer<UInt8>) {
    if seen.insert(id).inserted {
      ids.add(id, name)
    } else {
      repeated.insert(String(decoding: name, as: UTF8.self))
    }
  }

  /// All of the page's; the next page can then be read.
  mutating func take() -> PageIDs {
    defer {
      repeated = []
      ids.removeAll()
      seen.removeAll(keepingCapacity: true)
    }
    return ids.fitting
  }
}
