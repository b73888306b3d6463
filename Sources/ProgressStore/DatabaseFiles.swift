import CourseModel
import Foundation

/// Of a database and the files that SQLite keeps beside it.
private let endings = ["", "-wal", "-shm"]

/// Copies a database that nobody has open, for the owner alone; on the disk when it returns.
func copyDatabase(_ path: String, to copy: String) throws {
  removeDatabase(copy)
  for ending in endings where access(path + ending, F_OK) == 0 {
    guard let source = FileHandle(forReadingAtPath: path + ending) else {
      throw unusable(path + ending, String(cString: strerror(errno)))
    }
    let file = open(copy + ending, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw unusable(copy, String(cString: strerror(errno))) }
    let target = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    do {
      while let bytes = try source.read(upToCount: 1 << 20), !bytes.isEmpty {
        try target.write(contentsOf: bytes)
      }
      try target.synchronize()
    } catch {
      removeDatabase(copy)
      throw LabsError(
        .environmentNotReady, "“\(path + ending)” cannot be copied: \(error.localizedDescription)",
        hint: "Make room on the disk; nothing was changed.")
    }
  }
  try synchronize((copy as NSString).deletingLastPathComponent)
}

func removeDatabase(_ path: String) {
  for ending in endings { unlink(path + ending) }
}

/// Renames, in place of what has that name; on the disk when it returns.
func move(_ path: String, to other: String) throws {
  guard rename(path, other) == 0 else { throw unusable(other, String(cString: strerror(errno))) }
  try synchronize((other as NSString).deletingLastPathComponent)
}

/// Waits until a file, or the names in a folder, are on the disk.
func synchronize(_ path: String) throws {
  let file = open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0, fsync(file) == 0 else { throw unusable(path, String(cString: strerror(errno))) }
  close(file)
}

/// In bytes; 0 where there is no file.
func size(of path: String) -> Int64 {
  var status = stat()
  return stat(path, &status) == 0 ? Int64(status.st_size) : 0
}
