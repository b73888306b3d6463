import CourseModel
import ProgressStore

/// Stands between a lab and a real account: nothing goes past it that the student did not confirm.
struct AccountGate {
  let lab: Lab
  let target: Target
  let store: ProgressStore
  let confirmation: AccountConfirmation

  /// Nobody is to be asked, and nothing printed: the output is for a program.
  let isAlone: Bool

  /// Comes back when the lab may work as this identity.
  ///
  /// - Throws: `LabsError` for another account or region than the lab is bound to, for a root user
  ///   that was not allowed, and where the account is not confirmed.
  func admit(_ identity: CallerIdentity) async throws {
    let bound = try store.binding(of: lab.id, on: target)
    if let bound { try require(identity, toBe: bound) }
    try requireNamedAccount(identity)
    if identity.isRoot, !confirmation.allowsRoot { throw rootRefusal }
    if !isAlone { Terminal.standardError.write(description(of: identity)) }
    // A root user is confirmed each time.
    if bound == nil || identity.isRoot { try await confirm(identity) }
    if bound == nil {
      try store.bind(
        lab.id, on: target,
        to: AccountBinding(account: identity.account, region: identity.region))
    }
  }

  private func require(_ identity: CallerIdentity, toBe bound: AccountBinding) throws {
    guard bound.account == identity.account, bound.region == identity.region else {
      throw LabsError(
        .confirmationNeeded,
        "The lab \(lab.id) is bound to the account \(bound.account) in \(bound.region); these "
          + "credentials are for \(identity.account) in \(identity.region). Nothing was done.",
        hint:
          "Log in to the account it is bound to. To move the lab: labs clean \(lab.id) --target "
          + "\(target) there, then labs reset \(lab.id) --target \(target) --yes.")
    }
  }

  private func requireNamedAccount(_ identity: CallerIdentity) throws {
    guard let named = confirmation.account, named != identity.account else { return }
    throw LabsError(
      .confirmationNeeded,
      "You named the account “\(named)”, and these credentials are for \(identity.account). "
        + "Nothing was done.",
      hint: "Log in to the account that you mean, or name the other one.")
  }

  private var rootRefusal: LabsError {
    LabsError(
      .confirmationNeeded,
      "These are the credentials of the account's root user, who may do everything. Nothing was done.",
      hint: "Use an IAM identity with the permissions that the lab needs. If it has to be the root "
        + "user, say so with --allow-root, and confirm the account's number.")
  }

  private func confirm(_ identity: CallerIdentity) async throws {
    if confirmation.account == identity.account { return }
    guard !isAlone, Terminal.standardInput.isTerminal else {
      throw LabsError(
        .confirmationNeeded,
        "The lab \(lab.id) would work on the real account \(identity.account) in "
          + "\(identity.region), as \(identity.arn). It costs \(costs). Nothing was done.",
        hint: "If that is what you want, confirm it with: --account \(identity.account).")
    }
    Terminal.standardError.write("Type the account's number to let \(lab.id) work on it: ")
    let typed = try await Keyboard(terminal: .standardInput).line() ?? ""
    guard typed.filter({ !$0.isWhitespace && $0 != "-" }) == identity.account else {
      throw LabsError(
        .confirmationNeeded, "That is not the account's number. Nothing was done.",
        hint: "It is \(identity.account), if that is the account you mean.")
    }
  }

  private func description(of identity: CallerIdentity) -> String {
    var rows = [
      ("who", identity.arn), ("account", identity.account), ("region", identity.region),
      ("costs", costs),
    ]
    if let detour = identity.detour { rows.append(("note", "the profile leads to \(detour)")) }
    return "\nThe lab \(lab.id) works on a real AWS account.\n"
      + rows.map { "  \($0.0.padded(to: 8)) \($0.1)\n" }.joined()
  }

  private var costs: String {
    guard let cost = lab.cost else { return "what its author does not say" }
    return [cost.rates.map { "about \($0), while everything is left standing" }, cost.words?.text]
      .compactMap(\.self).joined(separator: ". ")
  }
}
