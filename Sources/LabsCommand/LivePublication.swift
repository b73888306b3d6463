import CourseLoader
import CourseModel
import Incremental
import SiteGenerator
import Synchronization

/// A publication that goes on while its author writes: what it knows stays in memory, and files of
/// the site are replaced one by one. Drafts are part of it.
final class LivePublication: Sendable {
  private let project: Project
  private let destination: Destination
  private let cache: BuildCache
  private let known = Mutex<Known?>(nil)

  /// What the last build left, but for its memory: that is the session's.
  private struct Known {
    var content: BuildCache.Content
    var session: SiteSession
  }

  init(project: Project, folder: String, address: Destination.Address) {
    self.project = project
    destination = Destination(folder: folder, address: address, replacesFiles: true)
    cache = BuildCache(project: project, folder: folder)
  }

  /// - Parameter touched: What changed since the last build, relative to the course's root, and there
  ///   is nothing else; `nil` looks at everything.
  func rebuild(touched: Set<String>?) throws -> BuildReport {
    try known.withLock { known in
      if let touched, let report = try edit(touched, &known) { return report }
      return try build(&known)
    }
  }

  /// `nil` when more than texts of notes is new.
  private func edit(_ files: Set<String>, _ known: inout Known?) throws -> BuildReport? {
    let start = ContinuousClock.now
    let loader = CourseLoader(root: project.root)
    do {
      guard let notes = try known.flatMap({ try loader.reload(files, since: $0.content.shelf) }),
        var report = try known?.session.edit(notes.compactMap(\.note))
      else { return nil }
      known?.content.shelf.update(with: notes)
      report.duration = .now - start
      return report
    } catch is RecordReader.Damaged {
      return nil
    }
  }

  private func build(_ known: inout Known?) throws -> BuildReport {
    let start = ContinuousClock.now
    let look = Look(at: project, drafts: true, for: destination)
    var content =
      known?.content ?? cache.read().flatMap { cache.content(from: $0.rest) }
      ?? BuildCache.Content()
    if let known { content.memory = known.session.memory }
    known = nil
    var (report, session) = try look.session(&content)
    report.duration = .now - start
    cache.write(look.summary(of: report, content.memory), &content)
    session.memory = content.memory
    content.memory = SiteMemory()
    known = Known(content: content, session: session)
    return report
  }
}
