import CloudTarget
import CourseLoader
import CourseModel
import Foundation
import ProgressStore

/// What `labs doctor` looks at.
struct Examination {
  struct Finding: Encodable {
    let subject: String
    let isGood: Bool
    let found: String

    /// What to do about it; `nil` when it is good.
    let remedy: String?

    enum CodingKeys: String, CodingKey {
      case subject, found, remedy
      case isGood = "good"
    }

    func text(_ style: Style) -> String {
      let mark = isGood ? style.good("✓") : style.bad("✗")
      let line = "\(mark) \(subject.padded(to: 18)) \(found)\n"
      return line + (remedy.map { "  \("".padded(to: 18)) \(style.bold("do:")) \($0)\n" } ?? "")
    }
  }

  let machine: Machine

  func findings() async -> [Finding] {
    let parts = machine.installation
    return [
      program("Python", parts.python, remedy: "Run bin/labs: it makes .labs/venv anew."),
      program("AWS CLI", parts.plainAWS, remedy: "Run bin/labs: it makes .labs/venv anew."),
      program("fast aws", parts.awsClient, remedy: "Run bin/labs: it builds the program anew."),
      program("image registry", parts.registry, remedy: "Run bin/labs: it unpacks it anew."),
      imageTool(),
      diskSpace(),
      progress(),
      await emulator(),
      course(),
    ]
  }

  private func program(_ subject: String, _ path: String, remedy: String) -> Finding {
    FileManager.default.isExecutableFile(atPath: path)
      ? good(subject, machine.project.short(path))
      : bad(subject, "“\(machine.project.short(path))” is not there.", remedy)
  }

  private func imageTool() -> Finding {
    let tools = ["docker", "podman", "buildah", "skopeo"]
    guard let path = machine.path(ofAny: tools) else {
      return bad(
        "image tool", "None of \(tools.joined(separator: ", ")) is on the PATH.",
        "Install one of them; on Debian: apt-get install buildah.")
    }
    return good("image tool", path)
  }

  private func diskSpace() -> Finding {
    // Where everything is written; it may be a disk of its own.
    let folders = [machine.project.state, machine.project.root]
    let attributes = folders.lazy.compactMap {
      try? FileManager.default.attributesOfFileSystem(forPath: $0)
    }.first
    let free = (attributes?[.systemFreeSize] as? NSNumber)?.intValue ?? 0
    return free > 1_000_000_000
      ? good("disk space", "\(free.sizeText) are free")
      : bad("disk space", "\(free.sizeText) are free.", "A lab with images needs about 1 GB.")
  }

  private func progress() -> Finding {
    let path = machine.project.short(machine.project.database)
    do {
      guard let damage = try ProgressStore.damage(at: machine.project.database) else {
        return good("progress", path)
      }
      return bad(
        "progress", "“\(path)” is damaged. \(damage.explanation)",
        "Run: labs doctor --repair. It keeps the damaged file, and tells what it could save.")
    } catch {
      return bad(
        "progress", "\((error as? LabsError)?.message ?? "\(error)")",
        (error as? LabsError)?.hint ?? "")
    }
  }

  private func emulator() async -> Finding {
    let status = await Emulator(machine.installation).status()
    guard let running = status.running else { return good("emulator", "stopped") }
    return running.isHealthy
      ? good("emulator", "running at \(running.address.endpoint)")
      : bad(
        "emulator", "Process \(running.pid) does not answer.", "Run: labs emulator stop.")
  }

  private func course() -> Finding {
    guard let names = try? CourseLoader(root: machine.project.root).labNames() else {
      return bad("course", "“\(machine.project.root)” cannot be read.", "Look at its permissions.")
    }
    return good("course", "labs: \(names.isEmpty ? "none" : names.joined(separator: ", "))")
  }

  private func good(_ subject: String, _ found: String) -> Finding {
    Finding(subject: subject, isGood: true, found: found, remedy: nil)
  }

  private func bad(_ subject: String, _ found: String, _ remedy: String) -> Finding {
    Finding(subject: subject, isGood: false, found: found, remedy: remedy)
  }
}
