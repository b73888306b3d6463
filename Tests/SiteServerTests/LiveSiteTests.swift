import Foundation
import Testing

@testable import SiteServer

/// What the server adds while a site is written.
@Suite struct LiveSiteTests {
  /// Serves with the scripts of a folder that holds `live.js`.
  private func served(
    _ body: @escaping @Sendable (RawClient, SiteFolder, LiveFeed) throws -> Void
  ) async throws {
    let scripts = NSTemporaryDirectory() + "live-scripts-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: scripts, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: scripts) }
    try Data("// live".utf8).write(to: URL(fileURLWithPath: scripts + "/live.js"))
    let feed = LiveFeed(scripts: scripts)
    try await SiteFolder.served(live: feed) { try body($0, $1, feed) }
  }

  private struct State: Decodable, Equatable {
    let page: String
    let text: String
    let styles: [String]
  }

  private static func state(_ client: RawClient, _ address: String) throws -> State {
    let answer = try client.get("/-labs/page?\(address)")
    return try JSONDecoder().decode(State.self, from: Data(answer.body.utf8))
  }

  private func stream(_ client: RawClient, _ headers: String = "") throws -> RawConnection {
    let connection = try RawConnection(port: client.port)
    try connection.send(
      "GET /-labs/events HTTP/1.1\r\nHost: 127.0.0.1:\(client.port)\r\n\(headers)\r\n")
    return connection
  }

