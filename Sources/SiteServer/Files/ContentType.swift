/// The media type of a file, by the ending of its name.
enum ContentType {
  static func of(_ name: String) -> String {
    let ending = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
    return types[ending] ?? "application/octet-stream"
  }

  static func isPage(_ name: String) -> Bool { of(name).hasPrefix("text/html") }

  private static let types = [
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8", "json": "application/json",
    "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
    "gif": "image/gif", "webp": "image/webp", "avif": "image/avif", "ico": "image/x-icon",
    "txt": "text/plain; charset=utf-8", "md": "text/markdown; charset=utf-8",
    "py": "text/plain; charset=utf-8", "sh": "text/plain; charset=utf-8",
    "yaml": "text/plain; charset=utf-8", "yml": "text/plain; charset=utf-8",
    "xml": "application/xml", "atom": "application/atom+xml", "pdf": "application/pdf",
    "zip": "application/zip", "woff2": "font/woff2", "webmanifest": "application/manifest+json",
  ]
}
