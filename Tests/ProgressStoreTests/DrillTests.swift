import CourseModel
import Foundation
import Testing

@testable import ProgressStore

struct DrillTests {
  private let folder = NSTemporaryDirectory() + "labs-drills-\(UUID().uuidString)"

  @Test func `a drill is kept from its beginning to its end`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let lab = try #require(Slug("week6"))
    let step = try #require(Slug("cluster"))
    let store = try ProgressStore(
      path: folder + "/progress.sqlite", now: { Timestamp(milliseconds: 9_000) })
    let drill = Drill(
      lab: lab, target: .emulated, step: step, check: step, title: "Gone", seed: .max,
      startedAt: Timestamp(milliseconds: 5_000))

    let begun = try store.begin(drill)
    #expect(try store.drills(of: lab, on: .emulated) == [begun])
    #expect(begun.seed == .max && begun.mendedAt == nil)

    let mended = try store.mend(begun)
    #expect(mended.mendedAt == Timestamp(milliseconds: 9_000))
    #expect(try store.drills(of: lab, on: .aws).isEmpty)

    try store.forget(mended)
    #expect(try store.drills(of: lab, on: .emulated).isEmpty)
  }
}
