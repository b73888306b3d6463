import CourseModel
import Foundation

/// ShellCheck (https://www.shellcheck.net), asked for one thing: what would be split into words.
struct ShellCheck {
  struct Comment: Decodable {
    let file: String

    /// From 1, in characters; ``endColumn`` is behind the last one.
    let line: Int
    let endLine: Int
    let column: Int
    let endColumn: Int
    let code: Int
  }

  private struct Answer: Decodable {
    let comments: [Comment]
  }

  /// Of variables, substitutions and lists of arguments without quotes.
  private static let codes = "SC2086,SC2046,SC2048,SC2068"
  private static let largestBatch = 100

  private let process: TextProcess

  /// `nil` when it is not installed.
  init?() {
    guard let process = TextProcess("shellcheck") else { return nil }
    self.process = process
  }

  /// By the text's index, in their order. A process for a hundred texts; what it cannot make sense
  /// of, bash cannot either, and says so.
  func comments(on texts: [String]) -> [[Comment]] {
    var comments = [[Comment]](repeating: [], count: texts.count)
    let asked = texts.indices.filter { QuotedShell.mayBeSplit(texts[$0]) }
    for start in stride(from: 0, to: asked.count, by: Self.largestBatch) {
      let batch = Array(asked[start..<min(start + Self.largestBatch, asked.count)])
      for comment in self.comments(onAll: batch.map { texts[$0] }) {
        guard let number = Int(comment.file.drop { !$0.isNumber }),
          batch.indices.contains(number - 3)
        else { continue }
        comments[batch[number - 3]].append(comment)
      }
    }
    return comments
  }

  private func comments(onAll texts: [String]) -> [Comment] {
    let files = texts.indices.map { "/dev/fd/\($0 + 3)" }
    let options = ["--norc", "--shell=bash", "--format=json1", "--include=\(Self.codes)"]
    let words = process.words(
      .standardOutput, about: texts.map { Array($0.utf8) }, ["shellcheck"] + options + files,
      environment: ["LC_ALL": "C.UTF-8"])
    let answer = words.flatMap { try? JSONDecoder().decode(Answer.self, from: Data($0.utf8)) }
    return answer?.comments ?? []
  }
}

/// Shell text in which all that could be split stands in double quotes, so that nobody need be asked.
enum QuotedShell {
  static func mayBeSplit(_ text: String) -> Bool {
    var isQuoted = false
    var isLiteral = false
    var previous: UInt8 = 0
    for byte in text.utf8 {
      defer { previous = previous == "\\" && byte == "\\" ? 0 : byte }
      switch byte {
      case "`": return true
      case "(" where previous == "$": return true
      case "$" where !isQuoted && !isLiteral: return true
      // In a comment and a here-document a quote is none.
      case "#" where !isQuoted && !isLiteral: return true
      case "<" where previous == "<": return true
      case "\"" where previous != "\\" && !isLiteral: isQuoted.toggle()
      case "'" where !isQuoted: isLiteral.toggle()
      default: break
      }
    }
    return false
  }
}
