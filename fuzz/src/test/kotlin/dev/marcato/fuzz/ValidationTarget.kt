// SPDX-License-Identifier: Apache-2.0
package dev.marcato.fuzz

import dev.marcato.Outcome
import dev.marcato.Strictness
import dev.marcato.path.MarcPath
import dev.marcato.schema.MarcSchema
import dev.marcato.validation.Finding
import dev.marcato.validation.Validator

private val validators = listOf(Validator.marc21(), Validator.of(MarcSchema.UNIMARC))

/** What is there is selected by the path of its finding, which says where in the input it is. */
internal fun checkValidation(data: ByteArray) {
    val input = FuzzInput(data)
    val bytes = input.repeated()
    if (isGzip(bytes)) return
    for (read in outcomesOf(bytes, input.limitedOptions(Strictness.LENIENT)).delivered) {
        if (read is Outcome.Read) {
            validators.forEach {
                it.validate(read).forEach { found -> checkFinding(found, read) }
            }
        }
    }
}

private fun checkFinding(finding: Finding, read: Outcome.Read) {
    val path = MarcPath.of(finding.path)
    expect("$path" == finding.path) { "The path of $finding isn't in the canonical form $path" }
    val count = path.places(read.record).size
    expect(finding.found == null || count == 1) { "The path of $finding selects $count places in ${read.record}" }
    val range = read.byteOffset until read.byteOffset + read.byteLength
    expect(finding.byteOffset in range) { "The offset ${finding.byteOffset} of $finding isn't in $range" }
    expect(finding.recordIndex == read.recordIndex) { "$finding is of record ${finding.recordIndex}" }
    expect(finding.message.isNotEmpty()) { "$finding has no message" }
}
