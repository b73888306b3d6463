/// What a client asks for.
struct Request: Equatable {
  let method: String

  /// Percent-encoded, as it came, without the query.
  let address: String

  /// What follows the address's question mark, percent-encoded.
  let query: String

  /// By their names in lowercase; what came twice is joined by commas.
  let headers: [String: String]

  /// Whether more may come on the same connection.
  let keepsAlive: Bool

  /// A header's value by its name, in any case.
  func header(_ name: String) -> String? { headers[name.lowercased()] }

  var hasBody: Bool {
    header("Transfer-Encoding") != nil || (header("Content-Length") ?? "0") != "0"
  }
}
