import Foundation
import Testing

@testable import SiteGenerator

/// A process that hears of every save changes only what a save changes.
@Suite struct SiteSessionTests {
  @Test func `an edit of a text is made in place, and again right by the next whole build`()
    throws
  {
    try session { build in
      for round in 0..<5 {
        try build.course.edit()
        #expect(try build.edit()?.rendered.count == 1)
        try build.expectSameAsClean("round \(round)")
      }
      #expect(try build.run().rendered.isEmpty)
    }
  }

  @Test func `pages that grow one after the other are as long in the search index`() throws {
    try session { build in
      for section in [0, 1] {
        try build.course.lengthen(section: section)
        #expect(try build.edit() != nil)
      }
      try build.expectSameAsClean()
    }
  }

  @Test(arguments: ["its page", "its words", "everything"])
  func `a save is left to a whole build when somebody changed or removed`(_ deed: String) throws {
    try session { build in
      let site = build.folder
      try build.course.lengthen(section: 0)
      switch deed {
      case "its page": try append("x", to: "\(site)/index.html")
      case "its words":
        for file in try Fixtures.files(in: site).keys where file.contains("/terms-") {
          try append("x", to: "\(site)/\(file)")
        }
      default: try FileManager.default.removeItem(atPath: site)
      }
      #expect(try build.edit() == nil)
      _ = try build.run()
      try build.expectSameAsClean()
    }
  }

  private func session(_ body: (inout RepeatedBuild) throws -> Void) throws {
    let course = try ChangingCourse(seed: 4)
    try Fixtures.temporary { folder in
      var build = RepeatedBuild(course, into: "\(folder)/_site")
      build.replacesFiles = true
      _ = try build.run()
      try body(&build)
    }
  }
}
