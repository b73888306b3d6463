import ArgumentParser

/// What the commands that let a lab's scripts work in the student's account are given.
struct WorkOptions: ParsableArguments {
  @OptionGroup var secrets: SecretsOptions
  @OptionGroup var account: AccountOptions
}
