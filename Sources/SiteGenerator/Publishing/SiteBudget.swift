import CourseModel
import Foundation
import Incremental
import Synchronization

/// What a first visit to each page of a site moves over the network, and what it may.
public struct SiteBudget: Sendable {
  /// A part of a visit, in bytes as a host sends them: gzipped.
  public struct Part: Sendable, Hashable {
    /// Relative to the site's root.
    public let page: String
    public let bytes: Int
    public let limit: Int

    public var isKept: Bool { bytes <= limit }
  }

  /// The HTML of every page, the one that is nearest to its limit, or furthest above it, first.
  public let pages: [Part]

  /// Of the page that loads most of it. What a script loads later, such as the search, is not in it.
  public let styles: Part
  public let scripts: Part

  public var isKept: Bool { (pages + [styles, scripts]).allSatisfy(\.isKept) }

  /// - Parameter site: The folder that a site was published to.
  /// - Throws: `LabsError` when it cannot be read.
  public init(site: String) throws {
    let names = FileManager.default.enumerator(atPath: site)?.compactMap { $0 as? String } ?? []
    let addresses = names.filter { $0.hasSuffix(".html") }.sorted()
    let files = Files(site: site)
    let visits = try Workers().results(addresses.count) { index in
      try Visit(to: addresses[index], files)
    }
    pages = visits.map(\.html).sorted { ($1.share, $0.page) < ($0.share, $1.page) }
    styles = Self.heaviest(visits.map(\.styles), limit: Self.styleLimit)
    scripts = Self.heaviest(visits.map(\.scripts), limit: Self.scriptLimit)
  }

  private static let styleLimit = 12_000
  private static let scriptLimit = 10_000

  private static func heaviest(_ parts: [(page: String, bytes: Int)], limit: Int) -> Part {
    let most = parts.max { ($0.bytes, $1.page) < ($1.bytes, $0.page) }
    return Part(page: most?.page ?? "", bytes: most?.bytes ?? 0, limit: limit)
  }

  /// A page may take 7 kB, half of it for what is not words. One with more words takes what they
  /// take by themselves, a tenth of that for marking them up, and a fifth of a kB for the frame of each
  /// section.
  /// - Parameter words: Bytes, gzipped.
  static func htmlLimit(words: Int, sections: Int) -> Int {
    words <= 3_500 ? 7_000 : 7_000 + (words - 3_500) * 11 / 10 + sections * 200
  }
}

extension SiteBudget.Part {
  /// Of the limit, in millionths.
  fileprivate var share: Int { bytes * 1_000_000 / max(limit, 1) }
}

/// One page, with the styles and scripts that it names.
private struct Visit: Sendable {
  let html: SiteBudget.Part
  let styles: (page: String, bytes: Int)
  let scripts: (page: String, bytes: Int)

  init(to address: String, _ files: Files) throws {
    let bytes = try files.bytes(address)
    let page = PageWeight(bytes)
    html = SiteBudget.Part(
      page: address, bytes: Compression.gzippedCount(bytes),
      limit: SiteBudget.htmlLimit(
        words: Compression.gzippedCount(page.words), sections: page.sections))
    func size(_ links: [String]) throws -> Int {
      let folder = RelativeAddress.folder(of: address)
      // Where “/” is on the host only the host knows; the 404 page alone links like that.
      let relative = links.filter { !$0.hasPrefix("/") }
      let own = Set(relative.compactMap { RelativeAddress.resolve($0, in: folder) })
      return try own.reduce(0) { $0 + (try files.gzippedCount($1)) }
    }
    styles = (address, try size(page.styles))
    scripts = (address, try size(page.scripts))
  }
}

/// The files of a site, each measured once.
private final class Files: Sendable {
  private let site: String
  private let sizes = Mutex<[String: Int]>([:])

  init(site: String) { self.site = site }

  func bytes(_ address: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: "\(site)/\(address)") else {
      throw LabsError(
        .environmentNotReady, "Cannot read “\(site)/\(address)”.", hint: "Try: labs build")
    }
    return Array(data)
  }

  func gzippedCount(_ address: String) throws -> Int {
    if let known = sizes.withLock({ $0[address] }) { return known }
    let size = Compression.gzippedCount(try bytes(address))
    sizes.withLock { $0[address] = size }
    return size
  }
}
