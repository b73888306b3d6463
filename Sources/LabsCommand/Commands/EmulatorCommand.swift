import ArgumentParser
import CloudTarget
import CourseModel

/// `labs emulator`
struct EmulatorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "emulator",
    abstract: "Keep the emulated AWS account running, or look after it.",
    discussion: """
      A lab starts the emulator by itself and stops it again. Start it here to use your own `aws` \
      between two runs; it then stays until you stop it.
      """,
    subcommands: [Start.self, Stop.self, Status.self, Reset.self]
  )

  struct Start: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Start the emulator, and keep it until it is stopped.")

    @OptionGroup var options: EmulatorOptions

    func run() async throws {
      let emulator = try options.emulator()
      let address = try await emulator.start(.untilStopped)
      try await options.say(command: "emulator start", of: emulator) { style in
        """
        \(style.good("Running")) at \(address.endpoint), until `labs emulator stop`.
        To use it from this terminal:

          \(address.exports.joined(separator: "\n  "))

        """
      }
    }
  }

  struct Stop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Stop the emulator; what is in it is kept.")

    @OptionGroup var options: EmulatorOptions

    func run() async throws {
      let emulator = try options.emulator()
      let wasRunning = try await emulator.stop()
      try await options.say(command: "emulator stop", of: emulator) { _ in
        wasRunning ? "Stopped. What was in it is kept.\n" : "It was not running.\n"
      }
    }
  }

  struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say whether the emulator is running, and where.")

    @OptionGroup var options: EmulatorOptions

    func run() async throws {
      let emulator = try options.emulator()
      let status = await emulator.status()
      try await options.say(command: "emulator status", of: emulator) { status.words($0) }
    }
  }

  struct Reset: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Empty the emulated account: everything in it is deleted.")

    @OptionGroup var options: EmulatorOptions

    func run() async throws {
      let emulator = try options.emulator()
      try await emulator.reset()
      try options.forgetLedger()
      try await options.say(command: "emulator reset", of: emulator) { _ in
        "The emulated account is empty. Progress is kept: `labs reset` forgets it.\n"
      }
    }
  }
}
