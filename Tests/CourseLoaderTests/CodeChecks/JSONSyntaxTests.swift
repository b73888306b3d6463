import Testing

@testable import CourseLoader

struct JSONSyntaxTests {
  private func said(_ text: String) -> String? {
    JSONSyntax.problem(in: text).map { "\($0.offset): \($0.message) > \($0.remedy)" }
  }

  @Test(arguments: [
    "{}", "[]", "1", "-1.5e3", "\"a\"", "true",
    "{\"a\": [1, {\"b\": null}], \"c\": \"d\\n\\u00e9\"}",
    "{\"a\": 1}\n{\"a\": 2}\n", "{\"a\": 1},\n{\"a\": 2},\n", "", "\n\n",
  ]) func `JSON is JSON, also several documents`(_ text: String) {
    #expect(said(text) == nil)
  }

  @Test(arguments: [
    "\"a\": 1", "\"secrets\": [\n  {\"name\": \"A\"}\n],\n\"cpu\": \"256\",",
    "\"a\": {\"b\": 1}\n}",
  ]) func `members without their braces are a part of a document`(_ text: String) {
    #expect(said(text) == nil)
  }

  @Test(arguments: [
    "{\"a\": 1, ...}", "{\n  ...\n}", "[…]", "{\"a\": <name>}", "{\"a\": $NAME}", "[...]",
    "{\"a\": {{ name }}}", "{\n  // ...\n}", "{\"a\": 1}\n...\n", "{\"a\": [1, 2, ...], oops",
  ]) func `behind a gap nothing is said`(_ text: String) {
    #expect(said(text) == nil)
  }

  @Test(arguments: [
    ("{\"a\": 1,}", "7: JSON allows no comma before “}”. > Take it away."),
    ("[1, 2,\n]", "5: JSON allows no comma before “]”. > Take it away."),
    ("{\"a\": 1 \"b\": 2}", "8: A comma is missing before “\"”. > Write one."),
    ("{\"a\" 1}", "5: A colon is missing before “1”. > Write \"key\": value."),
    ("{a: 1}", "1: The key “a” has no quotes. > Write \"a\"."),
    ("{\"a\": 1", "0: The “{” that stands here is never closed. > Close it with “}”."),
    ("{\"a\": [1}", "8: “}” cannot close the “[”. > Write “]”."),
    ("{}}", "2: Nothing is open that “}” could close. > Take it away."),
    (
      "{'a': 1}",
      "1: Texts of JSON stand in straight double quotes, not in “'”. > Write \"."
    ),
    (
      "{“a”: 1}",
      "1: Texts of JSON stand in straight double quotes, not in “““. > Write \"."
        .replacing("“““", with: "““”")
    ),
    ("{\"a\": True}", "6: JSON has no “True”. > Write true."),
    ("{\"a\": 01}", "6: “01” is no number in JSON. > Put it in double quotes if it is text."),
    ("{\"a\": b}", "6: No value of JSON begins with “b”. > Put it in double quotes if it is text."),
    (
      "aws ecs list-clusters",
      "0: No value of JSON begins with “aws”. > Name the block's language, or leave it out."
    ),
    (
      "{\"a\": \"b\n}",
      "6: The text that begins here is not closed in its line. > "
        + "Close it with a double quote; write \\n for a new line."
    ),
    ("{\"a\": \"\\d\"}", "7: “\\d” means nothing in JSON. > Write “\\\\” for a backslash."),
    (
      "{\"a\": 1} // one",
      "9: JSON has no comments. > Take it away, or name the block’s language jsonc."
    ),
  ]) func `says what is wrong and where`(_ text: String, _ words: String) {
    #expect(said(text) == words)
  }

  @Test func `any prefix of a document is read without a crash`() {
    let text = "{\"a\": [1, {\"b\": null}], “c”: \"d\\n\\u00e9\", 'e': 0x1, <f>: ...}"
    for end in text.indices { _ = JSONSyntax.problem(in: String(text[..<end])) }
    #expect(said(String(repeating: "[", count: 100_000))?.hasPrefix("0: ") == true)
  }
}
