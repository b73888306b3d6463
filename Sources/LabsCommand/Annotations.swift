import CourseModel
import Foundation

/// Diagnostics as GitHub shows them beside the lines of a change (GitHub documentation, “Workflow
/// commands for GitHub Actions”, `error` and `warning`):
///
///     ::error file=content/week6/costs.md,line=3,col=1,title=broken-link::There is no file “x.md”.
struct Annotations {
  /// From the repository's root to the course's folder: empty, or with a slash at its end.
  let prefix: String

  /// A line for each mistake; the same mistake in several places of a file is one.
  func text(of diagnostics: [Diagnostic]) -> String {
    DiagnosticGroup.groups(of: diagnostics).map(line).joined()
  }

  private func line(_ group: DiagnosticGroup) -> String {
    let diagnostic = group.diagnostic
    let location = diagnostic.location
    var properties = ["file=" + Self.property(prefix + location.file)]
    if let line = location.line { properties.append("line=\(line)") }
    if let column = location.column { properties.append("col=\(column)") }
    properties.append("title=" + Self.property(diagnostic.rule.rawValue))
    let words = [diagnostic.message, diagnostic.remedy, group.others].filter { !$0.isEmpty }
    return "::\(diagnostic.severity.rawValue) \(properties.joined(separator: ","))::"
      + Self.escaped(words.joined(separator: "\n")) + "\n"
  }

  /// In a message.
  private static func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "%", with: "%25")
      .replacingOccurrences(of: "\r", with: "%0D").replacingOccurrences(of: "\n", with: "%0A")
  }

  /// Before the message, where colons and commas have a meaning.
  private static func property(_ text: String) -> String {
    escaped(text).replacingOccurrences(of: ":", with: "%3A")
      .replacingOccurrences(of: ",", with: "%2C")
  }
}

extension Annotations {
  /// For a course in `root`, in the checkout that GitHub made.
  init(root: String, environment: [String: String] = ProcessInfo.processInfo.environment) {
    let workspace = (environment["GITHUB_WORKSPACE"] ?? root) + "/"
    prefix = "\(root)/".hasPrefix(workspace) ? String("\(root)/".dropFirst(workspace.count)) : ""
  }
}
