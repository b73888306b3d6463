import ArgumentParser
import CloudTarget
import CourseModel
import Foundation
import ProgressStore

/// What the commands about the emulator share.
struct EmulatorOptions: ParsableArguments {
  @OptionGroup var options: ProjectOptions
  @OptionGroup var output: OutputOptions

  func emulator() throws -> Emulator {
    Emulator(Machine(project: try options.project()).installation)
  }

  /// The emulated account is empty now: the ledger is not to say otherwise.
  func forgetLedger() throws {
    try options.project().progressWithLedger().markAllGone(on: .emulated)
  }

  /// Prints `words`, or with `--json` how the emulator is now.
  func say(
    command: String, of emulator: Emulator, _ words: (Style) throws -> String
  ) async throws {
    if output.json {
      let payload = EmulatorPayload(await emulator.status())
      print(Envelope(command: command, status: .ok, data: payload).text)
    } else {
      Terminal.standardOutput.write(try words(output.style))
    }
  }
}

/// What the commands about the emulator say with `--json`.
private struct EmulatorPayload: Encodable {
  let running: Bool
  let healthy: Bool
  let endpoint: String?
  let registry: String?
  let account: String?
  let region: String?
  let process: Int32?
  let started: Date?
  let lifetime: Emulator.Lifetime?
  let keptCalls: Int
  let stateBytes: Int
  let warnings: [String]

  init(_ status: EmulatorStatus) {
    let running = status.running
    self.running = running != nil
    healthy = running?.isHealthy ?? false
    endpoint = running?.address.endpoint
    registry = running?.address.registry
    account = running?.address.account
    region = running?.address.region
    process = running?.pid
    started = running?.started
    lifetime = running?.lifetime
    keptCalls = status.keptCalls
    stateBytes = status.stateBytes
    warnings = running?.warnings ?? []
  }
}

extension EmulatorStatus {
  func words(_ style: Style) -> String {
    let kept = "\(keptCalls) changes are kept, \(stateBytes.sizeText)."
    guard let running else { return "Stopped. \(kept)\n" }
    let health = running.isHealthy ? style.good("Running") : style.bad("Not healthy")
    let until =
      running.lifetime == .untilStopped
      ? "until `labs emulator stop`" : "as long as the command that started it"
    let lines = [
      "\(health) at \(running.address.endpoint), process \(running.pid), \(until). \(kept)"
    ]
    return (lines + running.warnings.map { style.warning("warning: ") + $0 })
      .joined(separator: "\n") + "\n"
  }
}

extension EmulatorAddress {
  /// What to type so that a terminal's own `aws` talks to the emulator.
  var exports: [String] {
    [
      "export AWS_ENDPOINT_URL=\(endpoint) AWS_REGION=\(region) AWS_DEFAULT_REGION=\(region)",
      "export AWS_ACCESS_KEY_ID=example AWS_SECRET_ACCESS_KEY=example",
    ]
  }
}

extension Int {
  /// Of bytes: `412 bytes`, `3.1 MB`.
  var sizeText: String {
    if self < 1000 { return "\(self) bytes" }
    let units = [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000)]
    let (unit, size) = units.first { self >= $0.1 } ?? ("kB", 1000)
    let tenths = self * 10 / size
    return "\(tenths / 10).\(tenths % 10) \(unit)"
  }
}
