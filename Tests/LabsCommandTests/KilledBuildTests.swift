import Foundation
import Testing

/// A build that is killed leaves a whole site, the old or the new one, and nothing in the way.
@Suite(.fewAtOnce) struct KilledBuildTests {
  @Test func `a killed build leaves a whole site, and the next one is right`() async throws {
    let course = try RewrittenCourse(notes: 60)
    let start = ContinuousClock.now
    #expect(try await course.build().code == 0)
    // A machine with much else to do takes its time for the first one.
    let time = min(ContinuousClock.now - start, .seconds(1))
    for round in 1...12 {
      let version = round % 2 + 1
      try course.write(version: version)
      let build = try course.program.start(["build"])
      try await Task.sleep(for: time * round / 12)
      build.send(SIGKILL)
      _ = try await build.ending()
      let left = course.site
      let (old, new) = (
        try await course.cleanSite(version: 3 - version),
        try await course.cleanSite(version: version)
      )
      #expect(left == old || left == new, "round \(round)")

      #expect(try await course.build().code == 0)
      #expect(course.site == new, "round \(round)")
      #expect(course.leftovers == [], "round \(round)")
    }
  }

  @Test func `a first build that is killed leaves a whole site or none`() async throws {
    for round in 0..<6 {
      let course = try RewrittenCourse(notes: 20)
      let build = try course.program.start(["build"])
      try await Task.sleep(for: .milliseconds(20 * round))
      build.send(SIGKILL)
      _ = try await build.ending()
      let whole = try await course.cleanSite(version: 1)
      #expect(course.site.isEmpty || course.site == whole)
      #expect(try await course.build().code == 0)
      #expect(course.site == whole)
      #expect(course.leftovers == [])
    }
  }

  @Test(arguments: [0, 6, 12, 25])
  func `what is served after a killed server is right`(milliseconds: Int) async throws {
    let course = try RewrittenCourse(notes: 8)
    let serve = try course.program.start(["serve", "--port", "0", "--plain"])
    try await serve.hasPrinted("Serving")
    try course.write(version: 2)
    try await Task.sleep(for: .milliseconds(milliseconds))
    serve.send(SIGKILL)
    _ = try await serve.ending()

    let clean = try RewrittenCourse(notes: 8)
    try clean.write(version: 2)
    for program in [course.program, clean.program] {
      let again = try program.start(["serve", "--port", "0", "--plain", "--once"])
      try await again.hasPrinted("Serving")
      again.send(SIGINT)
      #expect(try await again.ending().code == 0)
    }
    #expect(course.files(".labs/preview") == clean.files(".labs/preview"))
  }
}
