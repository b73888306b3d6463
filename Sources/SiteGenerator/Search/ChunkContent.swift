/// What is between the quotes of a chunk's file.
struct ChunkContent {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  mutating func add(_ name: some Sequence<UInt8>, _ postings: some Sequence<UInt8>) {
    if !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
    bytes.append(contentsOf: name)
    bytes.append(UInt8(ascii: " "))
    bytes.append(contentsOf: postings)
  }
}
