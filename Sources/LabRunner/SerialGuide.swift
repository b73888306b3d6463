import CourseModel
import Foundation

/// Passes events on one after the other, although checks run side by side.
final class SerialGuide: RunGuide {
  private let guide: any RunGuide
  private let lock = NSLock()

  init(_ guide: any RunGuide) {
    self.guide = guide
  }

  func report(_ event: RunEvent) {
    lock.withLock { guide.report(event) }
  }

  func decide(_ proposal: Proposal) async -> Decision {
    await guide.decide(proposal)
  }
}
