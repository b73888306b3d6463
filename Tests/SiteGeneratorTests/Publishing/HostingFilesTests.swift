import CourseModel
import Foundation
import Testing

@testable import SiteGenerator

@Suite struct HostingFilesTests {
  @Test func `hosts are told the policy, and what never changes`() throws {
    #expect(
      try PublishedSite([]).files["_headers"] == """
        /course/*
          Content-Security-Policy: default-src 'self'; img-src 'self' data:; base-uri 'none'; \
        form-action 'none'; object-src 'none'; frame-ancestors 'none'
          Cross-Origin-Opener-Policy: same-origin
          Referrer-Policy: no-referrer
          X-Content-Type-Options: nosniff

        /course/assets/*
          Cache-Control: public, max-age=31536000, immutable

        """)
    #expect(try PublishedSite([], baseURL: nil).files["_headers"]?.hasPrefix("/*\n") == true)
  }

  @Test func `a page says its policy itself, for hosts that cannot`() throws {
    let site = try PublishedSite([PublishedSite.note("a", aliases: ["b"])])
    for (address, html) in site.files where address.hasSuffix(".html") {
      let policy = html.firstMatch(of: /<meta http-equiv="Content-Security-Policy" content="(.*)">/)
      let told = policy.map { String($0.1).replacing("&#39;", with: "'") }
      #expect(told == SitePolicy.content, "\(address)")
    }
  }

  @Test func `what lies below assets has a digest in its name`() throws {
    let site = try PublishedSite([])
    let assets = site.files.keys.filter { $0.hasPrefix("assets/") }
    #expect(!assets.isEmpty)
    #expect(assets.allSatisfy { $0.contains(/-[0-9a-f]{10}\./) })
  }

  @Test func `the course's own page for wrong addresses comes before ours`() throws {
    let site = try Fixtures.temporary { folder in
      try FileManager.default.createDirectory(
        atPath: "\(folder)/public", withIntermediateDirectories: true)
      try "Gone.\n".write(toFile: "\(folder)/public/404.html", atomically: true, encoding: .utf8)
      return try PublishedSite([], theme: Theme(folders: [folder, Fixtures.siteFolder]))
    }
    #expect(site.files["404.html"] == "Gone.\n")
  }

  @Test func `a theme's public files lie at the root, and come before ours`() throws {
    let site = try Fixtures.temporary { folder in
      for (name, text) in [("robots.txt", "User-agent: *\nDisallow: /\n"), ("CNAME", "a.example")] {
        try FileManager.default.createDirectory(
          atPath: "\(folder)/public", withIntermediateDirectories: true)
        try text.write(toFile: "\(folder)/public/\(name)", atomically: true, encoding: .utf8)
      }
      return try PublishedSite([], theme: Theme(folders: [folder, Fixtures.siteFolder]))
    }
    #expect(site.files["robots.txt"] == "User-agent: *\nDisallow: /\n")
    #expect(site.files["CNAME"] == "a.example")
    #expect(site.files[".nojekyll"] == "")
  }
}
