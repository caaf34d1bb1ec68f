#!/usr/bin/env python3
"""Runs the vectors of conformance/evidence with an implementation of its own: Python's library and nothing else.

Written from docs/reference/ledger-format.md, so that the description is tried and not only the code. Ends with 0 when every vector
comes to what it says, else with 1. `check.py verify FILE [--checkpoint FILE] [--key KEY]...` verifies an export as `candour evidence verify` does.
"""
import base64, hashlib, json, os, re, struct, sys

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "evidence")


class Refused(Exception):
    """Input that has no canonical form, or is not of the format."""


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


# --- canonical JSON (RFC 8785) ------------------------------------------------

def members(pairs):
    names = [n for n, _ in pairs]
    if len(set(names)) != len(names):
        raise Refused("a name twice")
    return dict(pairs)


class Whole(str):
    """The digits of a whole number, until it is known whether a double holds them."""


def parse(text):
    def constant(c):
        raise Refused(c)
    try:
        return json.loads(text, object_pairs_hook=members, parse_int=Whole, parse_constant=constant)
    except ValueError as wrong:
        raise Refused(str(wrong)) from wrong


def number(value):
    if value != value or value in (float("inf"), float("-inf")):
        raise Refused("not finite")
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, exponent = ("%r" % abs(value)).lower(), 0
    if "e" in mantissa:
        mantissa, e = mantissa.split("e")
        exponent = int(e)
    left, _, right = mantissa.partition(".")
    digits = (left + right).lstrip("0")
    point = len(left) + exponent - (len(left + right) - len(digits))
    digits = digits.rstrip("0")
    if len(digits) <= point <= 21:
        return sign + digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return sign + digits[:point] + "." + digits[point:]
    if -6 < point <= 0:
        return sign + "0." + "0" * -point + digits
    e = "e%+d" % (point - 1)
    return sign + (digits if len(digits) == 1 else digits[0] + "." + digits[1:]) + e


SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def string(text):
    if any(0xD800 <= ord(c) <= 0xDFFF for c in text):
        raise Refused("half a surrogate pair")
    return '"' + "".join(SHORT.get(c) or ("\\u%04x" % ord(c) if c < " " else c) for c in text) + '"'


def canonical(value):
    if isinstance(value, Whole):
        double = float(value)
        text = number(double)
        plain = re.fullmatch(r"-?\d+", text)
        if int(value) != (int(text) if plain else int(double)) and int(value) != int(double):
            raise Refused("a whole number that a double rounds")
        return text
    if value is None or value is True or value is False:
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, (int, float)):
        return number(float(value))
    if isinstance(value, str):
        return string(value)
    if isinstance(value, list):
        return "[" + ",".join(canonical(v) for v in value) + "]"
    names = sorted(value, key=lambda n: n.encode("utf-16-be", "surrogatepass"))
    return "{" + ",".join(string(n) + ":" + canonical(value[n]) for n in names) + "}"


# --- tree (RFC 6962) ----------------------------------------------------------

def leaf(data):
    return sha(b"\0", data)


def root(leaves):
    if not leaves:
        return sha(b"")
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return sha(b"\1", root(leaves[:k]), root(leaves[k:]))


def split(n):
    return 1 << (n - 1).bit_length() - 1


def inclusion(leaves, index):
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    return inclusion(leaves[:k], index) + [root(leaves[k:])] if index < k else inclusion(leaves[k:], index - k) + [root(leaves[:k])]


def consistency(leaves, m, whole=True):
    if m in (0, len(leaves)):
        return [] if whole else [root(leaves)]
    k = split(len(leaves))
    return consistency(leaves[:k], m, whole) + [root(leaves[k:])] if m <= k else consistency(leaves[k:], m - k, False) + [root(leaves[:k])]


class Tree:
    """Grows by one leaf at a time."""

    def __init__(self):
        self.size, self.full = 0, []

    def add(self, hash_):
        rest = self.size
        while rest & 1:
            hash_ = sha(b"\1", self.full.pop(), hash_)
            rest >>= 1
        self.full.append(hash_)
        self.size += 1

    def root(self):
        if not self.full:
            return sha(b"")
        hash_ = self.full[-1]
        for left in reversed(self.full[:-1]):
            hash_ = sha(b"\1", left, hash_)
        return hash_


