import CourseModel
import Foundation
import Testing

@testable import SiteGenerator

@Suite struct SiteBundleTests {
  @Test func `the whole site is in it, as another program reads it`() throws {
    try published { site, folder in
      let size = try SiteBundle(site: site).write(to: "\(folder)/course.zip")
      #expect(FileManager.default.contents(atPath: "\(folder)/course.zip")?.count == size)
      try OtherProgram.run("unzip", "-qq", "course.zip", "-d", "unpacked", in: folder)
      try OtherProgram.run("python3", "-m", "zipfile", "--test", "course.zip", in: folder)
      let unpacked = try Fixtures.files(in: "\(folder)/unpacked/course")
      let files = try Fixtures.files(in: site).filter { name, _ in
        ![".labs-site", ".nojekyll", "_headers"].contains(name)
      }
      #expect(unpacked == files)
      #expect(unpacked["week6/größe.html"] != nil)
    }
  }

  @Test func `it is the same byte for byte, whenever and wherever it is written`() throws {
    try published { site, folder in
      for name in ["one", "two"] {
        try FileManager.default.createDirectory(
          atPath: "\(folder)/\(name)", withIntermediateDirectories: false)
        try SiteBundle(site: site).write(to: "\(folder)/\(name)/course.zip")
      }
      let files = FileManager.default
      #expect(
        files.contentsEqual(atPath: "\(folder)/one/course.zip", andPath: "\(folder)/two/course.zip")
      )
      #expect(try files.contentsOfDirectory(atPath: "\(folder)/one") == ["course.zip"])
    }
  }

  @Test func `an older archive is replaced, another file is not`() throws {
    try published { site, folder in
      let bundle = SiteBundle(site: site)
      try bundle.write(to: "\(folder)/course.zip")
      try bundle.write(to: "\(folder)/course.zip")
      try "mine".write(toFile: "\(folder)/thesis", atomically: true, encoding: .utf8)
      #expect(throws: LabsError.self) { try bundle.write(to: "\(folder)/thesis") }
      #expect(throws: LabsError.self) { try bundle.write(to: folder) }
      #expect(throws: LabsError.self) { try bundle.write(to: "\(site)/course.zip") }
      #expect(throws: LabsError.self) { try bundle.write(to: "\(folder)/none/course.zip") }
      #expect(try String(contentsOfFile: "\(folder)/thesis", encoding: .utf8) == "mine")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      #expect(names == ["_site", "course.zip", "thesis"])
    }
  }

  @Test func `a bundle names a page, not its folder, so that it opens from the disk`() throws {
    try published { site, _ in
      for (name, data) in try Fixtures.files(in: site) where name.hasSuffix(".html") {
        guard name != "404.html" else { continue }
        let html = String(decoding: data, as: UTF8.self)
        for match in html.matches(of: /<(?:a|link|script|img)\b[^>]* (?:href|src)="([^"]*)"/) {
          #expect(!match.1.hasSuffix("/") || match.1.hasPrefix("https:"), "\(name): \(match.1)")
          #expect(!match.1.hasPrefix("/"), "\(name): \(match.1)")
        }
      }
    }
  }

  @Test func `more than zip can hold is refused`() {
    var archive = ZipArchive()
    for number in 0..<ZipArchive.entryLimit {
      guard archive.entry("\(number)", []) != nil else {
        Issue.record("\(number) files are not too many.")
        return
      }
    }
    #expect(archive.entry("one more", []) == nil)
  }

  private func published(_ body: (_ site: String, _ folder: String) throws -> Void) throws {
    let notes = [
      Fixtures.note(
        named: "größe", "[Home](../index.md), [labs](../../labs), ![](images/boxes.svg)\n")
    ]
    try Fixtures.temporary { folder in
      let report = try SiteGenerator(theme: Theme(folders: [Fixtures.siteFolder])).generate(
        try Fixtures.course(adding: notes), courseRoot: Fixtures.root, into: "\(folder)/_site")
      #expect(report.isPublished, "\(report.diagnostics)")
      try body("\(folder)/_site", folder)
    }
  }
}
