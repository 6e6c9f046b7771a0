"""Records of .xls workbooks and the container that they lie in, taken apart and put together by hand, for tests of readers
(scripts/differential.py). By MS-XLS, MS-CFB and MS-OFFCRYPTO; nothing here comes from the program."""
import hashlib
import struct

BOF, EOF, FILE_PASS, BOUND_SHEET, SST, CONTINUE = 0x0809, 0x000A, 0x002F, 0x0085, 0x00FC, 0x003C
DIMENSIONS, NUMBER, RK, MUL_RK, LABEL_SST, LABEL, RICH_LABEL = 0x0200, 0x0203, 0x027E, 0x00BD, 0x00FD, 0x0204, 0x00D6
CODE_PAGE = 0x0042
FORMULA, STRING, BLANK, MUL_BLANK, XF, FORMAT, MERGES = 0x0006, 0x0207, 0x0201, 0x00BE, 0x00E0, 0x041E, 0x00E5
# The password that Excel tries before it asks.
DEFAULT = "VelvetSweatshop"
END, FREE, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF


def records(stream):
    """Every record as [kind, data], up to the end of the last substream."""
    at, found = 0, []
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == 0 and length == 0:
            break
        found.append([kind, stream[at + 4 : at + 4 + length]])
        at += 4 + length
    return found


def joined(found):
    """The stream of these records. The lists of sheets that name substreams by their order get the places that they have now."""
    places, at = [], 0
    depth = 0
    for kind, data in found:
        if kind == BOF:
            if depth == 0:
                places.append(at)
            depth += 1
        elif kind == EOF:
            depth -= 1
        at += 4 + len(data)
    made = bytearray()
    sheet = 0
    for kind, data in found:
        if kind == BOUND_SHEET:
            sheet += 1
            # A place that was given on purpose stays: it is marked as no number of bytes.
            data = bytes(data)
            if not data.startswith(b"KEEP"):
                data = struct.pack("<I", places[min(sheet, len(places) - 1)]) + data[4:]
            else:
                data = struct.pack("<I", places[data[4]] + data[5]) + data[6:]
        made += struct.pack("<HH", kind, len(data)) + data
    return bytes(made)


def text(value, wide=True):
    """A text with a length of two bytes."""
    return struct.pack("<HB", len(value), wide) + value.encode("utf-16-le" if wide else "latin-1")


