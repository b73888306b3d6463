import Foundation
import Testing

@testable import LabsCommand

/// Week 6 against clouds that labs did not start itself. Both are the emulator of another course.
@Suite(.serialized, .fewAtOnce) struct EndpointTests {
  private let cloud: Program

  init() throws {
    cloud = try Program(lab: FixtureLab.files)
  }

  private func endpoint() async throws -> String {
    let started = try await cloud.run("emulator", "start", "--json")
    return try started.json("data", "endpoint")
  }

  @Test func `an endpoint that runs already is used, and left running`() async throws {
    let week6 = try Week6()
    let endpoint = try await endpoint()
    let step = ["week6", "log-group", "--target", endpoint + "/"]

    let run = try await week6.labs.start(["run"] + step + ["--json"]).ending()
    #expect(run.code == 0, "\(run.output)\(run.errors)")
    #expect(try run.json("data", "target") == endpoint, "never shown as real")
    let status = try await week6.labs.start(["status", "week6", "--target", endpoint]).ending()
    #expect(status.output.contains("Passed: 1 of \(Week6.steps) steps."))
    #expect(
      try await week6.labs.run("status", "week6").output.contains(
        "Passed: 0 of \(Week6.steps) steps."))
    #expect(try await week6.labs.start(["clean"] + step).ending().code == 0)

    let after = try await cloud.run("emulator", "status", "--json")
    #expect(try after.json("data", "healthy") == "1")
    _ = try await cloud.run("emulator", "stop")
    let gone = try await week6.labs.start(["check"] + step).ending()
    #expect(gone.code == 5, "\(gone.output)\(gone.errors)")
  }

  @Test func `the real target works in the account of the credentials`() async throws {
    let week6 = try Week6()
    let endpoint = try await endpoint()
    let keys = try await keys(ofAccount: "123456789012", at: endpoint)
    try week6.labs.write(
      "[profile student]\nregion = us-east-1\nendpoint_url = \(endpoint)\n\(keys)", to: "aws-config"
    )
    let environment = [
      "AWS_CONFIG_FILE": week6.labs.root + "/aws-config", "AWS_PROFILE": "student",
      "AWS_SHARED_CREDENTIALS_FILE": "/dev/null", "AWS_EC2_METADATA_DISABLED": "true",
    ]
    let step = ["week6", "log-group", "--target", "aws"]
    func labs(_ command: String, _ more: String...) async throws -> Program.Ending {
      try await week6.labs.start([command] + step + more, environment: environment).ending()
    }

    let run = try await labs("run", "--account", "123456789012")
    #expect(run.code == 0, "\(run.output)\(run.errors)")
    #expect(run.errors.contains("arn:aws:sts::123456789012:assumed-role/student/test"))
    #expect(run.errors.contains("the profile leads to \(endpoint)"))
    #expect(
      try await week6.labs.sql("SELECT DISTINCT target, account, region FROM attempt")
        == "aws 123456789012 us-east-1\n")
    #expect(try await labs("clean").code == 0)
    _ = try await cloud.run("emulator", "stop")
    #expect(try await labs("check").code == 5)
  }

  /// Of a role in it, as a profile has them.
  private func keys(ofAccount account: String, at endpoint: String) async throws -> String {
    let trust = """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", \
      "Principal": {"AWS": "arn:aws:iam::\(account):root"}}]}
      """
    let script = """
      aws iam create-role --role-name student --assume-role-policy-document '\(trust)' >/dev/null
      aws sts assume-role --role-arn arn:aws:iam::\(account):role/student --role-session-name test \
        --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text \
        | { read -r id key token
            printf 'aws_access_key_id = %s\\naws_secret_access_key = %s\\naws_session_token = %s\\n' \
              "$id" "$key" "$token"; }
      """
    let environment = [
      "PATH": "\(Program.home)/.labs/venv/bin:/usr/bin:/bin", "HOME": cloud.root,
      "AWS_ENDPOINT_URL": endpoint, "AWS_DEFAULT_REGION": "us-east-1",
      "AWS_ACCESS_KEY_ID": "example", "AWS_SECRET_ACCESS_KEY": "example", "AWS_PAGER": "",
    ]
    let ending = try await Running(
      "/bin/bash", ["bash", "-euo", "pipefail", "-c", script], environment: environment
    ).ending()
    try #require(ending.code == 0, "\(ending.errors)")
    return ending.output
  }
}
