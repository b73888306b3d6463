import CourseModel
import Foundation
import Testing

@testable import SiteGenerator

@Suite struct GitHistoryTests {
  /// Two notes and a lab, one of the notes changed later.
  private func course(in prefix: String = "") throws -> GitCourse {
    let course = try GitCourse()
    try course.git("init", "--quiet")
    try course.write("a", to: "\(prefix)content/a.md")
    try course.write("b", to: "\(prefix)content/week6/b é.md")
    try course.write("x", to: "README.md")
    try course.commit(at: "2024-01-01T12:00:00Z")
    try course.write("a, changed", to: "\(prefix)content/a.md")
    try course.write("step", to: "\(prefix)labs/week6/01-step.md")
    try course.commit(at: "2025-02-03T12:00:00Z")
    return course
  }

  private let days = [
    "content/a.md": "2025-02-03", "content/week6/b é.md": "2024-01-01",
    "labs/week6/01-step.md": "2025-02-03",
  ]

  @Test func `a file is as new as the newest commit that touched it`() throws {
    #expect(try course().history() == GitHistory(days: days))
  }

  @Test func `a course in a folder of its repository has its own paths`() throws {
    let course = try course(in: "courses/ecs/")
    let history = course.history(in: "courses/ecs")
    #expect(history == GitHistory(days: days, prefix: "courses/ecs"))
  }

  @Test func `a day is the author's own`() throws {
    let course = try course()
    try course.write("late", to: "content/a.md")
    try course.commit(at: "2026-01-01T23:30:00-0800")
    #expect(course.history().days["content/a.md"] == "2026-01-01")
  }

  @Test func `what is not committed does not count`() throws {
    let course = try course()
    try course.write("edited", to: "content/a.md")
    try course.write("new", to: "content/new.md")
    #expect(course.history().days == days)
  }

  @Test func `both sides of a merge count`() throws {
    let course = try course()
    try course.git("switch", "--quiet", "--create", "other")
    try course.write("other", to: "content/other.md")
    try course.commit(at: "2026-03-01T12:00:00Z")
    try course.git("switch", "--quiet", "main")
    try course.write("main", to: "content/main.md")
    try course.commit(at: "2026-04-01T12:00:00Z")
    try course.git("merge", "--quiet", "--no-edit", "other")
    let history = course.history()
    #expect(history.days["content/other.md"] == "2026-03-01")
    #expect(history.days["content/main.md"] == "2026-04-01")
  }

  @Test func `where a shallow clone ends nothing is guessed, and it is said`() throws {
    let origin = try course()
    let clone = try GitCourse()
    try clone.git("clone", "--quiet", "--depth", "1", "file://\(origin.folder)", ".")
    try clone.write("newer", to: "content/a.md")
    try clone.commit(at: "2026-05-06T12:00:00Z")
    let history = clone.history()
    #expect(history.days == ["content/a.md": "2026-05-06"])
    #expect(
      history.remark
        == "Pages show no day of their last change where git does not know it: the clone is "
        + "shallow, and begins after they were changed last. Get the whole history: git fetch "
        + "--unshallow.")

    let before = clone.stamp()
    try clone.git("fetch", "--quiet", "--unshallow")
    #expect(clone.history().days == days.merging(history.days) { $1 })
    #expect(clone.history().remark == nil)
    #expect(clone.stamp() != before)
  }

  @Test func `no repository, and one without a commit, are told apart`() throws {
    let course = try GitCourse()
    try course.write("a", to: "content/a.md")
    #expect(course.history().remark?.contains("in no git repository") == true)
    #expect(course.stamp() == nil)
    try course.git("init", "--quiet")
    #expect(course.history().remark?.contains("nothing is committed yet") == true)
  }

  @Test func `the stamp follows the branch that is checked out`() throws {
    let course = try course()
    let first = try #require(course.stamp())
    try course.write("more", to: "content/a.md")
    #expect(course.stamp() == first)
    try course.commit(at: "2026-01-01T12:00:00Z")
    let second = try #require(course.stamp())
    #expect(second != first)
    try course.git("pack-refs", "--all")
    #expect(course.stamp() == second)
    try course.git("checkout", "--quiet", "--detach", "HEAD~1")
    #expect(course.stamp() == first)
  }

  @Test func `a linked work tree has a history too`() throws {
    let course = try course()
    try course.git("worktree", "add", "--quiet", "-b", "side", "linked")
    let stamp = course.stamp()
    #expect(course.history(in: "linked").days == days)
    #expect(course.stamp(in: "linked") == stamp)
  }

  @Test func `a page shows what its author says, or else what git knows`() throws {
    let history = GitHistory(days: [
      "content/week6/a.md": "2020-01-01", "content/week6/b.md": "2020-01-01",
      "labs/logs/lab.yml": "2021-01-01",
    ])
    let site = try PublishedSite(
      [
        PublishedSite.note("a"), PublishedSite.note("b", updated: "2019-01-01"),
        PublishedSite.note("c"),
      ], history: history)
    func day(_ address: String) -> Substring? {
      site.files[address]?.firstMatch(of: /<time datetime="([^"]*)">/)?.1
    }
    #expect(day("week6/a.html") == "2020-01-01")
    #expect(day("week6/b.html") == "2019-01-01")
    #expect(day("week6/c.html") == nil)
    #expect(day("labs/logs.html") == "2021-01-01")
  }

  @Test func `why there is no day is said only where one is missing`() throws {
    let history = GitHistory(days: ["labs/logs/lab.yml": "2021-01-01"], remark: "Why.")
    #expect(try PublishedSite([], history: history).report.remarks == ["Why."])
    let known = GitHistory(
      days: history.days.merging(["content/index.md": "2021-01-01"]) { $1 }, remark: "Why.")
    #expect(try PublishedSite([], history: known).report.remarks.isEmpty)
  }
}
