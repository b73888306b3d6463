import CourseModel
import Foundation

/// With the folders above it.
func makeFolder(_ path: String) throws {
  if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
  guard errno == ENOENT else { throw failure("make the folder “\(path)”") }
  try makeFolder(RelativeAddress.folder(of: path))
  guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
    throw failure("make the folder “\(path)”")
  }
}

/// And the folders that hold nothing else. `file` is relative to `folder`, which stays.
func removeFile(_ file: String, in folder: String) {
  unlink("\(folder)/\(file)")
  var above = RelativeAddress.folder(of: file)
  while !above.isEmpty, rmdir("\(folder)/\(above)") == 0 {
    above = RelativeAddress.folder(of: above)
  }
}

/// What the system says of the last call that failed.
func failure(_ action: String) -> LabsError {
  LabsError(
    .environmentNotReady, "Cannot \(action): \(String(cString: strerror(errno))).",
    hint: "Check the folder's permissions and the room on the disk.")
}
