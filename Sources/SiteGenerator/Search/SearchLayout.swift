import CourseModel

/// Which files the index of a site has, and which term is in which of them.
///
/// It depends on the pages' addresses alone, so that an edit of a page changes only the files that
/// hold its terms.
struct SearchLayout: Sendable {
  /// Changes whenever a page's number does. Every file of the index carries it, so that a browser
  /// does not read an old file beside a new one.
  let version: String

  /// A power of two.
  let chunks: Int

  /// The letters at a word's beginning that decide on its file, so that words which begin as what
  /// was typed so far are in one file. Compounds, of which many begin alike, have
  /// ``compoundLetters`` more.
  let prefix: Int

  private static let format = "1"
  private static let compoundLetters = 3

  /// `addresses` of all pages, by their numbers.
  init(addresses: [String]) {
    let pages = addresses.count
    let digest = Digest(of: Array("\(Self.format)\n\(addresses.joined(separator: "\n"))".utf8))
    version = String(digest.hexadecimal.prefix(10))
    prefix = pages <= 256 ? 2 : 3
    var chunks = 16
    while chunks < min(pages / 4, 2048) { chunks *= 2 }
    self.chunks = chunks
  }

  func chunk(of term: UnsafeBufferPointer<UInt8>, isCompound: Bool) -> Int {
    let letters = isCompound ? prefix + Self.compoundLetters : prefix
    var hash: UInt32 = 0x811C_9DC5
    var position = 0
    for number in 0..<letters where position < term.count {
      guard term[position] >= 0x80 else {
        hash = (hash ^ UInt32(term[position])) &* 0x0100_0193
        position += 1
        continue
      }
      let next = term.scalar(at: position)
      hash = (hash ^ next.scalar.value) &* 0x0100_0193
      // One letter of these scripts is as much as a word, and is looked for alone.
      if number == 0, FoldedLetters.isIdeograph(next.scalar) { break }
      position += next.length
    }
    return Int(hash ^ hash >> 15) & (chunks - 1)
  }

  /// Not below assets, which browsers keep for ever: these files change under their names.
  static let folder = "search-index"
  static let index = "\(folder)/index.js"
  static func isPart(_ address: String) -> Bool { address.hasPrefix("\(folder)/") }
  static func address(ofChunk chunk: Int) -> String { "\(folder)/terms-\(chunk).js" }
  static func address(ofPage page: Int) -> String { "\(folder)/page-\(page).js" }
  static func address(ofWords length: Int) -> String { "\(folder)/words-\(length).js" }
}
