import CourseModel

/// A file as the answer to a request: whole, in part, or not at all when the client has it already.
/// The order of the questions is that of RFC 9110, 13.2.2.
struct FileReply {
  let name: String
  let bytes: [UInt8]

  func reply(to request: Request) -> Reply {
    let tag = "\"\(Digest(of: bytes).short)\""
    var headers = ["Content-Type": ContentType.of(name), "ETag": tag, "Accept-Ranges": "bytes"]
    if let wanted = request.header("If-Match"), !isListed(tag, in: wanted, weakly: false) {
      return .words(.preconditionFailed, "The file is another one by now.")
    }
    if let known = request.header("If-None-Match"), isListed(tag, in: known, weakly: true) {
      return Reply(status: .notModified, headers: headers, body: bytes)
    }
    let condition = request.header("If-Range")
    // Only GET has ranges (RFC 9110, 14.2).
    guard request.method == "GET", let text = request.header("Range"),
      condition == nil || condition == tag, let range = ByteRange(text, of: bytes.count)
    else {
      return Reply(status: .ok, headers: headers, body: bytes)
    }
    guard case .part(let part) = range else {
      headers["Content-Range"] = "bytes */\(bytes.count)"
      return Reply(status: .rangeNotSatisfiable, headers: headers)
    }
    headers["Content-Range"] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(bytes.count)"
    return Reply(status: .partialContent, headers: headers, body: Array(bytes[part]))
  }

  private func isListed(_ tag: String, in list: String, weakly: Bool) -> Bool {
    list.split(separator: ",").contains { candidate in
      let candidate = candidate.trimmingBlanks
      return candidate == "*" || candidate == tag || (weakly && candidate == "W/\(tag)")
    }
  }
}
