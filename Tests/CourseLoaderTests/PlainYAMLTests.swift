import CourseModel
import Testing

@testable import CourseLoader

/// The quick way and the parser say the same, wherever the quick way says anything.
struct PlainYAMLTests {
  @Test(
    arguments: [
      "title: Costs\n", "title: What it costs, and why: not\n", "title: \"Costs: a list\"\n",
      "title: 'Costs # all'\ndescription: Ünïcödé – “yes”\norder: 3\n", "date: 2026-01-31\n",
      "tags: [a, b c, d-e/f.g]\naliases: [old/costs]\ndraft: true\n", "title:   spaced   \n",
      "title: a#b\n", "title: it's\n", "title: 100%\n", "title: a [b]\n", "title: -- b\n",
    ])
  func `reads what authors usually write`(text: String) {
    let (quick, parsed, isClean) = both(text)
    if !text.contains(": not"), !text.contains(": --") { #expect(quick != nil, "\(text)") }
    if let quick {
      #expect(quick == parsed)
      #expect(isClean)
    }
  }

  @Test(
    arguments: [
      "", "title: a\ntitle: b\n", "title: a: b\n", "title: a #b\n", "title:\n", "title: |\n  a\n",
      "title: a\n  b\n", "- a\n", "title: *a\n", "title: &a b\n", "title: \"a\\n\"\n",
      "a: 'it''s'\n",
      "tags: [a,, b]\n", "tags: []\n", "tags: [é]\n", "title: {a: b}\n", "title: a\tb\n", "? a\n",
      "title: a\u{85}b\n", "title: a\u{2028}b\n", "title: \u{FEFF}a\n", "title: a:\n", "# a\n",
      "\ntitle: a\n", "--- a\n", "title: a", "title:a\n",
    ])
  func `leaves everything else to the parser`(text: String) {
    #expect(PlainYAML.mapping(text, file: "a.md", linesBefore: 1) == nil)
  }

  @Test(arguments: 0..<400)
  func `never differs from the parser`(seed: UInt64) {
    var numbers = RandomNumbers(state: seed)
    let pieces = [
      "title", "tags", "a", "é", "–", "\u{A0}", "1", ": ", ":", " ", "\n", "\n", "\"", "'", "[",
      "]", ", ", ",", "#", " #", "-", "- ", "true", "~", "null", "2026-01-31", "!", "&", "*", "{",
      "}", "|", ">", "%", "@", "`", "?", "\\", "/", ".", "\t", "\u{1F600}", "<<", "=", "0x1F",
    ]
    for _ in 0..<200 {
      var text = ""
      for _ in 0..<Int.random(in: 1...3, using: &numbers) {
        text += ["title", "tags", "order", "Ab-3"].randomElement(using: &numbers) ?? ""
        text += [": ", ":  ", ": \"", ": '", ": ["].randomElement(using: &numbers) ?? ""
        for _ in 0..<Int.random(in: 0...5, using: &numbers) {
          text += pieces.randomElement(using: &numbers) ?? ""
        }
        text += ["\n", "\"\n", "'\n", "]\n", " \n"].randomElement(using: &numbers) ?? ""
      }
      let (quick, parsed, isClean) = both(text)
      guard let quick else { continue }
      #expect(quick == parsed, "\(text)")
      #expect(isClean, "\(text)")
    }
  }

  private func both(_ text: String) -> (quick: String?, parsed: String?, isClean: Bool) {
    let findings = Findings()
    let parsed = YAMLDocument.root(of: text, file: "a.md", linesBefore: 1, findings)
    let quick = PlainYAML.mapping(text, file: "a.md", linesBefore: 1)
    return (quick.map(description), parsed.map(description), findings.diagnostics.isEmpty)
  }

  private func description(_ node: YAMLNode) -> String {
    let value =
      switch node.value {
      case .scalar(let text, let isPlain): "\(isPlain ? "plain" : "quoted") “\(text)”"
      case .sequence(let nodes): "[\(nodes.map(description).joined(separator: ", "))]"
      case .mapping(let entries):
        entries.map { "\($0.key) at \($0.location) is \(description($0.node))\n" }.joined()
      }
    return "\(value) at \(node.location)"
  }
}
