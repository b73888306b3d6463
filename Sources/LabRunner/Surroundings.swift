public import CourseModel

/// Where a lab's scripts run: everything that they get besides the lab itself.
public struct Surroundings: Sendable, Hashable {
  public let target: Target
  public let account: String?
  public let region: String?

  /// Tells this call of the program from every other: `LABS_RUN_ID`.
  public let runID: String

  /// The lab's folder, absolute: the current folder of every script and check.
  public let folder: String

  /// For the lab's own scratch files, absolute: `LABS_WORKDIR`. It is there.
  public let workFolder: String

  /// To which the calls of scripts write what they create: `LABS_LEDGER`. Checks create nothing.
  public let ledger: String?

  /// Chosen, not inherited: the target's variables and the lab's variables that were given, less
  /// the secret ones.
  public let environment: [String: String]

  /// The lab's secret variables that were given; each is for the steps that name it.
  public let secretVariables: [String: String]

  /// The values that are never shown or stored.
  public let secrets: [String]

  public init(
    target: Target, account: String? = nil, region: String? = nil, runID: String, folder: String,
    workFolder: String, ledger: String? = nil, environment: [String: String],
    secretVariables: [String: String] = [:], secrets: [String] = []
  ) {
    self.target = target
    self.account = account
    self.region = region
    self.runID = runID
    self.folder = folder
    self.workFolder = workFolder
    self.ledger = ledger
    self.environment = environment
    self.secretVariables = secretVariables
    self.secrets = secrets
  }

  /// Of a step's scripts: a lab's variable has its default where none was given, and what earlier
  /// steps handed on goes before both. A secret is there when the step names it.
  func environment(
    for step: Step, of lab: Lab, outputs: [String: String]
  ) -> [String: String] {
    var result = environment
    for variable in lab.variables {
      if !variable.isSecret {
        result[variable.name] = result[variable.name] ?? variable.defaultValue
      } else if step.secrets.contains(variable.name) {
        result[variable.name] = secretVariables[variable.name] ?? variable.defaultValue
      }
    }
    result.merge(outputs) { $1 }
    result["LABS_LAB"] = lab.id.text
    result["LABS_STEP"] = step.id.text
    result["LABS_TARGET"] = target.kind.rawValue
    result["LABS_RUN_ID"] = runID
    result["LABS_WORKDIR"] = workFolder
    return result
  }
}
