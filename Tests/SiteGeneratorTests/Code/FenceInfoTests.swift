import Testing

@testable import SiteGenerator

@Suite struct FenceInfoTests {
  @Test(arguments: [
    ("", "", [], []), ("SH", "sh", [], []), ("sh  run\tnow", "sh", ["run", "now"], []),
    ("js{1,3}", "js", [], ["1,3"]), ("js {1, 3-5} {7} run", "js", ["run"], ["1, 3-5", "7"]),
    ("{1}", "", [], ["1"]), ("{.python}", "", [], [".python"]), ("js {1", "js", [], ["1"]),
    ("title=x run", "", ["run"], []), ("=x y", "=x", ["y"], []), ("größe", "größe", [], []),
  ])
  func `words, and lines in braces, are told apart`(
    info: String, language: String, words: [String], lines: [String]
  ) {
    let info = FenceInfo(info)
    #expect(info.language == language)
    #expect(info.words == words)
    #expect(info.lines == lines)
  }

  @Test(arguments: [
    ("title=x", "x"), ("title=\"a b\"", "a b"), ("title='it \"is\"' run", "it \"is\""),
    ("title={a b}", "a b"), ("title=", ""), ("title=\"never closed", "never closed"),
    ("title=a\"b", "a\"b"), ("title=a=b", "a=b"), ("title=\"größer {1}\"", "größer {1}"),
  ])
  func `a value may stand in quotes or braces`(info: String, title: String) {
    #expect(FenceInfo("sh " + info).title == title)
    #expect(FenceInfo("sh " + info).lines.isEmpty)
  }
}
