import CourseModel
import Yams

/// The one door to Yams: text in, values with their places out.
struct YAMLDocument {
  private let text: String
  private let file: String
  private let linesBefore: Int
  private let findings: Findings

  /// Each costs another reading of the text; when there are more, the rest is not looked at.
  private static let mostDuplicates = 20

  /// What the second of two equal keys is called while the rest is read.
  private var placeholders: Set<String> = []

  /// `linesBefore` is how many lines of the file come before `text`.
  init(_ text: String, file: String, linesBefore: Int = 0, findings: Findings) {
    self.text = text
    self.file = file
    self.linesBefore = linesBefore
    self.findings = findings
  }

  static func root(
    of text: String, file: String, linesBefore: Int, _ findings: Findings
  ) -> YAMLNode? {
    var document = YAMLDocument(text, file: file, linesBefore: linesBefore, findings: findings)
    return document.root()
  }

  /// The value of the whole text; `nil` when it is malformed, which is then among the findings.
  /// An empty text is an empty mapping.
  mutating func root() -> YAMLNode? {
    guard !Self.isBomb(text) else {
      findings.malformed(
        at: location(line: 1, column: 1), "The YAML refers to its own parts too often.",
        remedy: "Write the values out instead of using & and *.")
      return nil
    }
    guard LineColumn.ofFirstForbidden(in: text) == nil else {
      report(YAMLProblem(YAMLProblem.forbiddenCharacter, in: text))
      return nil
    }
    var text = text
    while true {
      do {
        let root = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
        guard let root else {
          return YAMLNode(value: .mapping([]), location: location(line: 1, column: 1))
        }
        return node(root)
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        let key = keys.first ?? ""
        guard let renamed = renamingDuplicate(of: key, after: context.mark, in: text) else {
          reportDuplicate(
            of: key, line: context.mark.line, column: context.mark.column, context.mark)
          return nil
        }
        text = renamed
      } catch let error as YamlError {
        report(YAMLProblem(error, in: text))
        return nil
      } catch {
        report(YAMLProblem("it cannot be read", in: text))
        return nil
      }
    }
  }

  /// The first place in one or more documents that no parser could read, in the parser's words;
  /// `nil` when there is none. Neither tags nor keys that are there twice are looked at.
  static func problem(in text: String) -> YAMLProblem? {
    guard !isBomb(text) else { return nil }
    guard LineColumn.ofFirstForbidden(in: text) == nil else {
      return YAMLProblem(YAMLProblem.forbiddenCharacter, in: text)
    }
    do {
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      while try parser.nextRoot() != nil {}
      return nil
    } catch YamlError.duplicatedKeysInMapping {
      return nil
    } catch let error as YamlError {
      return YAMLProblem(error, in: text).within(text)
    } catch {
      return nil
    }
  }

  private func location(line: Int, column: Int) -> SourceLocation {
    SourceLocation(file: file, line: linesBefore + line, column: column)
  }

  private func report(_ problem: YAMLProblem) {
    let explanation = problem.within(text).explained(in: text)
    findings.malformed(
      at: location(line: explanation.line, column: explanation.column), explanation.message,
      remedy: explanation.remedy)
  }
}

// MARK: - Values

