import Foundation
import Testing

/// `labs serve`, while its author writes.
@Suite(.fewAtOnce) struct ServeTests {
  @Test func `a save is shown, and an error leaves the page until it is mended`() async throws {
    let served = try await ServedCourse()
    #expect(try await served.get("/week6/costs.html").body.contains("They are low."))

    try served.course.write("# Costs\n\nThey are high.\n", to: "content/week6/costs.md")
    let saved = try await served.build()
    #expect(saved.data.touched == ["content/week6/costs.md"])
    #expect(try await served.get("/week6/costs.html").body.contains("They are high."))

    try served.course.write("# Costs\n\n[Gone](gone.md).\n", to: "content/week6/costs.md")
    // Events of one save that come late make one more build of what was there already.
    let broken = try await served.build { $0.status == "failed" }
    #expect(broken.data.diagnostics?.first?.message.contains("gone.md") == true)
    #expect(try await served.get("/week6/costs.html").body.contains("They are high."))

    try served.course.write("# Costs\n\nThey are gone.\n", to: "content/week6/costs.md")
    _ = try await served.build { $0.status == "ok" }
    #expect(try await served.get("/week6/costs.html").body.contains("They are gone."))
  }

  @Test func `a course that is broken from the start is shown as soon as it is mended`()
    async throws
  {
    let files = ServedCourse.content.merging(["content/index.md": "# Hi\n\n[x](no.md)\n"]) { $1 }
    let served = try await ServedCourse(files)
    let early = try await served.get("/")
    #expect(early.status == 503)
    #expect(early.body.contains("content/index.md:3"))

    try served.course.write("# Hi\n\nAll good.\n", to: "content/index.md")
    _ = try await served.build { $0.status == "ok" }
    #expect(try await served.get("/").body.contains("All good."))
  }

  @Test func `notes come, go and change their names`() async throws {
    let served = try await ServedCourse()
    let root = served.course.root
    try served.course.write("# New\n", to: "content/week6/new.md")
    try await served.answers("/week6/new.html", with: 200)

    try FileManager.default.moveItem(
      atPath: root + "/content/week6/new.md", toPath: root + "/content/week6/newer.md")
    try await served.answers("/week6/new.html", with: 404)
    try await served.answers("/week6/newer.html", with: 200)

    try FileManager.default.removeItem(atPath: root + "/content/week6/newer.md")
    try await served.answers("/week6/newer.html", with: 404)
  }

  @Test func `the last of many saves is shown, also when builds are under way`() async throws {
    let served = try await ServedCourse()
    for number in 1...60 {
      try served.course.write("# Costs\n\nVersion \(number).\n", to: "content/week6/costs.md")
      try await Task.sleep(for: .milliseconds(Int.random(in: 0...12)))
    }
    let deadline = ContinuousClock.now + .seconds(30)
    var body = ""
    while !body.contains("Version 60."), ContinuousClock.now < deadline {
      body = try await served.get("/week6/costs.html").body
    }
    #expect(body.contains("Version 60."))
  }

  @Test func `what labs keeps may be deleted meanwhile`() async throws {
    let served = try await ServedCourse()
    let state = served.course.root + "/.labs"
    try FileManager.default.removeItem(atPath: state)
    try served.course.write("# Costs\n\nThey are high.\n", to: "content/week6/costs.md")
    _ = try await served.build { $0.status == "ok" }
    #expect(try await served.get("/week6/costs.html").body.contains("They are high."))
    #expect(try await served.get("/").body.contains("Welcome"))
    let attributes = try FileManager.default.attributesOfItem(atPath: state)
    #expect(attributes[.posixPermissions] as? Int == 0o700)
  }

  @Test func `a theme of the course's own may come, be broken and be mended`() async throws {
    let served = try await ServedCourse()
    try served.course.write("{{#open}", to: "Site/templates/page.mustache")
    let broken = try await served.build { $0.status == "failed" }
    #expect(broken.data.diagnostics?.isEmpty == false)
    #expect(try await served.get("/").body.contains("Welcome"))

    try served.course.write("<h1>Mine</h1>{{{body}}}", to: "Site/templates/page.mustache")
    _ = try await served.build { $0.status == "ok" }
    #expect(try await served.get("/").body.contains("<h1>Mine</h1>"))
  }

