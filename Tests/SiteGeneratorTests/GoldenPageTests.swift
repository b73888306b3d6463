import Foundation
import Testing

@testable import SiteGenerator

/// Goldens are written again with `UPDATE_GOLDENS=1`, and read before they are committed.
@Suite struct GoldenPageTests {
  @Test(arguments: [
    "index.html", "week6/index.html", "week6/costs.html", "labs/index.html", "labs/logs.html",
    "404.html",
  ])
  func `the page is as it was read and found good`(page: String) throws {
    let html = try Fixtures.temporary { folder in
      let report = try SiteGenerator(theme: Fixtures.theme).generate(
        try Fixtures.course(), courseRoot: Fixtures.root, into: "\(folder)/_site")
      #expect(report.isPublished)
      return try String(contentsOfFile: "\(folder)/_site/\(page)", encoding: .utf8)
    }
    let golden = "\(Fixtures.folder)/goldens/" + page.replacingOccurrences(of: "/", with: "-")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
      try html.write(toFile: golden, atomically: true, encoding: .utf8)
    }
    #expect(try html == String(contentsOfFile: golden, encoding: .utf8))
  }
}
