# SPDX-License-Identifier: Apache-2.0
"""Measures pymarc, or mrrc's Python wheel, on one file, for benchmark/compare.

driver.py SUBJECT WORK FILE WARM_UP_SECONDS MEASURED_SECONDS
SUBJECT = python-pymarc | python-mrrc, WORK = read | extract-subfields

Writes a line per run, `run RECORDS NANOSECONDS`, and at last `check RECORDS VALUES SUM`, where SUM adds up the CRC-32
of tag, code and text of every value, as the other drivers do.
"""
import sys
import time
import zlib


def open_pymarc(path):
    import pymarc

    return pymarc.MARCReader(open(path, "rb"))


def open_mrrc(path):
    import mrrc

    return mrrc.MARCReader(path)


OPENERS = {"python-pymarc": open_pymarc, "python-mrrc": open_mrrc}


def called(value):
    """What one of the two libraries has as a property, the other has as a method."""
    return value() if callable(value) else value


def field_values(field):
    if field.is_control_field():
        yield "", field.data
    else:
        for subfield in called(field.subfields):
            yield subfield.code, subfield.value


def read(reader):
    records = 0
    for record in reader:
        if record is None:
            raise ValueError("a record that cannot be read")
        records += 1
    return records


def extract(reader):
    records = 0
    for record in reader:
        for title in record.get_fields("245"):
            title.get_subfields("a")
        for field in called(record.fields):
            for _, _ in field_values(field):
                pass
        records += 1
    return records


def check(reader):
    records = values = total = 0
    for record in reader:
        records += 1
        for field in called(record.fields):
            for code, text in field_values(field):
                values += 1
                total += zlib.crc32((field.tag + code + text).encode())
    return records, values, total


def main(subject, work, path, warm_up, measured):
    opener = OPENERS[subject]
    one_pass = {"read": read, "extract-subfields": extract}[work]

    begin = time.perf_counter()
    one_pass(opener(path))
    while time.perf_counter() - begin < float(warm_up):
        one_pass(opener(path))

    begin = time.perf_counter()
    while True:
        start = time.perf_counter_ns()
        records = one_pass(opener(path))
        print("run", records, time.perf_counter_ns() - start, sep="\t", flush=True)
        if time.perf_counter() - begin >= float(measured):
            break
    print("check", *check(opener(path)), sep="\t")


main(*sys.argv[1:])
