import CourseModel

/// Programs that a lab calls, that not every machine has, and that its `tools` do not name.
enum UndeclaredTools {
  /// Each once, where it is called first.
  static func uses(
    of commands: [PlacedCommand], in lab: Lab
  ) -> [(name: String, place: SourceLocation)] {
    var known = Set(lab.tools.flatMap(\.commands))
    // A script that asks whether it is there gets on without it.
    for placed in commands where ["command", "type", "hash", "which"].contains(placed.command.name)
    {
      known.formUnion(placed.command.words.dropFirst().map(\.text))
    }
    var uses: [(name: String, place: SourceLocation)] = []
    for placed in commands {
      let name = placed.command.name
      guard names.contains(name), known.insert(name).inserted else { continue }
      uses.append((name, placed.place))
    }
    return uses
  }

  /// Of those that courses about clouds use; what every system has is not among them, nor is a name
  /// that a shell function might have.
  private static let names: Set<String> = [
    "ansible", "aws", "az", "buildah", "cdk", "composer", "copilot", "cosign", "curl", "dig",
    "docker",
    "docker-compose", "dotnet", "ecs-cli", "eksctl", "gcloud", "gh", "git", "go", "helm", "java",
    "jq",
    "kubectl", "mvn", "mysql", "node", "npm", "npx", "openssl", "packer", "pip", "pip3", "podman",
    "psql", "pulumi", "python", "python3", "redis-cli", "ruby", "sam", "session-manager-plugin",
    "skopeo", "sqlite3", "terraform", "trivy", "unzip", "wget", "yarn", "yq", "zip",
  ]
}
