import CourseModel
import Foundation

/// A file as the answer to a request: whole, in part, or not at all when the client has it already.
struct FileReply {
  let name: String
  let bytes: [UInt8]

  func reply(to request: Request) -> Reply {
    let tag = "\"\(Digest(of: bytes).short)\""
    var headers = ["Content-Type": ContentType.of(name), "ETag": tag, "Accept-Ranges": "bytes"]
    if matches(request.header("If-None-Match"), tag) {
      return Reply(status: .notModified, headers: headers, body: bytes)
    }
    let condition = request.header("If-Range")
    guard let text = request.header("Range"), condition == nil || condition == tag,
      let range = ByteRange(text, of: bytes.count)
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

  private func matches(_ header: String?, _ tag: String) -> Bool {
    guard let header else { return false }
    return header.split(separator: ",").contains { candidate in
      let candidate = candidate.trimmingCharacters(in: .whitespaces)
      return candidate == "*" || candidate == tag || candidate == "W/\(tag)"
    }
  }
}
