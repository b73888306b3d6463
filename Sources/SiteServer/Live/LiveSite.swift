import Foundation

/// What is there only while the site is written: a script in every page that notices a new build,
/// the stream of builds, and what a page is compared with. Nothing of it is published.
struct LiveSite: Sendable {
  /// No page of a course has such an address: a name there begins with a letter or a digit.
  static let folder = "/-labs/"

  let feed: LiveFeed

  /// - Parameter content: What the site shows at an address, as it is published.
  func reply(to request: Request, content: (String) -> [UInt8], of site: ServedFolder) -> Reply {
    switch request.address {
    case Self.folder + "events":
      return Reply(
        status: .ok,
        headers: ["Content-Type": "text/event-stream", "Cache-Control": "no-store"],
        body: .bytes(Array("retry: 500\n\n".utf8)), isEventStream: true)
    case Self.folder + "page":
      // /-labs/page?/week6/costs.html tells what that page is now.
      let state = PageState(html: content(request.query), address: request.query, site: site)
      return Reply(
        status: .ok, headers: ["Content-Type": "application/json", "Cache-Control": "no-store"],
        body: .bytes(Array((try? JSONEncoder().encode(state)) ?? Data())))
    default:
      let name = "/" + request.address.dropFirst(Self.folder.count)
      guard case .file(let file) = feed.scripts.find(name) else {
        return .words(.notFound, "There is no such page.")
      }
      return FileReply(file, in: feed.scripts).reply(to: request)
    }
  }

  /// `bytes` with the script that keeps it up to date.
  func page(_ bytes: [UInt8], at address: String, of site: ServedFolder) -> [UInt8] {
    let state = PageState(html: bytes, address: address, site: site)
    let script = Array(
      """
      <script type="module" src="\(Self.folder)live.js" data-page="\(state.page)" \
      data-text="\(state.text)"></script>

      """.utf8)
    let place = bytes.firstRange(of: Array("</head>".utf8))?.lowerBound ?? bytes.endIndex
    return bytes[..<place] + script + bytes[place...]
  }

  /// What a browser shows until there is a site.
  var placeholder: String {
    guard let news = feed.news else {
      return Self.document("The site is being built", "<p>It appears here in a moment.</p>")
    }
    let findings = news.findings.map { finding in
      let words = [finding.place, finding.message, finding.remedy].filter { !$0.isEmpty }
      let excerpt = finding.excerpt.isEmpty ? "" : "<pre>\(finding.excerpt.escaped)</pre>"
      return "<li><p>\(words.map(\.escaped).joined(separator: "<br>"))</p>\(excerpt)</li>"
    }
    return Self.document(
      "There is no site yet",
      "<p>It appears here as soon as these are mended.</p><ul>\(findings.joined())</ul>")
  }

  private static func document(_ title: String, _ body: String) -> String {
    """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark"><title>\(title)</title>
    </head><body><main><h1>\(title)</h1>\(body)</main></body></html>

    """
  }
}

extension String {
  /// As text in HTML.
  fileprivate var escaped: String {
    replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
