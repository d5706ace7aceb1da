import GRDB

/// The tables of a ledger. `entry` and `words` are the record; `incident`, `tally`, `counter`, `search` and `spelling`
/// are what they add up to, kept for reading and recomputed by the check.
enum Schema {
  /// "SWDL", in the file's header: this file is a ledger of ours.
  static let applicationID: Int32 = 0x5357_444C
  /// Counts up with each migration; a file with a higher one is refused.
  static let version = 6
  /// The oldest that can be brought up to this one.
  static let oldest = 2

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 entries, words, incidents, tallies") { db in
      try db.execute(sql: record)
      try db.execute(sql: derived)
      try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = 2")
    }
    migrator.registerMigration("2 search, spellings, practice apart") { db in
      try db.execute(sql: SearchTable.schema + SpellingTable.schema + openApart)
      try SearchTable.fill(db)
      try db.execute(sql: "PRAGMA user_version = 3")
    }
    migrator.registerMigration("3 counters, tallies by dimension, an index for each question") { db in
      try db.execute(sql: CounterTable.schema + talliesByDimension + asked)
      try CounterTable.fill(db)
      try db.execute(sql: "PRAGMA user_version = 4")
    }
    migrator.registerMigration("4 beginnings of four letters") { db in
      try SearchTable.remake(db)
      try db.execute(sql: "PRAGMA user_version = 5")
    }
    // New entries hold a catalogue by column, which programs of before cannot read.
    migrator.registerMigration("5 catalogues by column") { db in
      try db.execute(sql: "PRAGMA user_version = 6")
    }
    return migrator
  }

  private static let record = """
    CREATE TABLE entry (
      number INTEGER PRIMARY KEY,
      station TEXT NOT NULL,
      incident INTEGER NOT NULL,
      revision INTEGER NOT NULL,
      key TEXT NOT NULL UNIQUE,
      recorded INTEGER NOT NULL,
      bytes BLOB NOT NULL,
      hash BLOB NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX entry_by_incident ON entry (incident, revision);
    CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
    CREATE TRIGGER entry_lasts BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;

    CREATE TABLE words (
      entry INTEGER NOT NULL REFERENCES entry (number),
      word INTEGER NOT NULL,
      kind TEXT NOT NULL,
      salt BLOB NOT NULL,
      text TEXT NOT NULL,
      PRIMARY KEY (entry, word)
    ) STRICT, WITHOUT ROWID;
    """

  /// `incident_open` covers all that a board asks of what is open: its order, and its counts without practice.
  private static let openApart = """
    DROP INDEX incident_open;
    CREATE INDEX incident_open ON incident
      (station, isOpen, received, status, emergency, orangeFrom, nextDue, dutyDay, serial, drill) WHERE isOpen = 1;
    """

  /// Each covers one question of a board or a report, so that none of them reads a line for each incident.
  private static let asked = """
    CREATE INDEX incident_next ON incident
      (station, nextDue, received, dutyDay, serial, status, drill) WHERE isOpen = 1;
    CREATE INDEX incident_urgent ON incident (station, received) WHERE isOpen = 1 AND emergency = 1;
    CREATE INDEX incident_orange ON incident (station, orangeFrom) WHERE isOpen = 1 AND orangeFrom IS NOT NULL;
    CREATE INDEX incident_worked ON incident (station, dutyDay, serial, received, drill)
      WHERE isOpen = 1 AND (imported = 0 OR revision > 1);
    CREATE INDEX incident_own ON incident (station, dutyDay, serial, drill) WHERE imported = 0;
    CREATE INDEX incident_due ON incident (station, dutyDay, deadline, drill, closed, counts)
      WHERE counts = 1 AND deadline IS NOT NULL;
    CREATE INDEX incident_overdue ON incident (station, deadline, received, drill, isOpen)
      WHERE isOpen = 1 AND deadline IS NOT NULL;
    CREATE INDEX incident_late ON incident (station, closed, deadline, received, drill, counts)
      WHERE counts = 1 AND closed > deadline;
    ALTER TABLE incident ADD COLUMN took INTEGER;
    UPDATE incident SET took = closed - received WHERE counts = 1 AND closed >= received;
    CREATE INDEX incident_took ON incident (station, dutyDay, took, drill) WHERE took IS NOT NULL;
    """

  private static let derived = """
    CREATE TABLE incident (
      \(IncidentRow.columns.filter { $0.name != "took" }.map { "\($0.name) \($0.type)" }.joined(separator: ",\n  "))
    ) STRICT;
    CREATE UNIQUE INDEX incident_by_number ON incident (station, dutyDay, serial);
    CREATE UNIQUE INDEX incident_by_origin ON incident (station, origin, externalId) WHERE externalId IS NOT NULL;
    CREATE INDEX incident_open ON incident
      (station, isOpen, received, status, emergency, orangeFrom, nextDue, dutyDay, serial) WHERE isOpen = 1;
    CREATE INDEX incident_received ON incident (station, received, isOpen, counts, drill);
    CREATE INDEX incident_suspended ON incident (station, nextDue) WHERE status = 'suspended';
    CREATE INDEX incident_unsigned ON incident (station) WHERE unsigned > 0;
    CREATE INDEX incident_like ON incident (station, category, closed) WHERE imported = 0;
    CREATE INDEX incident_closed ON incident (station, closed, counts, drill) WHERE closed IS NOT NULL;

    \(tallies("station, day, drill, dimension, key"))
    """

  private static func tallies(_ key: String) -> String {
    """
    CREATE TABLE tally (
      station TEXT NOT NULL,
      day INTEGER NOT NULL,
      drill INTEGER NOT NULL,
      dimension TEXT NOT NULL,
      key TEXT NOT NULL,
      \(TallyTable.measures.map { "\($0) INTEGER NOT NULL" }.joined(separator: ",\n  ")),
      PRIMARY KEY (\(key))
    ) STRICT, WITHOUT ROWID;
    """
  }

  /// A report adds up many days of few dimensions.
  private static let talliesByDimension = """
    ALTER TABLE tally RENAME TO before;
    \(tallies("station, dimension, day, key, drill"))
    INSERT INTO tally SELECT * FROM before;
    DROP TABLE before;
    """
}
