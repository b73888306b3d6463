import CourseModel
import Testing

struct CountedTests {
  @Test(arguments: [(0, "0 pages"), (1, "1 page"), (2, "2 pages"), (11, "11 pages")])
  func `one is told from many`(_ count: Int, _ words: String) {
    #expect(count.counted("page") == words)
  }
}
