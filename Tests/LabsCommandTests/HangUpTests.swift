#if os(Linux)
  import Foundation
  import Testing

  @testable import LabsCommand

  /// The terminal goes away, or the program is ended from elsewhere.
  @Suite(.fewAtOnce) struct HangUpTests {
    @Test func `during a script what was recorded stays, and no process is left`() async throws {
      let labs = try Program(lab: FixtureLab.files)
      try labs.write(
        FixtureLab.step("two", script: leavesMuch + "echo wait\"\"ing; wait"),
        to: "labs/files/02-two.md")
      let session = try TerminalSession(labs, "run", "files", "--yes", controls: true)
      try await session.see("waiting")
      session.hangUp()

      #expect(try await session.ending() == 130)
      try await expectNothingLeft(of: labs)
      let status = try await labs.run("status", "files", "--plain").output
      #expect(status.contains("files: one: passed"))
      #expect(status.contains("files: two: was interrupted"))
    }

    @Test func `during a check nothing is left either, and the next run goes on`() async throws {
      let labs = try Program(lab: FixtureLab.files)
      let slow = FixtureLab.step("two").replacing(
        "run: cat \"$LABS_WORKDIR/two\"",
        with: """
          timeout: 600s
              run: |
                cat "$LABS_WORKDIR/two" || exit 1
                echo $$ > "$LABS_WORKDIR/pid-check"
                [ -e "$LABS_WORKDIR/may-end" ] || sleep 600
          """)
      try labs.write(slow, to: "labs/files/02-two.md")
      let session = try TerminalSession(labs, "run", "files", "--yes", controls: true)
      try await labs.has(".labs/work/files/pid-check")
      session.hangUp()

      #expect(try await session.ending() == 130)
      #expect(try await !labs.isAlive(".labs/work/files/pid-check"))
      let status = try await labs.run("status", "files", "--plain").output
      #expect(status.contains("files: two: was interrupted"))
      try labs.write("", to: ".labs/work/files/may-end")
      let resumed = try await labs.run("run", "files")
      #expect(resumed.code == 0, "\(resumed.output)\(resumed.errors)")
    }

    @Test func `at a question nothing is run`() async throws {
      let labs = try Program(lab: FixtureLab.files)
      let session = try TerminalSession(labs, "run", "files", controls: true)
      try await session.see("Run it?")
      session.hangUp()

      #expect(try await session.ending() == 130)
      #expect(labs.text(of: ".labs/work/files/one") == nil)
      #expect(try await labs.run("run", "files").code == 0)
    }

    @Test func `at the question for a secret nothing is run`() async throws {
      let labs = try Program(lab: SecretLab.files)
      let session = try TerminalSession(labs, "run", "safe", controls: true)
      try await session.see("SECRET_WORD: ")
      session.type("half a sec")
      session.hangUp()

      #expect(try await session.ending() == 130)
      #expect(labs.text(of: ".labs/work/safe/plain") == nil)
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func `however it is ended at a question, the terminal is as usual again`(
      signal: Int32
    ) async throws {
      for (lab, question) in [(SecretLab.files, "SECRET_WORD: "), (FixtureLab.files, "Run it?")] {
        let labs = try Program(lab: lab)
        let name = lab.keys.contains("labs/safe/lab.yml") ? "safe" : "files"
        let session = try TerminalSession(labs, "run", name, controls: true)
        try await session.see(question)
        while session.isAsUsual { try await Task.sleep(for: .milliseconds(5)) }
        kill(session.process, signal)
        _ = try await session.ending()

        #expect(session.isAsUsual, "\(question)")
      }
    }

    @Test func `a program that is killed leaves nothing of its script behind`() async throws {
      let labs = try Program(lab: FixtureLab.files)
      try labs.write(
        FixtureLab.step("two", script: leavesMuch + "echo wait\"\"ing; wait"),
        to: "labs/files/02-two.md")
      let running = try labs.start(["run", "files", "--plain"])
      try await running.hasPrinted("| waiting")
      running.send(SIGKILL)
      _ = try await running.ending()

      try await expectNothingLeft(of: labs)
      let status = try await labs.run("status", "files", "--plain").output
      #expect(status.contains("files: two: was interrupted"))
    }

    /// Starts a child, one that is deaf to signals, one in a session of its own with pipes of its own,
    /// and one that has forked away from everything. Each leaves its number.
    private let leavesMuch = """
      cd "$LABS_WORKDIR"
      sleep 600 & echo $! > pid-child
      (trap '' TERM HUP INT; echo $BASHPID > pid-deaf; while :; do sleep 1; done) &
      setsid bash -c 'trap "" TERM HUP; echo $$ > pid-session; exec >&- 2>&- <&-; sleep 600' &
      bash -c 'setsid bash -c "setsid sleep 600 & echo \\$! > pid-daemon"'
      until [ -s pid-child ] && [ -s pid-deaf ] && [ -s pid-session ] && [ -s pid-daemon ]; do
        sleep 0.01
      done

      """

    private func expectNothingLeft(of labs: Program) async throws {
      for name in ["child", "deaf", "session", "daemon"] {
        #expect(try await !labs.isAlive(".labs/work/files/pid-\(name)"), "\(name)")
      }
    }
  }
#endif
