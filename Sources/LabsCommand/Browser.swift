import ChildProcess
import CourseModel
import Foundation

/// The browser that this machine would open a link with.
enum Browser {
  static func show(_ address: String) {
    #if os(macOS)
      let openers = ["/usr/bin/open"]
    #else
      let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      let openers = folders.map { "\($0)/xdg-open" }
    #endif
    let opener = openers.first { FileManager.default.isExecutableFile(atPath: $0) }
    let environment = ProcessInfo.processInfo.environment
    guard let opener,
      let process = try? spawn(
        opener, arguments: [opener, address], environment: environment,
        descriptors: [nil, nil, nil])
    else {
      Terminal.standardError.write("labs: No browser could be opened. Open \(address) yourself.\n")
      return
    }
    // It ends as soon as it has found the browser.
    Thread { waitpid(process, nil, 0) }.start()
  }
}
