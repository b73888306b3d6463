/// The beginning of what a client sent, read as RFC 9112 has it: strictly, so that there is one way
/// to understand it.
enum RequestHead: Equatable {
  case incomplete

  /// `length` bytes were this request's; what follows is the next one's.
  case complete(Request, length: Int)
  case refused(Reply.Status)

  /// Of the request line and all headers together, in bytes. Browsers send less than one kilobyte.
  static let longest = 16 * 1024

  init(_ bytes: [UInt8]) {
    // An empty line before a request is to be overlooked (RFC 9112, 2.2).
    let start = bytes.starts(with: "\r\n".utf8) ? 2 : 0
    if start < bytes.count, !(0x41...0x5A).contains(bytes[start]) {
      // Not a method: TLS perhaps. Waiting for more would not help.
      self = .refused(.badRequest)
    } else if let end = Self.end(of: bytes, from: start), end <= Self.longest {
      self = Self.read(bytes[start..<end], length: end)
    } else {
      self = bytes.count > Self.longest ? .refused(.headersTooLarge) : .incomplete
    }
  }

  /// Behind the empty line.
  private static func end(of bytes: [UInt8], from start: Int) -> Int? {
    var index = start + 3
    while index < bytes.count {
      if bytes[index] == 0x0A, bytes[index - 1] == 0x0D, bytes[index - 2] == 0x0A,
        bytes[index - 3] == 0x0D
      {
        return index + 1
      }
      index += 1
    }
    return nil
  }

  private static func read(_ head: ArraySlice<UInt8>, length: Int) -> RequestHead {
    let lines = head.dropLast(4).split(separator: 0x0A, omittingEmptySubsequences: false)
    var texts: [String] = []
    for (number, line) in lines.enumerated() {
      let isLast = number == lines.count - 1
      guard isLast || line.last == 0x0D else { return .refused(.badRequest) }
      let content = isLast ? line : line.dropLast()
      guard !content.contains(where: { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F }),
        let text = String(validating: content, as: UTF8.self)
      else { return .refused(.badRequest) }
      texts.append(text)
    }
    let parts = texts[0].split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 3, isToken(parts[0]), !parts[1].isEmpty, !parts[1].contains("#"),
      parts[2].hasPrefix("HTTP/")
    else { return .refused(.badRequest) }
    guard parts[2] == "HTTP/1.1" || parts[2] == "HTTP/1.0" else {
      return .refused(.versionNotSupported)
    }
    guard var headers = headers(texts.dropFirst()), hasClearEnd(headers),
      headers["host"] != nil || parts[2] == "HTTP/1.0"
    else { return .refused(.badRequest) }
    var whole = parts[1]
    if let host = host(of: whole) {
      headers["host"] = host
      whole = whole.dropFirst(scheme.count + host.count)
      if whole.first != "/" { whole = "/" + whole }
    }
    let target = whole.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let isLast = headers["connection"]?.lowercased().contains("close") == true
    let request = Request(
      method: String(parts[0]), address: String(target[0]),
      query: target.count > 1 ? String(target[1]) : "", headers: headers,
      keepsAlive: parts[2] == "HTTP/1.1" && !isLast)
    return .complete(request, length: length)
  }

  /// `nil` for a line that is no header, and for a host that is given twice.
  private static func headers(_ lines: ArraySlice<String>) -> [String: String]? {
    var headers: [String: String] = [:]
    for line in lines {
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, isToken(parts[0]) else { return nil }
      let name = parts[0].lowercased()
      let value = parts[1].trimmingBlanks
      guard let other = headers[name] else {
        headers[name] = value
        continue
      }
      guard name != "host" else { return nil }
      headers[name] = "\(other), \(value)"
    }
    return headers
  }

  private static let scheme = "http://"

  /// Of a whole address, which counts before the header (RFC 9112, 3.2.2).
  private static func host(of target: Substring) -> String? {
    guard target.lowercased().hasPrefix(scheme) else { return nil }
    return String(target.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" })
  }

  /// Whether all agree where the request ends (RFC 9112, 6.3).
  private static func hasClearEnd(_ headers: [String: String]) -> Bool {
    guard let length = headers["content-length"] else { return true }
    return headers["transfer-encoding"] == nil && !length.isEmpty
      && length.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// The letters of a method or of a header's name (RFC 9110, 5.6.2).
  private static func isToken(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
      }
  }
}

extension Substring {
  /// Without spaces and tabs at both ends.
  var trimmingBlanks: String {
    let blanks: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    let start = drop(while: blanks)
    return String(
      start[..<(start.lastIndex { !blanks($0) }.map(start.index(after:)) ?? start.startIndex)])
  }
}
