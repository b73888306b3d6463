/// Tells what stands for a secret from what is one.
enum Placeholder {
  /// Whether nobody would take a value for a real one that has a name before it: a variable, a gap
  /// to be filled in, or a word that says so.
  static func isPlaceholder(_ value: some Collection<UInt8>) -> Bool {
    if value.count < 4 || value.contains(where: { $0 >= 0x80 || "<>{}%*[]()".utf8.contains($0) })
      || holdsVariable(value)
    {
      return true
    }
    let word = String(decoding: value, as: UTF8.self).lowercased()
    return words.contains(word) || parts.contains { word.contains($0) } || isFiller(value)
  }

  /// `$NAME`, `$1`: a `$` at the end, or before another sign, is a letter of a password.
  private static func holdsVariable(_ value: some Collection<UInt8>) -> Bool {
    zip(value, value.dropFirst()).contains { $0 == 0x24 && ($1.isLetterOrDigit || $1 == 0x5f) }
  }

  /// Whether a value that has a secret's shape is only there to show the shape.
  static func isFiller(_ value: some Collection<UInt8>) -> Bool {
    var run = 0
    var last: UInt8 = 0
    for byte in value {
      run = byte == last ? run + 1 : 1
      if run == 5 { return true }
      last = byte
    }
    let text = String(decoding: value, as: UTF8.self)
    return Set(value).count <= 3 || text.contains("...")
      || documented.contains { text.contains($0) }
  }

  /// Words for “secret”, and passwords of nothing but a database on the reader's own machine.
  private static let words: Set<String> = [
    "password", "passwd", "pass", "postgres", "secret", "admin", "root", "test", "testing", "user",
    "username", "token", "none", "null", "true", "false", "string", "value", "undefined", "hidden",
    "mysql", "mypassword", "password1", "guest", "apikey", "foobar",
  ]

  private static let parts = [
    "example", "placeholder", "changeme", "change-me", "change_me", "tochange", "your", "xxxx",
    "dummy", "redacted", "removed", "replace", "insert", "goeshere", "goes-here", "goes_here",
    "fake", "sample", "mysecret", "my-secret", "my_secret", "notreal", "not-real", "abcdef",
    "123456", "pass123", "word123", "...",
    // What stands in a page for `<your password>`.
    "&lt;",
  ]

  /// What the documentation of AWS puts into the keys that it prints (IAM user guide, “Manage access
  /// keys”), and how the token of jwt.io begins.
  private static let documented = [
    "EXAMPLE",
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwI",
  ]
}
