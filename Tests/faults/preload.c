// Stands between a program and the system, and does to its ledger's files what a bad day would do. Loaded by LD_PRELOAD;
// told what to do by environment variables:
//
//   FAULT_LEDGER   path of the ledger; its file ('d'), journal ('w') and notice ('n') are watched
//   FAULT_PLACE    a directory; all other files beneath it ('p') are watched, and names that are given or taken there,
//                  but for the index of the journal (-shm), which is no file of the disk's
//   FAULT_AT N     before the N-th operation on the files in FAULT_FILES (default "dwn"), counted from 1:
//   FAULT_DO       kill (kill -9) | torn (half of the write, then kill -9) | stop (SIGSTOP) | full (from here on all
//                  writes fail with ENOSPC) | half (as torn, but only writes that can be halved are counted)
//   FAULT_LOG      a file that a line is appended to for each operation counted: its name, how many bytes, the file
//   FAULT_SWITCH   a file; while it holds one of these words: eio (syncs fail) | full (writes fail with ENOSPC)
//                  | readonly (writes fail with EROFS)
//   FAULT_RECORD   a file that each write, truncation, sync and answer (standard output) is appended to, in their order
//   FAULT_NOLOCK   flock succeeds without locking anything
//   FAULT_CLOCK    a file; the seconds in it are added to the machine's clock
//   FAULT_SQLITE   the number by which SQLite tells its version (3036000)

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

// What is known at the start and never changes.
static struct {
  const char *ledger, *place, *files, *action, *toggle, *clock;
  long at;
  int journal, log;
} told = {.journal = -1, .log = -1};
static long counted;

__attribute__((constructor)) static void begin(void) {
  const char *at = getenv("FAULT_AT"), *record = getenv("FAULT_RECORD"), *log = getenv("FAULT_LOG");
  told.ledger = getenv("FAULT_LEDGER");
  told.place = getenv("FAULT_PLACE");
  told.files = getenv("FAULT_FILES") ? getenv("FAULT_FILES") : "dwn";
  told.action = getenv("FAULT_DO") ? getenv("FAULT_DO") : "";
  told.toggle = getenv("FAULT_SWITCH");
  told.clock = getenv("FAULT_CLOCK");
  told.at = at ? atol(at) : 0;
  if (record) told.journal = open(record, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (log) told.log = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static char kind_of(const char *path) {
  size_t stem = strlen(told.ledger);
  if (!strncmp(path, told.ledger, stem)) {
    const char *rest = path + stem;
    if (!*rest || *rest == ' ') return 'd';
    if (!strncmp(rest, "-wal", 4)) return 'w';
    if (!strncmp(rest, ".notify", 7)) return 'n';
  }
  size_t place = told.place ? strlen(told.place) : 0;
  if (!place || strncmp(path, told.place, place) || path[place] != '/') return 0;
  return strstr(path, "-shm") ? 0 : 'p';
}

// Where a descriptor leads; empty where it leads to no file.
static const char *path_of(int fd, char path[4096]) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, 4095);
  path[length < 0 ? 0 : length] = 0;
  return path;
}

// 'd', 'w' or 'n' for the ledger's own files, 'p' for others of its place, also where they were deleted; 0 for any other.
static char kind(int fd) {
  char path[4096];
  return told.ledger ? kind_of(path_of(fd, path)) : 0;
}

// The same for a name; a relative one is looked up from `directory`.
static char kind_at(int directory, const char *name) {
  char path[4096], whole[8192];
  if (!told.ledger || !name) return 0;
  if (*name == '/') return kind_of(name);
  if (directory == AT_FDCWD) {
    if (!getcwd(path, sizeof path)) return 0;
  } else {
    path_of(directory, path);
  }
  snprintf(whole, sizeof whole, "%s/%s", path, name);
  return kind_of(whole);
}

