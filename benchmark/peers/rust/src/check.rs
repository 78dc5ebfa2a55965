// SPDX-License-Identifier: Apache-2.0
//! What all libraries must agree on.

/// Counts records and values, and adds up a checksum of each value.
#[derive(Default)]
pub struct Check {
    pub records: u64,
    pub values: u64,
    pub sum: u64,
}

impl Check {
    /// Adds a value; `code` is empty for that of a control field.
    pub fn add(&mut self, tag: &[u8], code: &[u8], text: &str) {
        let mut crc = crc32fast::Hasher::new();
        crc.update(tag);
        crc.update(code);
        crc.update(text.as_bytes());
        self.values += 1;
        self.sum += u64::from(crc.finalize());
    }
}