# --- Ed25519 (RFC 8032, verifying and signing, not in constant time) ----------

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def add(a, b):
    x, y = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = y - x, d - c, d + c, y + x
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(n, point):
    result = (0, 1, 1, 0)
    while n:
        if n & 1:
            result = add(result, point)
        point, n = add(point, point), n >> 1
    return result


def point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - x2) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def pack(p):
    z = pow(p[2], P - 2, P)
    return ((p[1] * z % P) | ((p[0] * z % P & 1) << 255)).to_bytes(32, "little")


def modq(*parts):
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little") % Q


def ed_verify(key, message, signature):
    a, r, s = point(key), point(signature[:32]), int.from_bytes(signature[32:], "little")
    return bool(a and r and len(signature) == 64 and s < Q) and pack(times(s, BASE)) == pack(add(r, times(modq(signature[:32], key, message), a)))


def ed_sign(seed, message):
    h = hashlib.sha512(seed).digest()
    a = int.from_bytes(h[:32], "little") & (1 << 254) - 8 | 1 << 254
    key, r = pack(times(a, BASE)), modq(h[32:], message)
    big_r = pack(times(r, BASE))
    return key, big_r + ((r + modq(big_r, key, message) * a) % Q).to_bytes(32, "little")


# --- signed notes and checkpoints (C2SP) --------------------------------------

def b64(text, length=None):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError as wrong:
        raise Refused(str(wrong)) from wrong
    if length is not None and (len(data) != length or base64.b64encode(data).decode() != text):
        raise Refused("not %d bytes in base 64" % length)
    return data


def key_id(name, kind, public):
    return sha(name.encode(), b"\n", bytes([kind]), public)[:4]


def is_name(name):
    return bool(name) and "+" not in name and not any(c.isspace() or c < " " for c in name)


def verifier(text):
    parts = text.split("+", 2)
    if len(parts) != 3 or not is_name(parts[0]):
        raise Refused("not a key")
    data = b64(parts[2])
    if len(data) != 33 or data[0] not in (1, 4) or key_id(parts[0], data[0], data[1:]).hex() != parts[1]:
        raise Refused("not a key")
    return parts[0], data[0], data[1:]


def read_note(text):
    if any(c < " " and c != "\n" for c in text) or "\n\n" not in text or not text.endswith("\n"):
        raise Refused("not a note")
    at = text.rindex("\n\n")
    lines = text[at + 2:-1].split("\n")
    signatures = []
    for line in lines:
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != "—" or not is_name(parts[1]) or len(b64(parts[2])) < 5:
            raise Refused("not a signature line")
        signatures.append((parts[1], b64(parts[2])))
    if len(signatures) > 100:
        raise Refused("too many signatures")
    return text[:at + 1], signatures


def verifies(kind, public, text, signature):
    if kind == 4:
        return len(signature) == 72 and ed_verify(public, b"cosignature/v1\ntime %d\n" % struct.unpack(">Q", signature[:8])[0] + text.encode(), signature[8:])
    return len(signature) == 64 and ed_verify(public, text.encode(), signature)


def open_note(note, keys):
    text, signatures = note
    good, bad, unknown = [], [], 0
    for name, data in signatures:
        known = [k for k in keys if k[0] == name and key_id(*k) == data[:4]]
        if not known:
            unknown += 1
        elif any(verifies(k[1], k[2], text, data[4:]) for k in known):
            good.append(name)
        else:
            bad.append(name)
    return good, bad, unknown


def size(text):
    if not re.fullmatch("0|[1-9][0-9]*", text) or int(text) >= 2**63:
        raise Refused("not a size")
    return int(text)


