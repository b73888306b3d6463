import CourseModel
import Foundation

/// The environment of a lab's scripts and checks: chosen, not inherited, so that nothing of the
/// student's own accounts or settings reaches a lab.
struct ScriptEnvironment {
  let variables: [String: String]

  /// - Parameters:
  ///   - labFolder: Its `bin/`, if there is one, comes before the caller's PATH.
  ///   - python: Given to the scripts as `LABS_PYTHON`.
  init(
    labFolder: String, python: String, cloud: Cloud,
    caller: [String: String] = ProcessInfo.processInfo.environment
  ) {
    var variables = caller.filter { name, _ in
      Self.passedOn.contains(name) || Self.passedOnPrefixes.contains { name.hasPrefix($0) }
    }
    variables.merge(cloud.variables) { $1 }
    variables["LABS_PYTHON"] = python
    let own = labFolder + "/bin"
    let folders =
      [cloud.pathFolder, FileManager.default.fileExists(atPath: own) ? own : nil, caller["PATH"]]
    variables["PATH"] = folders.compactMap(\.self).joined(separator: ":")
    self.variables = variables
  }

  /// Who and where the caller is, and how the network is reached.
  private static let passedOn: Set = [
    "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "LC_CTYPE", "TERM", "TMPDIR", "TZ",
    "XDG_RUNTIME_DIR",
    "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "HTTP_PROXY",
    "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy", "DOCKER_HOST",
    "DOCKER_CONTEXT",
  ]

  private static let passedOnPrefixes = ["PIP_"]
}
