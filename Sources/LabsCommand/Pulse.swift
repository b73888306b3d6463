import CourseModel
import Foundation
import Incremental

/// Tells when it is time to look again: something changed in the emulated account or in the lab's
/// folders, or a while has passed.
struct Pulse: Sendable {
  /// Between two looks when nothing seems to change: a change elsewhere is found by looking only.
  private static let longest = Duration.seconds(3)
  private static let step = Duration.milliseconds(100)

  /// What is written to when something changes.
  private let places: [String]

  init(of bench: Workbench) {
    let project = bench.project
    places = [
      "\(project.state)/emulator/journal", "\(project.state)/work/\(bench.lab.id)",
      "\(project.root)/\(bench.lab.folder)",
    ]
  }

  /// - Throws: `CancellationError`.
  func wait() async throws {
    let before = stamps
    let end = ContinuousClock.now + Self.longest
    while ContinuousClock.now < end, stamps == before {
      try await Task.sleep(for: Self.step)
    }
  }

  private var stamps: [FileStamp?] { places.map(FileStamp.init(of:)) }
}
