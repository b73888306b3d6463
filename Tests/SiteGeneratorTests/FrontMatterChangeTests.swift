import Foundation
import Testing

@testable import SiteGenerator

/// What a note says of itself shows on other pages too, and a build of changes renders those.
@Suite struct FrontMatterChangeTests {
  typealias Writing = ChangingCourse.Writing

  @Test func `a title`() throws {
    try expectReach(of: { $0.title = "Another title" }) { note, site in
      #expect(site.text(note.index).contains("Another title"))
    }
  }

  @Test func `a description`() throws {
    try expectReach(of: { $0.description = "Another description." }) { note, site in
      #expect(site.text(note.index).contains("Another description."))
      #expect(site.text("llms.txt").contains("Another description."))
    }
  }

  @Test func `an order`() throws {
    try expectReach(of: { $0.order = 1 }) { note, site in
      let list = site.text(note.index)
      let links = list.matches(of: /href="([a-z0-9-]+\.html)"/).map { String($0.1) }
      #expect(links.first { $0 != "index.html" } == "\(note.name).html", "\(list)")
    }
  }

  @Test func `an alias`() throws {
    try expectReach(of: { $0.alias = "old/place" }) { note, site in
      #expect(site.text("old/place.html").contains(note.address))
    }
    try expectReach(from: { $0.alias = "old/place" }, of: { $0.alias = nil }) { _, site in
      #expect(site.files["old/place.html"] == nil)
    }
  }

  @Test func `a draft`() throws {
    try expectReach(of: { $0.isDraft = true }) { note, site in
      #expect(site.files[note.address] == nil)
      #expect(!site.text(note.index).contains("\(note.name).html"))
    }
    try expectReach(from: { $0.isDraft = true }, of: { $0.isDraft = false }) { note, site in
      #expect(site.text(note.index).contains("\(note.name).html"))
    }
  }

  /// Makes a change, and builds it with what the last build left and in a process that goes on.
  private func expectReach(
    from before: (inout Writing) -> Void = { _ in }, of change: (inout Writing) -> Void,
    _ expect: (Writing, BuiltSite) -> Void
  ) throws {
    let course = try ChangingCourse(seed: 4)
    _ = try course.change(before)
    try Fixtures.temporary { folder in
      var stored = RepeatedBuild(course, into: "\(folder)/stored/_site")
      var living = RepeatedBuild(course, into: "\(folder)/living/_site")
      living.replacesFiles = true
      #expect(try stored.run().isPublished)
      _ = try living.run()
      let note = try course.change(change)
      try stored.throughBytes()
      #expect(try stored.run().isPublished)
      #expect(try living.edit() == nil)
      #expect(try living.run().isPublished)
      for build in [stored, living] {
        try build.expectSameAsClean()
        expect(note, BuiltSite(files: try Fixtures.files(in: build.folder)))
      }
    }
  }
}

private struct BuiltSite {
  let files: [String: Data]

  func text(_ file: String) -> String { String(decoding: files[file] ?? Data(), as: UTF8.self) }
}

extension ChangingCourse.Writing {
  fileprivate var address: String { "\(file.dropLast(3)).html" }

  /// The page that lists it.
  fileprivate var index: String { section.isEmpty ? "index.html" : "\(section)/index.html" }
}
