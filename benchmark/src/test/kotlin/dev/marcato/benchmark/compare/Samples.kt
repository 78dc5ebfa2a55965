// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

internal val ENVIRONMENT = Environment("17.0.15+6", 2, 1L shl 30)

internal fun sample(
    subject: Subject = Subject.MARCATO_PATH,
    recordsPerSecond: Double = 2_000_000.0,
    ratioToMarc4j: Double? = 20.0,
    spread: Double = 0.04,
    allocated: Double? = 1_400.0,
    retained: Double? = 1_300.0,
    work: Work = Work.READ,
): Measurement = Measurement(
    work = work,
    fixture = "records-10k",
    subject = subject,
    recordsPerSecond = recordsPerSecond,
    spread = spread,
    runs = 40,
    rawBytesPerRecord = 1_118.4,
    allocatedBytesPerRecord = allocated,
    retainedBytesPerRecord = retained,
    ratioToMarc4j = ratioToMarc4j,
    environment = ENVIRONMENT,
)
