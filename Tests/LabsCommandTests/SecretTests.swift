import Foundation
import Testing

@testable import LabsCommand

/// Where a lab's secrets come from, and who gets them.
@Suite(.serialized, .fewAtOnce) struct SecretTests {
  @Test func `a file of secrets is given to the step that names them, and to no other`()
    async throws
  {
    let labs = try Program(lab: SecretLab.files)
    try labs.writeSecrets("# mine\n\nSECRET_WORD=\(SecretLab.canary)\nOTHER=x\n")

    let ending = try await labs.run("run", "safe", "--secrets", labs.root + "/secrets")

    #expect(ending.code == 0, "\(ending.output)\(ending.errors)")
    #expect(labs.text(of: ".labs/work/safe/digest") == SecretLab.digest)
    #expect(labs.text(of: ".labs/work/safe/seen")?.contains("SECRET_WORD") == false)
  }

  @Test func `so is the caller's environment`() async throws {
    let labs = try Program(lab: SecretLab.files)

    let ending = try await labs.start(
      ["run", "safe"], environment: ["SECRET_WORD": SecretLab.canary]
    ).ending()

    #expect(ending.code == 0, "\(ending.output)\(ending.errors)")
    #expect(labs.text(of: ".labs/work/safe/digest") == SecretLab.digest)
    #expect(labs.text(of: ".labs/work/safe/seen")?.contains("SECRET_WORD") == false)
  }

  @Test func `a terminal asks, and does not show what is typed`() async throws {
    let labs = try Program(lab: SecretLab.files)
    let session = try TerminalSession(labs, "run", "safe", "secret")

    let question = try await session.see("SECRET_WORD: ")
    #expect(question.contains("The word that opens the safe."))
    session.type("\n")
    try await session.see("SECRET_WORD: ")
    session.type(SecretLab.canary + "\n")
    let brief = try await session.see("Run it?")
    session.type("\n")
    let rest = try await session.see("Passed: 1 of 1 step.")

    #expect(!(brief + rest).contains(SecretLab.canary))
    #expect(try await session.ending() == 0)
    #expect(labs.text(of: ".labs/work/safe/digest") == SecretLab.digest)
  }

  @Test func `Ctrl-C at the question ends with 130, and nothing was run`() async throws {
    let labs = try Program(lab: SecretLab.files)
    let session = try TerminalSession(labs, "run", "safe")

    try await session.see("SECRET_WORD: ")
    kill(session.process, SIGINT)

    #expect(try await session.ending() == 130)
    #expect(labs.text(of: ".labs/work/safe/plain") == nil)
  }

  @Test func `without a terminal a secret that is missing ends with 4, and nothing was run`()
    async throws
  {
    let labs = try Program(lab: SecretLab.files)

    let ending = try await labs.run("run", "safe")

    #expect(ending.code == 4)
    #expect(ending.errors.contains("The lab safe needs the secret SECRET_WORD."))
    #expect(ending.errors.contains("--secrets FILE"))
    #expect(labs.text(of: ".labs/work/safe/plain") == nil)
  }

  @Test func `nothing is asked for where the steps at hand need no secret`() async throws {
    let labs = try Program(lab: SecretLab.files)

    #expect(try await labs.run("run", "safe", "plain").code == 0)
    #expect(try await labs.run("check", "safe", "plain").code == 0)
    #expect(try await labs.run("check", "safe").code == 4)
    #expect(try await labs.run("clean", "safe", "--all").code == 0, "its cleanup uses no secret")
  }

  @Test func `a cleanup that uses a secret needs it only where something is to be cleaned`()
    async throws
  {
    let labs = try Program(lab: SecretLab.files)
    let step = try #require(SecretLab.files["labs/safe/02-secret.md"])
    try labs.write(
      step.replacing("rm -f", with: "[ -n \"$SECRET_WORD\" ]; rm -f"), to: "labs/safe/02-secret.md")
    _ = try await labs.run("run", "safe", "plain")

    #expect(try await labs.run("clean", "safe").code == 0)
    #expect(try await labs.run("clean", "safe", "--all").code == 4)
    try labs.writeSecrets("SECRET_WORD=\(SecretLab.canary)")
    let clean = try await labs.run(
      "clean", "safe", "--all", "--secrets", labs.root + "/secrets")
    #expect(clean.code == 0, "\(clean.output)\(clean.errors)")
  }

  @Test(arguments: [
    ("SECRET_WORD=x", 0o640, "Others may read or write the file of secrets"),
    ("SECRET_WORD=x", 0o606, "chmod 600"),
    ("SECRET_WORD=x\nhush hush\n", 0o600, "Line 2 of “"),
    ("9A=hush", 0o600, "is not NAME=value."),
    ("SECRET_WORD=hush\nSECRET_WORD=hush", 0o600, "gives SECRET_WORD a second time."),
    ("SECRET_WRD=hush", 0o600, "Try: SECRET_WORD."),
    ("SECRET_WORD=hus", 0o600, "is shorter than four letters"),
  ])
  func `a file of secrets that is not in order is refused, and not told`(
    text: String, mode: Int, message: String
  ) async throws {
    let labs = try Program(lab: SecretLab.files)
    try labs.writeSecrets(text, mode: mode)

    let ending = try await labs.run("run", "safe", "--secrets", labs.root + "/secrets")

    #expect(ending.code == 2)
    #expect(ending.errors.contains(message), "\(ending.errors)")
    #expect(!ending.errors.contains("hush"))
    #expect(labs.text(of: ".labs/work/safe/plain") == nil)
  }

  @Test func `a folder, and a file that is not there, are no files of secrets`() async throws {
    let labs = try Program(lab: SecretLab.files)

    #expect(try await labs.run("run", "safe", "--secrets", labs.root).code == 2)
    let missing = try await labs.run("run", "safe", "--secrets", labs.root + "/none")
    #expect(missing.code == 2)
    #expect(missing.errors.contains("No such file"))
  }
}
