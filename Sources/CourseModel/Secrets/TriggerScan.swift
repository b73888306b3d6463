/// Finds where the triggers of secrets stand in a text.
///
/// Of each trigger two pairs of neighbouring bytes are known, one at an even place in it and one at
/// an odd place, so a look at every second place of a text meets one of them. They are the rarest
/// pairs of the trigger, so hardly any look has to be followed by another.
struct TriggerScan: Sendable {
  /// A shape one of whose pairs was met: its trigger begins `offset` bytes before the pair.
  private struct Candidate: Hashable {
    let shape: Int
    let offset: Int
  }

  /// In the order in which they are to be tried.
  let shapes: [SecretShape]

  /// By a pair, its second byte above the first, which of the ``candidates`` it may belong to; 0 for
  /// none.
  private let buckets: [UInt8]
  private let candidates: [[Candidate]]

  init(_ shapes: [SecretShape]) {
    var pairs: [Int: [Candidate]] = [:]
    for (number, shape) in shapes.enumerated() {
      for offset in shape.rarestPairs {
        let candidate = Candidate(shape: number, offset: offset)
        for first in shape.spellings(at: offset) {
          for second in shape.spellings(at: offset + 1) {
            pairs[Int(second) << 8 | Int(first), default: []].append(candidate)
          }
        }
      }
    }
    var buckets = [UInt8](repeating: 0, count: 1 << 16)
    var candidates: [[Candidate]] = [[]]
    var numbers: [[Candidate]: Int] = [:]
    for (pair, list) in pairs {
      let number = numbers[list] ?? candidates.count
      if number == candidates.count { candidates.append(list) }
      numbers[list] = number
      buckets[pair] = UInt8(number)
    }
    self.shapes = shapes
    self.buckets = buckets
    self.candidates = candidates
  }

  /// Every place at which a trigger stands, and the shape that it belongs to, in no order.
  func triggers(in bytes: [UInt8]) -> [(start: Int, shape: Int)] {
    var found: [(start: Int, shape: Int)] = []
    bytes.withUnsafeBytes { raw in
      buckets.withUnsafeBufferPointer { buckets in
        func look(at place: Int) {
          let pair = raw.loadUnaligned(fromByteOffset: place, as: UInt16.self)
          let bucket = buckets[Int(UInt16(littleEndian: pair))]
          if bucket != 0 { add(candidates[Int(bucket)], at: place, in: bytes, to: &found) }
        }
        var place = 0
        // The one loop over all bytes: four pairs are one look.
        while place + 8 <= raw.count {
          let word = UInt64(
            littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
          let any =
            buckets[Int(word & 0xFFFF)] | buckets[Int(word >> 16 & 0xFFFF)]
            | buckets[Int(word >> 32 & 0xFFFF)] | buckets[Int(word >> 48)]
          if any != 0 {
            for pair in stride(from: place, to: place + 8, by: 2) { look(at: pair) }
          }
          place += 8
        }
        while place + 2 <= raw.count {
          look(at: place)
          place += 2
        }
      }
    }
    return found
  }

  private func add(
    _ candidates: [Candidate], at place: Int, in bytes: [UInt8],
    to found: inout [(start: Int, shape: Int)]
  ) {
    for candidate in candidates {
      let start = place - candidate.offset
      let shape = shapes[candidate.shape]
      guard start >= 0, start + shape.trigger.count <= bytes.count,
        shape.mayBegin(in: bytes, at: start)
      else { continue }
      found.append((start, candidate.shape))
    }
  }
}

extension SecretShape {
  /// Where in the trigger its rarest pair of bytes begins, among those at even places and among those
  /// at odd ones.
  fileprivate var rarestPairs: [Int] {
    [0, 1].compactMap { first in
      stride(from: first, to: trigger.count - 1, by: 2).max {
        Self.rarity(trigger[$0]) + Self.rarity(trigger[$0 + 1])
          < Self.rarity(trigger[$1]) + Self.rarity(trigger[$1 + 1])
      }
    }
  }

  /// The later a letter comes among those of English text, the rarer it is; capitals, digits and marks
  /// are rarer still.
  private static func rarity(_ byte: UInt8) -> Int {
    letters.firstIndex(of: byte) ?? letters.count
  }

  private static let letters = Array("etaoinsrhldcumfpgwybvkxjqz".utf8)
}
