import CourseModel
import Foundation
import Synchronization
import Testing

@testable import LabRunner

/// A lab is proved on files: its account is the folder that its scripts work in.
struct VerifyTests {
  @Test func `a sound lab is proved, twice, with every fault caught and put right`() async throws {
    let bench = try Bench()
    let verification = try await bench.verify(lab(sound("a"), sound("b")))
    #expect(verification.problems.isEmpty, "\(verification.problems)")
    #expect(verification.score == (2, 2))
    let first = verification.trials.filter { $0.round == 1 && $0.step?.text == "a" }.map(\.kind)
    #expect(first == [.failsBefore, .runs, .passes, .fault, .repair, .cleans])
    #expect(verification.trials.filter { $0.kind == .leavesNothing }.map(\.round) == [1, 2])
    #expect(verification.trials.filter { $0.kind == .again }.count == 1)
    #expect(bench.content("a") == nil)
  }

  @Test func `a check that passes with nothing done is named`() async throws {
    let idle = try check("idle", "true", hints: ["Look."])
    let problem = try await problem(
      .failsBefore, in: step("a", run: "echo a >a", cleanup: "rm a", checks: [file("a"), idle]))
    #expect(problem.message.contains("The check “idle” passes with nothing done"))
  }

  @Test func `a check that cannot be carried out before the work is named`() async throws {
    let strange = try check("strange", "test -e a || no-such-program", hints: ["Look."])
    let problem = try await problem(
      .failsBefore, in: step("a", run: "echo a >a", cleanup: "rm a", checks: [strange]))
    #expect(problem.message.contains("“strange” could not be carried out"))
  }

  @Test func `a fault that no check sees lowers the score, and its line is told`() async throws {
    let bench = try Bench()
    let deaf = try step(
      "a", run: "echo a >a", cleanup: "rm a", checks: [file("a")],
      scripts: [
        script(.fault(check: slug("file")), "echo b >b; rm b", line: 30), script(repairing, ":"),
      ])
    let verification = try await bench.verify(lab(deaf))
    let trial = try #require(verification.problems.first)
    #expect(verification.score == (0, 1))
    #expect(trial.kind == .fault && trial.place.line == 30)
    #expect(trial.problem?.message.contains("The check “file” still passes") == true)
  }

  @Test func `a check that fails without a hint catches nothing`() async throws {
    let mute = try check("file", "cat a", .contains("a"))
    let problem = try await problem(
      .fault,
      in: step(
        "a", run: "echo a >a", cleanup: "rm -f a", checks: [mute],
        scripts: [script(.fault(check: slug("file")), "rm a")]))
    #expect(problem.message == "The check “file” fails without a hint.")
  }

  @Test func `a repair that repairs nothing is named, and the next fault is tried all the same`()
    async throws
  {
    let bench = try Bench()
    let broken = try step(
      "a", run: "echo a >a", cleanup: "rm -f a", checks: [file("a")],
      scripts: [
        script(.fault(check: slug("file")), "rm a"),
        script(.fault(check: slug("file")), "echo x >a"),
        script(repairing, "true", line: 40),
      ])
    let verification = try await bench.verify(lab(broken))
    #expect(verification.score == (2, 2))
    #expect(verification.problems.map(\.kind) == [.repair, .repair])
    #expect(verification.problems.first?.place.line == 40)
  }

  @Test func `what a cleanup leaves is named`() async throws {
    let bench = try Bench()
    let untidy = try step(
      "a", run: "echo a >a; echo rest >rest", cleanup: "rm a", checks: [file("a")])
    let verification = try await bench.verify(lab(untidy))
    #expect(verification.problems.map(\.kind) == [.leavesNothing, .leavesNothing])
    #expect(verification.problems.first?.problem?.message.contains("“rest” is new") == true)
  }

