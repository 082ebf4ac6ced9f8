#!/usr/bin/env python3
"""Computes the test vectors of docs/FORMAT.md without any of our code: BLAKE3 is spelled out below from its paper
(for inputs of at most one chunk, 1,024 bytes), canonical JSON is Python's own. Prints tests/vectors/entry.json."""

import json
import struct

IV = [0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19]
ORDER = [2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8]
START, END, ROOT, KEYED, CONTEXT, MATERIAL = 1, 2, 8, 16, 32, 64
MASK = 0xFFFFFFFF


def compress(chain, block, length, flags):
    state = chain[:8] + IV[:4] + [0, 0, length, flags]
    words = list(struct.unpack("<16I", block.ljust(64, b"\0")))

    def mix(a, b, c, d, x, y):
        for word, (right, left) in ((x, (16, 12)), (y, (8, 7))):
            state[a] = (state[a] + state[b] + word) & MASK
            state[d] = rotate(state[d] ^ state[a], right)
            state[c] = (state[c] + state[d]) & MASK
            state[b] = rotate(state[b] ^ state[c], left)

    def rotate(word, by):
        return ((word >> by) | (word << (32 - by))) & MASK

    for turn in range(7):
        for n, (a, b, c, d) in enumerate([(0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
                                          (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)]):
            mix(a, b, c, d, words[2 * n], words[2 * n + 1])
        words = [words[n] for n in ORDER]
    return [state[n] ^ state[n + 8] for n in range(8)]


def blake3(data, key=None, flags=0):
    assert len(data) <= 1024
    chain = list(struct.unpack("<8I", key)) if key else IV
    blocks = [data[n:n + 64] for n in range(0, len(data), 64)] or [b""]
    for n, block in enumerate(blocks):
        last = n == len(blocks) - 1
        chain = compress(chain, block, len(block), flags | (START if n == 0 else 0) | (END | ROOT if last else 0))
    return struct.pack("<8I", *chain)


def keyed(key, data):
    return blake3(data, key, KEYED)


def derived(context, data):
    return blake3(data, blake3(context.encode(), None, CONTEXT), MATERIAL)


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def main():
    assert blake3(b"").hex() == "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"
    salt = bytes(range(32))
    fields = {"text": "Grüße\n\"twice\"", "minutes": 30, "rate": "1.50", "done": True, "next": None,
              "items": [{"b": -1, "a": 9007199254740992}]}
    body = {"kind": "meeting-held", "occurred_on": "2025-07-01", "fields": fields, "salt": salt.hex()}
    named = {"kind": body["kind"], "occurred_on": body["occurred_on"], **fields}
    rows, leaves = [], []
    for name, value in sorted(named.items()):
        key = keyed(salt, b"f" + name.encode())
        text = canonical([name, value])
        leaf = keyed(key, text.encode()).hex()
        rows.append({"name": name, "value": value, "field_key": key.hex(), "hashed": text, "leaf": leaf})
        leaves.append(leaf)
    size = 8
    while size < len(leaves):
        size *= 2
    padding = [keyed(salt, b"p" + str(n).encode()).hex() for n in range(size - len(leaves))]
    leaves = sorted(leaves + padding)
    commitment = blake3(canonical(leaves).encode()).hex()
    actor, key = "00ab34cd56ef7890", "draft-2025-07-01"
    contexts = {"request": "coachlog v1 request: actor id and idempotency key",
                "seal": "coachlog v1 sled value check: key and payload"}
    request = derived(contexts["request"], (actor + key).encode()).hex()
    header = {"v": 1, "seq": 7, "stream": "0102030405060708", "version": 3,
              "recorded_at": "2025-07-01T16:00:00.000123Z", "actor": actor, "role": "leader", "behalf": None,
              "class": "pair", "retention": "coaching-3y", "cause": 5, "batch": [0, 1], "request": request,
              "prev": blake3(b"the header before").hex(), "stream_prev": blake3(b"the one in the stream").hex(),
              "body": commitment}
    print(json.dumps({
        "salt": salt.hex(), "fields": rows, "padding": padding, "leaves": leaves, "commitment": commitment,
        "request": {"actor": actor, "key": key, "hash": request}, "contexts": contexts,
        "seal": {"key": "h", "payload": "payload", "check": derived(contexts["seal"], b"hpayload").hex()[:32]},
        "header": canonical(header), "header_hash": blake3(canonical(header).encode()).hex(),
        "line": canonical({"body": body, "header": header}),
        "destroyed": canonical({"body": None, "header": header}),
    }, indent=1, ensure_ascii=False))


main()
