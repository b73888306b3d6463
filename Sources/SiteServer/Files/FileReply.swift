import CourseModel

/// A file as the answer to a request: whole, in part, or not at all when the client has it already.
/// The order of the questions is that of RFC 9110, 13.2.2.
struct FileReply {
  let name: String

  /// Another one for other content.
  let digest: String
  let content: ReplyBody

  /// A file as it is.
  init(_ file: ServedFile, in folder: ServedFolder) {
    name = file.name
    digest = folder.digest(of: file)
    content = .part(of: file, 0..<file.size)
  }

  /// What is made of a file.
  init(name: String, bytes: [UInt8]) {
    self.name = name
    digest = Digest(of: bytes).short
    content = .bytes(bytes)
  }

  func reply(to request: Request) -> Reply {
    let tag = "\"\(digest)\""
    var headers = ["Content-Type": ContentType.of(name), "ETag": tag, "Accept-Ranges": "bytes"]
    if let wanted = request.header("If-Match"), !isListed(tag, in: wanted, weakly: false) {
      return .words(.preconditionFailed, "The file is another one by now.")
    }
    if let known = request.header("If-None-Match"), isListed(tag, in: known, weakly: true) {
      return Reply(status: .notModified, headers: headers, body: content)
    }
    let condition = request.header("If-Range")
    // Only GET has ranges (RFC 9110, 14.2).
    guard request.method == "GET", let text = request.header("Range"),
      condition == nil || condition == tag, let range = ByteRange(text, of: content.count)
    else {
      return Reply(status: .ok, headers: headers, body: content)
    }
    guard case .part(let part) = range else {
      headers["Content-Range"] = "bytes */\(content.count)"
      return Reply(status: .rangeNotSatisfiable, headers: headers)
    }
    headers["Content-Range"] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(content.count)"
    return Reply(status: .partialContent, headers: headers, body: content[part])
  }

  private func isListed(_ tag: String, in list: String, weakly: Bool) -> Bool {
    list.split(separator: ",").contains { candidate in
      let candidate = candidate.trimmingBlanks
      return candidate == "*" || candidate == tag || (weakly && candidate == "W/\(tag)")
    }
  }
}
