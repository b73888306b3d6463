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
  var result: Result<[UInt8], ReadingProblem>?
  let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
    count = 0
    while count < buffer.count {
      let got = read(descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count)
      if got < 0, errno == EINTR { continue }
      if got < 0 { result = .failure(.unreadable()) }
      if got <= 0 { break }
      count += got
    }
  }
  return result ?? .success(bytes)
}

extension ReadingProblem {
  fileprivate static func unreadable() -> ReadingProblem {
    ReadingProblem(
      message: "It cannot be read: \(lastSystemError()).", remedy: "Check its permissions.")
  }
}

/// Everything in a folder but `.` and `..`; bytes that are not UTF-8 become “\u{FFFD}”.
func fileNames(in folder: String) -> Result<[String], ReadingProblem> {
  guard let stream = opendir(folder) else { return .failure(.unreadable()) }
  defer { closedir(stream) }
  var names: [String] = []
  while let entry = readdir(stream) {
    let capacity = MemoryLayout.size(ofValue: entry.pointee.d_name)
    let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      pointer.withMemoryRebound(to: CChar.self, capacity: capacity) { String(cString: $0) }
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return .success(names)
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