def container(streams, embedded=()):
    """An OLE container of streams by their names, and of storages: (name, streams). Everything lies in whole sectors."""
    sector = 512
    nodes = [["Root Entry", 5, b"", []]]
    for name, data in streams:
        nodes[0][3].append(len(nodes))
        nodes.append([name, 2, data, []])
    for name, inner in embedded:
        nodes[0][3].append(len(nodes))
        storage = len(nodes)
        nodes.append([name, 1, b"", []])
        for inside, data in inner:
            nodes[storage][3].append(len(nodes))
            nodes.append([inside, 2, data, []])
    fat, body = [], bytearray()

    def put(data):
        data = bytes(data) + b"\0" * (-len(data) % sector)
        first = len(fat)
        count = len(data) // sector
        fat.extend(range(first + 1, first + count))
        fat.append(END)
        body.extend(data)
        return first

    starts = {}
    for index, (_, kind, data, _) in enumerate(nodes):
        if kind == 2:
            # Streams below 4096 bytes would live elsewhere: they are filled up, and end with what ends the workbook.
            whole = data + b"\0" * max(0, 4096 - len(data))
            nodes[index][2] = whole
            starts[index] = put(whole)
    # The children of a folder as a chain to the right, in the order that names have: by length, then by letters.
    right, child = {}, {}
    for index, (_, _, _, children) in enumerate(nodes):
        order = sorted(children, key=lambda one: (len(nodes[one][0]), nodes[one][0].upper()))
        if order:
            child[index] = order[0]
        for one, following in zip(order, order[1:]):
            right[one] = following
    directory = bytearray()
    for index, (name, kind, data, _) in enumerate(nodes):
        wide = name.encode("utf-16-le")
        entry = wide + b"\0" * (64 - len(wide)) + struct.pack("<HBB", len(wide) + 2, kind, 1)
        entry += struct.pack("<III", NONE, right.get(index, NONE), child.get(index, NONE))
        entry += b"\0" * 36 + struct.pack("<IQ", starts.get(index, END if kind == 5 else 0), len(data) if kind == 2 else 0)
        directory += entry
    while len(directory) % sector:
        directory += b"\0" * 66 + b"\0\0" + struct.pack("<III", NONE, NONE, NONE) + b"\0" * 48
    first_directory = put(directory)
    tables = 1
    while (len(fat) + tables) * 4 > tables * sector:
        tables += 1
    own = list(range(len(fat), len(fat) + tables))
    fat.extend([0xFFFFFFFD] * tables)
    fat.extend([FREE] * (tables * sector // 4 - len(fat)))
    body.extend(struct.pack(f"<{len(fat)}I", *fat))
    head = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIII", 0, tables, first_directory, 0, 4096, END, 0, END, 0)
    head += struct.pack("<109I", *own, *[FREE] * (109 - tables))
    return head + bytes(body)


def rc4(key):
    state, second = list(range(256)), 0
    for at in range(256):
        second = (second + state[at] + key[at % len(key)]) & 255
        state[at], state[second] = state[second], state[at]
    one = two = 0
    while True:
        one = (one + 1) & 255
        two = (two + state[one]) & 255
        state[one], state[two] = state[two], state[one]
        yield state[(state[one] + state[two]) & 255]


def sealed(found, how, password=DEFAULT):
    """The stream of these records, encrypted: `xor`, `rc4`, `api-40` or `api-128` (bits)."""
    wide, salt, verifier = password.encode("utf-16-le"), bytes(range(16)), bytes(range(100, 116))
    if how == "xor":
        mask, key, check = obfuscation(password)
        told = struct.pack("<HHH", 0, key, check)
    else:
        if how == "rc4":
            start = hashlib.md5((hashlib.md5(wide).digest()[:5] + salt) * 16).digest()[:5]
            key_of = lambda block: hashlib.md5(start + struct.pack("<I", block)).digest()
            digest = hashlib.md5(verifier).digest()
        else:
            bits = int(how.split("-")[1])
            start = hashlib.sha1(salt + wide).digest()

            def key_of(block):
                key = hashlib.sha1(start + struct.pack("<I", block)).digest()[: bits // 8]
                return key + b"\0" * 11 if bits == 40 else key

            digest = hashlib.sha1(verifier).digest()
        stream = rc4(key_of(0))
        closed = bytes(byte ^ next(stream) for byte in verifier + digest)
        if how == "rc4":
            told = struct.pack("<HHH", 1, 1, 1) + salt + closed
        else:
            provider = "Microsoft Enhanced Cryptographic Provider v1.0\0".encode("utf-16-le")
            header = struct.pack("<IIIIIIII", 4, 0, 0x6801, 0x8004, int(how.split("-")[1]), 1, 0, 0) + provider
            told = struct.pack("<HHHII", 1, 2, 2, 4, len(header)) + header
            told += struct.pack("<I", 16) + salt + closed[:16] + struct.pack("<I", 20) + closed[16:]
    plain = joined([found[0], [FILE_PASS, told], *found[1:]])
    made, at = bytearray(plain), 0
    stream, block = None, None
    while at + 4 <= len(plain):
        kind, length = struct.unpack_from("<HH", plain, at)
        at += 4
        left = length if kind in (BOF, FILE_PASS, 0x0194, 0x0195, 0x00E1, 0x0196, 0x0138) else 4 if kind == BOUND_SHEET else 0
        for place in range(at + left, at + length):
            if how == "xor":
                byte = made[place]
                byte = (byte << 5 | byte >> 3) & 255
                made[place] = byte ^ mask[(place + length) % 16]
            else:
                if block != place // 1024:
                    block = place // 1024
                    stream = rc4(key_of(block))
                    masks = [next(stream) for _ in range(1024)]
                made[place] ^= masks[place % 1024]
        at += length
    return bytes(made)


def obfuscation(password):
    """The sixteen bytes, the key and the verifier of a password, as another implementation makes them."""
    from msoffcrypto.method.xor_obfuscation import DocumentXOR

    check = next(value for value in range(1 << 16) if DocumentXOR.verifypw(password, value))
    return DocumentXOR.create_xor_array_method1(password), DocumentXOR.create_xor_key_method1(password), check
