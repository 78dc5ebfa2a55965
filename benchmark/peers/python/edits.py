# SPDX-License-Identifier: Apache-2.0
"""Measures the ten edits of EditsBenchmark with pymarc: reads FILE, edits, and writes to nothing.

edits.py FILE [PASSES]

Needs pymarc (requirements.txt). Prints records a second of each pass.
"""
import io
import re
import sys
import time

import pymarc

PROXY = "https://proxy.example.org/login?url="
OCLC = re.compile(r"^(ocm|ocn|on)0*")
CHANGES = {
    "035": ("a", lambda text: OCLC.sub("(OCoLC)", text)),
    "300": ("c", lambda text: text if text.endswith(".") else text + "."),
    "650": ("v", lambda text: text.replace("Handbooks, manuals, etc.", "Handbooks and manuals.")),
    "856": ("u", lambda text: text if text.startswith(PROXY) else PROXY + text),
}


class Nothing(io.RawIOBase):
    """Drops what is written."""

    def writable(self):
        return True

    def write(self, data):
        return len(data)


def edit(record):
    fixed = record.get("008")
    is_online = fixed is not None and fixed.data[23:24] == "o"
    record.fields = [f for f in record.fields if not f.tag.startswith("9") and (f.tag != "655" or is_online)]
    for field in record.fields:
        if field.tag in CHANGES:
            code, change = CHANGES[field.tag]
            field.subfields = [
                pymarc.Subfield(s.code, change(s.value)) if s.code == code else s for s in field.subfields
            ]
        elif field.tag == "245":
            field.subfields = [s for s in field.subfields if s.code != "h"]
        elif field.tag == "260":
            field.tag = "264"
    if fixed is not None and fixed.data[39:40] == " ":
        fixed.data = fixed.data[:39] + "d"
    series = record.get("490")
    if series is not None and series.get("a"):
        note = pymarc.Field("590", [" ", " "], [pymarc.Subfield("a", "Series: " + series["a"])])
        record.add_ordered_field(note)


def one_pass(path):
    records = 0
    writer = pymarc.MARCWriter(Nothing())
    with open(path, "rb") as file:
        for record in pymarc.MARCReader(file):
            edit(record)
            writer.write(record)
            records += 1
    return records


def main(path, passes="3"):
    for _ in range(int(passes)):
        start = time.perf_counter()
        records = one_pass(path)
        print(f"{records / (time.perf_counter() - start):,.0f} records a second")


main(*sys.argv[1:])
