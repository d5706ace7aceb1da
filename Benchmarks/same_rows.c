/* The sqlite3 C library writing the rows that some acts left behind: the yardstick of one durable action.

       same_rows LEDGER FINISHED COUNT

   FINISHED is LEDGER after COUNT receptions of one shape. Their rows are read from it and kept; then each line on
   standard input is answered when one reception's rows are in LEDGER's tables and on the disk: BEGIN IMMEDIATE, prepared
   inserts, COMMIT, synchronous=FULL. No rules, no chain, no JSON, no lock of ours. */

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static sqlite3 *db;

static void must(int code, const char *what) {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
  fprintf(stderr, "%s: %s\n", what, sqlite3_errmsg(db));
  exit(1);
}

static void run(const char *sql) { must(sqlite3_exec(db, sql, NULL, NULL, NULL), sql); }

static sqlite3_stmt *prepared(const char *sql) {
  sqlite3_stmt *statement = NULL;
  must(sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL), sql);
  return statement;
}

static long long number(const char *sql) {
  sqlite3_stmt *statement = prepared(sql);
  must(sqlite3_step(statement), sql);
  long long value = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  return value;
}

/* "INSERT INTO table VALUES (?, ?, …)", with `more` behind it. */
static sqlite3_stmt *insertion(const char *table, int columns, const char *more) {
  char sql[4096];
  int end = snprintf(sql, sizeof sql, "INSERT INTO %s VALUES (", table);
  for (int i = 0; i < columns; i++) end += snprintf(sql + end, sizeof sql - end, i ? ", ?" : "?");
  snprintf(sql + end, sizeof sql - end, ")%s", more);
  return prepared(sql);
}

struct row {
  sqlite3_stmt *insert;
  int count;
  sqlite3_value **values;
  struct row *next;
};

/* Keeps what `select` finds, in front of the rows after it, each to be inserted by `insert`. */
static void keep(struct row **rows, sqlite3_stmt *select, sqlite3_stmt *insert) {
  while (sqlite3_step(select) == SQLITE_ROW) {
    struct row *row = calloc(1, sizeof *row);
    row->insert = insert;
    row->count = sqlite3_column_count(select);
    row->values = calloc(row->count, sizeof *row->values);
    for (int i = 0; i < row->count; i++) row->values[i] = sqlite3_value_dup(sqlite3_column_value(select, i));
    while (*rows) rows = &(*rows)->next;
    *rows = row;
  }
  sqlite3_reset(select);
}

/* The columns of `table` are five of a key and then counts: what one act adds is a COUNTth of the difference. */
static void keep_counts(struct row **rows, const char *table, const char *key, int count) {
  char select[8192], into[64], add[4096] = " ON CONFLICT DO UPDATE SET ", differs[4096] = "";
  snprintf(select, sizeof select, "SELECT %s", key);
  snprintf(into, sizeof into, "main.%s", table);
  sqlite3_stmt *names = prepared("SELECT name FROM pragma_table_info(?) WHERE cid >= 5");
  must(sqlite3_bind_text(names, 1, table, -1, SQLITE_STATIC), "bind");
  while (sqlite3_step(names) == SQLITE_ROW) {
    const char *name = (const char *)sqlite3_column_text(names, 0);
    snprintf(select + strlen(select), sizeof select - strlen(select),
             ", (new.%s - IFNULL(old.%s, 0)) / %d", name, name, count);
    snprintf(add + strlen(add), sizeof add - strlen(add),
             "%s%s = %s.%s + excluded.%s", *differs ? ", " : "", name, table, name, name);
    snprintf(differs + strlen(differs), sizeof differs - strlen(differs), "%snew.%s IS NOT old.%s",
        *differs ? " OR " : "", name, name);
  }
  sqlite3_finalize(names);
  snprintf(select + strlen(select), sizeof select - strlen(select),
           " FROM done.%s AS new LEFT JOIN main.%s AS old USING (%s) WHERE %s", table, table, key, differs);
  sqlite3_stmt *found = prepared(select);
  keep(rows, found, insertion(into, sqlite3_column_count(found), add));
  sqlite3_finalize(found);
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  int count = atoi(argv[3]);
  must(sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE, NULL), argv[1]);
  run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON;"
      "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0");
  char attach[4096];
  snprintf(attach, sizeof attach, "ATTACH 'file:%s' AS done", argv[2]);
  run(attach);
  long long first = number("SELECT MAX(number) + 1 FROM main.entry");
  if (number("SELECT MAX(number) + 1 FROM done.entry") != first + count) {
    fprintf(stderr, "%s is not %s after %d acts\n", argv[2], argv[1], count);
    return 1;
  }
  struct row **acts = calloc(count, sizeof *acts), *tallies = NULL;
  const struct { const char *select, *into; } tables[] = {
    {"SELECT * FROM done.entry WHERE number = ?", "main.entry"},
    {"SELECT * FROM done.words WHERE entry = ?", "main.words"},
    {"SELECT * FROM done.incident WHERE id = ?", "main.incident"},
    {"SELECT rowid, text FROM done.search WHERE rowid IN (?1, ?1 + (1 << 40))", "main.search (rowid, text)"},
  };
  for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
    sqlite3_stmt *select = prepared(tables[t].select);
    sqlite3_stmt *insert = insertion(tables[t].into, sqlite3_column_count(select), "");
    for (int i = 0; i < count; i++) {
      must(sqlite3_bind_int64(select, 1, first + i), "bind");
      keep(&acts[i], select, insert);
    }
    sqlite3_finalize(select);
  }
  keep_counts(&tallies, "tally", "station, day, drill, dimension, key", count);
  keep_counts(&tallies, "counter", "station, kind, day, key, drill", count);
  /* Or BEGIN IMMEDIATE would lock it, too. */
  run("DETACH done");
  sqlite3_stmt *begin = prepared("BEGIN IMMEDIATE"), *commit = prepared("COMMIT");
  char line[65536];
  for (int i = 0; i < count && fgets(line, sizeof line, stdin); i++) {
    must(sqlite3_step(begin), "BEGIN");
    sqlite3_reset(begin);
    for (int counts = 0; counts < 2; counts++) {
      for (struct row *row = counts ? tallies : acts[i]; row; row = row->next) {
        for (int v = 0; v < row->count; v++) must(sqlite3_bind_value(row->insert, v + 1, row->values[v]), "bind");
        must(sqlite3_step(row->insert), "INSERT");
        sqlite3_reset(row->insert);
      }
    }
    must(sqlite3_step(commit), "COMMIT");
    sqlite3_reset(commit);
    printf("%d\n", i);
    fflush(stdout);
  }
  return 0;
}
