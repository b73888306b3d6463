import Foundation
import Testing

@testable import LabsCommand

/// `--target aws`, against a stand-in for the real thing that a profile's `endpoint_url` leads to.
@Suite(.serialized, .fewAtOnce) struct AccountTests {
  private let labs: Program
  private let sts: StandInForSTS
  private static let number = "111122223333"

  init() async throws {
    labs = try Program(lab: AccountLab.files)
    sts = try await StandInForSTS(for: labs)
  }

  private func run(_ profile: String?, _ arguments: String...) async throws -> Program.Ending {
    try await labs.start(arguments, environment: sts.environment(profile)).ending()
  }

  private var seen: String? { labs.text(of: ".labs/work/who/seen") }

  @Test func `says who, where and at what cost, and does nothing before it is confirmed`()
    async throws
  {
    let ending = try await run("student", "run", "who", "--target", "aws", "--yes")

    #expect(ending.code == 3, "\(ending.output)\(ending.errors)")
    for word in [
      "arn:aws:iam::111122223333:user/student", "real account 111122223333", "eu-central-1",
      "0.05 USD an hour, 36.50 USD a month", "A load balancer.", "--account 111122223333",
    ] {
      #expect(ending.errors.contains(word), "\(word) in \(ending.errors)")
    }
    #expect(seen == nil)
    #expect(try await labs.sql("SELECT count(*) FROM attempt") == "0\n")
  }

  @Test func `what is confirmed once goes for that account and region alone`() async throws {
    let first = try await run(
      "student", "check", "who", "--target", "aws", "--account", Self.number, "--plain")
    #expect(first.code == 0, "\(first.output)\(first.errors)")

    let again = try await run("student", "check", "who", "--target", "aws")
    #expect(again.code == 0, "\(again.output)\(again.errors)")
    #expect(again.errors.contains("account  111122223333"), "it is said each time")

    let other = try await run("other", "check", "who", "--target", "aws")
    #expect(other.code == 3)
    #expect(other.errors.contains("bound to the account 111122223333 in eu-central-1"))
    #expect(other.errors.contains("444455556666"))
    let persuaded = try await run(
      "other", "run", "who", "--target", "aws", "--account", "444455556666")
    #expect(persuaded.code == 3, "also where the other one is confirmed")

    for name in ["AWS_REGION", "AWS_DEFAULT_REGION"] {
      let elsewhere = try await labs.start(
        ["check", "who", "--target", "aws"],
        environment: sts.environment("student").merging([name: "eu-west-1"]) { $1 }
      ).ending()
      #expect(elsewhere.code == 3)
      #expect(elsewhere.errors.contains("eu-west-1"))
    }
  }

  @Test func `an export tells of it without its number, under one name`() async throws {
    _ = try await run("student", "check", "who", "--target", "aws", "--account", Self.number)
    let export = try await labs.run("export").output

    #expect(export.contains("\"target\":\"aws\"") && export.contains("\"record\":\"binding\""))
    #expect(!export.contains(Self.number))
    #expect(Set(export.matches(of: /account-[a-p]{12}/).map { String($0.output) }).count == 1)
  }

  @Test func `the scripts learn the account and the region, and the record is real`() async throws {
    let run = try await run(
      "student", "run", "who", "--target", "aws", "--account", Self.number, "--again", "--json")

    #expect(run.code == 1, "the script is made to fail\n\(run.output)\(run.errors)")
    #expect(try run.json("data", "target") == "aws")
    #expect(try run.json("data", "account") == Self.number)
    #expect(seen == "aws 111122223333 eu-central-1\n")
    #expect(!run.output.contains("canary-key-of"))
    #expect(
      try await labs.sql("SELECT target, account, region FROM attempt WHERE kind = 'run'")
        == "aws 111122223333 eu-central-1\n")
    #expect(try await labs.sql("SELECT group_concat(transcript) FROM attempt").contains("****"))