extension YAMLDocument {
  private func node(_ node: Node) -> YAMLNode {
    let place = location(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    return YAMLNode(value: value(of: node, at: place), location: place)
  }

  private func value(of node: Node, at location: SourceLocation) -> YAMLNode.Value {
    switch node {
    case .scalar(let scalar):
      checkScalar(scalar, at: location)
      return .scalar(scalar.string, isPlain: scalar.style == .plain && scalar.tag.rawValue.isEmpty)
    case .sequence(let sequence): return .sequence(sequence.map(self.node))
    case .mapping(let mapping): return .mapping(mapping.compactMap { entry($0.key, $0.value) })
    case .alias: return .scalar("", isPlain: true)
    }
  }

  private func entry(_ key: Node, _ value: Node) -> YAMLEntry? {
    let key = node(key)
    guard case .scalar(let name, _) = key.value else {
      findings.malformed(
        at: key.location, "A key has to be text, found \(key.found).", remedy: "Write “key: value”."
      )
      return nil
    }
    guard !placeholders.contains(name) else { return nil }
    return YAMLEntry(key: name, location: key.location, node: node(value))
  }

  private func checkScalar(_ scalar: Node.Scalar, at location: SourceLocation) {
    if let control = scalar.string.unicodeScalars.first(where: {
      $0.isControl && $0 != "\n" && $0 != "\t"
    }) {
      findings.malformed(
        at: location,
        "The character \(Character(control).codePoint) is not allowed.", remedy: "Remove it.")
    }
  }
}

// MARK: - Duplicates and references

extension YAMLDocument {
  /// Reports the second of two equal keys and gives it a name that nobody writes, so that reading
  /// goes on and finds the rest. The parser only tells where the first one is; `nil` when the
  /// second one is not below it.
  private mutating func renamingDuplicate(
    of key: String, after first: Mark, in text: String
  ) -> String? {
    let name = Array(key.unicodeScalars)
    let columns = (first.column - 1)..<(first.column - 1 + name.count)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for line in lines.indices.dropFirst(first.line) {
      var scalars = Array(lines[line].unicodeScalars)
      guard !name.isEmpty, scalars.count > columns.upperBound, Array(scalars[columns]) == name,
        scalars[columns.upperBound...].first(where: { $0 != " " }) == ":"
      else { continue }
      guard let placeholder = nextPlaceholder(length: name.count) else { return nil }
      reportDuplicate(of: key, line: line + 1, column: first.column, first)
      scalars.replaceSubrange(columns, with: placeholder.unicodeScalars)
      lines[line] = String(String.UnicodeScalarView(scalars))
      return lines.joined(separator: "\n")
    }
    return nil
  }

  private func reportDuplicate(of key: String, line: Int, column: Int, _ first: Mark) {
    let place = "line \(linesBefore + first.line)"
    findings.malformed(
      at: location(line: line, column: column),
      "The key “\(key.quotable)” is there twice; the first is in \(place).",
      remedy: "Remove one of them.")
  }

  /// As many private-use characters as the name has, so that places stay what they are.
  private mutating func nextPlaceholder(length: Int) -> String? {
    guard let first = Unicode.Scalar(0xE000 + UInt32(placeholders.count)),
      placeholders.count < Self.mostDuplicates
    else { return nil }
    var text = String(first)
    text += String(repeating: "\u{F000}", count: length - 1)
    placeholders.insert(text)
    return text
  }

  /// Whether so many parts have names (`&a`) that referring to them could grow without bound.
  private static func isBomb(_ text: String) -> Bool {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return false }
    return text.split { $0.isWhitespace || "[]{},".contains($0) }
      .count { $0.hasPrefix("&") && $0.dropFirst().first?.isLetter == true } > 16
  }
}

extension YAMLProblem {
  /// The parser ends a last line that has no line feed.
  fileprivate func within(_ text: String) -> YAMLProblem {
    let end = LineColumn.end(of: text)
    guard line > end.line else { return self }
    var problem = self
    (problem.line, problem.column) = (end.line, end.column)
    return problem
  }

  fileprivate init(_ problem: String, in text: String) {
    let place = LineColumn.ofFirstForbidden(in: text) ?? LineColumn()
    self.init(
      problem: problem, context: "", line: place.line, column: place.column, contextLine: nil,
      contextColumn: nil)
  }

  fileprivate init(_ error: YamlError, in text: String) {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      self.init(
        problem: problem, context: context?.text ?? "", line: mark.line, column: mark.column,
        contextLine: context?.mark.line, contextColumn: context?.mark.column)
    case .memory: self.init("it takes too much memory", in: text)
    default: self.init("it cannot be read", in: text)
    }
  }
}
