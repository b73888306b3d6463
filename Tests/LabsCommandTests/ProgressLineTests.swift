import Foundation
import Testing

@testable import LabsCommand

/// What a terminal shows while something takes long.
@Suite(.fewAtOnce) struct ProgressLineTests {
  private static let wait = "until [ -e \"$LABS_WORKDIR/may-end\" ]; do sleep 0.05; done"

  @Test func `a silent script shows how far the lab is, and nothing of it stays`() async throws {
    let labs = try waiting()
    let session = try TerminalSession(labs, "run", "files", "--yes", environment: ["NO_COLOR": ""])
    let bar = try await session.see("running two, 1 s")
    #expect(bar.contains("━━━━━━━━────────────────  running two"), "one of three steps is behind")
    try labs.write("", to: ".labs/work/files/may-end")

    let rest = try await session.see("Passed:")
    #expect(try await session.ending() == 0)
    let last = try #require(rest.range(of: "running two", options: .backwards)?.upperBound)
    #expect(rest[last...].prefix(20).contains("\r\u{1B}[K"), "the line is taken away")
    #expect(!rest[last...].contains("━"))
  }

  @Test func `what a script says stands above the line`() async throws {
    let labs = try waiting(thenSays: "spo\"\"ken")
    let session = try TerminalSession(labs, "run", "files", "--yes", environment: ["NO_COLOR": ""])
    try await session.see("running two, ")
    try labs.write("", to: ".labs/work/files/may-end")
    let upToWord = try await session.see("spoken")

    #expect(upToWord.contains("\r\u{1B}[K"))
    #expect(try await session.ending() == 0)
  }

  @Test(arguments: [
    (["--plain"], ["NO_COLOR": ""]), ([], ["NO_COLOR": "1"]),
    ([], ["NO_COLOR": "", "TERM": "dumb"]),
  ])
  func `there is none where nothing is to be redrawn`(
    options: [String], environment: [String: String]
  ) async throws {
    let labs = try waiting()
    let session = try TerminalSession(
      labs, ["run", "files", "--yes"] + options, environment: environment)
    async let ending = session.ending()
    try await labs.has(".labs/work/files/begun")
    try await Task.sleep(for: .milliseconds(1500))
    try labs.write("", to: ".labs/work/files/may-end")
    #expect(try await ending == 0)
    #expect(!session.rest.contains("running two,"))
  }

  @Test(arguments: [10, 40, 80]) func `it is narrower than the terminal`(columns: Int) {
    let text = ProgressLine.text(
      "running a-step-with-a-very-long-name-that-goes-on-and-on", .init(done: 3, count: 4),
      after: .seconds(125), columns: columns)
    #expect(text.count < columns)
  }

  @Test func `it says how long it has been`() {
    #expect(
      ProgressLine.text("checking", nil, after: .seconds(125), columns: 80)
        == "  checking, 2 min 5 s")
  }

  private func waiting(thenSays words: String = "") throws -> Program {
    let labs = try Program(lab: FixtureLab.files)
    try labs.write(
      FixtureLab.step(
        "two", script: "echo yes >\"$LABS_WORKDIR/begun\"\n\(Self.wait)\necho \(words)"),
      to: "labs/files/02-two.md")
    return labs
  }
}