def read_checkpoint(text):
    lines = text[:-1].split("\n") if text.endswith("\n") else []
    if len(lines) < 3 or "" in lines:
        raise Refused("not a checkpoint")
    checkpoint = {"origin": lines[0], "size": size(lines[1]), "root": b64(lines[2], 32), "erased": 0, "list": bytes(32)}
    erased = [l[len("candour-erased/1 "):].split(" ") for l in lines[3:] if l.startswith("candour-erased/1 ")]
    if erased:
        if len(erased) > 1 or len(erased[0]) != 2 or size(erased[0][0]) == 0:
            raise Refused("not a line of erased entries")
        checkpoint["erased"], checkpoint["list"] = size(erased[0][0]), b64(erased[0][1], 32)
    return checkpoint


# --- exports ------------------------------------------------------------------

def verify(lines, keys, kept, things=None):
    """Outcome, kinds of problems, kinds of doubts."""
    problems, doubts = set(), set()
    tree, erased, erased_hash, bare, destroyed, absent = Tree(), [], bytes(32), set(), set(), set()
    state = {"due": 0, "gaps": set(), "covered": None, "covered_erased": 0, "tail": 0, "ended": False, "differs": False}
    header = None
    kept_checkpoint, kept_good = None, False
    if kept is None:
        doubts.add("no-checkpoint")
    else:
        kept_checkpoint, kept_good = read_checkpoint(kept[0]), bool(open_note(kept, keys)[0])
        if keys and not kept_good:
            doubts.add("checkpoint-not-signed")

    def agrees(checkpoint):
        if checkpoint["size"] != tree.size or checkpoint["root"] != tree.root():
            problems.add("root-differs")
            return False
        if checkpoint["erased"] != len(erased) or checkpoint["list"] != erased_hash:
            problems.add("erased-list-differs")
        return True

    def rely(checkpoint):
        state["covered"], state["covered_erased"] = checkpoint["size"], len(erased)

    def meet():
        if kept_checkpoint and kept_good and kept_checkpoint["size"] == tree.size:
            if kept_checkpoint["root"] != tree.root():
                problems.add("checkpoint-differs")
            elif agrees(kept_checkpoint):
                rely(kept_checkpoint)

    def seal_fits(entry):
        body, salt = canonical(entry["body"]).encode(), b64(entry["salt"], 32)
        fits = sha(b"candour-seal/1\n", salt, body) == b64(entry["head"]["seal"], 32)
        if not fits:
            problems.add("content-changed")
        return fits

    def take(entry):
        nonlocal erased_hash
        if not isinstance(entry, dict) or not isinstance(entry.get("head"), dict) or set(entry) not in ({"head", "leaf"}, {"head", "leaf", "body", "salt"}) or entry["head"].get("v") != "1":
            raise Refused("not an entry")
        head, committed = entry["head"], b64(entry["leaf"], 32)
        index = int(head["index"])
        if leaf(canonical(head).encode()) != committed:
            problems.add("head-changed")
            index = state["due"]
        if index >= state["due"]:
            state["gaps"].update(range(state["due"], index))
            state["due"] = index + 1
        elif index in state["gaps"]:
            state["gaps"].remove(index)
            problems.add("reordered")
        else:
            problems.add("inserted")
        tree.add(committed)
        if head.get("organisation") != header["organisation"]:
            problems.add("organisation-differs")
        erasing = head.get("what") == "entries-erased"
        if "body" not in entry:
            bare.add(index)
            if erasing:
                problems.add("erased-unlisted")
        elif seal_fits(entry):
            if erasing:
                content = entry["body"]["content"]
                for n in map(int, content["entries"]):
                    if n not in erased:
                        erased.append(n)
                        erased_hash = sha(erased_hash, b"%d" % n)
                destroyed.update(content["things"])
            for thing in entry["body"]["things"]:
                if things is not None and thing["name"] not in things:
                    absent.add(thing["name"])
                elif things is not None and hashlib.sha256(things[thing["name"]]).hexdigest() != thing["sha256"]:
                    problems.add("thing-changed")
        meet()

    for number_, raw in enumerate(lines):
        last = number_ == len(lines) - 1 and not raw.endswith("\n")
        try:
            line = parse(raw)
            if not isinstance(line, dict) or len(line) != 1 or (number_ == 0) != ("export" in line):
                raise Refused("not a line of an export")
            (kind, value), = line.items()
            if state["ended"]:
                problems.add("inserted")
            elif kind == "export":
                header = value
                if header.get("format") != "candour-ledger-export/1":
                    doubts.add("format")
                    break
                if kept_checkpoint and kept_checkpoint["origin"] != header["origin"]:
                    doubts.add("checkpoint-of-another")
                    kept_checkpoint = None
                meet()
            elif kind == "entry":
                take(value)
            elif kind == "checkpoint":
                note = read_note(value)
                checkpoint = read_checkpoint(note[0])
                if checkpoint["origin"] != header["origin"]:
                    problems.add("origin-differs")
                good, bad, _ = open_note(note, keys)
                if bad:
                    problems.add("signature-wrong")
                if agrees(checkpoint) and good:
                    rely(checkpoint)
            elif kind == "unnumbered":
                seal_fits(value)
                state["tail"] += 1
            elif kind == "end":
                state["ended"] = True
                if (int(value["entries"]), int(value["unnumbered"])) != (tree.size, state["tail"]):
                    problems.add("count-differs")
            else:
                raise Refused(kind)
        except (Refused, KeyError, TypeError, ValueError, AttributeError):
            if number_ == 0:
                doubts.add("format")
                break
            if last:
                doubts.add("cut-off")
            else:
                problems.add("unreadable")
    if "format" not in doubts and not state["ended"]:
        doubts.add("cut-off")
    if state["gaps"]:
        problems.add("dropped")
    if kept_checkpoint and kept_good and kept_checkpoint["size"] > tree.size and state["ended"]:
        problems.add("rolled-back")
    if bare - set(erased):
        problems.add("erased-unlisted")
    if bare & set(erased[state["covered_erased"]:]) and state["covered"] is not None:
        doubts.add("erasure-not-covered")
    if absent - destroyed:
        doubts.add("thing-missing")
    if not keys:
        doubts.add("no-key")
    elif state["covered"] is None and not problems:
        doubts.add("not-signed")
    return "altered" if problems else "cannot-tell" if doubts else "holds", problems, doubts


