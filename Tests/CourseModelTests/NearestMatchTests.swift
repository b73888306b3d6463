import Testing

@testable import CourseModel

struct NearestMatchTests {
  @Test(
    arguments: [
      ("week7", ["week5", "week6", "network"], "week5"), ("titel", ["title", "tags"], "title"),
      ("tilte", ["tags", "title"], "title"), ("RUN", ["run", "setup"], "run"),
      ("rnu", ["run", "setup"], "run"), ("desciption", ["description"], "description"),
      ("chekcs", ["checks"], "checks"), ("title", ["title"], "title"), ("xy", ["id"], nil),
      ("", ["id"], nil), ("", [], nil), ("networking", ["week6"], nil), ("abcdef", ["abc"], nil),
      ("id", ["run", "if"], "if"), ("a", ["b"], nil),
    ] as [(String, [String], String?)])
  func `finds what was probably meant`(text: String, names: [String], nearest: String?) {
    #expect(names.nearest(to: text) == nearest)
  }

  @Test(arguments: [
    ("", "", 0), ("a", "", 1), ("", "ab", 2), ("abc", "abc", 0), ("abc", "acb", 1),
    ("kitten", "sitting", 3), ("ab", "ba", 1), ("ca", "abc", 3), ("é", "e", 1),
  ])
  func `counts the letters that have to change`(left: String, right: String, distance: Int) {
    #expect(editDistance(left, right) == distance)
    #expect(editDistance(right, left) == distance)
  }

  @Test func `a guess goes no further than it is allowed to`() {
    #expect(["python", "cobol"].nearest(to: "pyhton", within: 1) == "python")
    #expect(["cobalt"].nearest(to: "cobol", within: 1) == nil)
  }
}
