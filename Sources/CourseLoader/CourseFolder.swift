import CourseModel
import Incremental

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The folder of a course. Nothing outside of it is read: no `..`, no link that leads out.
struct CourseFolder: Sendable {
  enum Kind { case file, folder }

  struct Entry {
    let name: String
    let kind: Kind

    /// `nil` when a link leads here: its target is not known to stay the same.
    let stamp: FileStamp?
  }

  /// Larger files are refused; they are no text that somebody wrote.
  static let fileSizeLimit = 4 << 20

  let root: String

  /// What looks like a secret in its files, and may be there.
  var notSecret: Set<String> = [] {
    didSet { gate = LeakGate(allowing: notSecret) }
  }

  /// What may not be in any file that is read.
  private(set) var gate = LeakGate()

  /// Without links, to tell what is inside.
  private let realRoot: String

  /// What lies in `content/` and `labs/`.
  let tree: FolderTree

  init(root: String, tree: FolderTree) throws {
    guard let real = realPath(root), isFolder(real) else {
      throw LabsError(
        .usage, "There is no folder “\(root)”.",
        hint: "Give the folder that holds content/ and labs/.")
    }
    self.root = root
    realRoot = real == "/" ? "" : real
    self.tree = tree
  }

  func path(_ relative: String) -> String { realRoot + "/" + relative }

  /// What is in a folder, in natural order of the names, without what is hidden.
  func entries(of folder: String, _ findings: Findings) -> [Entry] {
    guard let entries = tree.folders[folder] else {
      let problem = readingProblem(ofFolder: path(folder))
      findings.error(
        at: SourceLocation(file: folder), problem.message, remedy: problem.remedy, rule: .notRead)
      return []
    }
    return entries.map { (entry: $0, name: Array($0.name.utf8)) }
      .sorted { naturallyPrecedes($0.name, $1.name) }
      .compactMap { entry($0.entry, in: folder, findings) }
  }

  private func entry(_ found: FolderTree.Entry, in folder: String, _ findings: Findings) -> Entry? {
    let name = found.name
    let isOdd = name.unicodeScalars.contains { $0.isControl || $0 == "\u{FFFD}" }
    switch found.kind {
    case .file where !isOdd: return Entry(name: name, kind: .file, stamp: found.stamp)
    case .folder where !isOdd: return Entry(name: name, kind: .folder, stamp: nil)
    default: break
    }
    let relative = folder + "/" + name
    if let kind = kind(of: relative, findings) { return Entry(name: name, kind: kind, stamp: nil) }
    if name.contains("\u{FFFD}") {
      findings.error(
        at: SourceLocation(file: relative.replacingControlCharacters()),
        "The file's name is not UTF-8.", remedy: "Rename it.", rule: .notRead)
    }
    return nil
  }

  /// `nil` when nothing is there, or nothing that may be read; the latter is among the findings.
  func kind(of relative: String, _ findings: Findings) -> Kind? {
    var status = stat()
    guard lstat(path(relative), &status) == 0 else { return nil }
    let place = SourceLocation(file: relative.replacingControlCharacters())
    if relative.unicodeScalars.contains(where: \.isControl) {
      findings.error(
        at: place, "The name contains a control character.", remedy: "Rename the file.",
        rule: .notRead)
      return nil
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return linkedKind(of: relative, findings)
    default:
      findings.error(
        at: place, "This is neither a file nor a folder.", remedy: "Take it out of the course.",
        rule: .notRead)
      return nil
    }
  }

  /// A link to a file of the course is read as that file; no other link is followed.
  private func linkedKind(of relative: String, _ findings: Findings) -> Kind? {
    let place = SourceLocation(file: relative)
    guard let real = realPath(path(relative)) else {
      findings.error(
        at: place, "The link leads nowhere.", remedy: "Remove it, or put a file in its place.",
        rule: .notRead)
      return nil
    }
    guard real.hasPrefix(realRoot + "/") else {
      findings.error(
        at: place, "The link leads out of the course.",
        remedy: "Put the file itself in its place.", rule: .notRead)
      return nil
    }
    guard !isFolder(real) else {
      findings.error(
        at: place, "The link leads to a folder.", remedy: "Put the folder itself in its place.",
        rule: .notRead)
      return nil
    }
    return .file
  }

  /// Call ``kind(of:_:)`` before: it decides whether the file may be read at all.
  func source(_ relative: String, _ findings: Findings) -> SourceFile? {
    switch fileBytes(path(relative), limit: Self.fileSizeLimit) {
    case .success(let bytes):
      let source = SourceFile(path: relative, raw: bytes, findings: findings)
      source?.reportLeaks(through: gate, findings)
      return source
    case .failure(let problem):
      findings.error(
        at: SourceLocation(file: relative), problem.message, remedy: problem.remedy,
        rule: .notRead)
      return nil
    }
  }
}

extension SourceFile {
  func reportLeaks(through gate: LeakGate, _ findings: Findings) {
    for (leak, count) in gate.countedLeaks(in: bytes) {
      findings.add(leak.diagnostic(at: location(at: leak.range.lowerBound), count: count))
    }
  }
}
