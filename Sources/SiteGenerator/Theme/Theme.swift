public import CourseModel
import Foundation
public import Incremental

/// The look of a site: templates, styles, scripts and pictures.
///
/// A theme folder has `templates/*.mustache`, `styles/*.css`, `scripts/*.js`, `search/*.js`,
/// `labs/*.js`, `images/*` and `public/*`. The styles become one file, in name order, and so do the
/// scripts, except `head.js`, which is loaded before the page is painted; those of `search` are one
/// file that is loaded when the search is opened, and those of `labs` one that only pages about
/// labs load. A script's lines of nothing but a `//` comment are for who writes it, and left out. A
/// file's name on the site holds a digest of its bytes.
public struct Theme: Sendable {
  /// A file as it lies in the site.
  struct Asset: Sendable {
    /// Relative to the site's root: `assets/site-1f3870be27.css`.
    let address: String
    let bytes: [UInt8]
  }

  /// The templates that the generator asks for by name; every other one is a partial.
  static let required = [
    "page", "navigation", "home", "section", "labs", "lab", "not-found", "moved",
  ]

  let templates: Templates
  private(set) var assets: [Asset] = []

  /// What lies at the site's root as it is, and before a file of that name that labs would write:
  /// an own `robots.txt` or `_headers`, a host's proof of ownership.
  private(set) var rootFiles: [Asset] = []

  /// What is wrong with the templates, each with its place.
  public private(set) var diagnostics: [Diagnostic] = []

  /// What templates call `assets`: `style`, `script`, `head`, `search`, `labs`, and `images` by
  /// their names.
  private(set) var addresses: [String: any Sendable] = [:]

  /// Reads the theme from `folders`; where two of them have a file of one name, the first counts.
  public init(folders: [String]) {
    let files = ThemeFiles(folders)
    templates = Templates(files)
    diagnostics = templates.diagnostics
    add("style", "site", "css", files.joined("styles", "css"))
    addScript("head", "head", files.bytes("scripts/head.js") ?? [])
    addScript("script", "site", files.joined("scripts", "js", without: "head.js"))
    addScript("search", "search", files.joined("search", "js"))
    addScript("labs", "labs", files.joined("labs", "js"))
    var images: [String: any Sendable] = [:]
    for name in files.names(in: "images") {
      let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2, let bytes = files.bytes("images/\(name)") else { continue }
      images[parts[0]] = address(parts[0], parts[1], bytes)
    }
    addresses["images"] = images
    rootFiles = files.names(in: "public").compactMap { name in
      files.bytes("public/\(name)").map { Asset(address: name, bytes: $0) }
    }
  }

  /// The address of `images/NAME.png`, or of whatever kind it is.
  func image(named name: String) -> String? {
    (addresses["images"] as? [String: any Sendable])?[name] as? String
  }

  private mutating func add(_ key: String, _ stem: String, _ ending: String, _ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    addresses[key] = address(stem, ending, bytes)
  }

  private mutating func addScript(_ key: String, _ stem: String, _ bytes: [UInt8]) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let code = lines.filter { line in
      !line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.starts(with: "//".utf8)
    }
    add(key, stem, "js", Array(code.joined(separator: "\n".utf8)))
  }

  private mutating func address(_ stem: String, _ ending: String, _ bytes: [UInt8]) -> String {
    let address = "assets/\(stem)-\(Digest(of: bytes).hexadecimal.prefix(10)).\(ending)"
    assets.append(Asset(address: address, bytes: bytes))
    return address
  }

  /// Of all that a site takes from the theme. An asset's address tells its bytes.
  public var fingerprint: Fingerprint {
    var fingerprint = templates.fingerprint
    for asset in assets { fingerprint.add(asset.address) }
    for file in rootFiles {
      fingerprint.add(file.address)
      file.bytes.withUnsafeBytes { fingerprint.add($0) }
    }
    return fingerprint
  }

  func render(_ template: String, _ values: [String: Any]) -> String {
    templates.render(template, values)
  }
}

/// The files of a theme, looked for in one folder after the other.
struct ThemeFiles {
  private let folders: [String]

  init(_ folders: [String]) { self.folders = folders }

  func bytes(_ path: String) -> [UInt8]? {
    for folder in folders {
      if let data = FileManager.default.contents(atPath: "\(folder)/\(path)") { return Array(data) }
    }
    return nil
  }

  /// In name order, hidden files left out.
  func names(in folder: String) -> [String] {
    let names = folders.flatMap {
      (try? FileManager.default.contentsOfDirectory(atPath: "\($0)/\(folder)")) ?? []
    }
    return Set(names).filter { !$0.hasPrefix(".") }.sorted()
  }

  func joined(_ folder: String, _ ending: String, without excluded: String = "") -> [UInt8] {
    let names = names(in: folder).filter { $0.hasSuffix(".\(ending)") && $0 != excluded }
    return Array(names.compactMap { bytes("\(folder)/\($0)") }.joined(separator: "\n".utf8))
  }
}
