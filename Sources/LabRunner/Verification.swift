public import CourseModel

/// What came of proving a lab on an account of its own.
public struct Verification: Sendable {
  public let lab: Lab
  public var trials: [Trial] = []

  public var problems: [Trial] { trials.filter { $0.problem != nil } }

  /// The faults that were caught, of all that were tried.
  public var score: (caught: Int, faults: Int) {
    let faults = trials.filter { $0.kind == .fault }
    return (faults.count { $0.problem == nil }, faults.count)
  }
}

/// One thing that a lab has to show.
public struct Trial: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Every check fails before the step's script ran.
    case failsBefore
    /// The step's script succeeds.
    case runs
    /// Every check passes after it.
    case passes
    /// A realistic mistake turns its check red, with something to go by.
    case fault
    /// The mistake is put right by its repair.
    case repair
    /// Running the lab once more runs nothing and changes nothing.
    case again
    /// The step's cleanup succeeds.
    case cleans
    /// The account is as it was before the lab.
    case leavesNothing
  }

  public struct Problem: Sendable, Hashable {
    /// What was wrong, one sentence or more.
    public let message: String
    public let remedy: String
  }

  public let kind: Kind

  /// The lab is run twice: 1 or 2.
  public let round: Int

  /// `nil` when it is about the whole lab.
  public let step: Slug?

  /// A sentence that is true when all is well.
  public let title: String

  /// Where the author would look.
  public let place: SourceLocation

  /// `nil` when all is well.
  public let problem: Problem?
  public let duration: Duration
}
