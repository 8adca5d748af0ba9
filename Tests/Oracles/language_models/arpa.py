"""The digest of an ARPA model: arpa.py FILE. The same for models of the same n-grams and, as 32-bit floats, logarithms."""
import hashlib
import struct
import sys


def bits(number):
    # 0 and -0 are the same.
    return struct.pack("<f", float(number) + 0.0).hex()


def digest(lines):
    entries, order = [], 0
    for line in lines:
        fields = line.rstrip(b"\r").split(b"\t")
        if len(fields) == 1:
            entries.append(line.strip().decode())
        else:
            backoff = fields[2] if len(fields) > 2 else b"0"
            entries.append(f"{bits(fields[0])} {fields[1].decode()} {bits(backoff)}")
    return hashlib.sha256("\n".join(sorted(entry for entry in entries if entry)).encode()).hexdigest()


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as file:
        print(digest(file.read().split(b"\n")))
