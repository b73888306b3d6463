import CourseLoader
import Foundation
import Incremental
import Testing

@testable import SiteGenerator

/// The walk of `labs build`, with what it remembers.
struct RepeatedBuild {
  let course: ChangingCourse
  let folder: String
  var replacesFiles = false
  var spare: String?

  /// Whether stamps are trusted, as those of files that are seconds old.
  var isSettled = true
  private var shelf = NoteShelf()
  private var memory = SiteMemory()
  private var session: SiteSession?

  init(_ course: ChangingCourse, into folder: String) {
    self.course = course
    self.folder = folder
  }

  mutating func run() throws -> BuildReport {
    let loader = CourseLoader(root: course.folder)
    let moment = FileStamp.now() + (isSettled ? 60_000_000_000 : 0)
    let tree = FolderTree(
      course.folder, folders: ["content", "labs"], workers: Workers(), moment: moment)
    let loaded = try loader.load(reusing: shelf, in: tree)
    shelf = loaded.shelf.withoutTexts
    var request = BuildRequest(course: loaded.course, courseRoot: course.folder, folder: folder)
    request.diagnostics = loaded.diagnostics
    request.moment = moment
    request.replacesFiles = replacesFiles
    request.spareFolder = spare
    request.text = { try loader.text(of: $0) }
    let theme = Theme(folders: ["\(course.folder)/Site", "\(Fixtures.folder)/theme"])
    try FileManager.default.createDirectory(
      atPath: (folder as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    let built = try SiteGenerator(theme: theme).session(
      request, memory: session?.memory ?? memory)
    memory = built.session.memory
    session = built.session
    return built.report
  }

  /// As a process does that hears of what is saved.
  mutating func follow() throws -> BuildReport { try edit() ?? run() }

  /// `nil` when more than texts of notes was touched.
  mutating func edit() throws -> BuildReport? {
    guard session != nil,
      let notes = try CourseLoader(root: course.folder).reload(course.touched, since: shelf),
      let report = try session?.edit(notes.compactMap(\.note))
    else { return nil }
    shelf.update(with: notes)
    return report
  }

  /// The site is as a build makes it that remembers nothing.
  func expectSameAsClean(_ name: String = "") throws {
    try Fixtures.temporary { other in
      var clean = RepeatedBuild(course, into: "\(other)/_site")
      _ = try clean.run()
      try expectSame(try Fixtures.files(in: clean.folder), folder, name)
    }
  }

  /// As a program does that ends and is started again.
  mutating func throughBytes() throws {
    let path = "\(course.folder)/memory.pack"
    let pack = try #require(RecordPack(at: path) ?? RecordPack(creating: path))
    let isPacked = try memory.put(into: pack)
    #expect(isPacked)
    var record = RecordWriter()
    shelf.write(to: &record)
    memory.write(to: &record)
    var reader = RecordReader(record.bytes)
    reader.pack = RecordPack(at: path)
    shelf = try NoteShelf(from: &reader)
    memory = try SiteMemory(from: &reader)
    session = nil
    #expect(reader.isAtEnd)
  }
}

/// Puts `text` at the end of a file, which is made if need be.
func append(_ text: String, to path: String) throws {
  let old = FileManager.default.contents(atPath: path) ?? Data()
  try (old + Data(text.utf8)).write(to: URL(fileURLWithPath: path))
}

/// The files of a folder, and no others.
func expectSame(_ expected: [String: Data], _ folder: String, _ name: String) throws {
  let found = try Fixtures.files(in: folder)
  #expect(found.keys.sorted() == expected.keys.sorted(), "\(name)")
  for (file, data) in expected { #expect(found[file] == data, "\(name): \(file)") }
}
