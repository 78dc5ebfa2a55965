// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

internal fun sample(
    subject: Subject = Subject.MARCATO_PATH,
    recordsPerSecond: Double = 2_000_000.0,
    ratioToMarc4j: Double? = 20.0,
    spread: Double = 0.04,
    allocated: Double? = 1_400.0,
    retained: Double? = 1_300.0,
    isBefore: Boolean = false,
): Measurement = Measurement(
    work = Work.READ,
    fixture = "records-10k",
    subject = subject,
    isBefore = isBefore,
    recordsPerSecond = recordsPerSecond,
    spread = spread,
    rawBytesPerRecord = 1_118.4,
    allocatedBytesPerRecord = allocated,
    retainedBytesPerRecord = retained,
    ratioToMarc4j = ratioToMarc4j,
)
