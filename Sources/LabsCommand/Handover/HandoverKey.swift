import CourseModel
import Foundation
import ProgressStore

extension ExportKey {
  /// Fewer bytes would be found out by trying.
  private static let shortest = 16

  /// The text of a file that only its owner can read, less the line's end; called after the file:
  /// `ana` for `keys/ana.key`.
  init(file path: String) throws {
    let text = try PrivateFile.text(of: path, called: "key file", holding: "a key")
      .trimmingCharacters(in: .newlines)
    guard text.utf8.count >= Self.shortest else {
      throw LabsError(
        .usage, "The key in “\(path)” is shorter than \(Self.shortest) letters.",
        hint: "Make a long one, for example: openssl rand -hex 32 > \(path).")
    }
    let name = ((path as NSString).lastPathComponent as NSString).deletingPathExtension
    self.init(name: name, bytes: Array(text.utf8))
  }
}
