import CourseModel
import Foundation

/// Made for the owner alone, its name on the disk; one that is there is left as it is.
func makePrivateFolder(_ path: String) throws {
  var isFolder: ObjCBool = false
  let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
  guard !isThere || !isFolder.boolValue else { return }
  do {
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  } catch {
    throw LabsError(
      .environmentNotReady, "The folder “\(path)” cannot be made.",
      hint: "Give yourself the right to write there.")
  }
  try synchronize((path as NSString).deletingLastPathComponent)
}

/// The same of an empty file. One that is there is not even opened: closing a database would let go of
/// the locks that SQLite holds.
func makePrivateFile(_ path: String) throws {
  guard access(path, F_OK) != 0 else { return }
  let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
  guard file >= 0 else { throw unusable(path, String(cString: strerror(errno))) }
  close(file)
  try synchronize((path as NSString).deletingLastPathComponent)
}
