import Foundation

/// A lab with a secret that only its second step names.
enum SecretLab {
  static let canary = "canary/7f3a91c2+e5d8"

  static let files = [
    "labs/safe/lab.yml": """
    format: 1
    title: A safe
    variables:
      SECRET_WORD: {secret: true, description: The word that opens the safe.}
    """,
    "labs/safe/01-plain.md": step("plain", secrets: "", script: "env > \"$LABS_WORKDIR/seen\""),
    "labs/safe/02-secret.md": step(
      "secret", secrets: "secrets: [SECRET_WORD]",
      script: "printf %s \"$SECRET_WORD\" | cksum > \"$LABS_WORKDIR/digest\""),
  ]

  /// Of the canary, as the second step's script leaves it.
  static let digest = "1369403737 20\n"

  static func step(_ name: String, secrets: String, script: String, check: String = "true")
    -> String
  {
    """
    ---
    title: The step \(name)
    \(secrets.isEmpty ? "hints: [None.]" : secrets)
    checks:
      - {id: done, title: It is done, run: '\(check)', exits: 0}
      - {id: made, title: It was made, run: test -e "$LABS_WORKDIR/\(name)", exits: 0}
    ---
    ```sh run
    touch "$LABS_WORKDIR/\(name)"
    \(script)
    ```

    ```sh cleanup
    rm -f "$LABS_WORKDIR/\(name)"
    ```

    """
  }
}

extension Program {
  /// A file of secrets with these rights.
  func writeSecrets(_ text: String, to path: String = "secrets", mode: Int = 0o600) throws {
    try write(text, to: path)
    try FileManager.default.setAttributes(
      [.posixPermissions: mode], ofItemAtPath: root + "/" + path)
  }
}
