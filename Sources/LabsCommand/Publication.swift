import CourseLoader
import CourseModel
import Incremental
import SiteGenerator

/// The walk of `labs build`: load the course, render it, check it, and swap it in when it has no
/// errors. What did not change since the last build is not done again.
struct Publication {
  let project: Project

  /// Whether notes that are marked as drafts are in it.
  let drafts: Bool

  /// Whether warnings stop it as errors do.
  let isStrict: Bool

  /// Publishes the site; one with errors leaves the last good one as it was.
  func publish(baseURL: String? = nil) throws -> BuildReport {
    try publish(at: baseURL.map(Destination.Address.given) ?? .own)
  }

  /// Finds what ``publish(baseURL:)`` would find, and writes nothing.
  func rehearse() throws -> BuildReport {
    let look = Look(
      at: project, drafts: drafts, isStrict: isStrict, for: Destination(folder: nil))
    var content = BuildCache.Content()
    content.history = .unknown
    return try look.build(&content)
  }

  /// The published site as one zip file.
  func bundle(at path: String) throws -> BuildExtras.Bundle {
    BuildExtras.Bundle(path: path, bytes: try SiteBundle(site: project.site).write(to: path))
  }

  private func publish(at address: Destination.Address) throws -> BuildReport {
    let start = ContinuousClock.now
    let destination = Destination(folder: project.site, address: address)
    let cache = BuildCache(project: project, folder: project.site)
    let left = Meanwhile { cache.read() }
    let look = Look(at: project, drafts: drafts, isStrict: isStrict, for: destination)
    let known = left.value
    if let known, let report = look.report(from: known.summary, since: start) { return report }
    var content = known.flatMap { cache.content(from: $0.rest) } ?? BuildCache.Content()
    var report = try look.build(&content)
    report.duration = .now - start
    cache.write(look.summary(of: report, content.memory), &content)
    leaveBehind(consume content)
    return report
  }
}
