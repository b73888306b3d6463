import Foundation
import Testing

@testable import LabRunner

@Suite struct RedactorTests {
  private let redactor = Redactor(secrets: ["correct horse/battery+1", "abc", "line one\nline two"])

  @Test(arguments: [
    ("plain correct horse/battery+1.", "plain ****."),
    ("url correct%20horse%2Fbattery%2B1&", "url ****&"),
    ("lower correct%20horse%2fbattery%2b1&", "lower ****&"),
    ("form correct+horse%2Fbattery%2B1&", "form ****&"),
    ("json correct horse\\/battery+1", "json ****"),
    ("base64 Y29ycmVjdCBob3JzZS9iYXR0ZXJ5KzE=", "base64 ****E="),
    // A digit that it shares with its neighbours is left; "u:" and "me:" before it move its bits.
    ("base64 dTpjb3JyZWN0IGhvcnNlL2JhdHRlcnkrMQ==", "base64 dTp****Q=="),
    ("base64 bWU6Y29ycmVjdCBob3JzZS9iYXR0ZXJ5KzE=", "base64 bWU6****E="),
    ("a line two b", "a **** b"),
    ("too short to tell: abc", "too short to tell: abc"),
  ]) func `masks a declared secret in its forms`(_ text: String, _ masked: String) {
    #expect(redactor.redacted(text) == masked)
  }

  @Test(arguments: [
    ("id AKIAIOSFODNN7EXAMPLE end", "id **** end"),
    ("id ASIAIOSFODNN7EXAMPLE end", "id **** end"),
    (#""SecretAccessKey": "wJalrXUtnFEMI/K7MDENG","#, #""SecretAccessKey": "****","#),
    ("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG", "aws_secret_access_key = ****"),
    ("export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI", "export AWS_SECRET_ACCESS_KEY=****"),
    ("|  SecretAccessKey |  wJalrXUtnFEMI  |", "|  SecretAccessKey |  ****  |"),
    ("<SecretAccessKey>wJalrXUtnFEMI</Secret", "<SecretAccessKey>****</Secret"),
    (#""SessionToken": "IQoJb3JpZ2luX2Vj""#, #""SessionToken": "****""#),
    ("Authorization: Bearer a b c\nnext", "Authorization: ****\nnext"),
    (#""authorizationToken": "QVdTOnRlc3Q=""#, #""authorizationToken": "****""#),
    ("postgresql://user:se:cret@host:5432/db", "postgresql://user:****@host:5432/db"),
    ("login --username AWS --password hunter2 host", "login --username AWS --password **** host"),
    (#"{"password": "two words", "a": 1}"#, #"{"password": "****", "a": 1}"#),
    ("token eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.x end", "token **** end"),
  ]) func `masks what is shaped like a secret`(_ text: String, _ masked: String) {
    #expect(redactor.redacted(text) == masked)
  }

  @Test(arguments: [
    "The password is stored in the parameter store.",
    "skopeo login --password-stdin 127.0.0.1:5000",
    "curl http://127.0.0.1:5000/api/health-check",
    "export PASSWORD=$DB_PASSWORD",
    "arn:aws:ssm:us-east-1:123456789012:parameter/cruddur/backend-flask/AWS_ACCESS_KEY_ID",
    "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "PasswordLastUsed: 2024-01-01",
    "",
  ]) func `leaves ordinary text alone`(_ text: String) {
    #expect(redactor.redacted(text) == text)
  }

  @Test func `masks the same wherever the text is split`() {
    let text = """
      begin correct horse/battery+1 middle AKIAIOSFODNN7EXAMPLE
      "SecretAccessKey": "wJalrXUtnFEMI", Authorization: Basic dXNlcjpwYXNz
      postgresql://user:secret@host/db é ünïcode … line two\rprogress 10%\rprogress 20%
      """
    let bytes = Array(text.utf8)
    let whole = redactor.redacted(text)
    for cut in 0...bytes.count {
      var stream = RedactingStream(redactor)
      let shown = stream.pass(Array(bytes[..<cut])) + stream.pass(Array(bytes[cut...]))
      #expect(String(decoding: shown + stream.finish(), as: UTF8.self) == whole)
    }
    var stream = RedactingStream(redactor)
    let shown = bytes.flatMap { stream.pass([$0]) }
    #expect(String(decoding: shown + stream.finish(), as: UTF8.self) == whole)
  }

  @Test func `shows harmless text at once, without waiting for the line's end`() {
    var stream = RedactingStream(redactor)

    #expect(stream.pass(Array("waiting ...".utf8)) == Array("waiting ...".utf8))
    #expect(stream.pass(Array("...".utf8)) == Array("...".utf8))
    #expect(stream.pass(Array("\u{1b}[2K 50%\r".utf8)) == Array("\u{1b}[2K 50%\r".utf8))
  }

  @Test func `masks secrets in a line without an end, in bounded memory`() {
    let filler = String(repeating: "x", count: 10_000)
    var stream = RedactingStream(redactor)
    var shown: [UInt8] = []
    var masks = 0
    shown += stream.pass(Array("a://".utf8))
    for _ in 0..<40 {
      shown += stream.pass(Array("\(filler)correct horse/bat".utf8))
      shown += stream.pass(Array("tery+1 AKIAIOSFODN".utf8))
      shown += stream.pass(Array("N7EXAMPLE ".utf8))
      masks += 2
    }
    shown += stream.finish()
    let text = String(decoding: shown, as: UTF8.self)

    #expect(!text.contains("battery"))
    #expect(!text.contains("AKIA"))
    #expect(text.components(separatedBy: "****").count - 1 == masks)
  }

  @Test func `masks a secret that is longer than what is held`() {
    var stream = RedactingStream(redactor)
    var shown = stream.pass(Array("Authorization: Bearer ".utf8))
    for _ in 0..<50 { shown += stream.pass(Array(String(repeating: "k", count: 9_999).utf8)) }
    shown += stream.pass(Array("\nnext".utf8)) + stream.finish()

    #expect(String(decoding: shown, as: UTF8.self) == "Authorization: ****\nnext")
  }
}
