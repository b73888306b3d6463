import CourseModel

/// Answers requests, or refuses them: only GET and HEAD, only for this host, only for its own pages,
/// only below the folder. Nothing that is asked for changes anything.
struct Doorman: Sendable {
  let site: ServedFolder

  /// What is there only while the site is written.
  let live: LiveSite?

  /// The answer to what was read, and the request, when it was one.
  func reply(to head: RequestHead, on port: UInt16) -> (Reply, Request?) {
    var request: Request?
    var reply: Reply
    switch head {
    case .complete(let complete, _):
      request = complete
      reply = answer(complete, on: port)
    case .refused(let status): reply = .words(status, "This request is not answered.")
    case .incomplete: reply = .words(.badRequest, "This request has no end.")
    }
    reply.headers.merge(Self.headers) { own, _ in own }
    return (reply, request)
  }

  private func answer(_ request: Request, on port: UInt16) -> Reply {
    let hosts = ["127.0.0.1:\(port)", "localhost:\(port)"]
    // A page of another site could otherwise reach this one under a name that it made up.
    guard let host = request.header("Host")?.lowercased(), hosts.contains(host) else {
      return .words(.misdirected, "This is not that host.")
    }
    guard request.method == "GET" || request.method == "HEAD" else {
      return .words(.methodNotAllowed, "Only GET and HEAD are answered.", ["Allow": "GET, HEAD"])
    }
    guard !request.hasBody else {
      return .words(.contentTooLarge, "A request for a page has no body.")
    }
    guard isOwn(request, host) else {
      return .words(.forbidden, "Pages of other sites may link here, and nothing else.")
    }
    if let live, request.address.hasPrefix(LiveSite.folder) {
      return live.reply(to: request, content: content(at:), of: site)
    }
    return page(request)
  }

  /// Whether nobody else's page has asked for this; following a link from there is allowed. Browsers
  /// say who asks: https://www.w3.org/TR/fetch-metadata/.
  private func isOwn(_ request: Request, _ host: String) -> Bool {
    let isLink =
      request.header("Sec-Fetch-Mode") == "navigate"
      && request.header("Sec-Fetch-Dest") == "document"
      && !request.address.hasPrefix(LiveSite.folder)
    if let site = request.header("Sec-Fetch-Site"), site != "same-origin", site != "none" {
      return isLink
    }
    guard let origin = request.header("Origin")?.lowercased() else { return true }
    return origin == "http://\(host)"
  }

  private func page(_ request: Request) -> Reply {
    switch site.find(request.address) {
    case .file(let file): return shown(file, request.address).reply(to: request)
    case .folder(let address):
      let target = request.query.isEmpty ? address : "\(address)?\(request.query)"
      return .words(.permanentRedirect, target, ["Location": target])
    case .nothing: return notFound(request)
    case .unreadable: return .words(.badRequest, "The address cannot be read.")
    }
  }

  private func notFound(_ request: Request) -> Reply {
    guard let absence else { return .words(.notFound, "There is no such page.") }
    return Reply(
      status: absence.status, headers: ["Content-Type": "text/html; charset=utf-8"],
      body: .bytes(shown(absence.html, request.address)))
  }

  /// The page that stands in for one that is not there.
  private var absence: (status: Reply.Status, html: [UInt8])? {
    if case .file(let file) = site.find("/404.html") { return (.notFound, file.bytes()) }
    guard let live, case .nothing = site.find("/") else { return nil }
    return (.unavailable, Array(live.placeholder.utf8))
  }

  /// What is shown at an address, whether it is there or not.
  private func content(at address: String) -> [UInt8] {
    guard case .file(let file) = site.find(address) else { return absence?.html ?? [] }
    return ContentType.isPage(file.name) ? file.bytes() : []
  }

  private func shown(_ file: ServedFile, _ address: String) -> FileReply {
    guard live != nil, ContentType.isPage(file.name) else { return FileReply(file, in: site) }
    return FileReply(name: file.name, bytes: shown(file.bytes(), address))
  }

  private func shown(_ html: [UInt8], _ address: String) -> [UInt8] {
    live?.page(html, at: address, of: site) ?? html
  }

  private static let headers = Dictionary(
    SitePolicy.headers.map { ($0.name, $0.value) }
      // What is previewed is nobody else's to show.
      + [("Cache-Control", "no-cache"), ("Cross-Origin-Resource-Policy", "same-origin")]
  ) { own, _ in own }
}
