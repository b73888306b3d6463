import CourseModel
import Foundation
import Synchronization
import Testing

@testable import SiteServer

@Suite struct SiteServerTests {
  @Test func `serves a page with its type, a tag and a strict policy`() async throws {
    try await SiteFolder.served { client, _ throws in
      let answer = try client.get("/week6/costs.html")
      #expect(answer.status == 200)
      #expect(answer.body == "<h1>Costs</h1>")
      #expect(answer.headers["content-type"] == "text/html; charset=utf-8")
      #expect(answer.headers["content-length"] == "14")
      #expect(answer.headers["cache-control"] == "no-cache")
    }
  }

  @Test(arguments: ["/", "/digits.txt", "/nothing.html", "/%", "/week6"])
  func `every answer allows what a published site allows`(address: String) async throws {
    try await SiteFolder.served { client, _ throws in
      let answer = try client.get(address)
      for (name, value) in SitePolicy.headers {
        #expect(answer.headers[name.lowercased()] == value)
      }
    }
  }

  @Test func `every answer tells when it was given`() async throws {
    try await SiteFolder.served { client, _ throws in
      for address in ["/", "/nothing.html", "/%"] {
        let date = try #require(try client.get(address).headers["date"])
        #expect(date.wholeMatch(of: #/\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/#) != nil)
      }
    }
  }

  @Test func `a folder shows its opening page, and gets its slash first`() async throws {
    try await SiteFolder.served { client, _ throws in
      #expect(try client.get("/").body == "<h1>Home</h1>")
      #expect(try client.get("/week6/").body == "<h1>Week 6</h1>")
      let redirect = try client.get("/week6")
      #expect(redirect.status == 308)
      #expect(redirect.headers["location"] == "/week6/")
      #expect(try client.get("//week6").headers["location"] == "/week6/")
      #expect(try client.get("/week6?q=a%20b").headers["location"] == "/week6/?q=a%20b")
    }
  }

  @Test func `a query and percent-encoded letters do not keep a page from being found`()
    async throws
  {
    try await SiteFolder.served { client, _ throws in
      #expect(try client.get("/week6/c%6Fsts.html?x=../..").body == "<h1>Costs</h1>")
      #expect(try client.get("/week6/%C3%BC.html").body == "<h1>Ünï</h1>")
    }
  }

  @Test(arguments: [
    "/../secret.txt", "/week6/../../secret.txt", "/%2e%2e/secret.txt", "/%2E%2E/secret.txt",
    "/.%2e/secret.txt", "/%2e%2e%2fsecret.txt", "/..%2fsecret.txt", "/..%5csecret.txt",
    "/..\\secret.txt", "/week6/..%2f..%2fsecret.txt", "/%252e%252e/secret.txt",
    "/..%252fsecret.txt", "/%c0%ae%c0%ae/secret.txt", "/%e0%80%ae./secret.txt", "/..;/secret.txt",
    "/secret.txt%00.html", "/%00/../secret.txt", "/out.txt", "/up/secret.txt",
    "/up/site/digits.txt",
    "/.hidden", "/%2ehidden", "//../secret.txt", "/./../secret.txt", "/....//secret.txt",
    "../secret.txt",
    "*", "/index.html#top", "/%", "/%2", "/%zz", "/digits.txt/", "/digits.txt/..",
  ])
  func `nothing but the site is served`(address: String) async throws {
    try await SiteFolder.served { client, _ throws in
      let answer = try client.get(address)
      #expect([400, 404].contains(answer.status))
      #expect(!answer.body.contains("secret") && !answer.body.contains("hidden"))
    }
  }

  @Test func `a page that is not there is answered by the site's own 404 page`() async throws {
    try await SiteFolder.served { client, _ throws in
      let answer = try client.get("/nothing.html")
      #expect(answer.status == 404)
      #expect(answer.body == "<h1>There is no such page</h1>")
    }
  }

  @Test(arguments: [
    "evil.example", "127.0.0.1", "localhost", "127.0.0.1:1", "[::1]:80", "", "a@127.0.0.1",
  ])
  func `a request for another host is refused`(host: String) async throws {
    try await SiteFolder.served { client, _ throws in
      let answer = try client.get("/", ["Host": host])
      #expect(answer.status == 421)
      #expect(!answer.body.contains("Home"))
    }
  }

