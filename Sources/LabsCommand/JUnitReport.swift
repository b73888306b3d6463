import CourseModel
import Foundation
import LabRunner

/// Results in the XML that continuous integration reads: `testsuites`, `testsuite`, `testcase`,
/// `failure`, as in https://github.com/testmoapp/junitxml.
struct JUnitReport {
  struct Case {
    let group: String
    let name: String
    let duration: Duration

    let result: Result
  }

  enum Result {
    case passed
    case skipped(_ reason: String)
    /// A sentence, and the rest.
    case failed(_ message: String, _ text: String)
  }

  let name: String
  let cases: [Case]

  var xml: String {
    let failed = cases.count { if case .failed = $0.result { true } else { false } }
    let skipped = cases.count { if case .skipped = $0.result { true } else { false } }
    let time = cases.reduce(Duration.zero) { $0 + $1.duration }
    let counts =
      "tests=\"\(cases.count)\" failures=\"\(failed)\" errors=\"0\" "
      + "skipped=\"\(skipped)\" time=\"\(time.seconds)\""
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="\(name.xml)" \(counts)>
      <testsuite name="\(name.xml)" \(counts)>
      \(cases.map(text(of:)).joined(separator: "\n"))
      </testsuite>
      </testsuites>

      """
  }

  /// - Throws: `LabsError` when the file cannot be written.
  func write(to path: String) throws {
    do {
      try Data(xml.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw LabsError(
        .environmentNotReady, "“\(path)” cannot be written.", hint: "Give a path that can be.")
    }
  }

  private func text(of test: Case) -> String {
    let head =
      "<testcase classname=\"\(test.group.xml)\" name=\"\(test.name.xml)\" "
      + "time=\"\(test.duration.seconds)\""
    switch test.result {
    case .passed:
      return head + "/>"
    case .skipped(let reason):
      return "\(head)>\n<skipped message=\"\(reason.xml)\"/>\n</testcase>"
    case .failed(let message, let text):
      return "\(head)>\n<failure message=\"\(message.xml)\">\(text.xml)</failure>\n</testcase>"
    }
  }
}

extension JUnitReport {
  init(_ verification: Verification) {
    name = verification.lab.id.text
    cases = verification.trials.map { trial in
      Case(
        group: [verification.lab.id.text, trial.step?.text].compactMap(\.self).joined(
          separator: "."),
        name: trial.round == 1 ? trial.title : "\(trial.title) (second time)",
        duration: trial.duration,
        result: trial.problem.map {
          .failed($0.message, "\(trial.place): \($0.message) \($0.remedy)")
        } ?? .passed)
    }
  }
}

extension Duration {
  /// With three digits behind the point.
  fileprivate var seconds: String {
    let milliseconds = Int64((self / .milliseconds(1)).rounded())
    let rest = String(milliseconds % 1000)
    return "\(milliseconds / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
  }
}

extension String {
  /// As text or as an attribute's value: characters that XML 1.0 does not allow are left out
  /// (https://www.w3.org/TR/xml/#charsets).
  var xml: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t", "\r": result += "&#\(scalar.value);"
      case "\u{20}"..."\u{D7FF}", "\u{E000}"..."\u{FFFD}", "\u{10000}"..."\u{10FFFF}":
        result.unicodeScalars.append(scalar)
      default: break
      }
    }
    return result
  }
}
