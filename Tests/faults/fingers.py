"""Whoever sits at the keyboard: dice that know which keys get deep into the desk, and a cat on the same keys."""

import re
import signal

ESCAPE = b"\x1b"
PASTE, PASTE_END = b"\x1b[200~", b"\x1b[201~"
UP, DOWN, RIGHT, LEFT = (b"\x1b[" + letter for letter in (b"A", b"B", b"C", b"D"))
PAGE_UP, PAGE_DOWN, BACK_TAB, DELETE = b"\x1b[5~", b"\x1b[6~", b"\x1b[Z", b"\x1b[3~"
ENTER, TAB, CANCEL, SUBMIT, CLEAR = b"\r", b"\t", b"\x07", b"\x13", b"\x15"

FUNCTION = {
    1: (b"\x1bOP", b"\x1b[11~", b"\x1b[[A"), 2: (b"\x1bOQ", b"\x1b[12~", b"\x1b[[B"), 3: (b"\x1bOR", b"\x1b[13~", b"\x1b[[C"),
    4: (b"\x1bOS", b"\x1b[14~", b"\x1b[[D"), 5: (b"\x1b[15~", b"\x1b[[E"), 6: (b"\x1b[17~",), 7: (b"\x1b[18~",),
    8: (b"\x1b[19~",),
    9: (b"\x1b[20~",), 11: (b"\x1b[23~",), 12: (b"\x1b[24~",),
}
"""Each F-key as xterm, PuTTY and the console send it; F10, which leaves, is among the `LEAVING`."""

MOVES = (
    [UP, DOWN, LEFT, RIGHT, PAGE_UP, PAGE_DOWN, ENTER, TAB, BACK_TAB, CANCEL, b" "]
    + [b"\x1bO" + letter for letter in (b"A", b"B", b"C", b"D", b"H", b"F")]
    + [b"\x1b[" + end for end in (b"H", b"F", b"1~", b"4~", b"7~", b"8~")]
    + [letter.encode() for letter in "jkgGnN0123456789/?:"] + [key for keys in FUNCTION.values() for key in keys])
EDITS = [LEFT, RIGHT, b"\x1b[H", b"\x1b[F", b"\x7f", b"\x08", DELETE, CLEAR] + [
    bytes([control]) for control in (0x17, 0x01, 0x05, 0x0B, 0x0C, 0x10, 0x0E, 0x00)]
KEYPAD = [b"\x1bO" + letter.encode() for letter in "pqrstuvwxyjklmnMX"]
ACTS = [key.encode() for key in "rawmfcthlebs"] + [key for number in range(2, 9) for key in FUNCTION[number]]
NAMED_ACTS = (
    "应急报告 回访 直接答复 反映人 退单 指定承办 催办 督促 撤回 随结 互评 准入 核实 会商 附件 挂账 恢复 "
    "申请延期 批准延期 合并 取消合并 重办 作废 恢复作废 更正记录 补签 容错 上岗 交班 调班 常规派单 交接单").split()
LEAVING = [b"q", b"\x1b[21~", b"q"]

TEXTS = (
    "东门摊位占道", "桥头护栏松了", "煤气味", "dmtwzd", "zf", "ZF-E0101", "柳桥社区第1网格", "13800001234",
    "明天 9:00", "+30m", "2026-12-01 08:00", "三", "１２", "0000", "999999999999999999999", "-1", "25:61", "来电人",
    "已到现场，摊位已劝离", "", " ", "　", "、：？。", "ａｂｃ", "工单编号 12345\n来电时间 09:00\n诉求地址 东门",
    "[link](http://x)", "'; DROP TABLE entry; --", "%s%n", "\\", "../../etc/passwd", "/dev/null")
PLAUSIBLE = (
    "已到现场，摊位已劝离", "东门", "zf", "城管", "S-ZF", "领导乙", "2027-01-10", "5", "情况属实，现场已恢复", "口头同意", "3", "劝离摊主，摊位已撤，路面已清")
