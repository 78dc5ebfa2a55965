// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.testing

import dev.marcato.mongodb.BulkReport
import io.kotest.assertions.withClue
import io.kotest.matchers.shouldBe

/** What every report is held to, whatever happened. */
fun BulkReport.shouldAddUp(): BulkReport {
    withClue(toString()) {
        stored + matched + rejected + unknown + notAttempted shouldBe offered
        unknownOrdinals.sumOf { it.last - it.first + 1 } shouldBe unknown
        notAttemptedOrdinals.sumOf { it.last - it.first + 1 } shouldBe notAttempted
        (rejections.size.toLong() <= rejected) shouldBe true
    }
    return this
}

/** The counts alone, for one comparison. */
fun BulkReport.counts(): List<Long> {
    shouldAddUp()
    return listOf(offered, stored, matched, rejected, unknown, notAttempted)
}
