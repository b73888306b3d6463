import Testing

@testable import CourseLoader

struct FenceInfoTests {
  private func info(_ text: String) -> FenceInfo {
    FenceInfo(
      Fence(offset: 0, line: 1, info: text, infoOffset: 10, source: "", isClosed: true))
  }

  @Test(
    arguments: [
      ("", "", []), ("sh", "sh", []), ("SH run", "sh", ["run"]),
      ("sh  fault=a\ttitle=\"b c\"", "sh", ["fault=a", "title=b c"]),
      ("sh title='it \"is\"'", "sh", ["title=it \"is\""]), ("title=x run", "", ["title=x", "run"]),
      ("sh a=b=c", "sh", ["a=b=c"]), ("sh title=", "sh", ["title="]),
      ("sh title=a\"b", "sh", ["title=a\"b"]),
      ("sh{1,3} run", "sh", ["{1,3}", "run"]),
      ("sh run {1, 3-5} x", "sh", ["run", "{1, 3-5}", "x"]),
      ("{1}", "", ["{1}"]), ("sh ins={2 } a{b=c}", "sh", ["ins=2 ", "a", "{b=c}"]),
      ("sh title=“größer”", "sh", ["title=“größer”"]),
    ] as [(String, String, [String])])
  func `splits the words of a fence`(text: String, language: String, words: [String]) {
    let info = info(text)
    #expect(info.language == language)
    #expect(info.words.map { $0.name + ($0.value.map { "=" + $0 } ?? "") } == words)
    #expect(!info.words.map(\.isUnclosed).contains(true))
  }

  @Test func `knows where each word is`() {
    #expect(info("sh run title=x").words.map(\.offset) == [13, 17])
  }

  @Test func `knows that a quote is never closed`() {
    #expect(info("sh title=\"a b").words.map(\.isUnclosed) == [true])
  }
}
