import CourseModel
import Foundation

/// An open file for reading and writing that holds `bytes`, at its beginning. It has no name in any
/// folder: when the last descriptor closes, also by SIGKILL, nothing of it is left.
///
/// - Returns: Its descriptor, closed on exec, which the caller closes.
/// - Throws: `LabsError` when there is no room for it.
public func openNamelessFile(holding bytes: some Sequence<UInt8>) throws -> Int32 {
  let file = unnamed(in: NSTemporaryDirectory())
  guard file >= 0, writeAll(Array(bytes), to: file), lseek(file, 0, SEEK_SET) == 0 else {
    let reason = String(cString: strerror(errno))
    if file >= 0 { close(file) }
    throw LabsError(
      .environmentNotReady, "A temporary file could not be made: \(reason).",
      hint: "Make room on the disk, or set TMPDIR to a folder that you may write to.")
  }
  return file
}

private func unnamed(in folder: String) -> Int32 {
  #if canImport(Glibc)
    // Linux's `O_TMPFILE`, a macro that Swift does not import. Not every file system knows it.
    let file = open(folder, O_RDWR | O_CLOEXEC | O_DIRECTORY | 0o20_000_000, 0o600)
    if file >= 0 { return file }
  #endif
  var template = Array("\(folder)/labs-XXXXXX".utf8CString)
  let named = mkstemp(&template)
  guard named >= 0 else { return named }
  unlink(template)
  _ = fcntl(named, F_SETFD, FD_CLOEXEC)
  return named
}

private func writeAll(_ bytes: [UInt8], to file: Int32) -> Bool {
  bytes.withUnsafeBytes { bytes in
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
