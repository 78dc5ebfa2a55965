// SPDX-License-Identifier: Apache-2.0
//! The crate `marc21`: borrows a record's bytes and parses every subfield of it.

use crate::check::Check;
use crate::Peer;
use marc21::io::{ByteRecordsIter, MarcReadOptions};
use marc21::{ByteRecord, Field, Tag};
use std::hint::black_box;

pub const PEER: Peer = Peer { read, extract, check };

fn each(path: &str, mut action: impl FnMut(&ByteRecord)) -> u64 {
    let mut reader = MarcReadOptions::default().try_into_reader_from_path(path).expect("open");
    let mut records = 0;
    while let Some(record) = reader.next_byte_record() {
        action(&record.expect("read"));
        records += 1;
    }
    records
}

fn read(path: &str) -> u64 {
    each(path, |record| {
        black_box(record);
    })
}

fn extract(path: &str) -> u64 {
    each(path, |record| {
        let mut title: Option<String> = None;
        each_value(record, |tag, code, text| {
            if title.is_none() && tag == b"245" && code == b"a" {
                title = Some(text.to_owned());
            }
            black_box(text.to_owned());
        });
        black_box(title);
    })
}

fn check(path: &str) -> Check {
    let mut check = Check::default();
    check.records = each(path, |record| each_value(record, |tag, code, text| check.add(tag, code, text)));
    check
}

fn each_value(record: &ByteRecord, mut action: impl FnMut(&[u8], &[u8], &str)) {
    let text = |bytes| std::str::from_utf8(bytes).expect("utf-8");
    let bytes = |tag: &Tag| [tag[0], tag[1], tag[2]];
    for field in record.fields() {
        match field {
            Field::Control(field) => action(&bytes(field.tag()), b"", text(field.value())),
            Field::Data(field) => {
                for subfield in field.subfields() {
                    action(&bytes(field.tag()), &[*subfield.code()], text(subfield.value()));
                }
            }
        }
    }
}
