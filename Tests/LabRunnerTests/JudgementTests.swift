import CourseModel
import Testing

@testable import LabRunner

@Suite struct JudgementTests {
  @Test(arguments: [
    (CourseModel.Expectation.equals(.number(1)), "1\n", CheckResult.Verdict.passed, "1"),
    (.equals(.number(1)), "1.0", .passed, "1"),
    (.equals(.array([.number(1)])), "[\n    1\n]\n", .passed, "[1]"),
    (.equals(.number(1)), "7\n", .failed, "7"),
    (.equals(.number(1)), "null", .failed, "null"),
    (.equals(.number(1)), "None", .failed, "None"),
    (.equals(.number(1)), "\n", .failed, "nothing"),
    (.equals(.bool(true)), "1", .failed, "1"),
    (.equals(.string("ACTIVE")), "\"ACTIVE\"", .passed, "\"ACTIVE\""),
    (.equals(.string("ACTIVE")), "ACTIVE", .failed, "ACTIVE"),
    (
      .equals(.object(["a": .null, "b": .array([])])), "{\"b\":[],\n \"a\":null}", .passed,
      "{\"a\":null,\"b\":[]}"
    ),
    (.matches("^sha256:[0-9a-f]{4}$"), "  sha256:12af \n", .passed, "sha256:12af"),
    (.matches("^sha256:"), "md5:1", .failed, "md5:1"),
    (.matches("("), "x", .uncheckable, "“(” is not a regular expression."),
    (.contains("ok"), "all ok here", .passed, "all ok here"),
    (.contains("ok"), "", .failed, "nothing"),
    (.succeeds, "anything", .passed, "anything"),
  ]) func `compares what was printed with what is expected`(
    _ expectation: CourseModel.Expectation, _ printed: String, _ verdict: CheckResult.Verdict,
    _ found: String
  ) throws {
    let judgement = Judgement(
      of: ShellResult(.exited(0), standardOutput: Excerpt(printed)),
      for: try check("a", "look", expectation))

    #expect(judgement.verdict == verdict)
    #expect(judgement.found == found)
  }

  @Test(arguments: [
    (254, "An error occurred (ResourceNotFoundException) when calling the X operation: no."),
    (255, "An error occurred (RepositoryNotFoundException) when calling the X operation: no."),
    (255, "An error occurred (AccessDenied) when calling the X operation: not you."),
    (1, ""),
    (7, "curl: (7) Failed to connect to localhost port 80: Connection refused"),
  ]) func `what the service refuses is a failure`(_ status: Int32, _ complaint: String) throws {
    let judgement = try judgement(.exited(status), complaint)

    #expect(judgement.verdict == .failed)
    #expect(judgement.found == (complaint.isEmpty ? "exit status 1" : complaint))
  }

  @Test(arguments: [
    (127, "check a: line 1: awz: command not found"),
    (126, "check a: line 1: ./x: Permission denied"),
    (1, "check a: line 1: jq: command not found"),
    (255, "Could not connect to the endpoint URL: \"http://127.0.0.1:1/\""),
    (255, "Connection was closed before we received a valid response from endpoint URL: \"x\"."),
    (255, "Unable to locate credentials."),
    (254, "An error occurred (ExpiredTokenException) when calling the X operation: expired"),
    (1, "Traceback (most recent call last):\n  File \"a.py\", line 1\nKeyError: 'roles'"),
    (254, "An error occurred (InvalidClientTokenId) when calling the X operation: invalid"),
    (254, "An error occurred (UnrecognizedClientException) when calling the X operation: invalid"),
    (254, "An error occurred (ThrottlingException) when calling the X operation: slow down"),
    (255, "You must specify a region."),
    (252, "usage: aws [options] <command>"),
    (2, "aws: error: argument operation: Invalid choice, valid choices are:"),
    (255, "Unknown options: --bogus"),
    (251, "A check may not change anything: s3:PutObject was refused before it was sent."),
    (1, "A check may not change anything: s3:PutObject was refused before it was sent."),
    (253, ""),
  ]) func `what could not be carried out is uncheckable`(
    _ status: Int32, _ complaint: String
  ) throws {
    let judgement = try judgement(.exited(status), complaint)

    #expect(judgement.verdict == .uncheckable)
    #expect(judgement.found == (complaint.isEmpty ? "exit status 253" : complaint))
  }

  @Test func `no answer in time and a signal are uncheckable`() throws {
    let late = try judgement(.timedOut, "")
    #expect(late == Judgement(.uncheckable, "no answer within 30 s"))
    #expect(try judgement(.signalled(9), "").verdict == .uncheckable)
  }

  @Test func `a check that passes passes, whatever it complains about`() throws {
    #expect(try judgement(.exited(0), "x: command not found").verdict == .passed)
  }

  @Test func `what is long is shortened in the middle`() throws {
    let long = String(repeating: "a", count: 5000) + "end"
    let judgement = try judgement(.exited(1), long)

    #expect(judgement.found.count < 900)
    #expect(judgement.found.hasSuffix("end"))
  }

  private func judgement(
    _ ending: ShellResult.Ending, _ complaint: String
  ) throws -> Judgement {
    Judgement(
      of: ShellResult(ending, standardError: Excerpt(complaint + "\n")),
      for: try check("a", "look"))
  }
}
