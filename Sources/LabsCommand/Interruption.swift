import CourseModel
import Dispatch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Turns Ctrl-C, a termination signal and a terminal that went away into the cancellation of a
/// task, so that what is under way is ended and recorded in an orderly way.
struct Interruption {
  private let sources: [any DispatchSourceSignal]

  static func cancels(_ task: Task<ExitCode, Never>) -> Interruption {
    // The default action would end the process before anything is recorded. A handler, unlike
    // SIG_IGN, is not inherited by the scripts.
    let signals = [SIGINT, SIGTERM, SIGHUP]
    for signal in signals { Self.handleQuietly(signal) }
    let queue = DispatchQueue(label: "labs.signals")
    return Interruption(
      sources: signals.map { signal in
        let source = DispatchSource.makeSignalSource(signal: signal, queue: queue)
        source.setEventHandler { task.cancel() }
        source.activate()
        return source
      })
  }

  func stop() {
    for source in sources { source.cancel() }
  }

  private static func handleQuietly(_ signal: Int32) {
    var action = sigaction()
    #if canImport(Glibc)
      action.__sigaction_handler.sa_handler = { _ in }
    #else
      action.__sigaction_u.__sa_handler = { _ in }
    #endif
    action.sa_flags = SA_RESTART
    sigaction(signal, &action, nil)
  }
}
