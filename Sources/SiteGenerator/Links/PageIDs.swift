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

  mutating func add(_ id: Fingerprint, _ name: UnsafeBufferPointer<UInt8>) {
    fingerprints.append(id)
    bytes.append(contentsOf: name)
    bytes.append(UInt8(ascii: "\n"))
  }
}
