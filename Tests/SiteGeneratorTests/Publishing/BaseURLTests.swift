import CourseModel
import Testing

@testable import SiteGenerator

@Suite struct BaseURLTests {
  @Test(arguments: [
    ("https://example.com", "https://example.com/week6/"),
    ("https://Example.COM/", "https://example.com/week6/"),
    ("http://127.0.0.1:8000/course//", "http://127.0.0.1:8000/course/week6/"),
    ("HTTPS://example.com", "https://example.com/week6/"), ("https://example.com/a b", nil),
    ("https://example.com/é", "https://example.com/%C3%A9/week6/"),
    ("https://example.com/a%20b", "https://example.com/a%20b/week6/"),
    ("https://example.com/a&b", "https://example.com/a&b/week6/"),
    ("example.com/course", nil), ("/course", nil), ("ftp://example.com", nil), ("https://", nil),
    ("https://user:word@example.com", nil), ("https://example.com:port", nil),
    ("https://example.com/?a", nil), ("https://example.com/#a", nil), ("", nil),
    ("https://münchen.example", nil),
  ])
  func `only the full address of a web page is one`(written: String, index: String?) {
    #expect((try? BaseURL(written))?.address(of: "week6/index.html") == index)
  }

  @Test func `what is none is said with what to write`() {
    #expect {
      try BaseURL("example.com")
    } throws: { error in
      "\(error)"
        == "“example.com” is no address that a site can have. Write it in full, with nothing "
        + "after the path: https://example.com/course."
    }
  }
}