# --- running ------------------------------------------------------------------

def refused(work, *arguments):
    try:
        work(*arguments)
    except Refused:
        return True
    return False


def double(bits):
    return struct.unpack(">d", bytes.fromhex(bits))[0]


def author_numbers(first):
    yield from (int(b, 16) for b in first)
    yield from (0x0010000000000000 + n for n in range(2000))
    block = bytes(32)
    while True:
        block = sha(block)
        for bits in struct.unpack("<4Q", block):
            value = double("%016x" % bits)
            if value == value and value not in (0.0, float("inf"), float("-inf")):
                yield bits


def load(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        return json.load(file)


def vectors():
    """Name of each vector, and whether it comes to what it says."""
    data = load("canonical-json.json")
    for c in data["cases"]:
        yield "canonical: " + c["name"], canonical(parse(c["input"])) == c["canonical"]
    for c in data["refused"]:
        yield "refused: " + c["name"], refused(lambda t: canonical(parse(t)), c["input"])
    data = load("numbers.json")
    for c in data["cases"]:
        yield "number " + c["bits"], number(double(c["bits"])) == c["canonical"]
    for bits in data["refused"]:
        yield "number " + bits, refused(number, double(bits))
    running, wanted = hashlib.sha256(), data["file"]["sha256"]
    for n, bits in enumerate(author_numbers(data["file"]["first"]), 1):
        running.update(("%x,%s\n" % (bits, number(double("%016x" % bits)))).encode())
        if str(n) in wanted:
            yield "first %d numbers of the author's file" % n, running.hexdigest() == wanted[str(n)]
        if n == max(map(int, wanted)):
            break
    for name in ("merkle.json", "trees.json"):
        data = load(name)
        leaves, roots = [leaf(bytes.fromhex(l)) for l in data["leaves"]], [bytes.fromhex(r) for r in data["roots"]]
        for n, hash_ in enumerate(roots):
            yield "%s root %d" % (name, n), root(leaves[:n]) == hash_
        for c in data["inclusion"]:
            made = [h.hex() for h in inclusion(leaves[:c["size"]], c["index"])] if c["index"] < c["size"] else None
            yield "%s inclusion %d of %d" % (name, c["index"], c["size"]), (made == c["proof"]) == c["holds"]
        for c in data["consistency"]:
            made = [h.hex() for h in consistency(leaves[:c["to"]], c["from"])] if c["from"] <= c["to"] else None
            yield "%s consistency %d to %d" % (name, c["from"], c["to"]), (made == c["proof"]) == c["holds"]
    for c in load("leaves.json")["cases"]:
        body = canonical(parse(json.dumps({k: c[k] for k in ("content", "things", "why")})))
        seal = base64.b64encode(sha(b"candour-seal/1\n", b64(c["salt"], 32), body.encode())).decode()
        head = canonical(parse(json.dumps(dict({k: c[k] for k in ("about", "index", "organisation", "what", "when", "who")}, seal=seal, v=1))))
        yield "leaf %d" % c["index"], (body, seal, head, base64.b64encode(leaf(head.encode())).decode()) == (c["body"], c["seal"], c["head"], c["leaf"])
    data = load("notes.json")
    for c in data["keys"]:
        yield "key " + c["key"], verifier(c["key"])[1] == c["kind"]
    for key in data["badKeys"]:
        yield "no key " + key, refused(verifier, key)
    for c in data["signed"]:
        _, _, name, _, secret = c["signingKey"].split("+", 4)
        public, signature = ed_sign(b64(secret)[1:], c["text"].encode())
        yield "signing", c["note"] == "%s\n— %s %s\n" % (c["text"], name, base64.b64encode(key_id(name, 1, public) + signature).decode())
    for n, c in enumerate(data["opened"]):
        yield "opening %d" % n, open_note(read_note(c["note"]), [verifier(k) for k in c["keys"]]) == (c["good"], c["bad"], c["unknown"])
    for n, note in enumerate(data["malformed"]):
        yield "malformed note %d" % n, refused(read_note, note)
    data = load("checkpoints.json")
    for c in data["good"]:
        read = read_checkpoint(c["text"])
        yield "checkpoint of %d" % c["size"], (read["origin"], read["size"], base64.b64encode(read["root"]).decode(), read["erased"]) == (c["origin"], c["size"], c["root"], c["erased"])
    for n, text in enumerate(data["malformed"]):
        yield "malformed checkpoint %d" % n, refused(read_checkpoint, text)
    for c in load("exports.json")["cases"]:
        with open(os.path.join(HERE, c["file"]), encoding="utf-8", newline="\n") as file:
            lines = file.readlines()
        things = None if c["things"] is None else {n: t.encode() for n, t in c["things"].items()}
        outcome, problems, doubts = verify(lines, [verifier(k) for k in c["keys"]], c["checkpoint"] and read_note(c["checkpoint"]), things)
        yield "export " + c["name"], outcome == c["outcome"] and set(c["problems"]) <= problems and set(c["doubts"]) <= doubts


def main(arguments):
    if arguments[:1] == ["verify"] and len(arguments) > 1:
        keys = [verifier(arguments[n + 1]) for n, a in enumerate(arguments) if a == "--key"]
        kept = next((read_note(open(arguments[n + 1], encoding="utf-8", newline="\n").read()) for n, a in enumerate(arguments) if a == "--checkpoint"), None)
        with open(arguments[1], encoding="utf-8", newline="\n") as file:
            outcome, problems, doubts = verify(file.readlines(), keys, kept)
        print(outcome, *sorted(problems | doubts))
        return {"holds": 0, "altered": 2}.get(outcome, 3)
    passed, failed = 0, 0
    for name, holds in vectors():
        passed, failed = passed + holds, failed + (not holds)
        if not holds:
            print("FAILED " + name)
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
