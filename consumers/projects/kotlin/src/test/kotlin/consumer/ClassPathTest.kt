// SPDX-License-Identifier: Apache-2.0
package consumer

import dev.marcato.MarcReader
import dev.marcato.edit.EditException
import dev.marcato.edit.Edits
import dev.marcato.mongodb.MongoBridge
import dev.marcato.path.MarcCondition
import dev.marcato.path.MarcPath
import dev.marcato.path.MarcPathException
import dev.marcato.record
import dev.marcato.schema.MarcSchema
import java.nio.file.Path
import kotlin.io.path.toPath
import kotlinx.coroutines.flow.Flow
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Everything that the published classes refer to is in the libraries of this run. */
class ClassPathTest {
    @Test
    fun `the libraries have the versions that this run is about`() {
        val names = listOf(KotlinVersion::class.java, Flow::class.java).map { jarOf(it).fileName.toString() }
        val versions = listOf("stdlib", "coroutines").map { System.getProperty("expected.$it") }
        assertEquals(
            listOf("kotlin-stdlib-${versions[0]}.jar", "kotlinx-coroutines-core-jvm-${versions[1]}.jar"),
            names,
        )
    }

    @Test
    fun `marcato refers to nothing that is missing`() = assertComplete(jarOf(MarcReader::class.java))

    @Test
    fun `marcato-mongodb refers to nothing that is missing`() = assertComplete(jarOf(MongoBridge::class.java))

    @Test
    fun `marcato-schema refers to nothing that is missing`() = assertComplete(jarOf(MarcSchema::class.java))

    @Test
    fun `marcato-edit refers to nothing that is missing`() = assertComplete(jarOf(Edits::class.java))

    @Test
    fun `without RE2J, edits are complete but for regular expressions`() {
        val record = record { field("245") { 'a' to "Moby Dick" } }
        val edits = Edits.parse("replace \"Moby\" with \"Toby\" in 245\$a")
        assertEquals("Toby Dick", edits.apply(record).record?.title)
        val plain = Edits.parse("replace ~ \"Moby\" with \"Toby\" in 245\$a")
        assertEquals("Toby Dick", plain.apply(record).record?.title)
        val refusal = assertThrows(EditException::class.java) { Edits.parse("replace ~ \"[M]\" with \"T\" in 245\$a") }
        assertTrue("com.google.re2j:re2j" in refusal.reason, refusal.reason)
    }

    @Test
    fun `without RE2J, paths are complete but for regular expressions`() {
        val record = record { field("245") { 'a' to "Moby Dick" } }
        assertEquals(listOf("Moby Dick"), MarcPath.of("245{\$a ~ \"Moby\"}\$a").values(record))
        val refusal = assertThrows(MarcPathException::class.java) { MarcCondition.of("245\$a ~ [Mm]oby") }
        assertTrue("com.google.re2j:re2j" in refusal.reason, refusal.reason)
    }

    private fun assertComplete(jar: Path) {
        val references = referencesOf(jar)
        check(references.size > 100) { "Only ${references.size} references in $jar" }
        val missing = references.mapNotNull { it.missing() }.filterNot { OPTIONAL in it }
        assertEquals("", missing.sorted().joinToString("\n"))
    }

    private companion object {
        /** Of an optional dependency, which isn't here. */
        const val OPTIONAL = "com/google/re2j/"
    }

    private fun jarOf(type: Class<*>): Path = type.protectionDomain.codeSource.location.toURI().toPath()
}
