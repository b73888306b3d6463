/// What a client gets.
struct Reply {
  enum Status: Int {
    case ok = 200
    case partialContent = 206
    case notModified = 304
    case permanentRedirect = 308
    case badRequest = 400
    case forbidden = 403
    case notFound = 404
    case methodNotAllowed = 405
    case requestTimeout = 408
    case preconditionFailed = 412
    case contentTooLarge = 413
    case rangeNotSatisfiable = 416
    case misdirected = 421
    case headersTooLarge = 431
    case unavailable = 503
    case versionNotSupported = 505

    var phrase: String {
      switch self {
      case .ok: "OK"
      case .partialContent: "Partial Content"
      case .notModified: "Not Modified"
      case .permanentRedirect: "Permanent Redirect"
      case .badRequest: "Bad Request"
      case .forbidden: "Forbidden"
      case .notFound: "Not Found"
      case .methodNotAllowed: "Method Not Allowed"
      case .requestTimeout: "Request Timeout"
      case .preconditionFailed: "Precondition Failed"
      case .contentTooLarge: "Content Too Large"
      case .rangeNotSatisfiable: "Range Not Satisfiable"
      case .misdirected: "Misdirected Request"
      case .headersTooLarge: "Request Header Fields Too Large"
      case .unavailable: "Service Unavailable"
      case .versionNotSupported: "HTTP Version Not Supported"
      }
    }
  }

  let status: Status
  var headers: [String: String]
  var body = ReplyBody.bytes([])

  /// The connection stays open, and gets an event for each build.
  var isEventStream = false

  static func words(_ status: Status, _ text: String, _ headers: [String: String] = [:]) -> Reply {
    Reply(
      status: status,
      headers: headers.merging(["Content-Type": "text/plain; charset=utf-8"]) { own, _ in own },
      body: .bytes(Array("\(text)\n".utf8)))
  }

  /// The status and the headers as they go over the wire.
  func head(keepsAlive: Bool, date: HTTPDate) -> [UInt8] {
    var headers = headers
    headers["Date"] = date.text
    // Also where the body itself is left out (RFC 9110, 8.6); a stream ends with its connection.
    if !isEventStream { headers["Content-Length"] = String(body.count) }
    if !keepsAlive { headers["Connection"] = "close" }
    var head = "HTTP/1.1 \(status.rawValue) \(status.phrase)\r\n"
    for (name, value) in headers.sorted(by: { $0.key < $1.key }) { head += "\(name): \(value)\r\n" }
    return Array("\(head)\r\n".utf8)
  }
}
