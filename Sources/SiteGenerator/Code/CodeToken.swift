/// A part of source text that has a look of its own. What lies between tokens is plain.
struct CodeToken: Equatable, Sendable {
  enum Kind: UInt8, Sendable {
    case keyword, string, number, comment
    /// What something is called: a command, a key, an element, what a declaration declares.
    case name
    /// A variable, an option or an attribute.
    case variable
    /// A line of a diff.
    case inserted, deleted
    /// Parts of a session in a terminal, which copying leaves out.
    case prompt, output

    var startTag: StaticString {
      switch self {
      case .keyword: "<span class=\"k\">"
      case .string: "<span class=\"s\">"
      case .number: "<span class=\"n\">"
      case .comment: "<span class=\"c\">"
      case .name: "<span class=\"f\">"
      case .variable: "<span class=\"v\">"
      case .inserted: "<span class=\"i\">"
      case .deleted: "<span class=\"d\">"
      case .prompt: "<span class=\"prompt\">"
      case .output: "<span class=\"output\">"
      }
    }
  }

  let kind: Kind
  private let lower: UInt32
  private let upper: UInt32

  init(_ kind: Kind, _ range: Range<Int>) {
    self.kind = kind
    lower = UInt32(truncatingIfNeeded: range.lowerBound)
    upper = UInt32(truncatingIfNeeded: range.upperBound)
  }

  var start: Int { Int(lower) }
  var end: Int { Int(upper) }
}

/// What a lexer finds in a text.
struct CodeTokens: Sendable {
  /// In the order of the text, none empty, none over another.
  private(set) var list: [CodeToken] = []

  /// How many bytes were looked at, those of second looks included. Tests hold it to a multiple of
  /// the text's length.
  var steps = 0

  mutating func add(_ kind: CodeToken.Kind, _ range: Range<Int>) {
    if !range.isEmpty { list.append(CodeToken(kind, range)) }
  }

  /// Adds what was found behind everything that is here.
  mutating func add(_ others: CodeTokens) {
    list.append(contentsOf: others.list)
    steps += others.steps
  }
}
