import Testing

@testable import SiteGenerator

@Suite struct ForgeTests {
  @Test(arguments: [
    ("https://github.com/a/b", "https://github.com/a/b/edit/HEAD/content/x%20y.md"),
    (
      "https://github.example.com/a/b.git",
      "https://github.example.com/a/b/edit/HEAD/content/x%20y.md"
    ),
    ("https://gitlab.com/a/b/c", "https://gitlab.com/a/b/c/-/edit/HEAD/content/x%20y.md"),
    ("https://bitbucket.org/a/b", "https://bitbucket.org/a/b/src/HEAD/content/x%20y.md"),
    ("https://codeberg.org/a/b", "https://codeberg.org/a/b/src/commit/HEAD/content/x%20y.md"),
    (
      "https://gitea.example.com/a/b",
      "https://gitea.example.com/a/b/src/commit/HEAD/content/x%20y.md"
    ),
    ("https://example.com/a/github", nil),
  ])
  func `each host has its own address for a file`(repository: String, expected: String?) {
    #expect(Forge(repository: repository)?.editing("content/x y.md") == expected)
  }

  @Test func `a course in a folder of its repository is found there`() {
    let forge = Forge(repository: "https://github.com/a/b", prefix: "courses/ecs")
    #expect(
      forge?.editing("labs/week6/lab.yml")
        == "https://github.com/a/b/edit/HEAD/courses/ecs/labs/week6/lab.yml")
    #expect(forge?.showing("bin") == "https://github.com/a/b/tree/HEAD/courses/ecs/bin")
  }
}
