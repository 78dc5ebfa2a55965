// SPDX-License-Identifier: Apache-2.0
//! The crate `mrrc`: makes a string of every value while reading.

use crate::check::Check;
use crate::Peer;
use mrrc::{MarcReader, Record};
use std::hint::black_box;

pub const PEER: Peer = Peer { read, extract, check };

fn each(path: &str, mut action: impl FnMut(&Record)) -> u64 {
    let mut reader = MarcReader::from_path(path).expect("open");
    let mut records = 0;
    while let Some(record) = reader.read_record().expect("read") {
        action(&record);
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
        black_box(record.get_field("245").and_then(|field| field.get_subfield('a')));
        each_value(record, |_, _, text| {
            black_box(text);
        });
    })
}

fn check(path: &str) -> Check {
    let mut check = Check::default();
    check.records = each(path, |record| {
        each_value(record, |tag, code, text| check.add(tag.as_bytes(), code.as_bytes(), text))
    });
    check
}

fn each_value(record: &Record, mut action: impl FnMut(&str, &str, &str)) {
    for (tag, text) in record.control_fields_iter() {
        action(tag, "", text);
    }
    for field in record.fields() {
        for subfield in field.subfields() {
            action(&field.tag, subfield.code.encode_utf8(&mut [0; 4]), &subfield.value);
        }
    }
}
