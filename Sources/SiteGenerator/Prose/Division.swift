/// The blocks between `<!-- tabs -->` and `<!-- /tabs -->`, or of cases likewise: each heading of
/// their level begins a part.
struct Division {
  struct Part: Equatable {
    let heading: MarkdownNode

    /// What the part's paragraphs say they are, for cases.
    var passages: Set<CasePassage> = []
  }

  /// What is found behind the comment that begins one.
  enum Reading {
    case division(Division)
    case neverClosed
    case noHeading
    case nested(MarkdownNode)
    case higherHeading(MarkdownNode)
  }

  let directive: Directive
  let parts: [Part]
  let end: MarkdownNode

  /// How far it is written.
  var isOpen = false
  var isPartOpen = false
  var passage: CasePassage?

  /// Looks ahead from the comment that begins it. Never past the next of its kind, so that a page
  /// is looked through once, however many there are.
  static func read(_ directive: Directive, from comment: MarkdownNode) -> Reading {
    var parts: [Part] = []
    var node = comment.next
    while let block = node {
      switch block.directive {
      case directive.end:
        guard !parts.isEmpty else { return .noHeading }
        return .division(Division(directive: directive, parts: parts, end: block))
      case .tabs, .cases: return .nested(block)
      case .endOfTabs, .endOfCases: return .neverClosed
      case .matrix, nil: break
      }
      if block.kind == .heading {
        let level = parts.first?.heading.headingLevel ?? block.headingLevel
        if block.headingLevel < level { return .higherHeading(block) }
        if block.headingLevel == level { parts.append(Part(heading: block)) }
      } else if directive == .cases, !parts.isEmpty {
        parts[parts.count - 1].passages.formUnion(block.casePassages)
      }
      node = block.next
    }
    return .neverClosed
  }

  func begins(_ heading: MarkdownNode) -> Bool {
    heading.headingLevel == parts[0].heading.headingLevel && heading.parent == end.parent
  }
}

/// What a paragraph of a case is about. It begins with the word, in bold: `**Symptom.** …`.
enum CasePassage: String {
  case symptom, tried, cause, fix, prevention, drill

  init?(_ label: String) {
    let word = label.lowercased().trimmingSuffix { ".: ".contains($0) }
    self.init(rawValue: word == "what was tried" ? "tried" : word)
  }
}

extension MarkdownNode {
  /// What the comment asks for that stands on these lines of raw HTML.
  var directive: Directive? {
    guard kind == .rawBlock else { return nil }
    return Directive.text(of: literal).flatMap(Directive.init)
  }

  /// What the paragraph is about, in a case.
  var casePassage: CasePassage? {
    guard kind == .paragraph, let label = firstChild, label.kind == .strong else { return nil }
    return CasePassage(label.plainText)
  }

  /// Of a paragraph, or of the items of a list.
  var casePassages: [CasePassage] {
    guard kind == .list else { return casePassage.map { [$0] } ?? [] }
    return children.compactMap { $0.firstChild?.casePassage }
  }
}

extension String {
  fileprivate func trimmingSuffix(while isDropped: (Character) -> Bool) -> String {
    var text = self[...]
    while let last = text.last, isDropped(last) { text.removeLast() }
    return String(text)
  }
}
