import Foundation
import Testing

@testable import LabsCommand

/// A process that is killed loses nothing that it had said.
@Suite(.fewAtOnce) struct KillTests {
  @Test(arguments: 0..<24)
  func `a killed run loses nothing, and the next goes on where it stopped`(
    point: Int
  ) async throws {
    let labs = try Program(lab: FixtureLab.files)
    let running = try labs.start(["run", "files", "--plain"])
    try await Task.sleep(for: .milliseconds(15 + 9 * point))
    running.send(SIGKILL)
    let killed = try await running.ending()

    let said = ["one", "two", "three"].filter { killed.output.contains("passed: \($0)") }
    let status = try await labs.run("status", "files", "--json")
    for (index, step) in said.enumerated() {
      #expect(try status.json("data", "steps", "\(index)", "standing") == "passed", "\(step)")
    }

    let resumed = try await labs.run("run", "files")
    #expect(resumed.code == 0, "\(resumed.output)\(resumed.errors)")
    for step in said {
      #expect(!resumed.output.contains("made \(step)"), "\(step) was done and is not done again")
    }
    for step in ["one", "two", "three"] {
      #expect(labs.text(of: ".labs/work/files/\(step)") == "blue\n")
    }
  }
}
