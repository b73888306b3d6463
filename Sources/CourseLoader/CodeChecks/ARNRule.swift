/// Which parts of its ARNs a service fills in (Service Authorization Reference, “Resource types
/// defined by …” of each service).
struct ARNRule {
  private enum Part { case needed, empty, either }

  private let region: Part
  private let account: Part

  static func of(_ service: String) -> ARNRule? { rules[service] }

  /// A message that goes on after the ARN, and a remedy.
  func problem(region: String, account: String, _ resource: String) -> (String, String)? {
    if self.region == .needed, region.isEmpty {
      return ("has no region.", "Write the region between the third and the fourth colon.")
    }
    if self.region == .empty, !region.isEmpty, region != "*" {
      return (
        "has a region, and this service has none.", "Leave it out, and keep its two colons."
      )
    }
    if self.account == .needed, account.isEmpty, !resource.isEmpty, resource != "*" {
      return ("has no account.", "Write the account between the fourth and the fifth colon.")
    }
    if self.account == .empty, !account.isEmpty, account != "*" {
      return (
        "has an account, and this service has none.", "Leave it out, and keep its two colons."
      )
    }
    return nil
  }

  private static let rules: [String: ARNRule] = {
    var rules: [String: ARNRule] = [
      "iam": ARNRule(region: .empty, account: .needed),
      "sts": ARNRule(region: .empty, account: .needed),
      "cloudfront": ARNRule(region: .empty, account: .needed),
      "organizations": ARNRule(region: .empty, account: .needed),
      "route53": ARNRule(region: .empty, account: .either),
      "dynamodb": ARNRule(region: .either, account: .needed),
      "rds": ARNRule(region: .either, account: .needed),
    ]
    for service in [
      "acm", "cognito-identity", "cognito-idp", "ecr", "ecs", "elasticloadbalancing", "kms", "logs",
      "secretsmanager", "servicediscovery", "sns", "sqs", "xray",
    ] {
      rules[service] = ARNRule(region: .needed, account: .needed)
    }
    return rules
  }()
}
