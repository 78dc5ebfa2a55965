// SPDX-License-Identifier: Apache-2.0
package consumer

import dev.marcato.MarcReader
import dev.marcato.mongodb.MongoBridge
import dev.marcato.schema.MarcSchema
import java.nio.file.Path
import kotlin.io.path.toPath
import kotlinx.coroutines.flow.Flow
import org.junit.jupiter.api.Assertions.assertEquals
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

    private fun assertComplete(jar: Path) {
        val references = referencesOf(jar)
        check(references.size > 100) { "Only ${references.size} references in $jar" }
        assertEquals("", references.mapNotNull { it.missing() }.sorted().joinToString("\n"))
    }

    private fun jarOf(type: Class<*>): Path = type.protectionDomain.codeSource.location.toURI().toPath()
}
