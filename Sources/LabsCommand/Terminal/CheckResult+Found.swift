import CourseModel
import Foundation

extension CheckResult {
  /// The texts of a JSON list, which is what a check that looks for several things prints; `nil` when
  /// it found something else.
  var foundTexts: [String]? {
    let texts = try? JSONDecoder().decode([String].self, from: Data(found.utf8))
    return texts?.isEmpty == false ? texts : nil
  }

  /// What it found on one line, without the indentation of what is one value on several.
  var foundOnOneLine: String {
    if found.isEmpty { return "nothing" }
    let lines = found.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    return (foundTexts ?? lines).joined(separator: " ")
  }
}
