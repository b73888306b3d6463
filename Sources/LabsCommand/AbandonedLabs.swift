import CourseModel
import Foundation
import ProgressStore

extension Project {
  /// One sentence on standard error for each lab that stands on a real account, costs money, and
  /// that nobody has touched for a day.
  func warnOfAbandonedLabs() throws {
    for lab in try lookedUpProgress().abandonedLabs() {
      Terminal.standardError.write("labs: \(lab.warning(now: .now))\n")
    }
  }
}

extension AbandonedLab {
  /// Names the lab, what stands, since when, and the remedy.
  func warning(now: Timestamp) -> String {
    let time =
      lastActivity.map { last in
        let hours = (now.milliseconds - last.milliseconds) / 3_600_000
        return hours < 48 ? Int(hours).counted("hour") : Int(hours / 24).counted("day")
      } ?? "some time"
    let account = entries.compactMap(\.account).first.map { " \($0)" } ?? ""
    let verb = entries.count == 1 ? "stands and may cost money" : "stand and may cost money"
    return "The lab \(lab) was left \(time) ago with \(things) on your AWS account\(account), "
      + "which \(verb); take it away with: labs clean \(lab) --target aws."
  }

  /// The first three by name, the rest by number.
  private var things: String {
    let titles = entries.prefix(3).map(\.title)
    let more = entries.count - titles.count
    return (titles + (more > 0 ? ["\(more) more"] : [])).joined(separator: "; ")
  }
}
