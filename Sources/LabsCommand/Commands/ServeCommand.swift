import ArgumentParser
import CourseModel
import SiteGenerator
import SiteServer

/// `labs serve`
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show the site on this machine while you write, drafts included.",
    discussion: """
      Every save is built at once, and the open pages follow. Mistakes show on them and here; until \
      they are mended, the pages stay as they were. What is shown is kept apart from _site, which \
      only `labs build` writes.
      """
  )

  @Option(help: "The port on 127.0.0.1; 0 takes any that is free.")
  var port: UInt16 = 8000

  @Flag(help: "Also open the site in the browser.")
  var open = false

  @Flag(help: "Build once, watch nothing, and add nothing to the pages.")
  var once = false

  @OptionGroup var options: ProjectOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let preview = try Preview(project: options.project())
    if once { try await showOnce(preview) } else { try await follow(preview) }
  }

  private func follow(_ preview: Preview) async throws {
    let feed = LiveFeed(scripts: preview.project.home + "/Site/live")
    let loop = BuildLoop(preview: preview, feed: feed, output: output)
    // The port first: when it is taken, there is no need to build anything.
    try await SiteServer(folder: preview.folder, port: port, live: feed).run { port in
      loop.start(address: Self.address(port)) { address in
        if open { Browser.show(address) }
      }
    }
    loop.stop()
  }

  /// Shows the pages as they will be published, byte for byte.
  private func showOnce(_ preview: Preview) async throws {
    let report = try preview.rebuild(touched: nil)
    var log = BuildLog(project: preview.project, output: output)
    log.note(report, touched: nil)
    if !report.isSound { throw ExitCode.usage }
    try await SiteServer(folder: preview.folder, port: port).run { [log] port in
      log.ready(Self.address(port))
      if open { Browser.show(Self.address(port)) }
    }
  }

  private static func address(_ port: UInt16) -> String { "http://127.0.0.1:\(port)" }
}
