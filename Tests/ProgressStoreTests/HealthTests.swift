import CourseModel
import Foundation
import ProgressStore
import Testing

struct HealthTests {
  @Test func `a whole file has no problems`() throws {
    let folder = NSTemporaryDirectory() + "labs-health-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }

    #expect(try ProgressStore(path: folder + "/progress.sqlite").problems().isEmpty)
  }

  @Test func `a page that was overwritten is damage`() throws {
    let folder = NSTemporaryDirectory() + "labs-health-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/progress.sqlite"
    // Closing the last connection brings everything from the log into the file.
    _ = try ProgressStore(path: path).problems()
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    let end = try file.seekToEnd()
    try file.seek(toOffset: end - 4096)
    try file.write(contentsOf: Data(repeating: 0xAA, count: 4096))
    try file.close()

    #expect(throws: LabsError.self) { try ProgressStore(path: path).problems() }
  }
}