// Whether the switch stands on `word` now.
static int stands(const char *word) {
  char text[16] = "";
  if (!told.toggle) return 0;
  int fd = open(told.toggle, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return 0;
  ssize_t length = read(fd, text, sizeof text - 1);
  close(fd);
  return length > 0 && !strncmp(text, word, strlen(word));
}

struct record {
  char operation, file;
  uint16_t unused;
  uint32_t length;
  uint64_t offset;
};

static void record(char operation, char file, const void *bytes, size_t length, uint64_t offset) {
  if (told.journal < 0) return;
  struct record head = {operation, file, 0, bytes ? length : 0, offset};
  struct iovec parts[] = {{&head, sizeof head}, {(void *)bytes, head.length}};
  if (writev(told.journal, parts, 2) != (ssize_t)(sizeof head + head.length)) abort();
}

// Counts an operation on the watched files and does what was ordered at this one; true where half of it is to be done.
// `length`: of a write, else 0.
static int reached(char file, const char *operation, const char *name, size_t length) {
  if (!file || !strchr(told.files, file)) return 0;
  if (!strcmp(told.action, "half") && length < 2) return 0;
  if (told.log >= 0) dprintf(told.log, "%s %zu %s\n", operation, length, name);
  if (!told.at || ++counted != told.at) return 0;
  if (!strcmp(told.action, "stop")) raise(SIGSTOP);
  if (!strcmp(told.action, "torn") || !strcmp(told.action, "half")) return 1;
  if (!strcmp(told.action, "kill")) kill(getpid(), SIGKILL);
  return 0;
}

static int reached_by(int fd, char file, const char *operation, size_t length) {
  char path[4096];
  return file && reached(file, operation, path_of(fd, path), length);
}

// Whether a write or truncation of one of the watched files must fail now; errno says why.
static int refused(char file) {
  if (!file) return 0;
  if (told.at && !strcmp(told.action, "full") && counted >= told.at) {
    errno = ENOSPC;
    return 1;
  }
  if (!told.toggle) return 0;
  if (stands("full")) errno = ENOSPC;
  else if (stands("readonly")) errno = EROFS;
  else return 0;
  return 1;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
  char file = kind(fd);
  if (reached_by(fd, file, "pwrite", length)) {
    if (length > 1) REAL(pwrite64)(fd, bytes, length / 2, offset);
    kill(getpid(), SIGKILL);
  }
  if (refused(file)) return -1;
  if (file == 'd' || file == 'w') record('W', file, bytes, length, offset);
  return REAL(pwrite64)(fd, bytes, length, offset);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return pwrite64(fd, bytes, length, offset); }

ssize_t write(int fd, const void *bytes, size_t length) {
  if (fd == STDOUT_FILENO) record('A', 0, bytes, length, 0);
  char file = fd == told.log || fd == told.journal ? 0 : kind(fd);
  if (reached_by(fd, file, "write", length)) {
    if (length > 1) REAL(write)(fd, bytes, length / 2);
    kill(getpid(), SIGKILL);
  }
  if (refused(file)) return -1;
  return REAL(write)(fd, bytes, length);
}

int ftruncate64(int fd, off64_t length) {
  char file = kind(fd);
  if (reached_by(fd, file, "ftruncate", 0)) kill(getpid(), SIGKILL);
  if (refused(file)) return -1;
  if (file == 'd' || file == 'w') record('T', file, NULL, 0, length);
  return REAL(ftruncate64)(fd, length);
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

// The record of a sync comes after it: what was written by then is on the disk.
static int synced(int fd, int (*sync)(int)) {
  char file = kind(fd);
  if (reached_by(fd, file, "sync", 0)) kill(getpid(), SIGKILL);
  if (file && stands("eio")) {
    errno = EIO;
    return -1;
  }
  int result = sync(fd);
  if (result == 0 && (file == 'd' || file == 'w')) record('S', file, NULL, 0, 0);
  return result;
}

int fdatasync(int fd) { return synced(fd, REAL(fdatasync)); }
int fsync(int fd) { return synced(fd, REAL(fsync)); }

// Names that are given and taken; those of the ledger's own files count as one of its place.
static void named(const char *operation, int directory, const char *name, int other, const char *second) {
  if (!told.place) return;
  const char *told_name = kind_at(directory, name) ? name : second;
  if ((kind_at(directory, name) || kind_at(other, second)) && reached('p', operation, told_name, 0))
    kill(getpid(), SIGKILL);
}

int rename(const char *from, const char *to) {
  named("rename", AT_FDCWD, from, AT_FDCWD, to);
  return REAL(rename)(from, to);
}

int renameat(int directory, const char *from, int other, const char *to) {
  named("rename", directory, from, other, to);
  return REAL(renameat)(directory, from, other, to);
}

int renameat2(int directory, const char *from, int other, const char *to, unsigned flags) {
  named("rename", directory, from, other, to);
  return REAL(renameat2)(directory, from, other, to, flags);
}

int link(const char *from, const char *to) {
  named("link", AT_FDCWD, from, AT_FDCWD, to);
  return REAL(link)(from, to);
}

int linkat(int directory, const char *from, int other, const char *to, int flags) {
  named("link", directory, from, other, to);
  return REAL(linkat)(directory, from, other, to, flags);
}

int unlink(const char *name) {
  named("unlink", AT_FDCWD, name, AT_FDCWD, NULL);
  return REAL(unlink)(name);
}

int unlinkat(int directory, const char *name, int flags) {
  named("unlink", directory, name, AT_FDCWD, NULL);
  return REAL(unlinkat)(directory, name, flags);
}

int flock(int fd, int operation) { return getenv("FAULT_NOLOCK") ? 0 : REAL(flock)(fd, operation); }

int sqlite3_libversion_number(void) {
  const char *number = getenv("FAULT_SQLITE");
  if (number) return atoi(number);
  // By its handle: where a module brought the library, it is not among what RTLD_NEXT looks through.
  void *library = dlopen("libsqlite3.so.0", RTLD_LAZY | RTLD_NOLOAD);
  return ((int (*)(void))dlsym(library, "sqlite3_libversion_number"))();
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  int result = REAL(clock_gettime)(clock, time);
  if (result || clock != CLOCK_REALTIME || !told.clock) return result;
  char text[32] = "";
  int fd = open(told.clock, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return result;
  if (read(fd, text, sizeof text - 1) > 0) time->tv_sec += atol(text);
  close(fd);
  return result;
}
