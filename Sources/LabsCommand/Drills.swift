import CourseModel
import LabRunner
import ProgressStore

extension Workbench {
  /// Ends the drills whose steps this command found in place, or cleaned away.
  ///
  /// - Returns: Those that were put right.
  func settledDrills(after summary: RunSummary, _ command: String) throws -> [Drill] {
    let store = try progress()
    let passed = Set(summary.results.filter { $0.outcome == .passed }.map(\.step.id))
    let open = try store.openDrills(at: self).filter { passed.contains($0.step) }
    if command == "clean" {
      try open.forEach(store.forget)
      return []
    }
    return try open.map(store.mend)
  }
}

extension Drill {
  /// What was broken, and for how long.
  var words: String {
    guard let mendedAt else { return title }
    let seconds = max(0, mendedAt.milliseconds - startedAt.milliseconds) / 1000
    let time =
      seconds < 120 ? Int(seconds).counted("second") : Int(seconds / 60).counted("minute")
    return "\(title) (step \(step)), put right after \(time)."
  }
}
