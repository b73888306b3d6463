extension Collection where Element == String {
  /// The element most like `text`, or `nil` when none is near enough to be what was meant: more
  /// than `limit` letters (a third of them, at least two, when `nil`), or all of them, would have
  /// to change.
  public func nearest(to text: String, within limit: Int? = nil) -> String? {
    let limit = limit ?? Swift.max(2, text.count / 3)
    let text = text.lowercased()
    return filter { abs($0.count - text.count) <= limit }
      .map { (name: $0, distance: editDistance($0.lowercased(), text)) }
      .filter { $0.distance <= limit && $0.distance < Swift.max($0.name.count, text.count) }
      .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?
      .name
  }
}

/// How many single-letter insertions, deletions, replacements and swaps of neighbours turn `left`
/// into `right` (optimal string alignment). Costs the product of the two lengths.
func editDistance(_ left: String, _ right: String) -> Int {
  let (left, right) = (Array(left), Array(right))
  var beforeLast = [Int]()
  var last = Array(0...right.count)
  for i in left.indices {
    var current = [i + 1]
    for j in right.indices {
      var best = Swift.min(
        last[j + 1] + 1, current[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        best = Swift.min(best, beforeLast[j - 1] + 1)
      }
      current.append(best)
    }
    (beforeLast, last) = (last, current)
  }
  return last[right.count]
}