STRANGE = (
    "🚒", "👨‍👩‍👧‍👦", "é", "Z̷̛̈́͝", "‮abc‬", "​", "﻿", "\U000e0041", "\ue000", "\ufffe", "\U0010ffff", "ﷺ",
    "ꙮ", "𠮷", "\u0085", "\u2028", "\xad", "\u0300")
BROKEN = (b"\x80", b"\xff", b"\xfe\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe4\xb8", b"\xf0\x9f", b"\xc3")

ANSWERS = (
    b"\x1b]11;rgb:0000/0000/0000\x07", b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\", b"\x1b[24;80R", b"\x1b[?1;2c",
    b"\x1b[>41;354;0c", b"\x1b[I", b"\x1b[O", b"\x1bP1$r0m\x1b\\", b"\x1bP>|XTerm(354)\x1b\\", b"\x1b[8;24;80t",
    b"\x1b[?2004;1$y", b"\x1b[0n", b"\x1b]52;c;cXE=\x07", b"\x1b_Gi=1;OK\x1b\\",
    b"\x1b[?62;1;2;6c", b"\x1b]4;1;rgb:cdcd/0000/0000\x1b\\")
UNKNOWN = (
    b"\x1b[1;5A", b"\x1b[1;2P", b"\x1b[27;5;106~", b"\x1b[106;5u", b"\x1b[99~", b"\x1b[?", b"\x1b[", b"\x1bO", b"\x1b]",
    b"\x1bP", b"\x1b\x1b", b"\x1b[[Z", b"\x1b[1;1;1;1;1;1;1;1m", b"\x1b[" + b"9" * 400 + b"~",
    b"\x1b]0;" + b"q" * 300 + b"\x07",
    b"\x9b5~", b"\x1b[<", b"\x1bN", b"\x1b#8")
SIZES = ((1, 1), (2, 1), (1, 60), (39, 9), (40, 10), (80, 24), (80, 24), (120, 40), (500, 200), (200, 60), (0, 0))

TOKEN = re.compile(
    rb"\x1b\[200~|\x1b\[<[0-9;]*[Mm]?|\x1b\[M...|\x1b\[[0-9;?<>]*[ -/]*[@-~]|\x1bO[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?"
    rb"|\x1bP[^\x1b]*(?:\x1b\\)?|\x1b.|[\xc2-\xf4][\x80-\xbf]{1,3}|.", re.DOTALL)
"""One key or sequence among bytes, for taking them apart."""


class Fingers:
    """Phrases of keys, each a list of strokes: ("keys", bytes), ("size", columns, rows), ("signal", number), ("pause",
    seconds), ("clock", seconds), ("stop",)."""

    def __init__(self, dice, people, clock=False, fast=False):
        """`people`: names with their PINs, whom these fingers can sign on. `clock`: time may be let go by. `fast`: most of it
        goes out at once, so that the desk paints less often."""
        self.dice, self.people, self.short, self.at_once = dice, people, fast, 0.95 if fast else 0.6
        self.phrases = [
            (20, self.move), (22, self.form), (10, self.named_form), (6, self.search), (5, self.sign_on), (2, self.lock),
            (6, self.paste), (5, self.answer), (5, self.mouse), (4, self.alternate), (5, self.strange), (4, self.garbage),
            (5, self.size), (3, self.signal), (5, self.pause), (2, self.repeat), (1, self.leave),
            (1 if clock else 0, self.idle)]
        # Half of those who sit there know what they do, most of the time: what they open they bring to its end.
        if dice.random() < 0.5:
            self.phrases = [(weight, phrase) for weight, phrase in self.phrases if phrase != self.leave] + [(220, self.work)]

    def strokes(self):
        """One phrase; often what follows from key to key goes out at once, as from somebody fast or a line that was slow."""
        weights, phrases = zip(*self.phrases)
        strokes = self.dice.choices(phrases, weights)[0]()
        return joined(strokes) if self.dice.random() < self.at_once else strokes

    def some(self, things, most=6):
        return [self.dice.choice(things) for _ in range(self.dice.randint(1, most))]

    def keys(self, *keys):
        return [("keys", key if isinstance(key, bytes) else key.encode()) for key in keys if key]

    def move(self):
        return self.keys(*self.some(MOVES, 12))

    def text(self):
        dice = self.dice.random()
        if dice < 0.75:
            return self.dice.choice(TEXTS)
        if dice < 0.9:
            return "".join(chr(self.dice.randrange(0x4E00, 0x9FA5)) for _ in range(self.dice.randint(1, 30)))
        return "".join(self.dice.choice("abcdefghijklmnoprstuvwxyz 0123456789") for _ in range(self.dice.randint(1, 60)))

    def field(self):
        """What somebody does in one field before going on."""
        way = self.dice.randrange(6)
        if way == 0:
            return self.keys(*self.some([b"1", b"2", b"3", b"4", b" ", LEFT, RIGHT], 3))
        if way == 1:
            return self.keys(self.text().replace("\n", " "), *self.some([DOWN], 4), ENTER)
        if way == 2:
            return self.keys(*self.some(EDITS, 8), self.text().replace("\n", " "))
        if way == 3:
            return self.keys(CLEAR)
        return self.keys(self.text().replace("\n", " ")) if way == 4 else []

    def filled(self):
        strokes = []
        for _ in range(self.dice.randint(0, 9)):
            on = self.dice.choice([ENTER, ENTER, ENTER, TAB, DOWN, BACK_TAB, UP, PAGE_DOWN, PAGE_UP])
            strokes += self.field() + self.keys(on)
            if self.dice.random() < 0.08:
                strokes += self.dice.choice([self.paste, self.answer, self.mouse, self.size, self.alternate, self.strange])()
        end = self.dice.choice([
            [SUBMIT], [SUBMIT], [PAGE_DOWN, ENTER], [PAGE_DOWN, ENTER], [b"\x1b[19~"], [ESCAPE], [CANCEL], []])
        strokes += self.keys(*end)
        if end in ([SUBMIT], [PAGE_DOWN, ENTER]) and self.dice.random() < 0.4:
            # What is dangerous asks, and takes no answer for 300 ms.
            strokes += [("pause", 0.35)] + self.keys(b"\x1b[19~")
        return strokes

    def work(self):
        """From the board to a matter, and an act on it, each field answered in a way that may fit, to its end."""
        strokes = self.keys(CANCEL * 4, self.dice.choice([b"1", b"6", b"7", b"7"]), self.dice.choice([b"g", b"G"]),
            *self.some([b"j", b"k"]))
        if self.dice.random() < 0.45:
            strokes += self.keys(self.dice.choice([b"r", b"a", b"w", b"m", b"f", b"c", b"t", b"h", b"l", b"e", b"b"]))
        else:
            strokes += self.keys(b":", self.dice.choice(NAMED_ACTS), ENTER)
        for _ in range(self.dice.randint(1, 8)):
            way = self.dice.randrange(8)
            words = self.dice.choice(PLAUSIBLE)
            strokes += self.keys(*[[], [], [words], [words], [words], [b"1"], [b"2"], [DOWN]][way], ENTER)
        # What is dangerous takes no answer for 300 ms.
        dead = [("pause", 0.32)] if self.dice.random() < 0.3 else []
        return strokes + self.keys(SUBMIT) + dead + self.keys(self.dice.choice([b"\x1b[19~", b"\x1b[19~", ENTER]))

    def form(self):
        marks = self.keys(*[b" "] * self.dice.choice([0, 0, 0, 2, 3]))
        return marks + self.keys(self.dice.choice(ACTS)) + self.filled()

    def named_form(self):
        name = self.dice.choice(NAMED_ACTS)
        about = self.some([DOWN, UP], 2)[:self.dice.randrange(3)]
        return self.keys(self.dice.choice([b":", b"\x1b[20~"]), name, *about, ENTER) + self.filled()

    def search(self):
        ends = self.dice.choice([[ENTER], [ESCAPE], [CANCEL], [ENTER, b"n", b"N", b"n"], [DOWN, DOWN, ENTER], [PAGE_DOWN], []])
        return self.keys(self.dice.choice([b"/", b"\x1b[24~"]), self.text().replace("\n", " "), *ends)

    def sign_on(self):
        if not self.people:
            return self.keys(b"s", self.text().replace("\n", " "), *self.some([ENTER, PAGE_DOWN, DOWN, TAB, UP, b"1", CANCEL]))
        if self.dice.random() < 0.3:
            return self.keys(b"s", *self.some([ENTER, PAGE_DOWN, PAGE_UP, DOWN, TAB, BACK_TAB, UP, b"1", SUBMIT]))
        name, pin = self.dice.choice(list(self.people.items()))
        return self.keys(b"s", CLEAR, name, ENTER, pin, ENTER)

    def lock(self):
        """Locked, and hands on the keys of somebody who passes by; then the PIN."""
        passing = [PAGE_DOWN, DOWN, UP, TAB, BACK_TAB, ENTER, b"q", CANCEL, b"\x1bOP", b"\x1b[20~", b":", SUBMIT]
        strokes = self.keys(b"\x1a", *self.some(passing))
        if self.people:
            name, pin = self.dice.choice(list(self.people.items()))
            strokes += self.keys(UP, UP, CLEAR, name, ENTER, CLEAR, pin, ENTER)
        return strokes

    def paste(self):
        way = self.dice.randrange(9)
        # What is not bracketed comes as keys.
        text = self.text().encode() * self.dice.choice([1, 1, 1, 3, 9 if way > 6 or self.short else 200])
        if way < 4:
            return [("keys", PASTE + text + PASTE_END)]
        if way == 4:
            return [("keys", PASTE + text), ("pause", self.dice.choice([0.02, 0.06, 0.06 if self.short else 1.3]))]
        if way == 5:
            cut = self.dice.randint(1, len(PASTE) - 1)
            return [("keys", PASTE[:cut]), ("pause", 0.07), ("keys", PASTE[cut:] + text + PASTE_END)]
        if way == 6:
            cut = self.dice.randint(1, len(PASTE_END) - 1)
            return [("keys", PASTE + text + PASTE_END[:cut]), ("pause", 0.07), ("keys", PASTE_END[cut:])]
        if way == 7:
            return [("keys", PASTE + text + PASTE + text + PASTE_END + PASTE_END)]
        return [("keys", PASTE_END + text)]

    def answer(self):
        known = self.dice.choice(ANSWERS + UNKNOWN)
        cut = self.dice.randint(1, len(known))
        return self.dice.choice([
            self.keys(known), self.keys(known), self.keys(known[:cut]),
            self.keys(known[:cut]) + [("pause", 0.07)] + self.keys(known[cut:])])

    def mouse(self):
        row, column = self.dice.choice([0, 1, 5, 12, 23, 500, 99999999]), self.dice.choice([0, 1, 10, 79, 500, 99999999])
        button = self.dice.choice([0, 1, 2, 3, 32, 35, 64, 65, 66, 128, 9999])
        return self.dice.choice([
            self.keys(f"\x1b[<{button};{column};{row}{self.dice.choice('Mm')}"), self.keys(f"\x1b[<{button};{column};{row}"),
            self.keys(b"\x1b[M" + bytes([32 + min(button, 90), 33 + min(column, 200), 33 + min(row, 200)])),
            self.keys(*[f"\x1b[<0;{column};{row}M"] * 2)])

    def alternate(self):
        held = [b"q", b"a", b"1", b"\r", b"\x7f", b"\xe4\xb8\xad", b"\t", b"[", b"O", b"\x1bq"]
        return self.keys(ESCAPE + self.dice.choice(held))

    def strange(self):
        return self.keys(*[
            self.dice.choice(STRANGE) if self.dice.random() < 0.6 else self.dice.choice(BROKEN)
            for _ in range(self.dice.randint(1, 8))])

    def garbage(self):
        return [("keys", self.dice.randbytes(self.dice.choice([1, 4, 16, 64, 300])))]

    def size(self):
        if self.dice.random() < 0.6:
            return [("size", *self.dice.choice(SIZES))]
        return [("size", self.dice.randint(0, 300), self.dice.randint(0, 100))]

    def signal(self):
        harmless = [signal.SIGWINCH, signal.SIGTSTP, signal.SIGCONT, signal.SIGINT]
        return [self.dice.choice([("stop",)] + [("signal", number) for number in harmless])]

    def pause(self):
        return [("pause", self.dice.choice([0.005, 0.03, 0.06, 0.12]))]

    def repeat(self):
        return [("keys", self.dice.choice(MOVES + EDITS + KEYPAD + [self.text().encode()]) * self.dice.randint(20, 300))]

    def leave(self):
        return self.keys(self.dice.choice(LEAVING)) if self.dice.random() < 0.5 else self.keys(*self.some(KEYPAD))

    def idle(self):
        """Nobody there for longer than the desk waits; then somebody passes by."""
        return [("clock", 1900), ("pause", 1.1)] + self.lock()[1:]


class Lines(Fingers):
    """The same for the desk in lines: numbers, names, text, and answers that fit no question."""

    def __init__(self, dice, people, fast=False):
        super().__init__(dice, people, fast=fast)
        self.phrases = [
            (30, self.numbers), (20, self.said), (6, self.signed), (4, self.raw), (3, self.size), (3, self.pause),
            (2, self.long), (1, self.end)]

    def numbers(self):
        return [("keys", f"{self.dice.randint(0, 14)}\n".encode()) for _ in range(self.dice.randint(1, 6))]

    def said(self):
        return [("keys", self.text().replace("\n", " ").encode() + b"\n") for _ in range(self.dice.randint(1, 8))]

    def signed(self):
        if not self.people:
            return self.said()
        name, pin = self.dice.choice(list(self.people.items()))
        return [("keys", f"3\n{name}\n{pin}\n".encode())]

    def raw(self):
        """Bytes, but for those by which a terminal in lines ends or stops a program."""
        return [("keys", bytes(byte for byte in self.dice.randbytes(60) if byte not in b"\x03\x04\x11\x13\x1a\x1c") + b"\n")]

    def long(self):
        return [("keys", self.text().encode() * 40 + b"\n")]

    def end(self):
        return [("keys", b"0\n")] if self.dice.random() < 0.4 else [("keys", b"\x04")]


def joined(strokes):
    """What follows from key to key in one go."""
    result = []
    for stroke in strokes:
        if stroke[0] == "keys" and result and result[-1][0] == "keys":
            result[-1] = ("keys", result[-1][1] + stroke[1])
        else:
            result.append(stroke)
    return result


def apart(strokes):
    """Each key by itself."""
    result = []
    for stroke in strokes:
        result += [("keys", key) for key in TOKEN.findall(stroke[1])] if stroke[0] == "keys" else [stroke]
    return result


def length(strokes):
    return sum(len(stroke[1]) for stroke in strokes if stroke[0] == "keys")


def told(strokes, most=400):
    """Strokes for a line of text."""
    words = [repr(stroke[1])[1:] if stroke[0] == "keys" else " ".join(map(str, stroke)) for stroke in strokes]
    text = ", ".join(words)
    return text if len(text) <= most else text[:most] + " .."
