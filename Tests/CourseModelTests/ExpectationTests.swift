import CourseModel
import Testing

@Suite struct `An expectation` {
  @Test(arguments: [
    (CourseModel.Expectation.equals(.array([])), "nothing"),
    (.equals(.array([.string("A")])), "[\"A\"]"),
    (.equals(.number(14)), "14"),
    (.matches("^a"), "text that matches /^a/"),
    (.contains("a"), "text that contains “a”"),
    (.succeeds, "exit status 0"),
  ])
  func `is told in words`(_ expectation: CourseModel.Expectation, _ words: String) {
    #expect(expectation.description == words)
  }
}
