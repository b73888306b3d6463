import CourseModel
import Foundation
import Testing

@testable import ProgressStore

/// A file that something else has written to. Long tests let others in between.
@Suite struct DamageTests {
  @Test func `wherever a file is damaged, reading it ends with a result or one clear error`()
    async throws
  {
    let sample = try RecordedSample()
    let bytes = try sample.bytes()
    var numbers = RandomNumbers(state: 7)
    for round in 0..<80 {
      await Task.yield()
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...40, using: &numbers) {
        damaged[Int.random(in: 100..<bytes.count, using: &numbers)] =
          UInt8.random(in: 0...255, using: &numbers)
      }
      try sample.replace(with: damaged)
      do {
        try sample.readEverything()
      } catch let error as LabsError {
        #expect(error.code == .environmentNotReady, "round \(round)")
        #expect(error.hint.contains("labs doctor"), "round \(round): \(error)")
      }
    }
  }

  @Test(arguments: [
    "DROP TABLE stepState", "ALTER TABLE attempt DROP COLUMN labDigest", "PRAGMA user_version = 0",
  ])
  func `a file that lacks something is damaged, and is left as it is`(change: String) throws {
    let sample = try RecordedSample()
    try sample.execute(change)
    let before = try sample.bytes()
    let error = #expect(throws: LabsError.self) { try sample.readEverything() }

    #expect(error?.message == "The progress file “\(sample.database)” is damaged.")
    #expect(error?.hint.contains("labs doctor") == true)
    #expect(try sample.bytes() == before)
  }

  @Test func `a file that was emptied under its log is not made anew`() throws {
    let sample = try RecordedSample()
    let log = try sample.log()
    try sample.replace(with: [], log: log)
    let error = #expect(throws: LabsError.self) { try sample.readEverything() }

    #expect(error?.message == "The progress file “\(sample.database)” is damaged.")
    let kept = FileManager.default.contents(atPath: sample.database + "-wal").map(Array.init)
    #expect((kept == log) == true)
  }
}
