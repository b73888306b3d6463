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

    /// Where most of the memory is; `nil` when it is at hand.
    var pack: Pack?

    var unquoted = UnquotedVariables()

    /// As git told it when the history had this stamp.
    var history: GitHistory?
    var historyStamp: String?
  }

  /// What ``SiteMemory`` leaves on the disk.
  struct Pack {
    /// Tells it from those before.
    let number: UInt64
    let file: RecordPack
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

  /// `nil` when it is not to be read.
  func content(from rest: RecordReader) -> Content? {
    var rest = rest
    guard let number = try? rest.number() else { return nil }
    let pack = RecordPack(at: path(ofPack: number)).map { Pack(number: number, file: $0) }
    rest.pack = pack?.file
    var content = try? Content(from: rest)
    content?.pack = pack
    return content
  }

  /// Failing to write costs time in the next build, and nothing else.
  func write(_ summary: Summary, _ content: inout Content) {
    guard let own = Self.programStamp else { return }
    let folder = (path as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    guard pack(&content) else { return forget(&content) }
    // Most of it is what the last build wrote.
    let size = FileStamp(of: path).map { Int($0.size) } ?? 0
    var record = RecordWriter(capacity: size + size / 16)
    summary.write(to: &record)
    record.write(content.pack?.number ?? 0)
    content.write(to: &record)
    var seal = RecordWriter()
    record.bytes.withUnsafeBytes { seal.write(Self.seal(of: $0, own)) }
    // One name for all: what a killed build leaves there is written over, and of two builds at once
    // that mix theirs none finds its seal.
    let next = "\(path).next"
    guard writeFile(next, seal.bytes, record.bytes, mode: 0o600), rename(next, path) == 0 else {
      unlink(next)
      return forget(&content)
    }
    removePacks(but: content.pack?.number)
  }

  /// Takes most of the content's memory out of it. A new pack is made where half of the old one is
  /// of pages as they were once.
  private func pack(_ content: inout Content) -> Bool {
    let isWorn = content.pack.map { $0.file.size > 2 * content.memory.packedSize } ?? true
    if isWorn {
      let number = UInt64.random(in: 1...(.max))
      content.pack = RecordPack(creating: path(ofPack: number)).map {
        Pack(number: number, file: $0)
      }
    }
    guard let pack = content.pack else { return false }
    return (try? content.memory.put(into: pack.file)) == true
  }

  /// The next build then does without.
  private func forget(_ content: inout Content) {
    content.pack = nil
    unlink(path)
    removePacks(but: nil)
  }

  private func path(ofPack number: UInt64) -> String {
    "\(path).\(String(number, radix: 36)).pack"
  }

  private func removePacks(but number: UInt64?) {
    let kept = number.map(path(ofPack:))
    let folder = (path as NSString).deletingLastPathComponent
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      let other = "\(folder)/\(name)"
      if other.hasPrefix("\(path)."), other.hasSuffix(".pack"), other != kept { unlink(other) }
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
  /// The shelf stands by itself, so that two can write and read at once.
  fileprivate func write(to record: inout RecordWriter) {
    let shelf = Meanwhile { [shelf] in
      var record = RecordWriter()
      shelf.write(to: &record)
      return record
    }
    var rest = RecordWriter()
    memory.write(to: &rest)
    rest.write(history) { $1.write(to: &$0) }
    rest.write(historyStamp) { $0.write($1) }
    unquoted.write(to: &rest)
    record.write(shelf.value.bytes[...])
    record.write(rest.bytes[...])
  }

  fileprivate init(from record: RecordReader) throws {
    var record = record
    let shelfBytes = try record.slice()
    let read = Meanwhile { Result { try NoteShelf(bytes: shelfBytes) } }
    var rest = RecordReader(try record.slice())
    rest.pack = record.pack
    memory = try SiteMemory(from: &rest)
    history = try rest.optional { try GitHistory(from: &$0) }
    historyStamp = try rest.optional { try $0.text() }
    unquoted = try UnquotedVariables(from: &rest)
    shelf = try read.value.get()
  }
}

extension NoteShelf {
  fileprivate init(bytes: ArraySlice<UInt8>) throws {
    var record = RecordReader(bytes)
    try self.init(from: &record)
  }
}
