import Foundation
import Testing

/// What a build leaves for the next one decides how long that takes, and never what comes of it.
@Suite(.fewAtOnce) struct BuildMemoryTests {
  @Test func `a memory that is cut short or has a bit turned is as if it were not there`()
    async throws
  {
    let course = try RewrittenCourse(notes: 4)
    #expect(try await course.build().code == 0)
    try course.write(version: 2)
    #expect(try await course.build().rendered == 2)
    for (number, damage) in Damage.all.enumerated() {
      let version = number % 2 + 1
      try course.write(version: version)
      #expect(course.memories.count == 1)
      for file in course.memories { try damage.apply(to: file) }
      let ending = try await course.build()
      #expect(ending.code == 0 && ending.errors.isEmpty, "\(damage): \(ending.errors)")
      #expect(ending.rendered == nil, "\(damage)")
      #expect(try await course.site == course.cleanSite(version: version), "\(damage)")
    }
  }

  @Test func `what is seldom needed may be damaged too`() async throws {
    let course = try RewrittenCourse(notes: 4)
    #expect(try await course.build().code == 0)
    for (number, damage) in Damage.all.enumerated() {
      let version = number % 2 + 1
      try course.write(version: version)
      #expect(course.packs.count <= 1)
      for file in course.packs { try damage.apply(to: file) }
      let ending = try await course.build()
      #expect(ending.code == 0 && ending.errors.isEmpty, "\(damage): \(ending.errors)")
      #expect(try await course.site == course.cleanSite(version: version), "\(damage)")
    }
    #expect(try await course.build().code == 0)
    try FileManager.default.removeItem(atPath: try #require(course.packs.first))
    try course.write(version: 2)
    #expect(try await course.build().rendered == nil)
    #expect(try await course.site == course.cleanSite(version: 2))
  }

  @Test func `what is seldom needed does not grow with every build`() async throws {
    let course = try RewrittenCourse(notes: 60)
    #expect(try await course.build().code == 0)
    let names = Set(course.packs)
    for version in 2...10 {
      try course.write(version: version)
      #expect(try await course.build().code == 0)
    }
    #expect(course.packs.count == 1 && Set(course.packs) != names)
    #expect(try await course.site == course.cleanSite(version: 10))
  }

  @Test func `a memory that another program left is as if it were not there`() async throws {
    let course = try RewrittenCourse(notes: 4)
    #expect(try await course.build().code == 0)
    try course.write(version: 2)
    let folder = try Program(lab: ["x": ""])
    // Copied by another process: one that is forked here meanwhile would hold the copy open, and it
    // could not be started.
    let copy = try Running(
      "/bin/cp", ["cp", Program.program, "\(folder.root)/labs"], environment: [:])
    try #require(try await copy.ending().code == 0)
    let other = try Running(
      "\(folder.root)/labs", ["labs", "build", "--root", course.program.root],
      environment: Program.environment)
    let ending = try await other.ending()
    #expect(ending.code == 0 && ending.rendered == nil, "\(ending.output)\(ending.errors)")
    #expect(try await course.site == course.cleanSite(version: 2))
  }

  @Test(arguments: [".labs", "_site", ".labs/build", "_site/note-0.html"])
  func `a build goes on without`(_ gone: String) async throws {
    let course = try RewrittenCourse(notes: 4)
    for version in [1, 2, 1] {
      try course.write(version: version)
      #expect(try await course.build().code == 0)
      #expect(try await course.site == course.cleanSite(version: version))
      try FileManager.default.removeItem(atPath: "\(course.program.root)/\(gone)")
    }
    #expect(try await course.build().code == 0)
    #expect(try await course.site == course.cleanSite(version: 1))
    let mode = try FileManager.default.attributesOfItem(atPath: "\(course.program.root)/.labs")
    #expect(mode[.posixPermissions] as? Int == 0o700)
  }

  @Test func `a course that is copied with what a build left, and edited, is built right`()
    async throws
  {
    let course = try RewrittenCourse(notes: 4)
    #expect(try await course.build().code == 0)
    let copy = try RewrittenCourse(notes: 4)
    try FileManager.default.removeItem(atPath: copy.program.root)
    try FileManager.default.copyItem(atPath: course.program.root, toPath: copy.program.root)
    try copy.write(version: 2)
    #expect(try await copy.build().code == 0)
    #expect(try await copy.site == course.cleanSite(version: 2))
  }

  @Test func `a build from within the course remembers what one from elsewhere left`()
    async throws
  {
    let course = try RewrittenCourse(notes: 4)
    #expect(try await course.build().code == 0)
    try course.write(version: 2)
    let shell = "cd \"$1\" && exec \"$2\" build"
    let within = try Running(
      "/bin/sh",
      ["sh", "-c", shell, "sh", "\(course.program.root)/content", Program.program],
      environment: Program.environment)
    #expect(try await within.ending().rendered == 2)
    #expect(try await course.site == course.cleanSite(version: 2))
  }
}

/// What may happen to a file that nobody looks after.
private enum Damage {
  /// Only so many thousandths of it are left.
  case cut(Int)

  /// One bit of the byte behind so many thousandths of it is turned.
  case turned(Int)
  case longer

  static let all =
    [0, 1, 250, 500, 750, 999].map(cut)
    + [0, 1, 120, 250, 370, 500, 620, 750, 870, 999].map(turned) + [longer]

  func apply(to path: String) throws {
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    switch self {
    case .cut(let part): bytes = bytes.prefix(bytes.count * part / 1000)
    case .turned(let part): bytes[bytes.count * part / 1000] ^= 1 << (part % 8)
    case .longer: bytes += Data("more".utf8)
    }
    try bytes.write(to: URL(fileURLWithPath: path))
  }
}
