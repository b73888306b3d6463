import Foundation
import Incremental
import Testing

@testable import SiteGenerator

/// The site before the present one stays, and the next one is made of it.
@Suite struct SpareFolderTests {
  @Test func `the folder of the site before the present one becomes that of the next`() throws {
    try build { build in
      var inodes: [UInt64?] = []
      for _ in 0..<4 {
        try build.course.edit()
        _ = try build.run()
        inodes.append(FileStamp(of: build.folder)?.inode)
      }
      #expect(inodes[0] != inodes[1])
      #expect(inodes[2...].elementsEqual(inodes[..<2]))
    }
  }

  @Test(arguments: ["mixed up", "gone", "a file", "there, and the site is gone"])
  func `the site is right when the spare folder is`(_ deed: String) throws {
    try build { build in
      for round in 0..<5 {
        try build.course.edit()
        _ = try build.run()
        try build.expectSameAsClean("round \(round)")
        let beside = try files.contentsOfDirectory(atPath: "\(build.folder)/..")
        #expect(Set(beside).isSubset(of: ["_site", "spare"]))
        if round > 0 { try spoil(build, deed) }
      }
    }
  }

  private func build(_ body: (inout RepeatedBuild) throws -> Void) throws {
    let course = try ChangingCourse(seed: 4)
    try Fixtures.temporary { folder in
      var build = RepeatedBuild(course, into: "\(folder)/_site")
      build.spare = "\(folder)/spare"
      try body(&build)
    }
  }

  private func spoil(_ build: RepeatedBuild, _ deed: String) throws {
    guard let spare = build.spare else { return }
    switch deed {
    case "gone": try files.removeItem(atPath: spare)
    case "there, and the site is gone": try files.removeItem(atPath: build.folder)
    case "a file":
      try? files.removeItem(atPath: spare)
      try append("x", to: spare)
    default:
      try append("x", to: "\(spare)/stray.html")
      try append("x", to: "\(spare)/three/index.html")
      try files.removeItem(atPath: "\(spare)/one")
      try append("a file in a folder's place", to: "\(spare)/one")
      let page = "\(spare)/two/index.html"
      try files.removeItem(atPath: page)
      try files.createDirectory(atPath: page, withIntermediateDirectories: true)
      try append("a folder in a file's place", to: "\(page)/x")
    }
  }

  private var files: FileManager { .default }
}
