import Foundation
import Incremental
import Testing

@testable import SiteGenerator

/// Whatever an author does, a build that does only what changed ends where a clean one ends.
@Suite struct IncrementalBuildTests {
  @Test(arguments: [1, 2, 3, 5, 8, 13])
  func `a build after any change equals a clean one`(seed: UInt64) throws {
    let course = try ChangingCourse(seed: seed)
    try Fixtures.temporary { folder in
      var stored = RepeatedBuild(course, into: "\(folder)/stored/_site")
      var living = RepeatedBuild(course, into: "\(folder)/living/_site")
      living.replacesFiles = true
      stored.spare = "\(folder)/spare"
      var published = 0
      for round in 0..<30 {
        if round > 0 { try round.isMultiple(of: 3) ? course.edit() : course.change() }
        var clean = RepeatedBuild(course, into: "\(folder)/clean-\(round)/_site")
        try stored.throughBytes()
        let reports = (try clean.run(), try stored.run(), try living.follow())
        for report in [reports.1, reports.2] {
          #expect(report.diagnostics == reports.0.diagnostics)
          #expect(report.isPublished == reports.0.isPublished)
          #expect(report.bytes == reports.0.bytes)
        }
        guard reports.0.isPublished else { continue }
        published += 1
        let expected = try Fixtures.files(in: "\(folder)/clean-\(round)")
        try expectSame(expected, "\(folder)/stored", "stored, round \(round)")
        try expectSame(expected, "\(folder)/living", "living, round \(round)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/living").count == 1)
      }
      #expect(published > 8)
    }
  }

  @Test func `one edited note is the only page that is rendered`() throws {
    let course = try ChangingCourse(seed: 4)
    try Fixtures.temporary { folder in
      var build = RepeatedBuild(course, into: "\(folder)/_site")
      #expect(try build.run().rendered.count > 10)
      #expect(try build.run().rendered.isEmpty)
      let note = try #require(course.notes.first { $0.name.hasPrefix("note-") && !$0.isDraft })
      try append("More.\n", to: "\(course.folder)/content/\(note.file)")
      #expect(try build.run().rendered == ["\(note.file.dropLast(3)).html"])
    }
  }

  @Test(arguments: ["rewritten", "deleted", "added", "gone"])
  func `a site that somebody changed by hand is put right`(deed: String) throws {
    let course = try ChangingCourse(seed: 4)
    try Fixtures.temporary { folder in
      let site = "\(folder)/_site"
      var build = RepeatedBuild(course, into: site)
      _ = try build.run()
      let before = try Fixtures.files(in: folder)
      switch deed {
      case "rewritten": try append("x", to: "\(site)/index.html")
      case "deleted": try FileManager.default.removeItem(atPath: "\(site)/one/index.html")
      case "added": try append("x", to: "\(site)/one/stray.html")
      default: try FileManager.default.removeItem(atPath: site)
      }
      _ = try build.run()
      #expect(try Fixtures.files(in: folder) == before)
    }
  }

  @Test func `two changes within one tick of the disk's clock are two changes`() throws {
    let course = try ChangingCourse(seed: 4)
    try Fixtures.temporary { folder in
      let note = "\(course.folder)/content/index.md"
      var build = RepeatedBuild(course, into: "\(folder)/_site")
      build.isSettled = false
      for words in ["First.", "Again.", "Third."] {
        let before = FileStamp(of: note)
        try Data("# Home\n\n\(words)\n".utf8).write(to: URL(fileURLWithPath: note))
        if let before { try setTime(of: note, to: before.modified) }
        _ = try build.run()
        let home = try Fixtures.files(in: "\(folder)/_site")["index.html"] ?? Data()
        #expect(String(decoding: home, as: UTF8.self).contains(words))
      }
    }
  }

  @Test func `a failed build keeps the site, and the next good one is right`() throws {
    let course = try ChangingCourse(seed: 4)
    try Fixtures.temporary { folder in
      var build = RepeatedBuild(course, into: "\(folder)/_site")
      _ = try build.run()
      let before = try Fixtures.files(in: folder)
      let note = "\(course.folder)/content/index.md"
      let text = try String(contentsOfFile: note, encoding: .utf8)
      try append("[x](gone.md)\n", to: note)
      #expect(try !build.run().isSound)
      #expect(try Fixtures.files(in: folder) == before)
      try Data(text.utf8).write(to: URL(fileURLWithPath: note))
      #expect(try build.run().isPublished)
      #expect(try Fixtures.files(in: folder) == before)
    }
  }

  private func setTime(of path: String, to nanoseconds: Int64) throws {
    let date = Date(timeIntervalSince1970: Double(nanoseconds) / 1e9)
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
  }
}
