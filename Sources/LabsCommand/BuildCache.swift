import CourseLoader
import CourseModel
import Foundation
import Incremental
import SiteGenerator

/// What a build leaves for the next one of the same course into the same folder: a file below
/// `.labs`, which can be deleted at any time.
///
/// What cannot be read, or was written by another program, is as if it were not there.
struct BuildCache {
  /// What there was to build, and what came of it. When all of it is the same, nothing is to do.
  struct Summary: Equatable {
    /// Of the theme, the options, and this program.
    var setting = Fingerprint()

    /// Of `content/` and `labs/`; `nil` when something may have changed since it was looked at.
    var sources: Fingerprint?

    /// Of the site's folder.
    var site = Fingerprint()

    var pages = 0
    var bytes = 0
    var diagnostics: [Diagnostic] = []
    var remarks: [String] = []
  }

  struct Content {
    var shelf = NoteShelf()
    var memory = SiteMemory()

    /// As git told it when the history had this stamp.
    var history: GitHistory?
    var historyStamp: String?
  }

  private let path: String

  /// Where the site before the present one stays; see ``BuildRequest/spareFolder``.
  static func spareFolder(of project: Project, for folder: String) -> String {
    BuildCache(project: project, folder: folder).path + ".site"
  }

  init(project: Project, folder: String) {
    let name = String(Fingerprint(of: folder).value, radix: 36)
    path = "\(project.state)/build/\(name)"
  }

  /// The summary, and what the rest can be read from; `nil` when there is nothing to read.
  func read() -> (summary: Summary, rest: RecordReader)? {
    guard let bytes = fileBytes(of: path), let own = Self.programStamp, bytes.count > 8 else {
      return nil
    }
    var record = RecordReader(bytes)
    guard let seal = try? record.fingerprint(),
      seal == bytes.withUnsafeBytes({ Self.seal(of: .init(rebasing: $0[8...]), own) }),
      let summary = try? Summary(from: &record)
    else { return nil }
    return (summary, record)
  }

  /// Failing to write costs time in the next build, and nothing else.
  func write(_ summary: Summary, _ content: Content) {
    guard let own = Self.programStamp else { return }
    // Most of it is what the last build wrote.
    let size = FileStamp(of: path).map { Int($0.size) } ?? 0
    var record = RecordWriter(capacity: size + size / 16)
    summary.write(to: &record)
    content.write(to: &record)
    var seal = RecordWriter()
    record.bytes.withUnsafeBytes { seal.write(Self.seal(of: $0, own)) }
    let folder = (path as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    // One name for all: what a killed build leaves there is written over, and of two builds at once
    // that mix theirs none finds its seal.
    let next = "\(path).next"
    guard writeFile(next, seal.bytes, record.bytes, mode: 0o600), rename(next, path) == 0 else {
      unlink(next)
      return
    }
  }

  /// Of the bytes, as this program wrote them.
  private static func seal(
    of bytes: UnsafeRawBufferPointer, _ program: FileStamp
  ) -> Fingerprint {
    var seal = Fingerprint(of: bytes)
    seal.add(program)
    return seal
  }

  /// Another build of the program may render otherwise.
  private static let programStamp = Bundle.main.executablePath.flatMap { FileStamp(of: $0) }
}

extension BuildCache.Summary {
  fileprivate func write(to record: inout RecordWriter) {
    record.write(setting)
    record.write(sources) { $0.write($1) }
    record.write(site)
    record.write(pages)
    record.write(bytes)
    record.write(diagnostics) { $0.write($1) }
    record.write(remarks) { $0.write($1) }
  }

  fileprivate init(from record: inout RecordReader) throws {
    setting = try record.fingerprint()
    sources = try record.optional { try $0.fingerprint() }
    site = try record.fingerprint()
    pages = try record.integer()
    bytes = try record.integer()
    diagnostics = try record.list { try $0.diagnostic() }
    remarks = try record.list { try $0.text() }
  }
}

extension BuildCache.Content {
  fileprivate func write(to record: inout RecordWriter) {
    shelf.write(to: &record)
    memory.write(to: &record)
    record.write(history) { $1.write(to: &$0) }
    record.write(historyStamp) { $0.write($1) }
  }

  init(from rest: RecordReader) throws {
    var rest = rest
    shelf = try NoteShelf(from: &rest)
    memory = try SiteMemory(from: &rest)
    history = try rest.optional { try GitHistory(from: &$0) }
    historyStamp = try rest.optional { try $0.text() }
  }
}
