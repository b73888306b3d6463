import ArgumentParser
import CourseModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ours, where the argument parser has one of its own.
typealias ExitCode = CourseModel.ExitCode

/// Where every error becomes a sentence and every ending an exit code.
@main
enum Main {
  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let task = Task { await exitCode(of: arguments) }
    let signals = Interruption.cancels(task)
    let code = await task.value
    signals.stop()
    exit(code.rawValue)
  }

  /// Runs the command that `arguments` name, and says on standard error (or, with `--json`, in the
  /// envelope on standard output) what went wrong.
  static func exitCode(of arguments: [String]) async -> ExitCode {
    do {
      var command = try Labs.parseAsRoot(arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      return .allGood
    } catch let code as ExitCode {
      return code
    } catch let broken as BrokenLab {
      report(broken, for: arguments)
      return .usage
    } catch let error as LabsError {
      report(error, for: arguments)
      return error.code
    } catch is CancellationError {
      report(LabsError(.interrupted, "Interrupted."), for: arguments)
      return .interrupted
    } catch  where Labs.exitCode(for: error) == .success {
      print(Labs.fullMessage(for: error))
      return .allGood
    } catch  where Labs.exitCode(for: error) == .validationFailure {
      report(usage: error, for: arguments)
      return .usage
    } catch {
      report(LabsError(.environmentNotReady, "\(error)"), for: arguments)
      return .environmentNotReady
    }
  }

  private static func report(_ error: LabsError, for arguments: [String]) {
    if arguments.contains("--json") {
      print(Envelope.failure(error, command: arguments.first ?? "").text)
    } else {
      Terminal.standardError.write("labs: \(error)\n")
    }
  }

  private static func report(_ broken: BrokenLab, for arguments: [String]) {
    if arguments.contains("--json") {
      print(broken.envelope(arguments.first ?? "").text)
    } else {
      let style = Style(
        isPlain: arguments.contains("--plain") || !Terminal.standardError.isTerminal)
      let text = DiagnosticText(root: broken.root, style: style).text(of: broken.diagnostics)
      Terminal.standardError.write("\(text)\n\nlabs: \(broken.summary)\n")
    }
  }

  private static func report(usage error: any Error, for arguments: [String]) {
    if arguments.contains("--json") {
      let error = LabsError(.usage, Labs.message(for: error), hint: "Try: labs --help.")
      print(Envelope.failure(error, command: arguments.first ?? "").text)
    } else {
      Terminal.standardError.write("labs: \(Labs.fullMessage(for: error))\n")
    }
  }
}
