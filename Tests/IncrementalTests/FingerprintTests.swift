import Incremental
import Testing

struct FingerprintTests {
  @Test func `differs with every bit, byte, length and order`() {
    var seen: Set<Fingerprint> = []
    let bytes = [UInt8](repeating: 0, count: 67)
    for count in 0...bytes.count { seen.insert(Fingerprint(of: Array(bytes.prefix(count)))) }
    for bit in 0..<(bytes.count * 8) {
      var changed = bytes
      changed[bit / 8] ^= 1 << (bit % 8)
      seen.insert(Fingerprint(of: changed))
    }
    #expect(seen.count == bytes.count + 1 + bytes.count * 8)
    #expect(joined("a", "bc") != joined("ab", "c"))
    #expect(joined("a", "b") != joined("b", "a"))
  }

  @Test func `tells nothing from an empty text`() {
    var (nothing, empty) = (Fingerprint(), Fingerprint())
    nothing.add(String?.none)
    empty.add(String?.some(""))
    #expect(nothing != empty)
  }

  private func joined(_ parts: String...) -> Fingerprint {
    var fingerprint = Fingerprint()
    for part in parts { fingerprint.add(part) }
    return fingerprint
  }
}
