import CourseModel
import Testing

@Suite struct LeakGateTests {
  private static let letters = "Q7mZ2xVb9KtR4wLc8NsH3yPd6GfJ5aTu1EoWiXrBqDnMvCkSzYhUgAeO"

  /// Apart from its beginning, so that no file of ours holds what looks like a key.
  private static let keyID = "Q7MZ2XVB4KTR6WLC"

  private func found(_ text: String, allowing: Set<String> = []) -> [String] {
    LeakGate(allowing: allowing).leaks(in: Array(text.utf8)).map { "\($0.kind): \($0.value)" }
  }

  @Test(arguments: [
    ("key AKIA\(keyID).", "secret: AKIA\(keyID)"),
    ("ASIA\(keyID)", "secret: ASIA\(keyID)"),
    (
      #""SecretAccessKey": "Q7mZ2xVb9KtR4wLc8NsH3yPd6GfJ5aTu1EoWiXrB","#,
      "secret: Q7mZ2xVb9KtR4wLc8NsH3yPd6GfJ5aTu1EoWiXrB"
    ),
    (
      "export AWS_SECRET_ACCESS_KEY=Q7mZ2xVb9KtR4wLc8NsH3yPd6GfJ5aTu1EoWiXrB\n",
      "secret: Q7mZ2xVb9KtR4wLc8NsH3yPd6GfJ5aTu1EoWiXrB"
    ),
    (
      "export AWS_SESSION_TOKEN=\(letters)\(letters)=\n",
      "secret: \(letters)\(letters)="
    ),
    (
      "git clone https://ghp_Q7mZ2xVb9KtR4wLc8NsH3yPd6GfJ5aTu1EoW@github.com/a/b",
      "secret: ghp_Q7mZ2xVb9KtR4wLc8NsH3yPd6GfJ5aTu1EoW"
    ),
    ("xoxb-2071943562-Q7mZ2xVb9KtR4wLc", "secret: xoxb-2071943562-Q7mZ2xVb9KtR4wLc"),
    (
      "-----BEGIN RSA PRIVATE KEY-----\n\(letters)\n\(letters)\n-----END",
      "secret: \(letters)\n\(letters)\n"
    ),
    (
      "Authorization: Bearer eyJraWQiOiJxN216.eyJzdWIiOiI5Mzc1.Q7mZ2xVb9KtR4wLc8N",
      "secret: eyJraWQiOiJxN216.eyJzdWIiOiI5Mzc1.Q7mZ2xVb9KtR4wLc8N"
    ),
    ("postgresql://root:PasswordDB12@db.c0us.rds.amazonaws.com:5432/x", "secret: PasswordDB12"),
    ("--master-user-password tR7vK2m9Xq41 \\", "likelySecret: tR7vK2m9Xq41"),
    ("--password tR7vK2m9$ --permanent", "likelySecret: tR7vK2m9$"),
    (
      "x-honeycomb-team=Q7mZ2xVb9KtR4wLc8NsH3y",
      "likelySecret: Q7mZ2xVb9KtR4wLc8NsH3y"
    ),
    (
      "ROLLBAR_ACCESS_TOKEN: 9f3b61c07d2e48a5b1c6f0e2d4a79358",
      "likelySecret: 9f3b61c07d2e48a5b1c6f0e2d4a79358"
    ),
  ]) func `finds what opens something`(_ text: String, _ leak: String) {
    #expect(found(text) == [leak])
  }

  @Test(arguments: [
    "arn:aws:ecs:us-east-1:587201934466:cluster/x",
    "587201934466.dkr.ecr.us-east-1.amazonaws.com/x",
    "\"OwnerId\": \"587201934466\",", "my AWS account (587201934466)",
    "https://sqs.us-east-1.amazonaws.com/587201934466/queue", "Account ID | 587201934466 |",
    "https://587201934466.signin.aws.amazon.com/console", "cdk-assets-587201934466-us-east-1",
    "\"Principal\": {\"AWS\": \"587201934466\"}", "--account-id 587201934466",
    "export AWS_ACCOUNT_ID=587201934466", "arn:aws:iam::587201934466:role/x",
  ]) func `finds the number of an account where it can only be one`(_ text: String) {
    #expect(found(text) == ["account: 587201934466"])
  }