    let emulated = try await labs.run("status", "who", "--json")
    #expect(try emulated.json("data", "steps", "0", "standing") == "untried")
    let real = try await labs.run("status", "who", "--json", "--target", "aws")
    #expect(try real.json("data", "target") == "aws")
    #expect(try real.json("data", "steps", "0", "standing") == "notPassed")

    #expect(try await self.run("student", "clean", "who", "--target", "aws").code == 0)
    #expect(labs.text(of: ".labs/work/who/cleaned") == "cleaned\n")
  }

  @Test func `another account than the one that was named is refused`() async throws {
    let ending = try await run(
      "other", "run", "who", "--target", "aws", "--account", Self.number)

    #expect(ending.code == 3)
    #expect(ending.errors.contains("You named the account “111122223333”"))
    #expect(seen == nil)
  }

  @Test func `the root user is refused unless that is said twice, each time`() async throws {
    let root = ["check", "who", "--target", "aws"]
    let environment = sts.environment("root")
    func ending(_ more: String...) async throws -> Int32 {
      try await labs.start(root + more, environment: environment).ending().code
    }

    #expect(try await ending("--account", Self.number) == 3)
    #expect(try await ending("--allow-root") == 3)
    #expect(try await ending("--allow-root", "--account", Self.number) == 0)
    #expect(try await ending("--allow-root") == 3, "bound, and to be confirmed again")
    #expect(try await ending() == 3)
  }

  @Test(
    arguments: [
      (nil, 4, "There are no AWS credentials: Unable to locate credentials."),
      ("expired", 4, "The AWS credentials have expired"),
      ("unknown", 4, "AWS does not accept the credentials"),
      ("missing", 4, "There is no such AWS profile"),
      ("away", 5, "Nothing answers"),
      ("nowhere", 5, "Neither AWS_REGION nor the profile names a region."),
    ] as [(String?, Int32, String)])
  func `without credentials that hold it says what to do`(
    profile: String?, code: Int32, message: String
  ) async throws {
    let ending = try await run(
      profile, "run", "who", "--target", "aws", "--account", Self.number)

    #expect(ending.code == code, "\(ending.errors)")
    #expect(ending.errors.contains(message), "\(ending.errors)")
    #expect(!ending.errors.contains("canary-key-of"))
    #expect(seen == nil)
  }

  @Test func `on a terminal the account's number is typed`() async throws {
    let wrong = try TerminalSession(
      labs, "check", "who", "--target", "aws", environment: sts.environment("student"))
    let question = try await wrong.see("Type the account's number to let who work on it: ")
    #expect(question.contains("works on a real AWS account"))
    #expect(question.contains("arn:aws:iam::111122223333:user/student"))
    wrong.type("123456789012\n")
    try await wrong.see("That is not the account's number.")
    #expect(try await wrong.ending() == 3)

    let right = try TerminalSession(
      labs, "check", "who", "--target", "aws", environment: sts.environment("student"))
    try await right.see("to let who work on it: ")
    right.type("1111-2222-3333\n")
    try await right.see("Passed: 1 of 1 step.")
    #expect(try await right.ending() == 0)
  }

  @Test func `a terminal asks for what has only a placeholder, and Enter takes it`() async throws {
    let manifest = try #require(AccountLab.files["labs/who/lab.yml"])
    try labs.write(
      manifest + "\nvariables:\n  TOKEN: {default: a-placeholder, secret: true}\n",
      to: "labs/who/lab.yml")
    let step = try #require(AccountLab.files["labs/who/01-ask.md"])
    try labs.write(
      step.replacing("hint: Ask AWS.", with: "secrets: TOKEN"), to: "labs/who/01-ask.md")
    let session = try TerminalSession(
      labs, "check", "who", "--target", "aws", environment: sts.environment("student"))

    let question = try await session.see("TOKEN: ")
    #expect(question.contains("Enter takes the lab's placeholder."))
    session.type("\n")
    try await session.see("to let who work on it: ")
    session.type("\(Self.number)\n")
    #expect(try await session.ending() == 0)
    #expect(try await labs.run("check", "who").code == 1, "the emulated account is another")
  }

  @Test func `a reset forgets what was confirmed, on that target alone`() async throws {
    _ = try await run("student", "check", "who", "--target", "aws", "--account", Self.number)

    #expect(try await labs.run("reset", "who", "--yes").code == 0)
    #expect(try await run("student", "check", "who", "--target", "aws").code == 0)
    #expect(try await labs.run("reset", "who", "--target", "aws", "--yes").code == 0)
    #expect(try await run("student", "check", "who", "--target", "aws").code == 3)
  }

  @Test func `an account in which something stands is not forgotten`() async throws {
    _ = try await run("student", "check", "who", "--target", "aws", "--account", Self.number)
    try await labs.sql(
      """
      INSERT INTO ledger (call, lab, step, target, kind, operation, identifier, isName, account,
        costs, createdAt, standing)
      VALUES ('a', 'who', 'ask', 'aws', 'logs/log-group', 'CreateLogGroup',
        '{"logGroupName":"one"}', 1, '111122223333', 1, 1, 'standing')
      """)

    let refused = try await labs.run("reset", "who", "--target", "aws", "--yes")
    #expect(refused.code == 7, "\(refused.output)\(refused.errors)")
    #expect(refused.errors.contains("labs clean who --target aws"))
    #expect(try await labs.run("reset", "who", "--yes").code == 0)
    #expect(try await run("student", "check", "who", "--target", "aws").code == 0)

    #expect(try await labs.run("ledger", "who", "--forget", "1").code == 0)
    #expect(try await labs.run("reset", "who", "--target", "aws", "--yes").code == 0)
  }

  @Test(arguments: [
    "https://sts.amazonaws.com", "https://logs.eu-west-1.amazonaws.com/", "http://", "real",
    "https://s3.cn-north-1.amazonaws.com.cn", "http://me:pw@127.0.0.1:4566", "ftp://127.0.0.1",
    "https://S3.AMAZONAWS.COM.", "https://lambda.eu-west-1.api.aws",
  ])
  func `no other word than aws leads to a real account`(target: String) async throws {
    let ending = try await run("student", "run", "who", "--target", target)

    #expect(ending.code == 2, "\(ending.errors)")
    #expect(seen == nil)
  }

  @Test func `a lab that calls no AWS is no work on a real account`() async throws {
    let files = try Program(lab: FixtureLab.files)

    let ending = try await files.run("run", "files", "--target", "aws")

    #expect(ending.code == 2)
    #expect(ending.errors.contains("The lab files calls no AWS, so it cannot work on aws."))
    #expect(files.text(of: ".labs/work/files/one") == nil)
  }

  @Test func `a dry run asks nobody who it is`() async throws {
    let unbound = try await run("unknown", "run", "who", "--target", "aws", "--dry-run")
    #expect(unbound.code == 0)
    #expect(unbound.output.contains("echo \"aws $AWS_ACCOUNT_ID $AWS_REGION\""))

    _ = try await run("student", "check", "who", "--target", "aws", "--account", Self.number)
    let bound = try await run("unknown", "run", "who", "--target", "aws", "--dry-run")
    #expect(bound.output.contains("echo \"aws 111122223333 eu-central-1\""))
  }

  @Test func `a lab that does not name aws finds no profile of the caller`() async throws {
    var manifest = try #require(AccountLab.files["labs/who/lab.yml"])
    manifest = String(
      manifest.prefix(upTo: try #require(manifest.firstRange(of: "tools:")).lowerBound))
    try labs.write(manifest, to: "labs/who/lab.yml")
    let plain = Program.home + "/.labs/venv/bin"

    let ending = try await labs.start(
      ["run", "who"],
      environment: sts.environment("student").merging(["PATH": plain + ":/usr/bin:/bin"]) { $1 }
    ).ending()

    #expect(ending.code == 1)
    #expect(!ending.output.contains("****"), "a key that was found would be masked")
    #expect(!ending.output.contains("canary-key-of"))
  }
}
