import Incremental

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why a file could not be read, and what to do about it.
struct ReadingProblem: Error, Equatable {
  let message: String
  let remedy: String
}

/// The whole of a regular file. Does not wait for pipes and devices: it refuses them.
func fileBytes(_ path: String, limit: Int) -> Result<[UInt8], ReadingProblem> {
  fileContents(path, limit: limit).map(\.bytes)
}

/// The same, with the stamp that the file had when the reading began.
func fileContents(
  _ path: String, limit: Int
) -> Result<(bytes: [UInt8], stamp: FileStamp), ReadingProblem> {
  let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
  guard descriptor >= 0 else { return .failure(.unreadable()) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { return .failure(.unreadable()) }
  guard status.st_mode & S_IFMT == S_IFREG else {
    return .failure(ReadingProblem(message: "This is not a file.", remedy: "Remove it."))
  }
  guard Int(status.st_size) <= limit else {
    return .failure(
      ReadingProblem(
        message: "The file has \(status.st_size) bytes; at most \(limit) are read.",
        remedy: "Split it into smaller files."))
  }
  var problem: ReadingProblem?
  let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
    count = 0
    while count < buffer.count {
      let got = read(descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count)
      if got < 0, errno == EINTR { continue }
      if got < 0 { problem = .unreadable() }
      if got <= 0 { break }
      count += got
    }
  }
  if let problem { return .failure(problem) }
  return .success((bytes, FileStamp(status)))
}

extension ReadingProblem {
  fileprivate static func unreadable() -> ReadingProblem {
    ReadingProblem(
      message: "It cannot be read: \(lastSystemError()).", remedy: "Check its permissions.")
  }
}

/// Why a folder cannot be listed.
func readingProblem(ofFolder path: String) -> ReadingProblem {
  if let stream = opendir(path) { closedir(stream) }
  return .unreadable()
}

/// What `errno` says, in the system's words.
func lastSystemError() -> String { String(cString: strerror(errno)) }

/// The path without links and dots, or `nil` when nothing is there.
func realPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}

func isFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}
