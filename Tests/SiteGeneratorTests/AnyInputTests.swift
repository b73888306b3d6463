import Foundation
import Testing

@testable import SiteGenerator

/// Whatever is in a note, its page is sound. `LABS_FUZZ_ROUNDS=100000` asks for more than the few
/// texts that every run of the tests tries; a text that fails is shown and belongs into a test.
@Suite struct AnyInputTests {
  private static let rounds =
    ProcessInfo.processInfo.environment["LABS_FUZZ_ROUNDS"].flatMap(Int.init) ?? 400

  private static let first =
    rounds > 400 ? UInt64(Date().timeIntervalSince1970) << 20 : 1

  @Test func `a page is well-formed, whatever Markdown it is made of`() throws {
    try check { random in random.text() }
  }

  @Test func `a page is well-formed, whatever bytes it is made of`() throws {
    try check { random in random.noise() }
  }

  @Test func `a page is well-formed, however a good note is damaged`() throws {
    let note = try String(
      contentsOfFile: "\(Fixtures.root)/content/week6/costs.md", encoding: .utf8)
    try check { random in random.mutation(of: note) }
  }

  private func check(_ make: (inout RandomMarkdown) -> String) throws {
    let renderer = try RenderingCourse()
    for round in 0..<Self.rounds {
      var random = RandomMarkdown(seed: Self.first &+ UInt64(round))
      let text = make(&random)
      for isStep in [false, true] {
        let prose = renderer.prose(text, step: isStep)
        let problems = WellFormedness(prose.html).problems
        #expect(problems.isEmpty, "\(text.debugDescription)")
        if let title = prose.title {
          #expect(WellFormedness(title.html).problems.isEmpty, "\(text.debugDescription)")
        }
        if !problems.isEmpty { return }
      }
    }
  }
}
