extension Diagnostic {
  /// The name of a kind of mistake. It stays the same when the sentence about it changes.
  public enum Rule: String, Sendable, Hashable, Codable, CaseIterable {
    /// A number of an AWS account that is no example.
    case accountNumber = "account-number"
    /// A link to a heading or an id that is not there.
    case brokenAnchor = "broken-anchor"
    /// A link, a picture or an asset that is not there.
    case brokenLink = "broken-link"
    /// A template that cannot be read, or asks for what no template is given.
    case brokenTemplate = "broken-template"
    /// Words behind a fence's language that mean nothing: lines, a tab, a language that is none.
    case codeBlock = "code-block"
    /// A comment that asks for tabs, cases or a matrix, and cannot have them.
    case directive
    /// Two pages, or a page and an alias, with one address.
    case duplicateAddress = "duplicate-address"
    /// An id that is twice on a page.
    case duplicateID = "duplicate-id"
    /// Front matter, lab.yml or course.yml that is missing, cannot be read, or says what it cannot say.
    case frontMatter = "front-matter"
    /// A heading that is none, or of a level that it should not have.
    case heading
    /// An ARN that AWS would refuse.
    case impossibleARN = "impossible-arn"
    /// A block of JSON that is none.
    case invalidJSON = "invalid-json"
    /// Shell text that bash does not understand.
    case invalidShell = "invalid-shell"
    /// A check of a step that is missing, or proves nothing.
    case labCheck = "lab-check"
    /// A lab that makes something and takes nothing away.
    case labCleanup = "lab-cleanup"
    /// A fence of a step that is missing, or cannot be run.
    case labFence = "lab-fence"
    /// Files and folders of a lab that are missing, or have no place in it.
    case labStructure = "lab-structure"
    /// A program that a lab calls and does not name.
    case labTool = "lab-tool"
    /// A block of YAML that is none.
    case invalidYAML = "invalid-yaml"
    /// A key, a token, a password.
    case leakedSecret = "leaked-secret"
    /// A line below a list's item that was meant to be one.
    case listItem = "list-item"
    /// The marks of a merge that was not finished.
    case mergeConflict = "merge-conflict"
    /// A picture without alternative text.
    case missingAlternative = "missing-alternative"
    /// A file or folder that is not read.
    case notRead = "not-read"
    /// A picture on another host.
    case pictureElsewhere = "picture-elsewhere"
    /// UTF-8 that was read in another encoding, or a file that is not UTF-8.
    case encoding
    /// Something that a browser would run, taken out of raw HTML.
    case removedHTML = "removed-html"
    /// More than is read: bytes, columns, nesting.
    case tooLarge = "too-large"
    /// A fence that is never closed.
    case unclosedFence = "unclosed-fence"
    /// What looks like a link and is text.
    case unfinishedLink = "unfinished-link"
    /// A variable or a substitution of a script that a blank in it would split into words.
    case unquotedVariable = "unquoted-variable"
  }
}
