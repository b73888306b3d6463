import CourseModel
import Foundation
import SiteGenerator

/// The site as its author sees it while writing: with drafts, and in a folder of its own, so that
/// what was built to be published is not replaced by it.
struct Preview: Sendable {
  let project: Project
  private let publication: LivePublication

  /// Lies where nobody looks for a site to publish, and survives from one `labs serve` to the next.
  var folder: String { Self.folder(of: project) }

  private static func folder(of project: Project) -> String { project.state + "/preview" }

  /// What authors edit: the course, and the theme that labs came with.
  var watched: Set<String> {
    Set(["content", "labs", "Site"].map { "\(project.root)/\($0)" } + ["\(project.home)/Site"])
  }

  init(project: Project) throws {
    self.project = project
    publication = LivePublication(
      project: project, folder: Self.folder(of: project), address: .none)
    try makeStateFolder()
  }

  /// - Parameter touched: The files that were saved, relative to the course's root; `nil` looks at
  ///   all of them.
  func rebuild(touched: Set<String>?) throws -> BuildReport {
    try makeStateFolder()
    return try publication.rebuild(touched: touched)
  }

  private func makeStateFolder() throws {
    do {
      try FileManager.default.createDirectory(
        atPath: project.state, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw LabsError(
        .environmentNotReady, "The folder “\(project.state)” cannot be made.",
        hint: "Make the folder that holds it writable.")
    }
  }
}
