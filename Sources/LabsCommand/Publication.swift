import CourseLoader
import CourseModel
import SiteGenerator

/// The walk of `labs build`: load the course, render it, check it, and swap it in when it has no
/// errors.
struct Publication {
  let project: Project

  /// Whether notes that are marked as drafts are in it.
  let drafts: Bool

  /// Publishes the site; one with errors leaves the last good one as it was.
  func publish(baseURL: String? = nil) throws -> BuildReport {
    try build(into: project.site, history: GitHistory(of: project.root)) { course in
      course.published(at: baseURL ?? course.baseURL)
    }
  }

  /// The same for a server at whose root the site lies, wherever it will be published.
  func preview() throws -> BuildReport {
    try build(into: project.site, history: GitHistory(of: project.root)) { $0.published(at: nil) }
  }

  /// Finds what ``publish(baseURL:)`` would find, and writes nothing.
  func rehearse() throws -> BuildReport {
    try build(into: nil, history: .unknown) { $0 }
  }

  /// The published site as one zip file.
  func bundle(at path: String) throws -> BuildExtras.Bundle {
    BuildExtras.Bundle(path: path, bytes: try SiteBundle(site: project.site).write(to: path))
  }

  private func build(
    into folder: String?, history: GitHistory, placed: (Course) -> Course
  ) throws -> BuildReport {
    let loaded = try CourseLoader(root: project.root).load()
    // A theme of the course's own replaces the one that labs came with, file by file.
    let theme = Theme(folders: [project.root + "/Site", project.home + "/Site"])
    return try SiteGenerator(theme: theme).generate(
      placed(loaded.course), courseRoot: project.root, into: folder, includesDrafts: drafts,
      history: history, diagnostics: loaded.diagnostics)
  }
}
