public import CourseModel

/// Where a run writes down what it does, and looks up what was done before.
///
/// What is written is on the disk when the call returns: a process that is killed afterwards loses
/// none of it. Each call throws `LabsError` when that cannot be had.
public protocol AttemptJournal: Sendable {
  /// Called before the first script of the attempt starts.
  func begin(_ attempt: Attempt) throws -> AttemptID
  func record(_ result: CheckResult, of attempt: AttemptID) throws
  func end(_ attempt: AttemptID, with ending: AttemptEnding) throws

  /// An attempt that ran no script, and what its checks found, all at once.
  func record(_ attempt: Attempt, results: [CheckResult], ending: AttemptEnding) throws

  /// What somebody handed on by hand; the step stands as before.
  func record(_ outputs: [String: String], of attempt: Attempt) throws

  /// The student was shown one more hint for this step.
  func recordHint(for step: Slug, of lab: Slug, on target: Target) throws

  func state(of step: Slug, in lab: Slug, on target: Target) throws -> StepState

  /// What all the lab's steps handed on, by variable name.
  func outputs(of lab: Slug, on target: Target) throws -> [String: String]
}
