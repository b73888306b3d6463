/// Which lines of a block stand out, and whether they are numbered.
struct LineMarks: Sendable {
  struct Look: OptionSet, Sendable {
    let rawValue: UInt8
    static let marked = Look(rawValue: 1)
    static let added = Look(rawValue: 2)
    static let removed = Look(rawValue: 4)
  }

  /// Of each line; empty when none stands out.
  private(set) var looks: [Look] = []

  /// Of the first line, when they are numbered.
  var firstNumber: Int?
  let lineCount: Int

  init(lineCount: Int) { self.lineCount = lineCount }

  var isEmpty: Bool { looks.isEmpty && firstNumber == nil }

  /// Counted from 0.
  func look(of line: Int) -> Look { line < looks.count ? looks[line] : [] }

  /// The number of a line, as wide as the last one.
  func number(of line: Int) -> String? {
    guard let firstNumber else { return nil }
    let width = String(firstNumber + lineCount - 1).count
    let number = String(firstNumber + line)
    return String(repeating: " ", count: width - number.count) + number
  }

  /// Gives a look to lines counted from 1. Returns the first that the block does not have.
  mutating func add(_ look: Look, to lines: LineRanges) -> Int? {
    if looks.isEmpty { looks = Array(repeating: [], count: lineCount) }
    for line in lines.merged {
      for number in line.lowerBound..<max(line.lowerBound, min(line.upperBound, lineCount) + 1) {
        looks[number - 1].insert(look)
      }
    }
    return lines.merged.last.flatMap { $0.upperBound > lineCount ? $0.upperBound : nil }
  }
}

/// `1,3-5`
struct LineRanges: Equatable, Sendable {
  /// In ascending order, without overlaps, however often a line was named.
  let merged: [ClosedRange<Int>]

  /// `nil` when the text is anything else.
  init?(_ text: String) {
    var ranges: [ClosedRange<Int>] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map {
        Int($0.filter { $0 != " " })
      }
      guard ends.count <= 2, let first = ends[0], let last = ends[ends.count - 1],
        1 <= first, first <= last, last <= Self.highest
      else { return nil }
      ranges.append(first...last)
    }
    ranges.sort { $0.lowerBound < $1.lowerBound }
    merged = ranges.reduce(into: []) { merged, range in
      if let last = merged.last, range.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
  }

  private static let highest = 1_000_000
}
