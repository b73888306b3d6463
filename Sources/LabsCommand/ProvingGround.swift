import CourseModel
import Foundation
import LabRunner
import ProgressStore

/// An account, a progress and a scratch folder of a lab's own, new each time: what is proved there
/// has nothing to do with what a student did, and leaves nothing behind.
struct ProvingGround {
  private let bench: Workbench

  var lab: Lab { bench.lab }
  var target: Target { bench.target }

  /// - Throws: ``BrokenLab`` for a lab with mistakes, `LabsError` when it is at work already.
  init(_ lab: String, in project: Project) throws {
    let course = try Workbench(lab, in: project)
    let place = project.apart(in: "verify/\(course.lab.id)")
    if let holder = LabLock.holder(of: course.lab.id, in: place.locks) {
      throw LabsError(
        .environmentNotReady,
        "The lab “\(lab)” is being verified already, by process \(holder.process).",
        hint: "Wait until it has finished, or stop it.")
    }
    // What a verification that was killed left there.
    try? FileManager.default.removeItem(atPath: place.state)
    bench = try Workbench(lab, in: place)
  }

  /// - Parameter isAlone: Nobody is to be asked for secrets.
  func verify(
    with secrets: SecretsOptions, isAlone: Bool, each: @escaping @Sendable (Trial) -> Void
  ) async throws -> Verification {
    defer { clear() }
    let lastWords = LastWords()
    let job = Job(
      command: "verify", guide: lastWords, steps: bench.lab.steps, secrets: secrets,
      isAlone: isAlone)
    return try await bench.withRunner(job) { runner, cloud in
      let verifier = LabVerifier(runner, lastWords: lastWords) { try await cloud.inventory() }
      return try await verifier.verify(bench.lab, each: each)
    }
  }

  private func clear() {
    let place = bench.project.state
    try? FileManager.default.removeItem(atPath: place)
    // It stays while another lab is being verified.
    rmdir((place as NSString).deletingLastPathComponent)
  }
}
