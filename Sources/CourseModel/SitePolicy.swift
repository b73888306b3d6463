/// What browsers are told to allow on every page of a site: by the pages themselves, by the server
/// that previews them, and by the hosts that publish them.
public enum SitePolicy {
  /// Everything comes from the site itself, but for pictures that are written into a note, and
  /// nothing is written into a page that runs. This is as much as a page can say of itself.
  public static let content =
    "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
    + "object-src 'none'"

  /// What only a server can say: also that no other site may show a page in a frame.
  public static let headers: [(name: String, value: String)] = [
    ("Content-Security-Policy", "\(content); frame-ancestors 'none'"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
  ]
}
