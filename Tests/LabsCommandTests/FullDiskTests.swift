#if os(Linux)
  import ChildProcess
  import Foundation
  import Testing

  @testable import LabsCommand

  /// A disk without room: `.labs` is a small one of its own, in a namespace that nobody else sees.
  @Suite(
    .fewAtOnce,
    .enabled(if: FullDisk.canBeMade, "nobody may mount a disk of their own here (unshare -rm true)")
  )
  struct FullDiskTests {
    @Test(arguments: [
      ["run", "files", "two"], ["check", "files"], ["clean", "files"], ["hint", "files"],
    ])
    func `nothing is run that could not be recorded`(command: [String]) async throws {
      let disk = try FullDisk()
      let ending = try await disk.shell(
        """
        labs run files one --yes >"$1/said" || exit 1
        fill
        labs \(command.joined(separator: " "))
        """)

      #expect(ending.code == 5)
      #expect(ending.errors == disk.refusal)
      #expect(ending.output == "")
    }

    @Test func `what was recorded can be looked at, and the next run goes on`() async throws {
      let disk = try FullDisk()
      let ending = try await disk.shell(
        """
        labs run files one --yes >"$1/said" || exit 1
        fill
        labs status files --plain && labs report files --format csv && labs ledger || exit 1
        rm .labs/filler
        labs run files --plain
        """)

      #expect(ending.code == 0, "\(ending.errors)")
      #expect(ending.output.contains("files: one: passed"))
      #expect(ending.output.contains("\none,"))
      #expect(ending.output.contains("passed: one is already in place"))
      #expect(ending.output.contains("passed: three in"))
    }

    @Test func `a disk that a script fills takes nothing of what was recorded`() async throws {
      let disk = try FullDisk()
      try disk.labs.write(
        FixtureLab.step("two", script: "[ -e mended ] || cat /dev/zero > \"$LABS_WORKDIR/filler\""),
        to: "labs/files/02-two.md")
      let ending = try await disk.shell(
        """
        labs run files --yes >"$1/said" && exit 1
        rm .labs/work/files/filler
        labs status files --plain
        touch labs/files/mended
        labs run files --plain
        """)

      #expect(ending.errors == disk.refusal)
      #expect(ending.code == 0, "\(ending.output)")
      #expect(ending.output.contains("files: one: passed"))
      #expect(ending.output.contains("files: two: was interrupted"))
      #expect(ending.output.contains("passed: two is already in place"))
    }
  }

  /// A course whose state is on a disk of one megabyte.
  private struct FullDisk {
    let labs: Program

    init() throws {
      labs = try Program(lab: FixtureLab.files)
      try FileManager.default.createDirectory(
        atPath: labs.root + "/.labs", withIntermediateDirectories: true)
    }

    /// Runs shell text in the course; `labs` works on it, and `fill` takes all the room that is left.
    func shell(_ text: String) async throws -> Program.Ending {
      let script = """
        cd "$1" && mount -t tmpfs -o size=1m,mode=700 tmpfs .labs || exit 1
        labs() { '\(Program.program)' "$@" --root "$PWD"; }
        fill() { cat /dev/zero > .labs/filler 2>/dev/null; }
        set -- "$PWD"
        \(text)
        """
      return try await Running(
        Self.unshare, ["unshare", "-rm", "bash", "-c", script, "bash", labs.root],
        environment: Program.environment
      ).ending()
    }

    var refusal: String {
      """
      labs: Progress cannot be written to “\(labs.root)/.labs/progress.sqlite”: the disk is full. \
      Make room, then run the same command again: what was recorded is still there.

      """
    }

    private static let unshare = "/usr/bin/unshare"

    static let canBeMade: Bool = {
      guard
        let pid = try? spawn(
          unshare, arguments: ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/tmp"],
          environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"], descriptors: [nil, nil, nil])
      else { return false }
      var status: Int32 = -1
      waitpid(pid, &status, 0)
      return status == 0
    }()
  }
#endif