  @Test func `a whole address counts before the host that is given beside it`() async throws {
    try await SiteFolder.served { client, _ throws in
      let own = "http://127.0.0.1:\(client.port)"
      #expect(try client.get("\(own)/week6/costs.html?a=b").body == "<h1>Costs</h1>")
      #expect(try client.get(own).body == "<h1>Home</h1>")
      #expect(try client.get("\(own)/", ["Host": "evil.example"]).status == 200)
      #expect(try client.get("http://evil.example/").status == 421)
      #expect(try client.get("\(own)/../secret.txt").status == 400)
    }
  }

  @Test func `localhost is this host too`() async throws {
    try await SiteFolder.served { client, _ throws in
      let answer = try client.get("/", ["Host": "localhost:\(client.port)"])
      #expect(answer.status == 200)
    }
  }

  @Test(arguments: ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
  func `other methods are refused`(method: String) async throws {
    try await SiteFolder.served { client, _ throws in
      let answer = try client.send(method, "/")
      #expect(answer.status == 405)
      #expect(answer.headers["allow"] == "GET, HEAD")
    }
  }

  @Test func `HEAD answers like GET, without the body`() async throws {
    try await SiteFolder.served { client, _ throws in
      let whole = try client.get("/digits.txt")
      let head = try client.send("HEAD", "/digits.txt")
      #expect(head.status == 200)
      #expect(head.body == "")
      #expect(
        head.headers.filter { $0.key != "date" } == whole.headers.filter { $0.key != "date" })
    }
  }

  @Test func `a page that the client has is not sent again, until it changes`() async throws {
    try await SiteFolder.served { client, folder throws in
      let tag = try #require(try client.get("/index.html").headers["etag"])
      let again = try client.get("/index.html", ["If-None-Match": "\"other\", W/\(tag)"])
      #expect(again.status == 304)
      #expect(again.body == "")
      try folder.write("<h1>New</h1>", to: "site/index.html")
      let changed = try client.get("/index.html", ["If-None-Match": tag])
      #expect(changed.status == 200)
      #expect(changed.body == "<h1>New</h1>")
    }
  }

  @Test(arguments: [
    ("bytes=2-4", 206, "234", "bytes 2-4/10"), ("bytes=7-", 206, "789", "bytes 7-9/10"),
    ("bytes=-2", 206, "89", "bytes 8-9/10"), ("bytes=8-99", 206, "89", "bytes 8-9/10"),
    ("bytes=10-", 416, "", "bytes */10"), ("bytes=0-1,3-4", 200, "0123456789", nil),
    ("bytes=4-2", 200, "0123456789", nil), ("lines=1-2", 200, "0123456789", nil),
    ("bytes=99999999999999999999-", 200, "0123456789", nil),
  ])
  func `a part of a file can be asked for`(
    range: String, status: Int, body: String, contentRange: String?
  ) async throws {
    try await SiteFolder.served { client, _ throws in
      let answer = try client.get("/digits.txt", ["Range": range])
      #expect(answer.status == status)
      #expect(answer.body == body)
      #expect(answer.headers["content-range"] == contentRange)
    }
  }

  @Test func `a taken port is said, with a way out`() async throws {
    try await SiteFolder.served { client, folder throws in
      let second = Mutex<LabsError?>(nil)
      let done = DispatchSemaphore(value: 0)
      Task {
        do {
          try await SiteServer(folder: folder.path, port: client.port).run { _ in }
        } catch let error as LabsError {
          second.withLock { $0 = error }
        }
        done.signal()
      }
      done.wait()
      let error = try #require(second.withLock { $0 })
      #expect(error.code == .environmentNotReady)
      #expect(error.message.contains("Port \(client.port) of 127.0.0.1"))
      #expect(error.hint.contains("--port"))
    }
  }

  @Test func `a site may come later`() async throws {
    try await SiteFolder.served { client, folder throws in
      try FileManager.default.moveItem(atPath: folder.path, toPath: folder.path + "-away")
      #expect(try client.get("/").status == 404)
      try FileManager.default.moveItem(atPath: folder.path + "-away", toPath: folder.path)
      #expect(try client.get("/").body == "<h1>Home</h1>")
    }
  }
}
