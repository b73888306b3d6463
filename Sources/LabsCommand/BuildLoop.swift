import CourseLoader
import CourseModel
import Dispatch
import FolderWatch
import Foundation
import SiteGenerator
import SiteServer
import Synchronization

/// Builds the preview after every save, one build at a time, and tells the pages and the terminal.
final class BuildLoop: Sendable {
  private let preview: Preview
  private let feed: LiveFeed
  private let output: OutputOptions
  private let isStopped = Atomic(false)
  private let build = DispatchSemaphore(value: 1)

  init(preview: Preview, feed: LiveFeed, output: OutputOptions) {
    self.preview = preview
    self.feed = feed
    self.output = output
  }

  /// Begins with a build of everything; `onReady` is told `address` after it.
  func start(address: String, onReady: @escaping @Sendable (String) -> Void) {
    // A build keeps its thread busy, which Swift's own few threads must not be.
    Thread { [self] in
      // Watching begins first, so that nothing that is saved meanwhile is missed.
      let watch = FolderWatch(preview.watched)
      var log = BuildLog(project: preview.project, output: output)
      round(.everything, isFirst: true, &log)
      log.ready(address)
      onReady(address)
      log.noteWatching(watch.notice)
      while !isStopped.load(ordering: .acquiring) {
        guard let change = watch.next(within: .seconds(1)) else { continue }
        log.noteWatching(watch.notice)
        round(change, isFirst: false, &log)
      }
    }
    .start()
  }

  /// A build that is under way may end, if that does not take long. One that is cut off leaves the
  /// site as it was.
  func stop() {
    isStopped.store(true, ordering: .releasing)
    _ = build.wait(timeout: .now() + .milliseconds(500))
  }

  private func round(_ change: Change, isFirst: Bool, _ log: inout BuildLog) {
    build.wait()
    defer { build.signal() }
    let touched = touched(by: change)
    do {
      let report = try preview.rebuild(touched: touched)
      feed.announce(BuildNews(report, root: preview.project.root))
      log.note(report, touched: isFirst ? nil : names(of: change))
    } catch {
      let failure = error as? LabsError ?? LabsError(.environmentNotReady, "\(error)")
      feed.announce(BuildNews(failure))
      log.note(failure, touched: isFirst ? nil : names(of: change))
    }
  }

  /// Relative to the course's root; `nil` when more may have changed than files of the course.
  private func touched(by change: Change) -> Set<String>? {
    guard case .files(let paths) = change else { return nil }
    let root = preview.project.root + "/"
    guard paths.allSatisfy({ $0.hasPrefix(root) }) else { return nil }
    return Set(paths.map { String($0.dropFirst(root.count)) })
  }

  private func names(of change: Change) -> [String] {
    guard case .files(let paths) = change else { return [] }
    return paths.map(preview.project.nameOfFile).sorted()
  }
}

extension Project {
  /// As diagnostics name a file: relative to the course, or to labs itself.
  fileprivate func nameOfFile(_ path: String) -> String {
    for folder in [root, home] where path.hasPrefix("\(folder)/") {
      return String(path.dropFirst(folder.count + 1))
    }
    return path
  }
}

extension BuildNews {
  init(_ report: BuildReport, root: String) {
    // Errors come first: they keep the pages from being replaced.
    let errors = report.diagnostics.filter { $0.severity == .error }
    let warnings = report.diagnostics.filter { $0.severity == .warning }
    let loader = CourseLoader(root: root)
    self.init(
      findings: (errors + warnings).enumerated().map { number, diagnostic in
        let isListed = number < Self.mostFindings
        return Finding(
          diagnostic.severity == .error ? .error : .warning,
          place: diagnostic.location.description, message: diagnostic.message,
          remedy: diagnostic.remedy,
          excerpt: isListed ? loader.excerpt(for: diagnostic.location)?.description ?? "" : "")
      })
  }

  /// What kept a build from being made at all.
  init(_ failure: LabsError) {
    self.init(
      findings: [
        Finding(.error, place: "", message: failure.message, remedy: failure.hint, excerpt: "")
      ])
  }
}
