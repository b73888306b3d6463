import CourseModel

/// Why a check could not be carried out, which says nothing about the student's work.
struct Obstacle: CustomStringConvertible {
  let description: String

  /// `nil` when the command did its work and merely found something else.
  init?(of result: ShellResult, complaint: String, limit: Duration) {
    switch result.ending {
    case .timedOut:
      description = "no answer within \(limit.formattedSeconds)"
    case .interrupted:
      description = "interrupted"
    case .signalled(let signal):
      description = "ended by signal \(signal)"
    case .exited(let status):
      let isTelling = Self.signs.contains { complaint.contains($0) }
      guard isTelling || Self.statuses.contains(status) else { return nil }
      description = complaint.isEmpty ? "exit status \(status)" : shortened(complaint)
    }
  }

  /// 126 and 127: bash could not start a command. 251: the fast `aws` refused a call that changes
  /// something. 252 and 253: the AWS CLI does not understand a command, or misses a configuration.
  /// https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-returncodes.html
  private static let statuses: Set<Int32> = [126, 127, 251, 252, 253]

  private static let signs = [
    // bash, also where the last command of a pipe hides the status
    ": command not found", ": unbound variable", ": syntax error",
    // the way to the endpoint
    "Could not connect to the endpoint URL", "Connection was closed before we received",
    "Connect timeout on endpoint URL", "Read timeout on endpoint URL", "SSL validation failed",
    "Failed to connect to proxy",
    // the way to an image registry, as docker and skopeo put it
    "dial tcp",
    // who is asking
    "Unable to locate credentials", "Partial credentials found", "ExpiredToken",
    "RequestExpired", "InvalidClientTokenId", "UnrecognizedClientException",
    "InvalidSignatureException", "SignatureDoesNotMatch", "The config profile",
    "You must specify a region", "Token has expired", "Error loading SSO Token",
    "The SSO session associated with this profile",
    // a service that has trouble of its own
    "(Throttling", "(RequestLimitExceeded)", "(TooManyRequestsException)", "(InternalFailure)",
    "(InternalError)", "(InternalServerError)", "(ServiceUnavailable", "(500) when calling",
    "(502) when calling", "(503) when calling",
    // what the author wrote, or a check in Python that broke
    "aws: error:", "Unknown options:", "Parameter validation failed", "Invalid endpoint",
    "Bad value for --query", "usage: aws ", "Traceback (most recent call last):",
    // the fast aws, also where the last command of a pipe hides the status
    "A check may not change anything:",
  ]
}

extension Duration {
  /// `30 s`, `1.5 s`
  var formattedSeconds: String {
    let tenths = (self / .milliseconds(100)).rounded()
    return tenths.truncatingRemainder(dividingBy: 10) == 0
      ? "\(Int(tenths / 10)) s" : "\(tenths / 10) s"
  }
}
