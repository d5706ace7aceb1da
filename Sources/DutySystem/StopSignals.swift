import Glibc

/// Ctrl-Z and its like, which wait while a program holds what all others wait for: its lock, or a moment of the ledger
/// that the journal may not pass.
package enum StopSignals {
  /// Runs `body`; whoever was told to stop meanwhile stops after it. (Threads of a queue take no signals.)
  package static func waiting<Value>(_ body: () throws -> Value) rethrows -> Value {
    var stops = sigset_t()
    var before = sigset_t()
    sigemptyset(&stops)
    for signal in [SIGTSTP, SIGTTIN, SIGTTOU] { sigaddset(&stops, signal) }
    pthread_sigmask(SIG_BLOCK, &stops, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    return try body()
  }
}
