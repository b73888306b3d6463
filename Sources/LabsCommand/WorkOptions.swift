import ArgumentParser
import CourseModel
import LabRunner

/// What the commands that let a lab's scripts work in the student's account are given.
struct WorkOptions: ParsableArguments {
  @OptionGroup var secrets: SecretsOptions
  @OptionGroup var account: AccountOptions
}

extension Job {
  init(
    command: String, guide: any RunGuide, steps: [Step], options: WorkOptions, isAlone: Bool,
    holdsLab: Bool = true
  ) {
    self.init(
      command: command, guide: guide, steps: steps, secrets: options.secrets,
      confirmation: options.account.confirmation, isAlone: isAlone, holdsLab: holdsLab)
  }
}
