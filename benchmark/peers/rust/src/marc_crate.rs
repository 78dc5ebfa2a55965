// SPDX-License-Identifier: Apache-2.0
//! The crate `marc`: owns a record's bytes, looks at fields when asked.

use crate::check::Check;
use crate::Peer;
use marc::{Record, Records};
use std::fs::File;
use std::hint::black_box;
use std::io::BufReader;

pub const PEER: Peer = Peer { read, extract, check };

fn each(path: &str, mut action: impl FnMut(&Record)) -> u64 {
    let input = BufReader::with_capacity(1 << 20, File::open(path).expect("open"));
    let mut records = 0;
    for record in Records::new(input) {
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
        for field in record.field(b"245") {
            for subfield in field.subfield(b'a') {
                black_box(subfield.get_data::<str>().to_owned());
            }
        }
        each_value(record, |_, _, text| {
            black_box(text.to_owned());
        });
    })
}

fn check(path: &str) -> Check {
    let mut check = Check::default();
    check.records = each(path, |record| each_value(record, |tag, code, text| check.add(tag, code, text)));
    check
}

fn each_value(record: &Record, mut action: impl FnMut(&[u8], &[u8], &str)) {
    for field in record.fields() {
        let tag = field.get_tag().0;
        if tag.starts_with(b"00") {
            action(&tag, b"", field.get_data::<str>());
        } else {
            for subfield in field.subfields() {
                action(&tag, &[subfield.get_identifier().0], subfield.get_data::<str>());
            }
        }
    }
}
