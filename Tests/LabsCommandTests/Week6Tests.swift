import Foundation
import Testing

@testable import LabsCommand

/// The course's own lab on the emulator: real registry, real `aws`, real image tool.
@Suite(.fewAtOnce) struct Week6Tests {
  @Test func `runs from nothing to passed, and every check sees what is undone`() async throws {
    let week6 = try Week6()

    let first = try await week6.labs.run("run", "week6")
    try #require(first.code == 0, "\(first.output)\(first.errors)")
    #expect(first.output.contains("Step \(Week6.steps) of \(Week6.steps)"))

    let again = try await week6.labs.run("run", "week6")
    #expect(again.code == 0, "\(again.output)\(again.errors)")
    #expect(!again.output.contains("Running"), "what passed is not run again")

    _ = try await week6.labs.run("emulator", "start")
    for undoing in Week6.undoings {
      try await week6.plain(undoing.command)
      let check = try await week6.labs.run("check", "week6", undoing.step, "--plain")
      #expect(check.code == 1, "\(undoing)\n\(check.output)\(check.errors)")
      #expect(check.output.contains(undoing.found), "\(undoing)\n\(check.output)")
    }

    let mended = try await week6.labs.run("run", "week6")
    #expect(mended.code == 0, "\(mended.output)\(mended.errors)")

    let clean = try await week6.labs.run("clean", "week6")
    #expect(clean.code == 0, "\(clean.output)\(clean.errors)")
    for inventory in Week6.inventories {
      #expect(try await week6.plain(inventory) == "0\n", "\(inventory)")
    }
    _ = try await week6.labs.run("emulator", "stop")
  }

  @Test func `without its cleanups the ledger alone takes everything away`() async throws {
    let week6 = try Week6()
    let folder = week6.labs.root + "/labs/week6"
    let steps = ["log-group", "cluster", "parameters", "execution-role", "task-role"]
    for file in try FileManager.default.contentsOfDirectory(atPath: folder)
    where file.hasSuffix(".md") {
      let text = try #require(week6.labs.text(of: "labs/week6/\(file)"))
      try week6.labs.write(
        text.replacing(/(?s)```sh cleanup\n.*?```\n/, with: ""), to: "labs/week6/\(file)")
    }
    _ = try await week6.labs.run("emulator", "start")
    for step in steps {
      let run = try await week6.labs.run("run", "week6", step)
      try #require(run.code == 0, "\(run.output)\(run.errors)")
    }

    let clean = try await week6.labs.run("clean", "week6", "--plain")

    #expect(clean.code == 0, "\(clean.output)\(clean.errors)")
    #expect(clean.output.matches(of: /ledger: gone:/).count == 15)
    for inventory in Week6.inventories {
      #expect(try await week6.plain(inventory) == "0\n", "\(inventory)")
    }
    _ = try await week6.labs.run("emulator", "stop")
  }

  @Test func `an emulator that is killed under a script is named as the reason`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    try labs.write(
      FixtureLab.manifest + "\ntools:\n  - command: aws\n    install: It is there.\n",
      to: "labs/files/lab.yml")
    try labs.write(
      FixtureLab.step(
        "one",
        script: """
          echo waiting
          until [ -e "$LABS_WORKDIR/go" ]; do sleep 0.1; done
          AWS_MAX_ATTEMPTS=1 aws sts get-caller-identity
          """),
      to: "labs/files/01-one.md")
    let running = try labs.start(["run", "files", "--plain"])
    try await running.hasPrinted("| waiting")
    let status = try await labs.run("emulator", "status", "--json")

    kill(try #require(Int32(try status.json("data", "process"))), SIGKILL)
    try labs.write("", to: ".labs/work/files/go")
    let ending = try await running.ending()

    #expect(ending.code == 5, "\(ending.output)\(ending.errors)")
    #expect(ending.errors.contains("The emulator ended while it was being used."))
  }

  @Test func `a killed emulator comes back with all that was in it`() async throws {
    let week6 = try Week6()
    _ = try await week6.labs.run("run", "week6", "log-group")
    _ = try await week6.labs.run("emulator", "start")
    let status = try await week6.labs.run("emulator", "status", "--json")
    let process = try #require(Int32(try status.json("data", "process")))

    kill(process, SIGKILL)
    let check = try await week6.labs.run("check", "week6", "log-group")

    #expect(check.code == 0, "\(check.output)\(check.errors)")
  }
}

/// A copy of the course, so that its state is its own.
struct Week6 {
  let labs: Program

