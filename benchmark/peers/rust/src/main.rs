// SPDX-License-Identifier: Apache-2.0
//! Measures one Rust library on one file, for benchmark/compare.
//!
//! `rust-peers SUBJECT WORK FILE WARM_UP_SECONDS MEASURED_SECONDS`
//! SUBJECT = rust-marc | rust-marc21 | rust-mrrc, WORK = read | extract-subfields
//!
//! Writes a line per run, `run RECORDS NANOSECONDS`, and at last `check RECORDS VALUES SUM`, where SUM adds up the
//! CRC-32 of tag, code and text of every value, as the other drivers do.

mod check;
mod marc21_crate;
mod marc_crate;
mod mrrc_crate;

use check::Check;
use std::time::{Duration, Instant};

/// A run that is shorter than this is repeated until it is not, for the sake of the clock.
const SHORTEST_RUN: Duration = Duration::from_millis(50);

/// What a library does with a file; the numbers are of records.
struct Peer {
    read: fn(&str) -> u64,
    extract: fn(&str) -> u64,
    check: fn(&str) -> Check,
}

fn peer(subject: &str) -> Peer {
    match subject {
        "rust-marc" => marc_crate::PEER,
        "rust-marc21" => marc21_crate::PEER,
        "rust-mrrc" => mrrc_crate::PEER,
        other => panic!("no such subject: {other}"),
    }
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let peer = peer(&args[1]);
    let pass = match args[2].as_str() {
        "read" => peer.read,
        "extract-subfields" => peer.extract,
        other => panic!("no such work: {other}"),
    };
    let path = args[3].as_str();
    let warm_up = Duration::from_secs_f64(args[4].parse().expect("seconds"));
    let measured = Duration::from_secs_f64(args[5].parse().expect("seconds"));

    let repeats = warm(pass, path, warm_up);
    let begin = Instant::now();
    loop {
        let start = Instant::now();
        let records: u64 = (0..repeats).map(|_| pass(path)).sum();
        println!("run\t{records}\t{}", start.elapsed().as_nanos());
        if begin.elapsed() >= measured {
            break;
        }
    }
    let check = (peer.check)(path);
    println!("check\t{}\t{}\t{}", check.records, check.values, check.sum);
}

/// Runs for a while, and returns how many passes make a run that is long enough.
fn warm(pass: fn(&str) -> u64, path: &str, warm_up: Duration) -> u32 {
    let begin = Instant::now();
    loop {
        let start = Instant::now();
        pass(path);
        let took = start.elapsed();
        if begin.elapsed() >= warm_up {
            return (SHORTEST_RUN.as_nanos() / took.as_nanos().max(1)) as u32 + 1;
        }
    }
}
