import GRDB

/// The tables of a ledger. `entry` and `words` are the record; all others are what they add up to, kept for reading, and
/// made anew from the record whenever their form changes or a page of them is damaged (`Derived`).
///
/// Every text here is frozen: it uses no type of the program, so that it makes the same tables for ever.
enum Schema {
  /// "SWDL", in the file's header: this file is a ledger of ours.
  static let applicationID: Int32 = 0x5357_444C
  /// Counts up with each migration; a file with a higher one is refused. 8 added a form of entry, `unlock`, and changed no
  /// table: a program that does not know the form would take it for damage. 9 added a kind of subject with a table of its own.
  /// 10 added facts of reception, acts and the first deadline.
  static let version = 10
  /// The oldest that can be brought up to this one.
  static let oldest = 2

  /// Makes the tables of this version, empty.
  static func create(_ db: Database) throws {
    try db.execute(sql: record)
    try db.execute(sql: derived)
    try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
  }

  /// Takes the record over from the ledger that is attached as `former`, of any version from `oldest` on: none of them
  /// changed these two tables.
  static let takeRecord = """
    INSERT INTO main.entry (number, station, incident, revision, key, recorded, bytes, hash)
      SELECT number, station, incident, revision, key, recorded, bytes, hash FROM former.entry ORDER BY number;
    INSERT INTO main.words (entry, word, kind, salt, text)
      SELECT entry, word, kind, salt, text FROM former.words ORDER BY entry, word;
    """

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

  /// Each index of `incident` covers one question of a board or a report, so that none of them reads a line for each
  /// incident. `search` keeps lists of the beginnings of two to four letters, for what is typed first: without that of
  /// four, `shui` took 24 ms among a million incidents; with it, a sixth more is written.
  private static let derived = """
    CREATE TABLE incident (
      id INTEGER PRIMARY KEY,
      station TEXT NOT NULL,
      dutyDay INTEGER NOT NULL,
      serial INTEGER NOT NULL,
      revision INTEGER NOT NULL,
      lastEntry INTEGER NOT NULL,
      status TEXT NOT NULL,
      isOpen INTEGER NOT NULL,
      counts INTEGER NOT NULL,
      drill INTEGER NOT NULL,
      imported INTEGER NOT NULL,
      emergency INTEGER NOT NULL,
      origin TEXT,
      externalId TEXT,
      received INTEGER NOT NULL,
      shift TEXT NOT NULL,
      source TEXT NOT NULL,
      category TEXT NOT NULL,
      grid TEXT NOT NULL,
      department TEXT NOT NULL,
      listClass TEXT NOT NULL,
      nextDue INTEGER,
      orangeFrom INTEGER,
      deadline INTEGER,
      closed INTEGER,
      unsigned INTEGER NOT NULL,
      took INTEGER,
      judged INTEGER,
      gone INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX incident_by_number ON incident (station, dutyDay, serial);
    CREATE UNIQUE INDEX incident_by_origin ON incident (station, origin, externalId) WHERE externalId IS NOT NULL;
    CREATE INDEX incident_open ON incident
      (station, isOpen, received, status, emergency, orangeFrom, nextDue, dutyDay, serial, drill) WHERE isOpen = 1;
    CREATE INDEX incident_received ON incident (station, received, isOpen, counts, drill);
    CREATE INDEX incident_suspended ON incident (station, nextDue) WHERE status = 'suspended';
    CREATE INDEX incident_unsigned ON incident (station) WHERE unsigned > 0;
    CREATE INDEX incident_like ON incident (station, category, closed) WHERE imported = 0;
    CREATE INDEX incident_closed ON incident (station, closed, counts, drill) WHERE closed IS NOT NULL;
    CREATE INDEX incident_gone ON incident (station, gone, counts, drill) WHERE gone IS NOT NULL;
    CREATE INDEX incident_next ON incident
      (station, nextDue, received, dutyDay, serial, status, drill) WHERE isOpen = 1;
    CREATE INDEX incident_urgent ON incident (station, received) WHERE isOpen = 1 AND emergency = 1;
    CREATE INDEX incident_orange ON incident (station, orangeFrom) WHERE isOpen = 1 AND orangeFrom IS NOT NULL;
    CREATE INDEX incident_worked ON incident (station, dutyDay, serial, received, drill)
      WHERE isOpen = 1 AND (imported = 0 OR revision > 1);
    CREATE INDEX incident_own ON incident (station, dutyDay, serial, drill) WHERE imported = 0;
    CREATE INDEX incident_due ON incident (station, dutyDay, judged, drill, closed, counts)
      WHERE counts = 1 AND judged IS NOT NULL;
    CREATE INDEX incident_overdue ON incident (station, deadline, received, drill, isOpen)
      WHERE isOpen = 1 AND deadline IS NOT NULL;
    CREATE INDEX incident_late ON incident (station, closed, deadline, received, drill, counts)
      WHERE counts = 1 AND closed > deadline;
    CREATE INDEX incident_took ON incident (station, dutyDay, took, drill) WHERE took IS NOT NULL;

    CREATE TABLE rectification (
      id INTEGER PRIMARY KEY,
      station TEXT NOT NULL,
      revision INTEGER NOT NULL,
      lastEntry INTEGER NOT NULL,
      state TEXT NOT NULL,
      kind TEXT NOT NULL,
      isOwed INTEGER NOT NULL,
      drill INTEGER NOT NULL,
      incident INTEGER,
      owner TEXT NOT NULL,
      opened INTEGER NOT NULL,
      firstDue INTEGER NOT NULL,
      nextDue INTEGER,
      unsigned INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX rectification_owed ON rectification (station, nextDue) WHERE isOwed = 1;
    CREATE INDEX rectification_of ON rectification (incident) WHERE incident IS NOT NULL;
    CREATE INDEX rectification_unsigned ON rectification (station) WHERE unsigned > 0;

    CREATE TABLE tally (
      station TEXT NOT NULL,
      day INTEGER NOT NULL,
      drill INTEGER NOT NULL,
      dimension TEXT NOT NULL,
      key TEXT NOT NULL,
      received INTEGER NOT NULL,
      imported INTEGER NOT NULL,
      counted INTEGER NOT NULL,
      short INTEGER NOT NULL,
      sameDayAll INTEGER NOT NULL,
      sameDay INTEGER NOT NULL,
      sameDayShort INTEGER NOT NULL,
      within24Hours INTEGER NOT NULL,
      PRIMARY KEY (station, dimension, day, key, drill)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE counter (
      station TEXT NOT NULL,
      kind TEXT NOT NULL,
      day INTEGER NOT NULL,
      key TEXT NOT NULL,
      drill INTEGER NOT NULL,
      n INTEGER NOT NULL,
      PRIMARY KEY (station, kind, day, key, drill)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE mark (
      entry INTEGER NOT NULL,
      kind TEXT NOT NULL,
      PRIMARY KEY (entry, kind)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE spelling (
      text TEXT NOT NULL PRIMARY KEY,
      syllables TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    \(search)
    """

  /// Positions are kept, for words of several Hanzi.
  static let search = """
    CREATE VIRTUAL TABLE search USING fts5(
      text, columnsize = 0, prefix = '2 3 4',
      tokenize = 'unicode61 remove_diacritics 0');
    """
}
