import CourseModel
import Foundation

/// The file behind `$LABS_OUTPUT`, to which a script writes `KEY=value` lines.
///
/// It lies in the lab's scratch folder while the script runs. One that is found there belongs to a
/// run that was killed: what it says is of use to the step's cleanup.
struct StepOutputs {
  let path: String

  /// - Parameter byHand: One of its own, because the step's script may be at work beside it.
  init(of step: Step, in surroundings: Surroundings, byHand: Bool = false) {
    let own = byHand ? "-\(surroundings.runID)" : ""
    path = "\(surroundings.workFolder)/.output-\(step.id)\(own)"
  }

  /// Makes it empty, for the owner alone.
  func create() throws {
    remove()
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw LabsError.machine("“\(path)” could not be made") }
    close(file)
  }

  func remove() {
    unlink(path)
  }

  /// The lines that are in order; what else is there is passed over.
  func valid(_ redactor: Redactor) -> [String: String] {
    let pairs = lines.compactMap { try? pair($0.text, line: $0.number, redactor) }
    return Dictionary(pairs) { $1 }
  }

  /// - Throws: `LabsError` for the first line that is not in order.
  func all(_ redactor: Redactor) throws -> [String: String] {
    Dictionary(try lines.map { try pair($0.text, line: $0.number, redactor) }) { $1 }
  }

  /// Without empty ones; numbers count from 1.
  private var lines: [(number: Int, text: String)] {
    let bytes = FileManager.default.contents(atPath: path) ?? Data()
    return String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .map { ($0 + 1, String($1)) }
      .filter { !$0.text.isEmpty }
  }

  private func pair(
    _ text: String, line: Int, _ redactor: Redactor
  ) throws -> (String, String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, isName(parts[0]) else {
      throw LabsError(
        .usage, "Line \(line) of $LABS_OUTPUT is not KEY=value: “\(redactor.redacted(text))”.",
        hint: "A key is letters, digits and underscores, and does not begin with a digit.")
    }
    let name = String(parts[0])
    guard !Self.reserved.contains(name), !name.hasPrefix("LABS_") else {
      throw LabsError(
        .usage, "Line \(line) of $LABS_OUTPUT sets “\(name)”, which is not the lab's to set.",
        hint: "Choose another key.")
    }
    guard redactor.redacted(text) == text, !text.contains("\0") else {
      throw LabsError(
        .usage, "Line \(line) of $LABS_OUTPUT hands on a secret as “\(name)”.",
        hint: "Secrets are not stored: let the later step read it from where it is kept.")
    }
    return (name, String(parts[1]))
  }

  private func isName(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return text.utf8.allSatisfy { byte in
      byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte)
        || (0x61...0x7a).contains(byte)
    }
  }

  /// They would change how every later script runs.
  private static let reserved: Set = [
    "PATH", "HOME", "SHELLOPTS", "BASHOPTS", "BASH_ENV", "ENV", "IFS", "LD_PRELOAD",
    "LD_LIBRARY_PATH",
  ]
}
