import Foundation
import Testing

@testable import LabsCommand

/// Secrets that are looked for in everything that a run writes, says and starts.
@Suite(.serialized, .fewAtOnce) struct CanaryTests {
  @Test func `secrets are in no file, no output and no process but the step's own`() async throws {
    let vault = try Vault()
    let running = try vault.start("run", "vault", "--json")
    try await vault.hasReached("waiting")

    #expect(vault.processesThatKnow(but: running.identifier) == [])
    #expect(try vault.filesThatKnow() == [])
    try vault.labs.write("", to: ".labs/work/vault/go")
    let ending = try await running.ending()

    #expect(ending.code == 1, "one check fails, to show what it found\n\(ending.errors)")
    #expect(ending.output.contains("****"))
    #expect(vault.findings(in: ending.output + ending.errors) == [])
    #expect(try vault.filesThatKnow() == [])
    #expect(try await vault.labs.run("build").code == 0)
    let export = ["export", "--output", vault.labs.root + "/export.jsonl"]
    #expect(try await vault.start(export).ending().code == 0)
    #expect(vault.labs.text(of: "export.jsonl")?.contains("****") == true)
    for command in [
      ["status", "vault"], ["hint", "vault"], ["export"], ["report", "vault"],
      ["report", "--json", "--from", vault.labs.root + "/export.jsonl"],
      ["import", vault.labs.root + "/export.jsonl"], ["clean", "vault", "--plain"],
    ] {
      let said = try await vault.start(command).ending()
      #expect(vault.findings(in: said.output + said.errors) == [])
    }
    #expect(try vault.filesThatKnow() == [])
  }

  @Test func `a run that is killed leaves them nowhere`() async throws {
    let vault = try Vault()
    let running = try vault.start("run", "vault", "--plain")
    try await vault.hasReached("waiting")

    running.send(SIGKILL)
    let killed = try await running.ending()

    #expect(killed.output.contains("| stdout ****"))
    #expect(vault.findings(in: killed.output + killed.errors) == [])
    #expect(try vault.filesThatKnow() == [])
    let clean = try await vault.start("clean", "vault").ending()
    #expect(clean.code == 7, "labs removes no login profile\n\(clean.output)\(clean.errors)")
    #expect(vault.findings(in: clean.output + clean.errors) == [])
    #expect(try vault.filesThatKnow() == [])
  }
}

/// A lab whose script does what it can to let its secrets out, on the emulator.
private struct Vault {
  /// Unlike those of any other test. The first is in a file, the second in the environment.
  let canaries = ["canary/\(UUID())+e5d8 ü", "canary:\(UUID())?c6&a1"]

  let labs: Program

  init() throws {
    labs = try Program(lab: [
      "content/course.yml": "format: 1\ntitle: A vault\n",
      "content/index.md": "# Welcome\n",
      "labs/vault/lab.yml": """
      format: 1
      title: A vault
      variables:
        FIRST: {secret: true}
        SECOND: {secret: true}
      tools:
        - {command: aws, install: It comes with labs.}
      """,
      "labs/vault/01-store.md": Self.step,
      "tmp/none": "",
    ])
    try labs.writeSecrets("FIRST=\(canaries[0])\n")
  }

  func start(_ arguments: String...) throws -> Running { try start(arguments) }

  func start(_ arguments: [String]) throws -> Running {
    let isWork = ["run", "clean"].contains(arguments[0])
    return try labs.start(
      arguments + (isWork ? ["--secrets", labs.root + "/secrets"] : []),
      environment: ["SECOND": canaries[1], "TMPDIR": labs.root + "/tmp"])
  }

  func hasReached(_ file: String) async throws {
    for _ in 0..<6000 where labs.text(of: ".labs/work/vault/\(file)") == nil {
      try await Task.sleep(for: .milliseconds(10))
    }
    try #require(labs.text(of: ".labs/work/vault/\(file)") != nil)
  }

  /// As they are, base64- and URL-encoded.
  private var forms: [Data] {
    canaries.flatMap { canary in
      let inURL = canary.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? canary
      return [Data(canary.utf8), Data(canary.utf8).base64EncodedData(), Data(inURL.utf8)]
    }
  }

  func findings(in text: String) -> [String] {
    forms.filter { Data(text.utf8).range(of: $0) != nil }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Of everything below the course, `.labs` and the temporary folder among it.
  func filesThatKnow() throws -> [String] {
    let paths = FileManager.default.enumerator(atPath: labs.root)?.compactMap { $0 as? String }
    let files = try #require(paths).filter { $0 != "secrets" }
    #expect(files.contains(".labs/progress.sqlite"))
    return files.filter { path in
      guard let bytes = FileManager.default.contents(atPath: labs.root + "/" + path) else {
        return false
      }
      return forms.contains { bytes.range(of: $0) != nil }
    }
  }

  /// Their command lines and environments, less those of the step's script and of what it started.
  /// The caller itself has put a canary into the environment of `program`.
  func processesThatKnow(but program: Int32) -> [String] {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return processes.filter { Int32($0) != nil }.compactMap { process in
      let environment = FileManager.default.contents(atPath: "/proc/\(process)/environ") ?? Data()
      guard environment.range(of: Data("LABS_STEP=store".utf8)) == nil else { return nil }
      let command = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
      let known = process == "\(program)" ? command : command + environment
      guard forms.contains(where: { known.range(of: $0) != nil }) else { return nil }
      return String(decoding: command, as: UTF8.self)
    }
  }

  private static let step = #"""
    ---
    title: Store two secrets
    secrets: [FIRST, SECOND]
    hint: Look at what was stored.
    checks:
      - id: stored
        title: Both are stored
        run: aws ssm get-parameters --names first second --with-decryption --query 'Parameters[].Value'
        expect: []
      - id: complains
        title: The check's own words
        run: echo "$FIRST is not $SECOND" >&2; exit 1
        exits: 0
    ---
    ```sh run
    printf %s "$FIRST" | aws ssm put-parameter --type SecureString --name first \
      --value file:///dev/stdin
    aws ssm put-parameter --type SecureString --name second --value "$SECOND"
    aws secretsmanager create-secret --name third --secret-string "$SECOND"
    aws iam create-user --user-name fourth
    aws iam create-login-profile --user-name fourth --password "$SECOND" || true
    aws ssm put-parameter --type String --name fifth --value x --description "$SECOND"
    echo "stdout $FIRST$SECOND"
    echo "stderr $SECOND" >&2
    printf %s "split ${FIRST:0:7}"; sleep 0.1; printf '%s\n' "${FIRST:7}"
    printf %s "$FIRST" | base64; printf %s "$SECOND" | base64
    python3 -c 'import os, urllib.parse as u; print(u.quote(os.environ["SECOND"], safe=""))'
    file=$(mktemp); printf %s "$SECOND" > "$file"; cat "$file"; rm "$file"
    (set -x; : "$FIRST")
    ls "$SECOND" || true
    echo "FIRST_COPY=$FIRST" > /dev/null
    sleep 600 "$FIRST" 2> /dev/null & 
    (exec -a "$SECOND" sleep 600) &
    touch "$LABS_WORKDIR/waiting"
    until [ -e "$LABS_WORKDIR/go" ]; do sleep 0.05; done
    ```

    ```sh cleanup
    aws ssm delete-parameters --names first second fifth
    ```
    """#
}
