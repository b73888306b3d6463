public import CourseModel

/// Who leads through a run: told what happens, asked what to do.
public protocol RunGuide: Sendable {
  /// Events of one run come one after the other, never at the same time. While one is reported the
  /// run waits, and with it the script whose output is shown.
  func report(_ event: RunEvent)

  /// Asked before a step's scripts run; not asked about a step that is already in place. When the
  /// task is cancelled meanwhile, the answer does not matter.
  func decide(_ proposal: Proposal) async -> Decision
}

extension RunGuide {
  /// Without anyone to ask: run it.
  public func decide(_ proposal: Proposal) async -> Decision { .run }
}

public enum Decision: Sendable, Hashable {
  case run
  /// Go on with the next step.
  case skip
  /// Show the next hint, then ask again.
  case hint
  /// Look whether the step is in place now, and ask again when it is not.
  case look
  /// Stop here.
  case quit
}

/// What would be done next.
public struct Proposal: Sendable, Hashable {
  public enum Reason: Sendable, Hashable {
    case notDoneYet
    /// An earlier attempt ended like this; `nil` when it was killed before it could say anything.
    case notPassed(Outcome?)
    /// It had passed, and now these checks find something else.
    case undone([CheckResult])
    /// The student asked for it although it has been done.
    case again
  }

  public let step: Step
  public let reason: Reason

  /// The step's cleanup runs first, because its script has run before.
  public let cleansFirst: Bool

  public init(step: Step, reason: Reason, cleansFirst: Bool) {
    self.step = step
    self.reason = reason
    self.cleansFirst = cleansFirst
  }
}

/// What happens in a run; every text in it is without secrets.
public enum RunEvent: Sendable, Hashable {
  /// `number` counts from 1 among the `count` steps of the lab.
  case stepBegan(Step, number: Int, count: Int)
  /// Nothing is run: all the step's checks pass.
  case alreadyInPlace(Step, [CheckResult])
  /// The step had passed, and not all of its checks do so now.
  case undone(Step, [CheckResult])
  /// Its role tells whether it sets up, runs or cleans.
  case scriptBegan(Step, Script)
  /// What a script printed, as it came: any part of a line, or several lines.
  case output(OutputChannel, String)
  case scriptEnded(Step, Script, ShellResult.Ending, Duration)
  case checksBegan(Step)
  /// The student does the work; the step is watched until it is in place.
  case watching(Step)
  /// What its checks find now, when that is another than before.
  case watched(Step, [CheckResult])
  /// A check did not pass yet, and is tried again after this time.
  case waiting(Step, Check, Duration)
  /// In the order of the step, each as soon as the ones before it are there.
  case checked(Step, CheckResult)
  /// `number` counts from 1; the last of the `count` hints is repeated when there are no more.
  /// Without any hint the text is `nil`.
  case hint(Step, String?, number: Int, count: Int)
  case stepEnded(StepResult)
}
