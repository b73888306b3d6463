import CourseModel
import Foundation

/// The files that tell skopeo, buildah and podman how to work with the emulated registry, without
/// touching the student's own settings. Docker needs none: it trusts loopback registries.
struct ContainerConfiguration {
  /// Storage and settings of the container tools, 0700.
  let folder: String
  /// `127.0.0.1:PORT`
  let registry: String

  /// Writes the files and returns the variables that point to them.
  func write() throws -> [String: String] {
    let storage = """
      [storage]
      driver = "vfs"
      graphroot = "\(folder)/storage"
      runroot = "\(folder)/run"

      """
    let registries = """
      unqualified-search-registries = ["docker.io"]
      short-name-mode = "disabled"

      [[registry]]
      location = "\(registry)"
      insecure = true

      """
    try write(storage, to: "storage.conf")
    try write(registries, to: "registries.conf")
    return [
      "CONTAINERS_STORAGE_CONF": "\(folder)/storage.conf",
      "CONTAINERS_REGISTRIES_CONF": "\(folder)/registries.conf",
      "REGISTRY_AUTH_FILE": "\(folder)/auth.json",
      "BUILDAH_ISOLATION": "chroot",
      "STORAGE_DRIVER": "vfs",
    ]
  }

  /// Beside its place, then renamed: two runs may write at the same time.
  func write(_ text: String, to name: String) throws {
    let files = FileManager.default
    do {
      try files.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"), options: .atomic)
      try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: "\(folder)/\(name)")
    } catch {
      throw LabsError(
        .environmentNotReady, "“\(folder)/\(name)” cannot be written.",
        hint: "Make the folder writable.")
    }
  }
}
