import Testing

@testable import CourseLoader

struct PlainYAMLTextTests {
  @Test(arguments: [
    "", "a: 1\n", "# only a comment\n", "a:\n  b: c d\n  e: \"f: g\"\nh: 'i'\n",
    "services:\n  web:\n    image: \"x:1\"\n    command: [serve, --port, 8080]\n\n  db:\n",
    "- a\n- b: c\n  d:\n    - e\n", "a:\n- b\n", "on:\n  # why\n  push:\n", "a: x:y/z#w\n",
    "a:\nb: 1",
  ]) func `the parser has nothing to say of plain text`(_ text: String) {
    #expect(YAMLDocument.problem(in: text) == nil)
  }

  @Test func `what notes usually show is plain`() {
    #expect(PlainYAMLText.isPlain("a:\n  b: c d\n  e: \"f: g\"\n- x\n") == false)
    #expect(PlainYAMLText.isPlain("a:\n  b: c d\n  e: \"f: g\"\nh: 'i'\n"))
    #expect(PlainYAMLText.isPlain("a:\n  - b: [c, --d]\n    e: 1\n  - f\n"))
  }

  @Test(arguments: [
    "a: b: c\n", "a:\n b: 1\n  c: 2\n", "a: 1\n  b: 2\n", "a:\n  b: 1\n c: 2\n", "a: \"b\n",
    "a: [b\n", "a: @b\n", "a:\n\tb: 1\n", "a: b\nc\n", "a: 'b' c\n", "a: *b\n", "- a\nb: c\n",
    "a: é\n",
  ]) func `everything else is left to the parser`(_ text: String) {
    #expect(!PlainYAMLText.isPlain(text))
  }

  @Test(arguments: 0..<300) func `what is plain the parser accepts`(seed: UInt64) {
    var numbers = RandomNumbers(state: seed)
    let pieces = [
      "a", "b c", "1", "x-y", "\"d\"", "'e'", "[f, g]", "[--h]", ": ", ":", "#", " # i", "- ", "-",
      "--",
      "\"", "'", "[", "]", ",", "&j", "*k", "!l", "|", ">", "{", "}", "%", "?", "...", "---", "\\",
      "@",
    ]
    for _ in 0..<200 {
      var text = ""
      for _ in 0..<Int.random(in: 1...6, using: &numbers) {
        text += String(repeating: " ", count: Int.random(in: 0...3, using: &numbers) * 2)
        text += ["", "- ", "- ", "-"].randomElement(using: &numbers) ?? ""
        text += ["a:", "b-c: ", "d:  ", "e", "# f", ""].randomElement(using: &numbers) ?? ""
        for _ in 0..<Int.random(in: 0...2, using: &numbers) {
          text += pieces.randomElement(using: &numbers) ?? ""
        }
        text += ["\n", " \n", "\n\n"].randomElement(using: &numbers) ?? ""
      }
      if PlainYAMLText.isPlain(text) { #expect(YAMLDocument.problem(in: text) == nil, "\(text)") }
    }
  }
}
