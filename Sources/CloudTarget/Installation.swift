import Foundation

/// Where the parts of the emulated target are on this machine. `bin/labs` puts them there.
public struct Installation: Sendable, Hashable {
  /// The Python that has moto, as an absolute path.
  public let python: String
  /// The folder that holds the Python package `cloud`.
  public let emulatorSources: String
  /// The CNCF distribution program.
  public let registry: String
  /// The tiny `aws` client.
  public let awsClient: String
  /// The plain AWS CLI.
  public let plainAWS: String
  /// What the emulator keeps; 0700, made when it is not there.
  public let stateFolder: String

  public init(
    python: String, emulatorSources: String, registry: String, awsClient: String,
    plainAWS: String, stateFolder: String
  ) {
    self.python = python
    self.emulatorSources = emulatorSources
    self.registry = registry
    self.awsClient = awsClient
    self.plainAWS = plainAWS
    self.stateFolder = stateFolder
  }

  /// The parts as `bin/labs` lays them out in the checkout at `home`.
  ///
  /// `LABS_PYTHON` and `LABS_REGISTRY` of `environment` take the place of its own Python and
  /// registry; a registry that is not there is looked for on `PATH`.
  ///
  /// - Parameters:
  ///   - programs: The folder in which `labs-aws` was built; the release folder of `home` if `nil`.
  ///   - stateFolder: `.labs/emulator` of `home` if `nil`.
  public init(
    home: String, programs: String? = nil, stateFolder: String? = nil,
    environment: [String: String]
  ) {
    let python = environment["LABS_PYTHON"] ?? "\(home)/.labs/venv/bin/python"
    self.init(
      python: python,
      emulatorSources: "\(home)/Sources/Emulator",
      registry: Self.registry(home: home, environment: environment),
      awsClient: (programs ?? "\(home)/.build/release") + "/labs-aws",
      plainAWS: URL(filePath: python).deletingLastPathComponent().appending(path: "aws").path(),
      stateFolder: stateFolder ?? "\(home)/.labs/emulator"
    )
  }

  private static func registry(home: String, environment: [String: String]) -> String {
    if let given = environment["LABS_REGISTRY"] { return given }
    let unpacked = "\(home)/.labs/registry/usr/bin/docker-registry"
    let onPath = (environment["PATH"] ?? "").split(separator: ":").flatMap {
      ["\($0)/docker-registry", "\($0)/registry"]
    }
    let programs = [unpacked] + onPath
    return programs.first(where: FileManager.default.isExecutableFile) ?? unpacked
  }
}
