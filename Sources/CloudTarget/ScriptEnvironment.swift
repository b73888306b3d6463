public import CourseModel

/// The variables by which a script's `aws` and image tools find their target.
///
/// - Parameters:
///   - address: The running emulator; needed for `.emulated` only.
///   - folder: For the settings and storage of container tools, and for the empty AWS files that
///     keep a real profile out; made when it is not there.
///   - region: Takes the place of the target's own region (`AWS_REGION` of the caller for `.aws`).
///   - inherited: The caller's environment, of which only what the target needs is passed on.
///
/// Throws when a settings file cannot be written, or when `.emulated` has no address.
public func scriptEnvironment(
  for target: Target,
  at address: EmulatorAddress? = nil,
  folder: String,
  region: String? = nil,
  inherited: [String: String]
) throws -> [String: String] {
  var variables = ["AWS_PAGER": ""]
  switch target {
  case .emulated:
    guard let address else {
      throw LabsError(.environmentNotReady, "The emulator does not run.")
    }
    variables["AWS_REGION"] = address.region
    variables["AWS_ENDPOINT_URL"] = address.endpoint
    variables["AWS_ACCOUNT_ID"] = address.account
    variables["SSL_CERT_DIR"] = certificateFolders(address, inherited)
    variables.merge(pastProxies(inherited)) { $1 }
    variables.merge(try closedToProfiles(folder: folder)) { $1 }
    variables.merge(
      try ContainerConfiguration(folder: folder, registry: address.registry).write()
    ) { $1 }
  case .endpoint(let url):
    variables["AWS_REGION"] = inherited["AWS_REGION"] ?? "us-east-1"
    variables.merge(try closedToProfiles(folder: folder)) { $1 }
    variables.merge(ownKeys(of: inherited)) { $1 }
    variables.merge(pastProxies(inherited)) { $1 }
    variables["AWS_ENDPOINT_URL"] = url
  case .aws:
    variables.merge(ownVariables(of: inherited)) { $1 }
  }
  variables["AWS_REGION"] = region ?? variables["AWS_REGION"]
  variables["AWS_DEFAULT_REGION"] = variables["AWS_REGION"] ?? variables["AWS_DEFAULT_REGION"]
  variables["AWS_PAGER"] = ""
  return variables
}

/// The system's certificates and the emulated registry's.
///
/// Without this skopeo and `buildah login` refuse the registry: they speak HTTPS to any registry,
/// and no variable names one that is to be excepted. It takes the place of the caller's own
/// `SSL_CERT_DIR`, which it has in it. Programs in Go read it, on Linux.
private func certificateFolders(_ address: EmulatorAddress, _ inherited: [String: String]) -> String
{
  let others = inherited["SSL_CERT_DIR"] ?? "/etc/ssl/certs:/etc/pki/tls/certs"
  return "\(others):\(address.certificates)"
}

/// A proxy of the caller is for the internet; it cannot reach what listens on this machine.
///
/// Programs read one of the two spellings and ignore the other, so both say the same.
private func pastProxies(_ inherited: [String: String]) -> [String: String] {
  let others = inherited["no_proxy"] ?? inherited["NO_PROXY"] ?? ""
  let hosts = (others.isEmpty ? "" : others + ",") + "127.0.0.1,localhost"
  return ["no_proxy": hosts, "NO_PROXY": hosts]
}

/// Nobody's credentials: for scripts that are not to call AWS.
public let noProfiles = [
  "AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
  "AWS_EC2_METADATA_DISABLED": "true", "AWS_PAGER": "",
]

/// AWS's documented example credentials, and empty files where profiles would be.
private func closedToProfiles(folder: String) throws -> [String: String] {
  let files = ContainerConfiguration(folder: folder, registry: "")
  try files.write("", to: "aws-config")
  try files.write("", to: "aws-credentials")
  return [
    "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
    "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": "\(folder)/aws-config",
    "AWS_SHARED_CREDENTIALS_FILE": "\(folder)/aws-credentials",
  ]
}

/// The caller's credentials, where the endpoint asks for its own. Never a profile: it may say that the
/// endpoint is to be ignored, and the calls would go to AWS.
private func ownKeys(of inherited: [String: String]) -> [String: String] {
  let names: Set = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]
  guard inherited["AWS_ACCESS_KEY_ID"] != nil else { return [:] }
  return inherited.filter { names.contains($0.key) }
}

/// The caller's AWS settings, less endpoints: what was set for an emulator is not the real thing.
private func ownVariables(of inherited: [String: String]) -> [String: String] {
  inherited.filter { $0.key.hasPrefix("AWS_") && !$0.key.hasPrefix("AWS_ENDPOINT_URL") }
}