  @Test func `pages carry the script, and nothing else does`() async throws {
    try await served { client, folder, _ throws in
      try folder.write("<html><head></head><body>Hi</body></html>", to: "site/hi.html")
      let page = try client.get("/hi.html").body
      #expect(page.contains("<script type=\"module\" src=\"/-labs/live.js\" data-page=\""))
      #expect(
        page.hasPrefix("<html><head><script") && page.hasSuffix("</head><body>Hi</body></html>"))
      #expect(try client.get("/week6/costs.html").body.hasPrefix("<h1>Costs</h1><script"))
      #expect(try client.get("/nothing.html").body.contains("/-labs/live.js"))
      #expect(try client.get("/digits.txt").body == "0123456789")
      #expect(try client.get("/-labs/live.js").body == "// live")
    }
  }

  @Test func `a page that is served as it is has no script, and no stream`() async throws {
    try await SiteFolder.served { client, _ throws in
      #expect(try client.get("/").body == "<h1>Home</h1>")
      #expect(try client.get("/-labs/events").status == 404)
    }
  }

  @Test func `the tag of a page stays while the page does`() async throws {
    try await served { client, _, feed throws in
      let tag = try #require(try client.get("/").headers["etag"])
      feed.announce(BuildNews(findings: []))
      #expect(try client.get("/", ["If-None-Match": tag]).status == 304)
      #expect(try client.send("HEAD", "/").headers["etag"] == tag)
    }
  }

  @Test func `a page knows whether its text, its style or a picture changed`() async throws {
    try await served { client, folder, _ throws in
      func page(_ style: String, _ text: String) throws {
        try folder.write(
          """
          <head><link rel="stylesheet" href="../assets/\(style)"></head>
          <body>\(text)<img alt="" src="box.png"></body>
          """, to: "site/week6/a.html")
      }
      try folder.write("red", to: "site/assets/1.css")
      try folder.write("one", to: "site/week6/box.png")
      try page("1.css", "Text")
      let first = try Self.state(client, "/week6/a.html")
      #expect(first.styles == ["../assets/1.css"])
      #expect(try client.get("/week6/a.html").body.contains("data-page=\"\(first.page)\""))

      try page("2.css", "Text")
      let restyled = try Self.state(client, "/week6/a.html")
      #expect(restyled.text == first.text && restyled.page != first.page)
      try page("1.css", "Text")
      try folder.write("blue", to: "site/assets/1.css")
      let repainted = try Self.state(client, "/week6/a.html")
      #expect(repainted.text == first.text && repainted.page != first.page)
      try folder.write("red", to: "site/assets/1.css")
      try folder.write("two", to: "site/week6/box.png")
      #expect(try Self.state(client, "/week6/a.html").text != first.text)
      try folder.write("one", to: "site/week6/box.png")
      #expect(try Self.state(client, "/week6/a.html") == first)
      try page("1.css", "Other")
      #expect(try Self.state(client, "/week6/a.html").text != first.text)
    }
  }

  @Test(arguments: ["srcset=\"one.png 1x, two.png?a=1&amp;b=2 2x\"", "poster=\"two.png\""])
  func `a page knows of every picture that it may show`(attribute: String) async throws {
    try await served { client, folder, _ throws in
      try folder.write("two", to: "site/week6/two.png")
      try folder.write("<img alt=\"\" src=\"one.png\" \(attribute)>", to: "site/week6/a.html")
      let first = try Self.state(client, "/week6/a.html")
      try folder.write("other", to: "site/week6/two.png")
      #expect(try Self.state(client, "/week6/a.html").text != first.text)
    }
  }

  @Test func `a page that is gone, and one that appears, are other pages`() async throws {
    try await served { client, folder, _ throws in
      let gone = try Self.state(client, "/new.html")
      try folder.write("<h1>New</h1>", to: "site/new.html")
      #expect(try Self.state(client, "/new.html") != gone)
      #expect(try Self.state(client, "/other.html") == gone)
      #expect(try Self.state(client, "/../secret.txt") == gone)
    }
  }

  @Test func `a listener hears of the last build at once, and of every later one`() async throws {
    try await served { client, _, feed throws in
      feed.announce(BuildNews(findings: []))
      let connection = try stream(client)
      let head = connection.received { $0.contains("\"findings\":[]") }
      #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(head.contains("Content-Type: text/event-stream\r\n"))
      #expect(!head.contains("Content-Length"))
      feed.announce(
        BuildNews(findings: [
          .init(
            .error, place: "content/a.md:3", message: "“<b>” is\nwrong.", remedy: "Mend it.",
            excerpt: "3 | <b>")
        ]))
      let event = connection.received { $0.hasSuffix("\n\n") }
      #expect(event.hasPrefix("data: {\"build\":"))
      #expect(event.contains("“<b>” is\\nwrong."))
      #expect(event.split(separator: "\n").count == 1)
    }
  }

  @Test func `many listeners hear the same, also when some have left`() async throws {
    try await served { client, _, feed throws in
      let listeners = try (0..<20).map { _ in try stream(client) }
      let left = try (0..<20).map { _ in try stream(client) }
      for connection in left + listeners { _ = connection.received { $0.contains("retry") } }
      withExtendedLifetime(left) {}
      feed.announce(BuildNews(findings: []))
      for listener in listeners {
        #expect(listener.received { $0.contains("findings") }.contains("\"findings\":[]"))
      }
    }
  }

  @Test func `a quiet stream gives signs of life`() async throws {
    let feed = LiveFeed(scripts: "/nowhere")
    let patience = Patience(idle: .milliseconds(10), heartbeat: .milliseconds(40))
    try await SiteFolder.served(live: feed, patience: patience) { client, _ throws in
      let connection = try stream(client)
      let text = connection.received { $0.components(separatedBy: "\n:\n").count > 3 }
      #expect(text.components(separatedBy: "\n:\n").count > 3)
    }
  }

  @Test(arguments: [
    ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"],
    ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"],
    ["Origin": "https://evil.example"], ["Origin": "null"], ["Origin": "http://127.0.0.1:1"],
  ])
  func `another site hears nothing`(headers: [String: String]) async throws {
    try await served { client, _, feed throws in
      feed.announce(BuildNews(findings: []))
      for address in ["/-labs/events", "/-labs/page?/", "/-labs/live.js"] {
        let answer = try client.get(address, headers)
        #expect(answer.status == 403)
        #expect(!answer.body.contains("findings"))
      }
    }
  }

  @Test func `another site may link to a page, and embed nothing`() async throws {
    try await served { client, _, _ throws in
      let link = ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"]
      #expect(
        try client.get("/", link.merging(["Sec-Fetch-Dest": "document"]) { $1 }).status == 200)
      #expect(try client.get("/", link.merging(["Sec-Fetch-Dest": "iframe"]) { $1 }).status == 403)
      #expect(
        try client.get(
          "/digits.txt", ["Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors"]
        ).status == 403)
    }
  }

  @Test func `a page of its own is answered`() async throws {
    try await served { client, _, _ throws in
      let own = ["Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:\(client.port)"]
      #expect(try client.get("/-labs/page?/", own).status == 200)
      #expect(try client.get("/-labs/page?/", ["Sec-Fetch-Site": "none"]).status == 200)
    }
  }

  @Test func `without a site there is a page that tells why`() async throws {
    try await served { client, folder, feed throws in
      try FileManager.default.removeItem(atPath: folder.path)
      let early = try client.get("/week6/costs.html")
      #expect(early.status == 503)
      #expect(early.body.contains("The site is being built"))
      #expect(early.body.contains("/-labs/live.js"))
      let state = try Self.state(client, "/")
      feed.announce(
        BuildNews(findings: [
          .init(
            .error, place: "content/<img src=x>.md:1", message: "A & B", remedy: "",
            excerpt: "1 | x")
        ]))
      let broken = try client.get("/")
      #expect(broken.status == 503)
      #expect(broken.body.contains("content/&lt;img src=x&gt;.md:1<br>A &amp; B"))
      #expect(try Self.state(client, "/") != state)
    }
  }

  @Test func `a page full of mistakes is not flooded`() {
    let finding = BuildNews.Finding(
      .warning, place: "", message: "x", remedy: "", excerpt: "")
    let news = BuildNews(findings: Array(repeating: finding, count: 73))
    #expect(news.findings.count == 50)
    #expect(news.unlisted == 23)
  }
}
