public import CourseModel

/// A fault of a lab, and where it belongs.
public struct LabFault: Sendable, Hashable {
  public let step: Step
  public let check: Slug
  public let script: Script
}

extension LabRunner {
  /// The faults that can be made on this target, in the order of the lab.
  public func faults(of lab: Lab) -> [LabFault] {
    lab.steps.flatMap { step in
      step.scripts.compactMap { script in
        guard case .fault(let check) = script.role,
          StepRun(step, of: lab, by: self).isMeant(script)
        else { return nil }
        return LabFault(step: step, check: check, script: script)
      }
    }
  }

  /// Whether all that the lab's checks look for is in place.
  public func isInPlace(_ step: Step, of lab: Lab) async throws -> Bool {
    Outcome(of: try await StepRun(step, of: lab, by: self).look()) == .passed
  }

  /// Makes the fault, silently.
  ///
  /// - Returns: Whether its check is red now.
  /// - Throws: `LabsError` when its script does not succeed, and `CancellationError`.
  public func make(_ fault: LabFault, in lab: Lab) async throws -> Bool {
    let run = StepRun(fault.step, of: lab, by: self)
    let quiet = LabRunner(
      executor: executor, journal: journal, guide: LastWords(), surroundings: surroundings,
      pause: pause)
    let silent = StepRun(fault.step, of: lab, by: quiet)
    switch try await silent.run([fault.script], silent.transcript(), with: [:]) {
    case nil: break
    case .interrupted?: throw CancellationError()
    case .some:
      throw LabsError(
        .uncheckable, "A fault of \(lab.id) could not be made; the lab may be half broken.",
        hint: "See with: labs check \(lab.id). Authors find the reason with: labs verify \(lab.id)."
      )
    }
    return try await run.checks(failures: 0).result(of: fault.check)?.verdict == .failed
  }
}
