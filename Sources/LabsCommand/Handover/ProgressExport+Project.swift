import CourseLoader
import CourseModel
import Foundation
import LabRunner
import ProgressStore

extension ProgressExport {
  /// All that is recorded below a project's `.labs`, which may be read-only.
  ///
  /// - Parameter key: The project's.
  init(of project: Project, key: PseudonymKey) throws {
    guard let store = try project.progressToLookAt() else {
      throw LabsError(
        .usage, "There is no progress in “\(project.short(project.state))” yet.",
        hint: "Run a lab first, or name the course's folder with --root.")
    }
    let course = try CourseLoader(root: project.root).load().course
    let secrets = course.labs.flatMap(\.variables).filter(\.isSecret).flatMap { variable in
      [variable.defaultValue, ProcessInfo.processInfo.environment[variable.name]]
    }
    let redactor = Redactor(secrets: secrets.compactMap(\.self))
    let pseudonyms = Pseudonyms(key: key.bytes) { redactor.redacted($0) }
    self.init(
      heading: Heading(
        progress: pseudonyms.progress, course: redactor.redacted(course.title),
        labs: Dictionary(
          uniqueKeysWithValues: course.labs.map { ($0.id.text, $0.digest.hexadecimal) }),
        exportedAt: .now),
      records: try store.records(disguisedBy: pseudonyms))
  }
}

extension Project {
  /// Where the secret behind the pseudonyms of exports is.
  var pseudonymKey: String { state + "/pseudonym.key" }
}
