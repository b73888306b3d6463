import Foundation

@testable import LabsCommand

/// Answers `aws sts get-caller-identity` on loopback, each access key with an identity of its own,
/// and the profiles that lead there: a real account as labs sees it, without one.
final class StandInForSTS: Sendable {
  private let server: Running
  private let folder: String

  /// The caller's environment with this profile, and nothing else of AWS.
  func environment(_ profile: String?) -> [String: String] {
    var variables = [
      "AWS_CONFIG_FILE": folder + "/aws-config", "HOME": folder,
      "AWS_SHARED_CREDENTIALS_FILE": folder + "/none", "AWS_EC2_METADATA_DISABLED": "true",
    ]
    variables["AWS_PROFILE"] = profile
    return variables
  }

  /// - Parameter program: In whose folder the profiles are written.
  init(for program: Program) async throws {
    folder = program.root
    server = try Running(
      Program.home + "/.labs/venv/bin/python", ["python", "-u", "-c", Self.script], environment: [:]
    )
    try await server.hasPrinted("\n")
    let port = server.output.trimmingCharacters(in: .whitespacesAndNewlines)
    let profiles = ["student", "other", "root", "expired", "unknown"].map { name in
      """
      [profile \(name)]
      region = eu-central-1
      endpoint_url = http://127.0.0.1:\(port)
      aws_access_key_id = \(name)
      aws_secret_access_key = canary-key-of-\(name)

      """
    }
    let away =
      "[profile away]\nregion = eu-central-1\nendpoint_url = http://127.0.0.1:1\n"
      + "aws_access_key_id = away\naws_secret_access_key = away\n"
    let nowhere =
      "[profile nowhere]\nendpoint_url = http://127.0.0.1:\(port)\n"
      + "aws_access_key_id = student\naws_secret_access_key = xxxx\n"
    try program.write((profiles + [away, nowhere]).joined(), to: "aws-config")
  }

  deinit {
    server.send(SIGKILL)
  }

  /// Ends by itself after five minutes, whatever becomes of the test.
  private static let script = """
    import os, re, threading
    from http.server import BaseHTTPRequestHandler, HTTPServer

    ARNS = {
        "student": "arn:aws:iam::111122223333:user/student",
        "other": "arn:aws:iam::444455556666:user/student",
        "root": "arn:aws:iam::111122223333:root",
    }
    REFUSALS = {"expired": "ExpiredToken", "unknown": "InvalidClientTokenId"}
    IDENTITY = (
        '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">'
        "<GetCallerIdentityResult><Arn>{}</Arn><UserId>A</UserId><Account>{}</Account>"
        "</GetCallerIdentityResult></GetCallerIdentityResponse>"
    )
    REFUSAL = (
        '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error>'
        "<Type>Sender</Type><Code>{}</Code><Message>No.</Message></Error></ErrorResponse>"
    )

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            key = re.search("Credential=([^/]+)/", self.headers["Authorization"])[1]
            if arn := ARNS.get(key):
                status, text = 200, IDENTITY.format(arn, arn.split(":")[4])
            else:
                status, text = 403, REFUSAL.format(REFUSALS[key])
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    print(server.server_port)
    threading.Timer(300, os._exit, [0]).start()
    server.serve_forever()
    """
}

/// A lab that asks AWS who it is, and writes down what it was told.
enum AccountLab {
  static let files = [
    "labs/who/lab.yml": """
    format: 1
    title: Who am I
    cost:
      per-hour: 0.05
      text: A load balancer.
    tools:
      - {command: aws, install: It comes with labs.}
    """,
    "labs/who/01-ask.md": """
    ---
    title: Ask
    hint: Ask AWS.
    checks:
      - id: asked
        title: AWS has answered
        run: aws sts get-caller-identity --query Account --output text
        contains: '1111'
    ---
    ```sh run
    echo "$LABS_TARGET $AWS_ACCOUNT_ID $AWS_REGION" >> "$LABS_WORKDIR/seen"
    aws configure get aws_secret_access_key || true
    [ -e "$LABS_WORKDIR/stuck" ]
    ```

    ```sh cleanup
    echo cleaned > "$LABS_WORKDIR/cleaned"
    ```

    """,
  ]
}
