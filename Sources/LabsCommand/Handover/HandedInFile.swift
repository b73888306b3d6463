import CourseModel
import Foundation
import ProgressStore

/// A file that `labs export` wrote, read again.
struct HandedInFile {
  let path: String
  let sealed: SealedExport

  /// - Throws: `LabsError` that says what is wrong with the file, and where.
  init(path: String, keys: [ExportKey]) throws {
    self.path = path
    sealed = try SealedExport(reading: Self.bytes(of: path), named: path, keys: keys)
  }

  /// At most one more than an export may have.
  private static func bytes(of path: String) throws -> [UInt8] {
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard isThere, !isFolder.boolValue, let file = FileHandle(forReadingAtPath: path),
      let data = try? file.read(upToCount: ProgressExport.sizeLimit + 1) ?? Data()
    else {
      throw LabsError(
        .usage, "“\(path)” cannot be read.",
        hint: "Give the path of a file that labs export has written.")
    }
    return Array(data)
  }
}
