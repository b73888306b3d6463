public import ArgumentParser
public import CourseModel
import Foundation

/// Which cloud a command is about.
struct TargetOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where the lab works: emulated, on this machine; the URL of an endpoint that is compatible "
        + "with AWS; or aws, a real account.",
      valueName: "emulated|URL|aws"))
  var target: Target = .emulated
}

extension Target: ExpressibleByArgument {
  /// A real account is reached by its name only, never by the address of its services.
  public init?(argument: String) {
    guard let target = Target(argument) else { return nil }
    guard case .endpoint(let text) = target else {
      self = target
      return
    }
    guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
      parts.user == nil, parts.query == nil, parts.fragment == nil, !host.isOfAWS
    else { return nil }
    self = .endpoint(text.hasSuffix("/") ? String(text.dropLast()) : text)
  }
}

extension String {
  /// Of a host: whether AWS answers there.
  fileprivate var isOfAWS: Bool {
    let host = lowercased()
    return [".amazonaws.com", ".amazonaws.com.cn", ".aws", ".aws.dev"].contains {
      host.hasSuffix($0) || host.hasSuffix($0 + ".") || "." + host == $0
    }
  }
}
