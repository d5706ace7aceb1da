#define _GNU_SOURCE
#include "CSystem.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

// One question at a time, on the one terminal of a program. A handler may touch nothing else.
static int asked = -1;
static struct termios shown;
static int noted[2] = {-1, -1};
static struct sigaction before[NSIG];
static sigset_t taken;

/// Signals of a crash, which no loop comes back from.
static bool is_crash(int number) {
    switch (number) {
    case SIGSEGV: case SIGBUS: case SIGILL: case SIGFPE: case SIGTRAP: case SIGABRT: case SIGSYS: return true;
    default: return false;
    }
}

/// Whether the usual doing of a signal ends or stops the program, so that the terminal has to be given back first; and
/// SIGCONT, after which it may have been changed. Not those by which the system keeps a program in the background from
/// the terminal.
static bool is_of_concern(int number) {
    switch (number) {
    case SIGKILL: case SIGSTOP: case SIGTTIN: case SIGTTOU: case SIGCHLD: case SIGURG: case SIGWINCH: return false;
    default: return true;
    }
}

static void show(void) {
    if (asked >= 0) tcsetattr(asked, TCSANOW, &shown);
}

static void note(int number) {
    int kept = errno;
    unsigned char byte = (unsigned char)number;
    // A pipe that is full holds signals enough.
    if (write(noted[1], &byte, 1) < 0) { }
    errno = kept;
}

static void crash(int number, siginfo_t *facts, void *context) {
    (void)context;
    show();
    // To whom it was before, who is told by the crash itself, which happens again on return, or by a signal like this one.
    sigaction(number, &before[number], NULL);
    if (facts->si_code <= 0) raise(number);
}

static void take_signals(void) {
    sigemptyset(&taken);
    for (int number = 1; number < NSIG; number++) {
        if (!is_of_concern(number) || sigaction(number, NULL, &before[number]) != 0) continue;
        // What the program ignores, or takes care of itself, stays so; but a crash is first seen to here.
        if (before[number].sa_handler != SIG_DFL && !is_crash(number)) continue;
        struct sigaction action = {0};
        sigemptyset(&action.sa_mask);
        if (is_crash(number)) {
            action.sa_sigaction = crash;
            action.sa_flags = SA_SIGINFO | SA_NODEFER;
        } else {
            action.sa_handler = note;
            action.sa_flags = SA_RESTART;
        }
        if (sigaction(number, &action, NULL) == 0) sigaddset(&taken, number);
    }
}

static void give_signals_back(void) {
    for (int number = 1; number < NSIG; number++) {
        if (sigismember(&taken, number) == 1) sigaction(number, &before[number], NULL);
    }
}

bool cs_unseen_begin(int file) {
    if (tcgetattr(file, &shown) != 0 || pipe2(noted, O_CLOEXEC | O_NONBLOCK) != 0) return false;
    asked = file;
    take_signals();
    struct termios hidden = shown;
    hidden.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
    hidden.c_lflag |= ICANON | ISIG;
    // In the background this stops the program before anything is changed.
    while (tcsetattr(file, TCSAFLUSH, &hidden) != 0) {
        if (errno == EINTR) continue;
        cs_unseen_end();
        return false;
    }
    return true;
}

int cs_unseen_wait(void) {
    struct pollfd waited[2] = {{asked, POLLIN, 0}, {noted[0], POLLIN, 0}};
    while (poll(waited, 2, -1) < 0) {
        if (errno != EINTR) return 0;
    }
    unsigned char number = 0;
    return read(noted[0], &number, 1) == 1 ? number : 0;
}

int cs_unseen_end(void) {
    show();
    asked = -1;
    give_signals_back();
    unsigned char number = 0;
    int late = read(noted[0], &number, 1) == 1 ? number : 0;
    close(noted[0]);
    close(noted[1]);
    return late;
}
