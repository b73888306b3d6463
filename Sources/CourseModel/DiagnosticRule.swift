extension Diagnostic {
  /// The name of a kind of mistake. It stays the same when the sentence about it changes.
  public enum Rule: String, Sendable, Hashable, Codable, CaseIterable {
    /// A number of an AWS account that is no example.
    case accountNumber = "account-number"
    /// A link to a heading or an id that is not there.
    case brokenAnchor = "broken-anchor"
    /// A link, a picture or an asset that is not there.
    case brokenLink = "broken-link"
    /// Two pages, or a page and an alias, with one address.
    case duplicateAddress = "duplicate-address"
    /// An id that is twice on a page.
    case duplicateID = "duplicate-id"
    /// Front matter, lab.yml or course.yml that cannot be read, or says what it cannot say.
    case frontMatter = "front-matter"
    /// An ARN that AWS would refuse.
    case impossibleARN = "impossible-arn"
    /// A block of JSON that is none.
    case invalidJSON = "invalid-json"
    /// Shell text that bash does not understand.
    case invalidShell = "invalid-shell"
    /// A key, a token, a password.
    case leakedSecret = "leaked-secret"
    /// A picture without alternative text.
    case missingAlternative = "missing-alternative"
    /// UTF-8 that was read in another encoding, or a file that is not UTF-8.
    case encoding
    /// Something that a browser would run, taken out of raw HTML.
    case removedHTML = "removed-html"
    /// A fence that is never closed.
    case unclosedFence = "unclosed-fence"
  }
}