  @Test func `a step that undoes an earlier one is found by running the lab again`() async throws {
    let bench = try Bench()
    let thief = try step(
      "b", run: "mv a b", cleanup: "rm -f b",
      checks: [check("b", "cat b", .contains("a"), hints: ["x"])]
    )
    let verification = try await bench.verify(lab(sound("a", cleanup: "rm -f a"), thief))
    let trial = try #require(verification.trials.first { $0.kind == .again })
    #expect(trial.problem?.message.contains("The step a was run again.") == true)
  }

  @Test func `a script that fails is told with its last words, and what it made is cleaned`()
    async throws
  {
    let bench = try Bench()
    let failing = try step(
      "b", run: "echo b >b; echo 'the disk is full' >&2; exit 3", cleanup: "rm -f b",
      checks: [file("b")])
    let verification = try await bench.verify(lab(sound("a"), failing, sound("c")))
    let trial = try #require(verification.problems.first)
    #expect(trial.kind == .runs && trial.step?.text == "b")
    #expect(trial.problem?.message.contains("exit status 3. It said: the disk is full") == true)
    #expect(!verification.trials.contains { $0.step?.text == "c" || $0.round == 2 })
    #expect(verification.trials.last?.kind == .leavesNothing)
    #expect(verification.trials.last?.problem == nil)
  }

  @Test func `a step that works only once is found the second time`() async throws {
    let bench = try Bench()
    let once = try step(
      "a", run: "set -C; echo once >used; echo a >a", cleanup: "rm a", checks: [file("a")])
    let verification = try await bench.verify(lab(once))
    #expect(verification.problems.contains { $0.kind == .runs && $0.round == 2 })
  }

  @Test func `secrets are in none of its words`() async throws {
    let bench = try Bench(secrets: ["c4n4ry-secret"])
    let leaky = try step(
      "a", run: "echo $SECRET >&2; exit 1", cleanup: ":",
      checks: [check("file", "echo $SECRET", .contains("nothing"), hints: ["x"])])
    let verification = try await bench.verify(lab(leaky))
    #expect(!verification.problems.isEmpty)
    #expect(!"\(verification)".contains("c4n4ry"))
  }

  // MARK: -

  private var repairing: Script.Role { get throws { .repair(check: try slug("file")) } }

  private func sound(_ name: String, cleanup: String? = nil) throws -> Step {
    try step(
      name, run: "set -C; echo \(name) >\(name)", cleanup: cleanup ?? "rm \(name)",
      checks: [file(name)],
      scripts: [
        script(.fault(check: slug("file")), "echo other >|\(name)"),
        script(repairing, "echo \(name) >|\(name)"),
      ])
  }

  private func file(_ name: String) throws -> Check {
    try check("file", "cat \(name)", .contains(name), hints: ["Look at the file."])
  }

  private func script(_ role: Script.Role, _ source: String, line: Int = 20) -> Script {
    Script(
      role: role, source: source, location: SourceLocation(file: "labs/lab/01-a.md", line: line))
  }

  private func problem(_ kind: Trial.Kind, in step: Step) async throws -> Trial.Problem {
    let verification = try await Bench().verify(lab(step))
    let trial = try #require(verification.problems.first { $0.kind == kind })
    return try #require(trial.problem)
  }
}

extension Bench {
  /// The account is the folder: what there is are its files.
  func verify(_ lab: Lab) async throws -> Verification {
    let path = folder.path
    let lastWords = LastWords()
    let runner = LabRunner(
      executor: executor, journal: store, guide: lastWords, surroundings: runner.surroundings,
      pause: { _ in })
    return try await LabVerifier(runner, lastWords: lastWords) {
      let names = try FileManager.default.contentsOfDirectory(atPath: path)
      return Dictionary(
        uniqueKeysWithValues: names.filter { $0 != ".labs" && $0 != "work" }.map {
          ($0, (try? String(contentsOfFile: "\(path)/\($0)", encoding: .utf8)) ?? "")
        })
    }.verify(lab)
  }
}
