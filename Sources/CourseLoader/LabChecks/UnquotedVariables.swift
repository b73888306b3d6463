public import CourseModel
public import Incremental

/// What ShellCheck finds in the scripts of labs, lab by lab: of a lab that did not change it is known.
public struct UnquotedVariables: Sendable {
  /// By the lab's name and version.
  private var known: [String: [Diagnostic]] = [:]

  public init() {}

  /// Where ShellCheck is; `nil` when it is not installed, and then nothing is found.
  public static var program: String? { TextProcess("shellcheck")?.path }

  /// Costs a process of about 0.2 s for a lab of seventy scripts, and nothing for one that is known.
  ///
  /// - Parameter root: The folder that holds `labs/`.
  public mutating func diagnostics(in labs: [Lab], root: String) -> [Diagnostic] {
    guard let program = ShellCheck() else { return [] }
    var found: [String: [Diagnostic]] = [:]
    for lab in labs {
      let key = "\(lab.id) \(lab.digest)"
      found[key] = known[key] ?? LabReview(lab: lab, root: root, program: program).diagnostics()
    }
    known = found
    return known.values.flatMap(\.self).sorted()
  }
}

extension UnquotedVariables {
  public func write(to record: inout RecordWriter) {
    record.write(known.sorted { $0.key < $1.key }) { record, entry in
      record.write(entry.key)
      record.write(entry.value) { $0.write($1) }
    }
  }

  public init(from record: inout RecordReader) throws {
    let entries = try record.list { record in
      (try record.text(), try record.list { try $0.diagnostic() })
    }
    known = Dictionary(entries) { $1 }
  }
}

private struct LabReview {
  let lab: Lab
  let root: String
  let program: ShellCheck

  func diagnostics() -> [Diagnostic] {
    let texts = lab.steps.flatMap { step in
      let lines = fileLines(of: step)
      return step.scripts.map { ReviewedText(script: $0, in: lines) }
        + step.checks.map { ReviewedText(check: $0) }
    }
    return zip(texts, program.comments(on: texts.map(\.text))).flatMap { text, comments in
      comments.map(text.diagnostic)
    }
  }

  private func fileLines(of step: Step) -> [Substring] {
    guard
      case .success(let bytes) = fileBytes(
        "\(root)/\(step.file)", limit: CourseFolder.fileSizeLimit)
    else { return [] }
    return String(decoding: bytes, as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }
}

/// A script or a check's command, and where each of its characters is in the lab's file.
private struct ReviewedText {
  let text: String
  private let place: (ShellCheck.Comment) -> SourceLocation

  init(script: Script, in file: [Substring]) {
    text = script.source
    let first = script.location
    let lines = script.source.split(separator: "\n", omittingEmptySubsequences: false)
    place = { comment in
      let line = (first.line ?? 1) + comment.line - 1
      // A fence may be indented, and its lines with it.
      guard file.indices.contains(line - 1), lines.indices.contains(comment.line - 1),
        file[line - 1].hasSuffix(lines[comment.line - 1])
      else { return SourceLocation(file: first.file, line: line) }
      let indentation = file[line - 1].count - lines[comment.line - 1].count
      return SourceLocation(file: first.file, line: line, column: indentation + comment.column)
    }
  }

  /// YAML may have folded its lines.
  init(check: Check) {
    text = check.command
    place = { _ in check.location }
  }

  func diagnostic(of comment: ShellCheck.Comment) -> Diagnostic {
    let what = excerpt(comment).map { "“\($0.quotable)”" } ?? "This"
    return Diagnostic(
      .warning, at: place(comment), "\(what) is not quoted, so a blank in it makes several words.",
      remedy: "Put it into double quotes; where it is meant, write "
        + "“# shellcheck disable=SC\(comment.code)” on the line above.",
      rule: .unquotedVariable)
  }

  /// What it is about, where that is on one line.
  private func excerpt(_ comment: ShellCheck.Comment) -> String? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard comment.line == comment.endLine, lines.indices.contains(comment.line - 1) else {
      return nil
    }
    let line = lines[comment.line - 1]
    return String(
      line.dropFirst(comment.column - 1).prefix(max(0, comment.endColumn - comment.column)))
  }
}
