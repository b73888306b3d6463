import CourseModel
import Foundation

/// Whether the parts that the emulator is made of are there.
struct Prerequisites {
  let installation: Installation

  init(_ installation: Installation) { self.installation = installation }

  /// Throws for the first part that is missing, with the remedy.
  func check() throws {
    let files = FileManager.default
    let remedy = "Run bin/labs, which sets it up."
    guard files.isExecutableFile(atPath: installation.python) else {
      throw LabsError(
        .environmentNotReady, "The emulator's Python is not at “\(installation.python)”.",
        hint: remedy)
    }
    guard files.fileExists(atPath: "\(installation.emulatorSources)/cloud/__main__.py") else {
      throw LabsError(
        .environmentNotReady,
        "The emulator's program is not in “\(installation.emulatorSources)”.",
        hint: "Set LABS_HOME to the checkout of labs.")
    }
    guard files.isExecutableFile(atPath: installation.registry) else {
      throw LabsError(
        .environmentNotReady, "The image registry is not at “\(installation.registry)”.",
        hint: remedy)
    }
  }
}
