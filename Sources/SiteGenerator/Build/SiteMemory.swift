import CourseModel
public import Incremental

/// What the last build left behind, so that the next one need only do what changed.
///
/// Without it, or where it is wrong about anything, the whole site is made anew: it decides how long
/// a build takes, never what comes of it.
public struct SiteMemory: Sendable {
  /// Of what every page depends on: the theme, the course's own values, where the site will be.
  var key = Fingerprint()

  /// Of all titles, addresses and their order.
  var outline = Fingerprint()

  /// By the page's address.
  var pages: [String: PageRecord] = [:]

  /// The place of each page in reading order, by its address.
  var numbers: [String: Int] = [:]

  /// By the course file's path.
  var leaks: [String: CarriedLeaks] = [:]

  /// Paths of the course that pages asked for, with the last answer.
  var answers: [String: Fingerprint] = [:]

  /// By address, the files that are no pages: of the content, or of a course file's stamp.
  var files: [String: Fingerprint] = [:]

  /// How every file was left in the site's folder.
  var site: [String: FileStamp] = [:]

  public init() {}

  /// Whether both are of sites with files at the same addresses.
  func hasAddresses(of other: SiteMemory) -> Bool {
    outline == other.outline && files.count == other.files.count
      && files.keys.allSatisfy { other.files[$0] != nil }
  }

  /// Of how the site's folder was left.
  public var siteFingerprint: Fingerprint { Fingerprint(ofContents: site) }
}

extension SiteMemory {
  /// Leaves what is seldom needed of pages to `pack`. `false`, with `errno`, when that fails: all of it
  /// is where it was then.
  public mutating func put(into pack: RecordPack) throws -> Bool {
    let waiting = pages.filter { !$0.value.seldom.isPacked(in: pack) }.sorted { $0.key < $1.key }
    var pieces = waiting.map(\.value.seldom)
    guard try pack.add(&pieces) else { return false }
    for (page, piece) in zip(waiting, pieces) { pages[page.key] = page.value.with(piece) }
    return true
  }

  /// How much of a pack is this memory's, in bytes.
  public var packedSize: Int { pages.values.reduce(0) { $0 + $1.seldom.count } }

  public func write(to record: inout RecordWriter) {
    record.write(key)
    record.write(outline)
    record.write(pages) {
      $0.write($1.key)
      $1.value.write(to: &$0)
    }
    record.write(numbers) {
      $0.write($1.key)
      $0.write($1.value)
    }
    record.write(leaks) {
      $0.write($1.key)
      $0.write($1.value.stamp)
      $0.write($1.value.diagnostics) { $0.write($1) }
    }
    for fingerprints in [answers, files] {
      record.write(fingerprints) {
        $0.write($1.key)
        $0.write($1.value)
      }
    }
    record.write(site) {
      $0.write($1.key)
      $0.write($1.value)
    }
  }

  public init(from record: inout RecordReader) throws {
    key = try record.fingerprint()
    outline = try record.fingerprint()
    pages = Self.dictionary(try record.list { (try $0.text(), try PageRecord(from: &$0)) })
    numbers = Self.dictionary(try record.list { (try $0.text(), try $0.integer()) })
    leaks = Self.dictionary(
      try record.list {
        let path = try $0.text()
        let stamp = try $0.fingerprint()
        return (path, CarriedLeaks(stamp: stamp, diagnostics: try $0.list { try $0.diagnostic() }))
      })
    answers = Self.dictionary(try record.list { (try $0.text(), try $0.fingerprint()) })
    files = Self.dictionary(try record.list { (try $0.text(), try $0.fingerprint()) })
    site = Self.dictionary(try record.list { (try $0.text(), try $0.stamp()) })
  }

  private static func dictionary<Value>(_ pairs: [(String, Value)]) -> [String: Value] {
    Dictionary(pairs) { _, last in last }
  }
}

/// What was found in a file of the course that the site carries along.
struct CarriedLeaks: Sendable {
  let stamp: Fingerprint
  let diagnostics: [Diagnostic]
}
