/// What a client gets.
struct Reply {
  enum Status: Int {
    case ok = 200
    case partialContent = 206
    case notModified = 304
    case permanentRedirect = 308
    case badRequest = 400
    case notFound = 404
    case methodNotAllowed = 405
    case rangeNotSatisfiable = 416
    case misdirected = 421

    var phrase: String {
      switch self {
      case .ok: "OK"
      case .partialContent: "Partial Content"
      case .notModified: "Not Modified"
      case .permanentRedirect: "Permanent Redirect"
      case .badRequest: "Bad Request"
      case .notFound: "Not Found"
      case .methodNotAllowed: "Method Not Allowed"
      case .rangeNotSatisfiable: "Range Not Satisfiable"
      case .misdirected: "Misdirected Request"
      }
    }
  }

  let status: Status
  var headers: [String: String]
  var body: [UInt8] = []

  static func words(_ status: Status, _ text: String, _ headers: [String: String] = [:]) -> Reply {
    Reply(
      status: status,
      headers: headers.merging(["Content-Type": "text/plain; charset=utf-8"]) { own, _ in own },
      body: Array("\(text)\n".utf8))
  }
}
