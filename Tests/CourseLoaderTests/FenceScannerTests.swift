import Testing

@testable import CourseLoader

/// What counts as a fence, by CommonMark 0.31 (sections 4.5, 4.6, 5.1 and 5.2).
struct FenceScannerTests {
  private func scan(_ text: String) throws -> FenceScanner {
    let file = try #require(
      SourceFile(path: "note.md", raw: Array(text.utf8), findings: Findings()))
    return FenceScanner(file, from: 1)
  }

  @Test(
    arguments: [
      ("plain", "```sh\na\n```", ["sh|a\n"]),
      ("tildes", "~~~ sh run\na\n~~~", ["sh run|a\n"]),
      ("backticks in tildes", "~~~\n```\n~~~", ["|```\n"]),
      ("longer around shorter", "````\n```\n````", ["|```\n"]),
      ("closed by a longer one", "```\na\n`````", ["|a\n"]),
      ("not closed by one with words", "```\na\n``` b\n```", ["|a\n``` b\n"]),
      ("two marks are none", "``\na\n``", []),
      ("backticks in the words make a code span", "``` a ```\nb", []),
      ("backticks after tildes are words", "~~~ a`b\nc\n~~~", ["a`b|c\n"]),
      ("indented with its lines", "  ```\n  a\n    b\n c\n  ```", ["|a\n  b\nc\n"]),
      ("indented code is none", "    ```\n    a\n    ```", []),
      ("a deep indentation after text is text", "a\n    ```\nb", []),
      ("the closing may be indented", "```\na\n   ```", ["|a\n"]),
      ("but not too far", "```\na\n    ```\n```", ["|a\n    ```\n"]),
      ("interrupts a paragraph", "a\n```\nb\n```\nc", ["|b\n"]),
      ("in a list", "- a\n\n  ```\n  b\n\n    c\n  ```\n", ["|b\n\n  c\n"]),
      ("beside the list's mark", "- ```\n  a\n  ```", ["|a\n"]),
      ("in a numbered list", "10. a\n    ```\n    b\n    ```", ["|b\n"]),
      ("in a list in a list", "- a\n  1. b\n\n     ```\n     c\n     ```", ["|c\n"]),
      ("in a quotation", "> ```\n> a\n>  b\n>c\n> ```", ["|a\n b\nc\n"]),
      ("in a list in a quotation", "> - ```\n>   a\n>   ```", ["|a\n"]),
      ("below a list with less indentation", "- a\n```\nb\n```", ["|b\n"]),
      ("a list with tabs", "-\ta\n\n\t```\n\tb\n\t\tc\n\t```", ["|b\n\tc\n"]),
      ("tabs in the fence", "  ```\n\ta\n  ```", ["|  a\n"]),
      ("a rule is no list", "* * *\n  ```\na\n  ```", ["|a\n"]),
      ("a number that cannot interrupt", "a\n2. ```\n3. b", []),
      ("an empty item", "-\n  ```\n  a\n  ```", ["|a\n"]),
      ("in a comment it is none", "<!--\n```\na\n```\n-->\n```\nb\n```", ["|b\n"]),
      ("in one line of comment", "<!-- ``` -->\n```\nb\n```", ["|b\n"]),
      ("in preformatted HTML it is none", "<pre>\n\n```\na\n```\n</pre>", []),
      ("in details without a blank line", "<details>\n```\na\n```\n</details>", []),
      ("in details below a blank line", "<details>\n\n```\na\n```\n\n</details>", ["|a\n"]),
      ("inside a custom tag", "<my-tag>\n```\na\n```\n\n", []),
      ("after inline HTML", "a\n<my-tag>\n```\nb\n```", ["|b\n"]),
      ("in a tag with attributes", "<a b='>' c=d e>\n```\na\n```\n\n", []),
      ("a tag with text is no block", "<a>x</a>\n```\nb\n```", ["|b\n"]),
      ("HTML ends a list", "- a\n<a>\n```\nb\n\n", []),
      ("a declaration", "<!A\n```\n>\n```\nb\n```", ["|b\n"]),
      ("an empty item ends at a blank line", "-\n\n  ```\n  a\n  ```", ["|a\n"]),
      ("white space in an item's blank line", "- ```\n     \n  ```", ["|   \n"]),
      ("a fence behind a tab", "- a\n\n\t```\n      b\n\t```", ["|   b\n"]),
      ("without a last line feed", "```\na\n```", ["|a\n"]),
      ("empty", "```\n```", ["|"]),
    ] as [(String, String, [String])])
  func `finds fences as CommonMark does`(name: String, text: String, fences: [String]) throws {
    let scanned = try scan(text).fences
    #expect(scanned.map { $0.info + "|" + $0.source } == fences)
    #expect(!scanned.map(\.isClosed).contains(false))
  }

  @Test(
    arguments: [
      ("```\na", 1, "a\n"), ("- ```\n  a\nb", 1, "a\n"), ("> ```\n> a\nb", 1, "a\n"),
      ("a\n\n~~~\n```\n", 3, "```\n"), ("> ```\n\n> ```\n> ```", 1, ""), ("```", 1, ""),
    ] as [(String, Int, String)])
  func `knows that a fence is never closed`(text: String, line: Int, source: String) throws {
    let fence = try #require(try scan(text).fences.first)
    #expect(!fence.isClosed)
    #expect(fence.line == line)
    #expect(fence.source == source)
  }

  @Test(arguments: ["- ", "> ", "1. ", "* ", "+ > "])
  func `reads lists and quotations of any depth`(mark: String) throws {
    let deep = String(repeating: mark, count: 10_000)
    #expect(try scan(deep + "x\n\n\n```\na\n```\n").fences.count == 1)
  }

  @Test(
    arguments: [
      ("# Title", "Title"), ("a\n\n#\tTitle ## ", "Title"), ("#Title", nil), ("## Title", nil),
      ("Title\n=====", "Title"), ("Title\n-----", nil), ("```\n# no\n```\n# Yes", "Yes"),
      ("    # no", nil), ("> # quoted\n\n# Yes", "Yes"), ("# Title#", "Title#"), ("#", ""),
      ("<!--\n# no\n-->\n# Yes #", "Yes"),
    ] as [(String, String?)])
  func `finds the first heading`(text: String, heading: String?) throws {
    #expect(try scan(text).firstHeading == heading)
  }

  @Test(arguments: [
    ("The `aws` CLI", "The aws CLI"), ("*So* **bold**", "So bold"),
    ("[Week 6](week6.md) notes", "Week 6 notes"), ("![logo](a.png) Labs", "logo Labs"),
    ("a \\* b", "a * b"), ("snake_case", "snake_case"), ("Done!", "Done!"), ("", ""),
  ])
  func `reads a heading without its marks`(text: String, plain: String) {
    #expect(text.withoutMarkdown == plain)
  }
}
