import Foundation

/// The real `labs`, as a student starts it, on a course of its own in a temporary folder.
final class Program: Sendable {
  struct Ending: Sendable {
    let code: Int32
    let output: String
    let errors: String

    /// The value at a path of the JSON envelope: `data`, `steps`, `0`, `outcome`.
    func json(_ path: String...) throws -> String {
      var value = try JSONSerialization.jsonObject(with: Data(output.utf8))
      for key in path {
        if let object = value as? [String: Any], let next = object[key] {
          value = next
        } else if let array = value as? [Any], let index = Int(key), array.indices.contains(index) {
          value = array[index]
        } else {
          return "nothing at \(path)"
        }
      }
      return "\(value)"
    }
  }

  /// The course's root.
  let root: String

  init(lab files: [String: String] = [:]) throws {
    root = NSTemporaryDirectory() + "labs-test-\(UUID().uuidString)"
    for (path, text) in files { try write(text, to: path) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: root)
  }

  func write(_ text: String, to path: String) throws {
    let full = root + "/" + path
    let folder = (full as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: full, atomically: true, encoding: .utf8)
  }

  func text(of path: String) -> String? {
    try? String(contentsOfFile: root + "/" + path, encoding: .utf8)
  }

  /// Starts `labs` and waits for its end.
  func run(_ arguments: String...) async throws -> Ending {
    try await start(arguments).ending()
  }

  /// Starts `labs` and comes back at once.
  func start(_ arguments: [String], environment: [String: String] = [:]) throws -> Running {
    try Running(
      Self.program, ["labs"] + arguments + ["--root", root],
      environment: Self.environment.merging(environment) { $1 })
  }

  static let environment = ProcessInfo.processInfo.environment
    .merging(["LABS_HOME": home, "NO_COLOR": "1"]) { $1 }

  /// The program that was built together with these tests.
  static let program: String = {
    let bundle = CommandLine.arguments[0] as NSString
    var folder = bundle.deletingLastPathComponent
    while folder != "/", !FileManager.default.isExecutableFile(atPath: folder + "/labs") {
      folder = (folder as NSString).deletingLastPathComponent
    }
    return folder + "/labs"
  }()

  /// The checkout that these tests are part of.
  static let home: String = {
    var path = #filePath as NSString
    while !FileManager.default.fileExists(atPath: path.appendingPathComponent("Package.swift")) {
      path = path.deletingLastPathComponent as NSString
    }
    return path as String
  }()
}
