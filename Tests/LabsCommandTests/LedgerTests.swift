import Foundation
import Testing

@testable import LabsCommand

/// What scripts create on the emulator, how it is told, and how it is taken away.
@Suite(.fewAtOnce) struct LedgerTests {
  @Test func `what a cleanup forgets is removed, in reverse`() async throws {
    let labs = try Program(
      lab: cloudLab(
        """
        aws logs create-log-group --log-group-name one
        aws iam create-role --role-name one --assume-role-policy-document '\(trust)' >/dev/null
        aws iam put-role-policy --role-name one --policy-name in --policy-document '\(policy)'
        aws logs describe-log-groups >/dev/null
        """))
    let run = try await labs.run("run", "files")
    try #require(run.code == 0, "\(run.output)\(run.errors)")

    let ledger = try await labs.run("ledger", "files", "--plain")
    #expect(
      ledger.output == """
        standing: 1: files: one: logs log group one, us-east-1: \
        would cost money on a real account, on emulated
        standing: 2: files: one: iam role one: costs nothing, on emulated
        standing: 3: files: one: iam policy inside a role in one: costs nothing, on emulated

        """)

    let clean = try await labs.run("clean", "files", "--plain")
    #expect(clean.code == 0, "\(clean.output)\(clean.errors)")
    let gone = clean.output.matches(of: /ledger: gone: (.+)\n/).map { String($0.1) }
    #expect(
      gone == [
        "iam policy inside a role in one", "iam role one", "logs log group one, us-east-1",
      ])
    let after = try await labs.run("ledger", "files", "--json")
    #expect(try after.json("data", "resources", "0", "standing") == "gone")
    #expect(try after.json("data", "resources", "2", "standing") == "gone")
    let text = try await labs.run("ledger", "files")
    #expect(text.output.contains("Nothing is left that a script has created."))
  }

  @Test
  func `a dry run of a cleaning tells what the ledger would have removed, and takes nothing in`()
    async throws
  {
    let labs = try Program(
      lab: cloudLab(
        """
        aws logs create-log-group --log-group-name one
        aws sqs create-queue --queue-name two >/dev/null
        """))
    try #require(try await labs.run("run", "files").code == 0)
    try FileManager.default.removeItem(atPath: labs.root + "/.labs/progress.sqlite")
    try #require(try await labs.run("status").code == 0)
    let before = try labs.everything()

    let dry = try await labs.run("clean", "files", "--dry-run", "--plain")
    #expect(
      dry.output.contains(
        "\nwould remove, if it is left: one: logs log group one, us-east-1\n"), "\(dry.output)")
    let json = try await labs.run("clean", "files", "--dry-run", "--json")
    #expect(try json.json("data", "resources", "0", "kind").hasPrefix("sqs/"), "the latest first")
    #expect(try json.json("data", "resources", "1", "step") == "one")
    let text = try await labs.run("clean", "files", "--dry-run").output
    #expect(text.contains("Would remove, where the cleanups leave it\n  sqs Queue"))
    #expect(text.contains("labs does not know how to remove it"))
    #expect(try labs.everything() == before)
  }

  @Test func `what cannot be removed is named, and ends with 7`() async throws {
    let labs = try Program(
      lab: cloudLab(
        """
        arn=$(aws iam create-policy --policy-name one --policy-document '\(policy)' \
          --query Policy.Arn --output text)
        aws sqs create-queue --queue-name two >/dev/null
        """))
    try #require(try await labs.run("run", "files").code == 0)

    let clean = try await labs.run("clean", "files", "--json")

    #expect(clean.code == 7)
    #expect(try clean.json("error", "message") == "1 resource could not be removed.")
    #expect(try clean.json("data", "left", "0", "resource").hasPrefix("sqs Queue"))
    #expect(try clean.json("data", "left", "0", "reason").contains("does not know how"))
    let ledger = try await labs.run("ledger", "--plain")
    #expect(ledger.output.contains("standing: 2: files: one: sqs Queue"))
    #expect(ledger.output.contains("gone: 1: files: one: iam policy"))

    let told = try await labs.run("clean", "files", "--plain")
    #expect(told.output.contains("once it is gone: labs ledger files --forget 2"))
    #expect(try await labs.run("ledger", "files", "--forget", "7").code == 2)
    #expect(try await labs.run("ledger", "files", "--forget", "2").code == 0)
    #expect(try await labs.run("clean", "files").code == 0)
  }

  @Test func `a run that is killed loses nothing of it`() async throws {
    let labs = try Program(
      lab: cloudLab(
        """
        aws logs create-log-group --log-group-name one
        echo waiting
        sleep 60
        """))
    let running = try labs.start(["run", "files", "--plain"])
    try await running.hasPrinted("| waiting")
    running.send(SIGKILL)
    _ = try await running.ending()

    let ledger = try await labs.run("ledger", "--plain")
    #expect(ledger.output.hasPrefix("standing: 1: files: one: logs log group one"))
    let clean = try await labs.run("clean", "files", "--plain")
    #expect(clean.code == 0, "\(clean.output)\(clean.errors)")
    #expect(clean.output.contains("ledger: gone: logs log group one"))
  }

  @Test func `what is in another account is not taken for gone`() async throws {
    let labs = try Program(lab: cloudLab("true"))
    try labs.write(
      """
      {"event":"created","call":"a","service":"logs","operation":"CreateLogGroup","lab":"files",\
      "step":"one","run":"r","account":"999999999999","at":1,"resources":[{"kind":"logs/log group",\
      "identifier":{"logGroupName":"far"},"region":"us-east-1","costs":true}]}

      """, to: ".labs/ledger/emulated.jsonl")

    let clean = try await labs.run("clean", "files", "--json")

    #expect(clean.code == 7, "\(clean.output)\(clean.errors)")
    #expect(
      try clean.json("data", "left", "0", "reason")
        == "it is in the account 999999999999, and this is 123456789012")
  }

  @Test func `what a student makes in the lab's shell is in the ledger`() async throws {
    let labs = try Program(lab: cloudLab("true"))
    let shell = try await labs.run(
      "shell", "files", "--command", "aws logs create-log-group --log-group-name by-hand")
    try #require(shell.code == 0, "\(shell.output)\(shell.errors)")

    let ledger = try await labs.run("ledger", "--plain").output
    #expect(ledger.hasPrefix("standing: 1: files: one: logs log group by-hand"))
    #expect(try await labs.run("clean", "files").code == 0)
    #expect(try await labs.run("ledger", "--plain").output.hasPrefix("gone: 1"))
  }

  @Test func `a cleaning that is killed is ended by the next one`() async throws {
    let groups = (0..<40).map { "aws logs create-log-group --log-group-name g\($0)" }
    let labs = try Program(lab: cloudLab(groups.joined(separator: "\n")))
    try #require(try await labs.run("run", "files").code == 0)
    let running = try labs.start(["clean", "files", "--plain"])
    try await running.hasPrinted("ledger: gone: ")
    running.send(SIGKILL)
    _ = try await running.ending()

    let clean = try await labs.run("clean", "files", "--plain")

    #expect(clean.code == 0, "\(clean.output)\(clean.errors)")
    let ledger = try await labs.run("ledger", "--plain").output
    #expect(ledger.matches(of: /gone: \d+: files/).count == 40)
  }

  @Test func `what stands is told although the lab's files are not in order`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    try labs.write("title: [", to: "labs/files/lab.yml")
    try labs.write(
      """
      {"event":"created","call":"a","service":"logs","operation":"CreateLogGroup","lab":"files",\
      "step":"one","run":"r","account":"123456789012","at":1,"resources":[{"kind":"logs/log group",\
      "identifier":{"logGroupName":"one"},"region":"us-east-1","costs":true}]}

      """, to: ".labs/ledger/emulated.jsonl")

    let ledger = try await labs.run("ledger", "files", "--plain")
    #expect(ledger.output.hasPrefix("standing: 1: files: one"), "\(ledger.errors)")
    #expect(try await labs.run("ledger", "fils").code == 2)
  }

  @Test func `an emptied account has nothing that stands`() async throws {
    let labs = try Program(lab: cloudLab("aws logs create-log-group --log-group-name one"))
    try #require(try await labs.run("run", "files").code == 0)
    try #require(try await labs.run("emulator", "reset").code == 0)

    #expect(try await labs.run("ledger", "--plain").output.hasPrefix("gone: 1"))
  }

  @Test func `one step's cleaning leaves what another step has created`() async throws {
    var files = cloudLab("aws logs create-log-group --log-group-name one")
    files["labs/files/02-two.md"] = FixtureLab.step(
      "two", script: "aws logs create-log-group --log-group-name two")
    let labs = try Program(lab: files)
    try #require(try await labs.run("run", "files").code == 0)
    try #require(try await labs.run("clean", "files", "two").code == 0)

    let ledger = try await labs.run("ledger", "--plain").output
    #expect(ledger.contains("standing: 1: files: one"))
    #expect(ledger.contains("gone: 2: files: two"))
  }

  @Test func `a lab that was abandoned on a real account is told of at the next command`()
    async throws
  {
    let labs = try Program(lab: FixtureLab.files)
    let then = (Date().timeIntervalSince1970 - 49 * 3600) * 1000
    try labs.write(
      """
      {"event":"created","call":"a","service":"ecs","operation":"CreateService","lab":"week7",\
      "step":"one","run":"r","account":"123456789012","at":\(Int(then)),"resources":[{"kind":\
      "ecs/service","identifier":{"cluster":"c","service":"s"},"region":"us-east-1","costs":true}]}

      """, to: ".labs/ledger/aws.jsonl")

    for command in [
      ["status"], ["hint", "files"], ["check", "files"], ["ledger"], ["run", "files"],
    ] {
      let told = try await labs.start(command).ending()
      #expect(
        told.errors == """
          labs: The lab week7 was left 2 days ago with ecs service c s, us-east-1 on your AWS \
          account 123456789012, which stands and may cost money; take it away with: \
          labs clean week7 --target aws.

          """, "\(command)")
    }
    let ledger = try await labs.run("ledger", "--json")
    #expect(try ledger.json("data", "resources", "0", "costsMoney") == "1")
  }

  @Test func `the files are for their owner alone`() async throws {
    let labs = try Program(lab: cloudLab("aws logs create-log-group --log-group-name one"))
    try #require(try await labs.run("run", "files").code == 0)
    for (path, expected) in [("ledger", 0o700), ("ledger/emulated.jsonl", 0o600)] {
      let attributes = try FileManager.default.attributesOfItem(
        atPath: "\(labs.root)/.labs/\(path)")
      #expect(attributes[.posixPermissions] as? Int == expected)
    }
  }

  /// A lab of one step whose script does this; its cleanup knows nothing of it.
  private func cloudLab(_ script: String) -> [String: String] {
    [
      "labs/files/lab.yml": FixtureLab.manifest
        + "\ntools:\n  - command: aws\n    install: It is there.\n",
      "labs/files/01-one.md": FixtureLab.step("one", script: script),
    ]
  }

  private let trust = """
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",\
    "Principal":{"Service":"ecs-tasks.amazonaws.com"}}]}
    """
  private let policy = """
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"logs:PutLogEvents",\
    "Resource":"*"}]}
    """
}
