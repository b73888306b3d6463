import Testing

@testable import SiteGenerator

@Suite struct LLMsTextTests {
  @Test func `it lists the pages under the headings of the navigation`() throws {
    let note = PublishedSite.note("costs", title: "[Costs]", text: "What an\nhour costs.\n")
    let site = try PublishedSite([note])
    #expect(
      site.files["llms.txt"] == """
        # C & D

        > Small <but> whole.

        ## C & D

        - [C & D](https://example.org/course/): Hi.

        ## Week 6

        - [Week 6](https://example.org/course/week6/)
        - [\\[Costs\\]](https://example.org/course/week6/costs.html): What an hour costs.

        ## Labs

        - [Labs](https://example.org/course/labs/): Exercises that are run and checked.
        - [Logs](https://example.org/course/labs/logs.html)

        """)
  }

  @Test func `without a base URL its addresses are relative to it`() throws {
    let site = try PublishedSite([PublishedSite.note("costs")], baseURL: nil)
    #expect(site.files["llms.txt"]?.contains("- [costs](week6/costs.html): Text.\n") == true)
  }
}
