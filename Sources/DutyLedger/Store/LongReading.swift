import Glibc

/// When a reading that may take seconds begins: a check, a backup, a report.
///
/// SQLite begins a journal anew only in a moment in which nobody reads it. Where long readings overlap there is no such
/// moment: with checks, backups and reports one after the other, a journal grew to 650 MB in five minutes. So none begins
/// while a journal that somebody writes to has outgrown its size. Those that have begun come to their end meanwhile, and
/// the next writer begins the journal anew.
enum LongReading {
  /// A long reading does not begin while the journal is larger, in bytes. One that has begun lets it grow until it ends.
  static let largestJournal = Int64(2 * Connection.largestJournal)
  /// A journal does not grow that nobody has written to for this long, in milliseconds: nobody waits for it.
  static let quiet = 1000
  /// The longest wait, in milliseconds; a check of 25 000 entries takes as long on a busy machine. Where one reading never
  /// ends, the others begin all the same.
  static let patience = 10_000
  /// The wait between two looks at the file, in milliseconds.
  private static let pause = 20

  /// A journal as its file tells.
  struct Journal {
    /// In bytes.
    let size: Int64
    /// Milliseconds since it was last written to; less than 0 where the clock was set back since.
    let age: Int

    init(size: Int64, age: Int) { (self.size, self.age) = (size, age) }

    /// Nil where there is no journal.
    init?(ofLedger ledger: String) {
      var facts = stat()
      var now = timespec()
      guard stat(ledger + "-wal", &facts) == 0, clock_gettime(CLOCK_REALTIME, &now) == 0 else { return nil }
      size = Int64(facts.st_size)
      age = (now.tv_sec - facts.st_mtim.tv_sec) * 1000 + (now.tv_nsec - facts.st_mtim.tv_nsec) / 1_000_000
    }

    /// Whether it has to be begun anew before anybody else begins a long reading.
    var isOutgrown: Bool { size > largestJournal && (0..<quiet).contains(age) }
  }

  /// Waits until the journal of `ledger` has been begun anew, where it has outgrown its size. The caller has no transaction
  /// open, since nobody may have to wait for one who waits.
  static func standBack(_ ledger: String) {
    standBack({ Journal(ofLedger: ledger) }, pausing: { usleep(UInt32($0) * 1000) })
  }

  /// The same, with the journal as `journal` tells it at each look; `pausing` waits for the milliseconds it is given.
  static func standBack(_ journal: () -> Journal?, pausing: (Int) -> Void) {
    for _ in 0..<patience / pause {
      guard journal()?.isOutgrown == true else { return }
      pausing(pause)
    }
  }
}
