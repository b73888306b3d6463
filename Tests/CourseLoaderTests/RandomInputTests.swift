import CourseLoader
import CourseModel
import Foundation
import Testing

/// No bytes make the loader stop, hang or point to a place that is not there.
struct RandomInputTests {
  private static let pieces = [
    "---\n", "...\n", "title: ", "checks:\n", "  - id: a\n", "    run: x\n", "    expect: ", "```",
    "~~~~", "sh run", "fault=a", "\"", "'", "[", "]", "{", "}", "- ", "  ", "\t", "\n", "\r\n",
    "> ",
    "1. ", "<!--", "-->", "<div>", "&a ", "*a", "? ", ": ", "| \n", "!!str ", "%YAML 1.1\n", "#",
    "\0",
    "\u{FEFF}", "é", "â€™", "\u{E000}", "60s", "timeout: ", "\\", "@", "=",
  ]

  private func check(_ bytes: [UInt8]) throws {
    let course = try TemporaryCourse(["labs/lab/lab.yml": goodLab])
    try course.write(bytes, to: "content/note.md")
    try course.write(bytes, to: "labs/lab/01-step.md")
    try course.write(bytes, to: "labs/other/lab.yml")
    try withExtendedLifetime(course) {
      let loader = CourseLoader(root: course.folder.path())
      let loaded = try loader.load()
      for diagnostic in loaded.diagnostics where diagnostic.location.line != nil {
        let excerpt = loader.excerpt(for: diagnostic.location)
        #expect(excerpt != nil, "\(diagnostic.line) of \(bytes)")
      }
    }
  }

  @Test(arguments: 0..<40)
  func `survives a file cut off anywhere`(seed: Int) throws {
    var numbers = RandomNumbers(state: UInt64(seed))
    let text = Array((goodStep + "\n> - ~~~sh fault=done title=\"é\"\n>   a\n>   ~~~\n").utf8)
    try check(Array(text.prefix(.random(in: 0...text.count, using: &numbers))))
  }

  @Test(arguments: 0..<60)
  func `survives pieces in any order`(seed: Int) throws {
    var numbers = RandomNumbers(state: UInt64(1000 + seed))
    let text = (0..<Int.random(in: 1...60, using: &numbers)).map { _ in
      Self.pieces.randomElement(using: &numbers) ?? ""
    }
    try check(Array((Bool.random(using: &numbers) ? "---\n" : "").utf8) + text.joined().utf8)
  }

  @Test(arguments: 0..<40)
  func `survives any bytes`(seed: Int) throws {
    var numbers = RandomNumbers(state: UInt64(2000 + seed))
    let limit: UInt8 = Bool.random(using: &numbers) ? 0x7F : 0xFF
    try check(
      (0..<Int.random(in: 0...400, using: &numbers)).map { _ in
        .random(in: 0...limit, using: &numbers)
      })
  }
}