  @Test func `a course that goes for a moment comes back`() async throws {
    let served = try await ServedCourse()
    let root = served.course.root
    try FileManager.default.moveItem(atPath: root + "/content", toPath: root + "/away")
    _ = try await served.build { $0.status == "failed" }
    #expect(try await served.get("/").body.contains("Welcome"))

    try FileManager.default.moveItem(atPath: root + "/away", toPath: root + "/content")
    #expect(try await served.build { $0.status == "ok" }.data.event == "built")
  }

  @Test func `what is published stays as it is, and drafts are shown`() async throws {
    let draft = "---\ntitle: Draft\ndraft: true\n---\nNot yet.\n"
    let course = try Program(
      lab: ServedCourse.content.merging(["content/week6/draft.md": draft]) { $1 })
    #expect(try await course.run("build").code == 0)
    let published = course.text(of: "_site/week6/index.html")
    let serve = try course.start(["serve", "--port", "0", "--plain"])
    try await serve.hasPrinted("Serving")
    serve.send(SIGINT)
    #expect(try await serve.ending().code == 0)

    #expect(course.text(of: "_site/week6/index.html") == published)
    #expect(course.text(of: "_site/week6/draft.html") == nil)
    #expect(course.text(of: ".labs/preview/week6/draft.html")?.contains("Not yet.") == true)
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `a signal ends it at once, also while pages listen`(signal: Int32) async throws {
    let served = try await ServedCourse()
    let listener = Task { try? await served.get("/-labs/events") }
    try await Task.sleep(for: .milliseconds(50))
    served.process.send(signal)
    // The page still listens: a server that waited for it would not end.
    #expect(try await served.process.ending().code == 0)
    _ = await listener.value
  }

  @Test func `each build is a line, and a mistake is told once`() async throws {
    let course = try Program(lab: ServedCourse.content)
    let serve = try course.start(["serve", "--port", "0", "--plain"])
    try await serve.hasPrinted("Serving http://127.0.0.1:")
    let before = serve.output
    try course.write("# Costs\n\n[Gone](gone.md).\n", to: "content/week6/costs.md")
    try await serve.hasPrinted("content/week6/costs.md: Not shown: 1 error.")
    try course.write("# Costs\n\n[Gone](gone.md). More.\n", to: "content/week6/costs.md")
    try course.write("# Welcome\n", to: "content/index.md")
    try await serve.hasPrinted("content/index.md")
    try course.write("# Costs\n", to: "content/week6/costs.md")
    try await serve.hasPrinted("Mended: ")
    serve.send(SIGINT)

    let said = try await serve.ending().output.dropFirst(before.count)
    #expect(said.matches(of: /There is no file “gone.md”/).count == 1, "\(said)")
    #expect(
      said.contains(
        #/\n\d\d:\d\d:\d\d content/week6/costs.md: Mended: \d+ pages? rendered anew in /#),
      "\(said)")
  }

  @Test func `what is served once has nothing added, and is not followed`() async throws {
    let course = try Program(lab: ServedCourse.content)
    let serve = try course.start(["serve", "--port", "0", "--plain", "--once"])
    try await serve.hasPrinted("until Ctrl-C")
    let address = try #require(serve.output.firstMatch(of: /http:\S+/)?.output)
    let page = try await ServedCourse.get("\(address)week6/costs.html")
    #expect(page.body == course.text(of: ".labs/preview/week6/costs.html"))
    serve.send(SIGINT)
    #expect(try await serve.ending().code == 0)
  }

  @Test func `a port that is taken is said before anything is built`() async throws {
    let served = try await ServedCourse()
    let port = try #require(served.address.split(separator: ":").last)
    let second = try Program(lab: ServedCourse.content)
    let ending = try await second.run("serve", "--port", String(port))
    #expect(ending.code == 5)
    #expect(ending.errors.contains("Port \(port) of 127.0.0.1 is taken"))
    #expect(ending.output == "")
  }
}
