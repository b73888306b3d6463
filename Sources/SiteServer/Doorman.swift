/// Answers requests, or refuses them: only GET and HEAD, only for this host, only below the folder.
struct Doorman: Sendable {
  let site: ServedFolder

  func reply(to request: Request, on port: UInt16) -> Reply {
    var reply = answer(request, on: port)
    reply.headers.merge(Self.headers) { own, _ in own }
    return reply
  }

  private func answer(_ request: Request, on port: UInt16) -> Reply {
    // A page of another site could otherwise reach this one under a name that it made up.
    guard ["127.0.0.1:\(port)", "localhost:\(port)"].contains(request.header("Host")?.lowercased())
    else { return .words(.misdirected, "This is not that host.") }
    guard request.method == "GET" || request.method == "HEAD" else {
      return .words(.methodNotAllowed, "Only GET and HEAD are answered.", ["Allow": "GET, HEAD"])
    }
    switch site.find(request.address) {
    case .file(let name, let bytes): return FileReply(name: name, bytes: bytes).reply(to: request)
    case .folder(let address):
      return .words(.permanentRedirect, address, ["Location": address])
    case .nothing: return notFound()
    case .unreadable: return .words(.badRequest, "The address cannot be read.")
    }
  }

  private func notFound() -> Reply {
    guard case .file(let name, let bytes) = site.find("/404.html") else {
      return .words(.notFound, "There is no such page.")
    }
    return Reply(status: .notFound, headers: ["Content-Type": ContentType.of(name)], body: bytes)
  }

  private static let headers = [
    "Cache-Control": "no-cache",
    "Content-Security-Policy":
      "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
      + "object-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
  ]
}
