/// What a client asks for.
struct Request {
  let method: String

  /// Percent-encoded, as it came, without the query.
  let address: String

  /// A header's value by its name, in any case.
  let header: (String) -> String?
}
