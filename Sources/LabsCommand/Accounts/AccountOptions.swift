import ArgumentParser

/// How a real account is confirmed.
struct AccountOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "With --target aws: the number of the account that the lab may work on, where nobody is "
        + "there to type it.",
      valueName: "number"))
  var account: String?

  @Flag(help: "With --target aws: work with the credentials of the account's root user too.")
  var allowRoot = false

  var confirmation: AccountConfirmation {
    AccountConfirmation(account: account, allowsRoot: allowRoot)
  }
}

/// What was said beforehand about a real account.
struct AccountConfirmation {
  /// Its number.
  var account: String?
  var allowsRoot = false
}
