#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// The `aws` that scripts and checks of a lab find first. It hands the call to the warmed AWS CLI
// (Sources/Emulator/cli) and ends as the call ends; where that cannot be, the plain CLI takes over.

guard let path = Environment.value("LABS_AWS_SOCKET"),
  let request = Request(),
  let connection = Connection(to: path),
  connection.hand(over: request)
else { PlainCLI.run() }

Signals.forward(to: connection)

var started = false
while true {
  switch connection.answer() {
  case .started:
    started = true
  case .declined:
    PlainCLI.run()
  case .exited(let code):
    exit(code)
  case .signalled(let number):
    Signals.end(by: number)
  case .hostIsGone where !started:
    PlainCLI.run()
  case .hostIsGone:
    say("the warmed AWS CLI ended in the middle of this call; it may have been carried out.")
    exit(255)
  }
}
