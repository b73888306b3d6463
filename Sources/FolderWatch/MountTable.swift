#if canImport(Glibc)
  import Foundation

  /// What is mounted where (proc_pid_mountinfo(5)).
  struct MountTable {
    private let mounts: [(point: String, type: String)]

    /// Files of these may be changed by another machine, or by another system on this one, of which
    /// Linux does not hear.
    private static let remote = [
      "nfs", "nfs4", "cifs", "smb3", "9p", "virtiofs", "vboxsf", "prl_fs", "fuse.sshfs",
      "fuse.grpcfuse", "fuse.osxfs", "fakeowner",
    ]

    static var current: MountTable {
      MountTable(
        (try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)) ?? "")
    }

    /// - Parameter text: One mount a line: `36 35 98:0 / /mnt rw,noatime - ext3 /dev/root rw`.
    init(_ text: String) {
      mounts = text.split(separator: "\n").compactMap(Self.mount)
    }

    private static func mount(_ line: Substring) -> (point: String, type: String)? {
      let fields: [Substring] = line.split(separator: " ")
      guard let dash = fields.firstIndex(of: "-"), dash > 4, fields.count > dash + 1 else {
        return nil
      }
      let point = String(fields[4]).replacing("\\040", with: " ")
      return (point, String(fields[dash + 1]))
    }

    /// The type of the first remote mount that one of these folders is on; `nil` when none is.
    func remoteType(ofAny folders: Set<String>) -> String? {
      folders.sorted().lazy.compactMap(type).first { Self.remote.contains($0) }
    }

    private func type(of folder: String) -> String? {
      mounts.filter {
        $0.point == "/" || folder == $0.point || folder.hasPrefix("\($0.point)/")
      }
      .max { $0.point.utf8.count < $1.point.utf8.count }?.type
    }
  }
#endif
