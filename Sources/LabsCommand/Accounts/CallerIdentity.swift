import CourseModel
import LabRunner

/// Who the scripts of a lab are to AWS, asked for in the way that they will ask.
struct CallerIdentity: Sendable {
  let account: String
  let arn: String
  let region: String

  /// Where a profile leads the calls instead of to AWS itself.
  let detour: String?

  /// Of the profile, where they are written there: never to be shown or stored.
  let secrets: [String]

  var isRoot: Bool { arn.hasSuffix(":root") }

  /// What is said where neither the environment nor the profile has one.
  static let noRegion = "Neither AWS_REGION nor the profile names a region."

  private static let question = """
    region=${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region || true)}}
    export AWS_REGION="${region:-us-east-1}"
    export AWS_DEFAULT_REGION="$AWS_REGION"
    identity=$(aws sts get-caller-identity --query '[Account,Arn]' --output text \\
      --cli-connect-timeout 10 --cli-read-timeout 30)
    if [ -z "$region" ]; then echo "\(noRegion)" >&2; exit 64; fi
    detour=$(aws configure get endpoint_url || true)
    printf '%s\\n%s\\n%s\\n' "$identity" "$region" "$detour"
    aws configure get aws_secret_access_key || true
    aws configure get aws_session_token || true
    """

  /// - Parameters:
  ///   - environment: Of the lab's scripts.
  ///   - folder: Where it is asked, absolute.
  /// - Throws: `LabsError` when there are no credentials, or none that are accepted.
  init(on target: Target, environment: [String: String], folder: String) async throws {
    let command = ShellCommand(
      name: "labs", text: Self.question, environment: environment, folder: folder,
      timeout: .seconds(60))
    let result = try await Bash().execute(command) { _, _ in }
    guard result.ending != .interrupted else { throw CancellationError() }
    let lines = result.standardOutput.text.split(
      separator: "\n", omittingEmptySubsequences: false)
    let identity = lines.first?.split(separator: "\t") ?? []
    guard result.isSuccess, lines.count >= 3, identity.count == 2 else {
      let complaint = Redactor().redacted(result.standardError.text)
      throw IdentityProblem(complaint, on: target).error
    }
    account = String(identity[0])
    arn = String(identity[1])
    region = String(lines[1])
    detour = lines[2].isEmpty ? nil : String(lines[2])
    secrets = lines.dropFirst(3).map(String.init).filter { !$0.isEmpty }
  }
}