  @Test(arguments: [
    "AKIAIOSFODNN7EXAMPLE", "AKIAXXXXXXXXXXXXXXXX", "AKIA0189018901890189", "AKIA...",
    "XAKIAQ7MZ2XVB4KTR6WLC", "AKIAQ7MZ2XVB4KTR6WLCAA",
    "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "AWS_SECRET_ACCESS_KEY=$AWS_SECRET_ACCESS_KEY", #""secretAccessKey": "YOUR_SECRET_ACCESS_KEY""#,
    "--name /cruddur/backend-flask/AWS_SECRET_ACCESS_KEY --value $AWS_SECRET_ACCESS_KEY",
    "postgresql://postgres:password@localhost:5432/cruddur",
    "postgresql://postgres:Sup3rS3cret@db:5432/cruddur",
    "postgresql://root:<password>@db.example.com",
    "postgresql://root:xxxxxxxx@db.c0us.rds.amazonaws.com", "postgresql://root:$PASSWORD@a.b.com/x",
    "postgresql://root:&lt;MYPASSWORD&gt;@db.c0us.rds.amazonaws.com", "--password a1234567$1",
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6Ik.SflKxwRJSMeKKF2QT4",
    "Authorization: Bearer eyJraWQiOiJ...", "Authorization: Bearer ${access_token}",
    "Authorization: `Bearer ${localStorage.getItem(\"access_token\")}`",
    "-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----",
    "--master-user-password YourStrongPassword123 \\", "--password Testing123456!",
    "--temporary-password \"TempPass123!\"", "--password TestPassword123!",
    "arn:aws:lambda:us-east-1:898466741470:layer:psycopg2-py38:1",
    "password: must be at least 8 characters long", "const [password, setPassword] = useState('')",
    "password=os.getenv(\"DB_PASSWORD_1\")", "<input type=\"password\" id=\"password1\">",
    "POSTGRES_PASSWORD: password", "passwordHash2 = sha256(password)", "api_key = config.apiKey2",
    "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "sk-learn-is-a-library-and-no-key-at-all",
    "arn:aws:ecs:us-east-1:123456789012:cluster/x", "arn:aws:iam::111122223333:role/x",
    "account 444455556666", "account 000000000000", "account 121212121212", "account 112233445566",
    "602401143452.dkr.ecr.us-west-2.amazonaws.com/eks/pause",
    "arn:aws:iam::127311923021:root", "the run 587201934466 took long", "account 5872019344661",
    "sha256:587201934466", "updated at 202304011230", "arn:aws:iam::aws:policy/ReadOnlyAccess",
  ]) func `lets pass what is no secret`(_ text: String) {
    #expect(found(text).isEmpty)
  }

  @Test func `lets pass what the author allows`() {
    #expect(found("account 587201934466", allowing: ["587201934466"]).isEmpty)
  }

  @Test func `counts a value that is there again`() {
    let text = "account 587201934466\naccount 310957284466\naccount 587201934466\n"
    let leaks = LeakGate().countedLeaks(in: Array(text.utf8))
    #expect(leaks.map(\.leak.value) == ["587201934466", "310957284466"])
    #expect(leaks.map(\.count) == [2, 1])
  }

  @Test func `does not repeat a secret in what it says`() {
    let leak = LeakGate().leaks(in: Array("AKIA\(Self.keyID)".utf8)).first
    let words = leak?.diagnostic(at: SourceLocation(file: "content/a.md", line: 1, column: 1))
    #expect(words?.message == "This is an AWS access key id, “AKIA…” (20 characters).")
  }

  @Test func `survives any bytes`() {
    var state: UInt64 = 7
    for _ in 0..<200 {
      let bytes = (0..<200).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Array("AKIASP:/@=-.eyJ0123456789passwordghp_\n\"é".utf8)[Int(state >> 33) % 40]
      }
      _ = LeakGate().leaks(in: bytes)
    }
  }
}

extension LeakGateTests {
  /// Wherever it begins, and whatever stands around it.
  @Test func `finds every trigger at even and at odd places`() {
    let value = "Q7mZ2xVb9KtR4wLc8NsH3yPd6GfJ5aTu1EoWiXrB"
    let texts = [
      "ghp_\(value)", "github_pat_\(value)", "glpat-\(value)", "xoxp-\(value)", "npm_\(value)",
      "hf_\(value)", "sk-ant-\(value)", "sk_live_\(value)", "AIza\(value)", "sk-proj-\(value)",
      "pypi-AgEI\(value)\(value)", "dckr_pat_\(value)", "hcaik_\(value)\(value)",
      "SecretAccessKey=\(value)", "secret_access_key: \(value)", "Secret-Access-Key=\(value)",
      "CLIENTSECRET=\(value)", "client_secret=\(value)", "apikey: \(value)", "API-KEY=\(value)",
      "accesstoken=\(value)", "authorizationToken=\(value)", "passwd=\(value.prefix(12))",
    ]
    for text in texts {
      for blanks in 0..<9 {
        let padding = String(repeating: " ", count: blanks)
        #expect(found(padding + text + padding).count == 1, "\(blanks) before \(text)")
      }
    }
  }
}
