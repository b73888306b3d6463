import ChildProcess
import Foundation

/// git, started so that nothing but the repository decides what it prints.
struct GitProgram {
  struct Answer {
    let status: Int32
    let output: [UInt8]
    let errors: String
  }

  private let path: String

  /// `nil` when there is no git on the PATH.
  init?() {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    guard
      let path = folders.map({ "\($0)/git" })
        .first(where: { FileManager.default.isExecutableFile(atPath: $0) })
    else { return nil }
    self.path = path
  }

  /// Every commit that touched something in the course, the newest first.
  func log(of root: String) -> Answer {
    run([
      "-C", root, "--no-pager", "-c", "core.fsmonitor=false", "-c", "log.follow=false",
      "log", "--format=%x01%H %as", "--name-only", "-z", "--no-renames", "--relative",
      "--no-show-signature", "--no-ext-diff", "--no-textconv", "--no-color",
      "--ignore-submodules=all", "--", "content", "labs",
    ])
  }

  private func run(_ arguments: [String]) -> Answer {
    guard let pipe = try? openPipe() else { return failure }
    let output = FileHandle(fileDescriptor: pipe.reading, closeOnDealloc: true)
    let errors = tmpfile()
    defer { if let errors { fclose(errors) } }
    let child = try? spawn(
      path, arguments: ["git"] + arguments, environment: Self.environment,
      descriptors: [nil, pipe.writing, errors.map(fileno)])
    close(pipe.writing)
    guard let child else { return failure }
    let printed = (try? output.readToEnd()) ?? Data()
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return Answer(status: status, output: Array(printed), errors: errors.map(Self.text(of:)) ?? "")
  }

  private var failure: Answer { Answer(status: -1, output: [], errors: "git could not be started") }

  private static func text(of file: UnsafeMutablePointer<FILE>) -> String {
    rewind(file)
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }

  /// Without any `GIT_…` of the caller. HOME stays, because there the user may have said which
  /// folders are to be trusted; nothing is fetched, not even what a partial clone left out.
  private static let environment: [String: String] = {
    let own = ProcessInfo.processInfo.environment
    let kept = own.filter { ["HOME", "PATH", "XDG_CONFIG_HOME", "TMPDIR"].contains($0.key) }
    return kept.merging([
      "LC_ALL": "C", "GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1",
      "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0",
    ]) { $1 }
  }()
}
