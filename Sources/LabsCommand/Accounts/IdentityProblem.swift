import CourseModel

/// Why AWS did not say who is asking, as the AWS CLI tells it.
struct IdentityProblem {
  let error: LabsError

  /// - Parameter complaint: What the CLI printed; may be of several lines.
  init(_ complaint: String, on target: Target) {
    let words = complaint.split(whereSeparator: \.isNewline).last {
      $0.contains { !$0.isWhitespace }
    }
    let said = words.map { ": \($0.trimmed)\($0.trimmed.last == "." ? "" : ".")" } ?? "."
    let known = Self.known.first { row in row.signs.contains { complaint.contains($0) } }
    if let known {
      error = LabsError(known.code, known.message + said, hint: known.hint)
    } else {
      error = LabsError(
        .environmentNotReady, "The target \(target) did not say whose account it is\(said)",
        hint: "Try it by hand: aws sts get-caller-identity.")
    }
  }

  private struct Row {
    let signs: [String]
    let code: ExitCode
    let message: String
    let hint: String
  }

  private static let login =
    "Log in as you do for your own `aws` (aws sso login, or new keys), then run the same command."

  private static let known = [
    Row(
      signs: ["The config profile"], code: .credentialsNeeded,
      message: "There is no such AWS profile",
      hint: "Choose one that ~/.aws/config names: export AWS_PROFILE=NAME."),
    Row(
      signs: [
        "ExpiredToken", "RequestExpired", "Token has expired", "Error loading SSO Token",
        "The SSO session associated",
      ],
      code: .credentialsNeeded, message: "The AWS credentials have expired", hint: login),
    Row(
      signs: ["Unable to locate credentials", "Partial credentials found"],
      code: .credentialsNeeded, message: "There are no AWS credentials",
      hint:
        "A real account needs them: export AWS_PROFILE=NAME with a profile of ~/.aws/config, or "
        + "run `aws configure sso`. Without --target aws no account is needed."),
    Row(
      signs: [
        "InvalidClientTokenId", "UnrecognizedClientException", "SignatureDoesNotMatch",
        "InvalidSignature", "InvalidAccessKeyId", "AccessDenied", "AuthFailure",
      ],
      code: .credentialsNeeded, message: "AWS does not accept the credentials", hint: login),
    Row(
      signs: ["Could not connect", "Connect timeout", "Read timeout", "Connection was closed"],
      code: .environmentNotReady, message: "Nothing answers",
      hint: "See whether the address is right and the network is there."),
    Row(
      signs: [CallerIdentity.noRegion], code: .environmentNotReady,
      message: "It cannot be told in which region the lab is to work",
      hint: "Choose one: export AWS_REGION=us-east-1."),
  ]
}

extension Substring {
  fileprivate var trimmed: Substring {
    let start = drop { $0.isWhitespace }
    return start.lastIndex { !$0.isWhitespace }.map { start[...$0] } ?? start
  }
}