  init() throws {
    labs = try Program()
    try FileManager.default.createDirectory(
      atPath: labs.root + "/labs", withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: Program.home + "/labs/week6", toPath: labs.root + "/labs/week6")
  }

  /// How many there are.
  static let steps =
    FileManager.default.subpaths(atPath: Program.home + "/labs/week6")?
    .count { $0.hasSuffix(".md") && !$0.contains("/") } ?? 0

  /// A mistake made with the plain AWS CLI, the step whose checks must see it, and what they must
  /// name.
  struct Undoing {
    let step: String
    let command: String
    let found: String
  }

  static let undoings = [
    Undoing(
      step: "log-group",
      command: "aws logs put-retention-policy --log-group-name cruddur --retention-in-days 7",
      found: "7"),
    Undoing(
      step: "services",
      command: """
        named() {
          aws ec2 describe-security-groups --filters "Name=group-name,Values=$1" \
            --query 'SecurityGroups[0].GroupId' --output text
        }
        group=$(named cruddur-backend-flask)
        alb=$(named cruddur-alb)
        aws ec2 revoke-security-group-ingress --group-id "$group" --protocol tcp --port 4567 \
          --source-group "$alb"
        """,
      // Timed out, or a new one that is going to: so before what keeps a new one from starting.
      found: "in cruddur-backend-flask is "),
    Undoing(
      step: "execution-role",
      command: """
        aws iam detach-role-policy --role-name CruddurServiceExecutionRole \
          --policy-arn arn:aws:iam::123456789012:policy/CruddurServiceExecutionPolicy
        aws iam attach-role-policy --role-name CruddurTaskRole \
          --policy-arn arn:aws:iam::123456789012:policy/CruddurServiceExecutionPolicy
        """,
      found: "is attached to “CruddurTaskRole”"),
    Undoing(
      step: "parameters",
      command: """
        aws ssm delete-parameter --name /cruddur/backend-flask/AWS_SECRET_ACCESS_KEY
        aws ssm put-parameter --name /cruddur/backend-flask/AWS_SECRET_ACCESS_KEY \
          --type String --value placeholder
        """,
      found: "AWS_SECRET_ACCESS_KEY is a String"),
    Undoing(
      step: "backend-image",
      command:
        "aws ecr batch-delete-image --repository-name backend-flask --image-ids imageTag=week6",
      found: "week6"),
  ]

  static let inventories = [
    "aws logs describe-log-groups --query 'length(logGroups)'",
    "aws ecs list-clusters --query 'length(clusterArns)'",
    "aws servicediscovery list-namespaces --query 'length(Namespaces)'",
    "aws ecr describe-repositories --query 'length(repositories)'",
    "aws ssm describe-parameters --query 'length(Parameters)'",
    // The roles that ECS and Elastic Load Balancing make for themselves stay, as on AWS.
    "aws iam list-roles --query \"length(Roles[?!starts_with(Path, '/aws-service-role/')])\"",
    "aws iam list-policies --scope Local --query 'length(Policies)'",
    "aws elbv2 describe-load-balancers --query 'length(LoadBalancers)'",
    "aws elbv2 describe-target-groups --query 'length(TargetGroups)'",
    "aws acm list-certificates --query 'length(CertificateSummaryList)'",
    "aws route53 list-hosted-zones --query 'length(HostedZones)'",
    "aws ecs list-task-definitions --query 'length(taskDefinitionArns)'",
    "aws ec2 describe-network-interfaces --query 'length(NetworkInterfaces)'",
    "aws ec2 describe-security-groups --query \"length(SecurityGroups[?GroupName!='default'])\"",
  ]

  /// Runs shell text with the plain AWS CLI pointed at the kept emulator, as a student in another
  /// terminal would.
  @discardableResult
  func plain(_ script: String) async throws -> String {
    let status = try await labs.run("emulator", "status", "--json")
    let environment = [
      "PATH": "\(Program.home)/.labs/venv/bin:/usr/bin:/bin", "HOME": labs.root,
      "AWS_ENDPOINT_URL": try status.json("data", "endpoint"), "AWS_DEFAULT_REGION": "us-east-1",
      "AWS_ACCESS_KEY_ID": "example", "AWS_SECRET_ACCESS_KEY": "example", "AWS_PAGER": "",
    ]
    let arguments = ["bash", "-euo", "pipefail", "-c", script]
    let ending = try await Running("/bin/bash", arguments, environment: environment).ending()
    try #require(ending.code == 0, "\(script)\n\(ending.output)\(ending.errors)")
    return ending.output
  }
}
