/// Something in a text that should not be published.
public struct Leak: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// It opens something, and has a shape that nothing else has.
    case secret
    /// It looks like something that opens something; only its author can tell.
    case likelySecret
    /// The number of somebody's AWS account.
    case account
  }

  public let kind: Kind

  /// What it is: *a GitHub token*.
  public let meaning: String

  /// In bytes.
  public let range: Range<Int>

  /// As it stands in the text. Never shown whole: see ``hint``.
  public let value: String

  /// Enough of the value to find it again, and too little to use it: *“ghp_…” (40 characters)*.
  public var hint: String {
    "“\(value.prefix(4))…” (\(value.count) characters)"
  }

  public var rule: Diagnostic.Rule { kind == .account ? .accountNumber : .leakedSecret }

  /// One sentence about it, and one about what to do. `count` is how often it is in the file.
  public func diagnostic(at location: SourceLocation, count: Int = 1) -> Diagnostic {
    let times = count > 1 ? ", the first of \(count) times in this file" : ""
    switch kind {
    case .secret:
      return Diagnostic(
        .error, at: location, "This is \(meaning), \(hint)\(times).",
        remedy: "Revoke it, for it is in the file's history, and write a variable in its place.",
        rule: rule)
    case .likelySecret:
      return Diagnostic(
        .warning, at: location, "This looks like \(meaning), \(hint)\(times).",
        remedy: "Write a variable in its place, or add it to “not-secret” in course.yml.",
        rule: rule)
    case .account:
      return Diagnostic(
        .error, at: location, "This is the number of an AWS account, \(hint)\(times).",
        remedy: "Write 123456789012 or a variable in its place, or add it to “not-secret” in "
          + "course.yml.",
        rule: rule)
    }
  }
}
