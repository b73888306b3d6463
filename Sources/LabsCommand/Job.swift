import CourseModel
import LabRunner

/// What a command is about to do with a lab.
struct Job {
  /// What a second one is told about the holder: `run`.
  let command: String
  let guide: any RunGuide

  /// Those whose secrets are needed.
  let steps: [Step]
  let secrets: SecretsOptions
  var confirmation = AccountConfirmation()

  /// Nobody is to be asked: the output is for a program.
  let isAlone: Bool

  /// `false` for what runs beside another command: it may look, and record what it finds, and runs
  /// no script of the lab.
  var holdsLab = true

  /// Of the steps' secrets only those that these scripts name are needed; `nil` for all.
  var scripts: Script.Role? { command == "clean" ? .cleanup : nil }
}
