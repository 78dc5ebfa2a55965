// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

import dev.marcato.ReadOptions
import dev.marcato.Strictness
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.testing.Corpora
import dev.marcato.validation.internal.SchemaRules
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.shouldBe

private const val FOLDER = "inveniosoftware+dojson/tests/data/library_of_congress"

/** What the Library of Congress shows as examples of fields is right, or was once. */
class LocExamplesSpec : FreeSpec({
    val folder = Corpora.find().folder?.resolve(FOLDER)?.toFile()?.takeIf { it.isDirectory }
    if (folder == null) println("LocExamplesSpec skips the examples: ${Corpora.find().skipReason ?: "no $FOLDER"}")

    "the rules of the schema find in the example fields what is wrong in them".config(enabledIf = { folder != null }) {
        val rules = SchemaRules.all.toSet() - SchemaRules.missingField
        val validator = Validator.marc21()
        val found = folder!!.listFiles()!!.sorted().flatMap { file ->
            BlockingMarcReader.open(file, LENIENT).use { reader ->
                reader.stream().toList().flatMap(validator::validate)
                    // The records are a field each, without a leader.
                    .filter { it.rule in rules && !it.path.startsWith("LDR") }
                    .map { "${file.name} ${it.code} ${it.path} ${it.found}" }
            }
        }
        val (listed, others) = found.partition { line -> COUNTED.keys.any { " $it " in line } }
        listed.groupingBy { it.split(' ')[1] }.eachCount() shouldBe COUNTED
        others shouldContainExactlyInAnyOrder VERDICTS
    }
})

private val COUNTED = mapOf(
    // Where the page goes on in another line, whoever copied it left the subfield empty.
    "emptySubfield" to 134,
    // 261, 262 and 440 are shown as they were, and are obsolete.
    "deprecatedField" to 31,
    // 022 $l and $m are obsolete since field 023 has them; others are shown as they were.
    "deprecatedSubfield" to 9,
)

private val VERDICTS = listOf(
    // The first indicator of 034 is the type of scale; the copy lost it.
    "bd01x09x.xml invalidIndicator 034[0]^1  ",
    "bd01x09x.xml invalidIndicator 034[0]^1  ",
    "bd01x09x.xml invalidIndicator 034[0]^1  ",
    // A name without the type of its first element.
    "bd1xx.xml invalidIndicator 100[0]^1  ",
    // The number of nonfiling characters was a blank once.
    "bd1xx.xml deprecatedCode 130[0]^1  ",
    // The copy has no subfield.
    "bd20x24x.xml emptyField 240[0] ",
    // Obsolete since 1990: whether the name is the main entry.
    "bd4xx.xml invalidIndicator 400[0]^2  ",
    // Two institutions in one field; $5 isn't repeatable in the list.
    "bd5xx.xml nonrepeatableSubfield 538[0]\$5[1] ICU",
)

private val LENIENT = ReadOptions { strictness = Strictness.LENIENT }
