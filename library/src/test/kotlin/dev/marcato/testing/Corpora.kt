// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.Paths
import java.util.Collections

/**
 * Finds real MARC files that are not part of the project. A machine without them runs the same tests, which then say
 * what they skipped.
 *
 * The folder is the system property `marcato.corpora`, else the environment variable `MARCATO_CORPORA`, else
 * `../shared/corpora` seen from the root of the project.
 */
public class Corpora private constructor(
    /** Gives the folder, or null if there is none. */
    public val folder: Path?,
    private val absence: String,
) {
    /** Tells why there is nothing to test with, in words for a test report; null if the folder is there. */
    public val skipReason: String?
        get() = if (folder == null) absence else null

    /**
     * Tells why there is nothing to test with among the files with one of [extensions]; null if there are some. In
     * Kotest: `enabledOrReasonIf = { ... }`, in JUnit: `assumeTrue(reason == null, reason)`.
     */
    public fun skipReasonFor(vararg extensions: String): String? =
        skipReason ?: "no ${extensions.joinToString(" or ")} file below $folder".takeIf { files(*extensions).isEmpty() }

    /**
     * Lists the files below the folder whose names end with one of [extensions] (without the dot, in any case), in a
     * stable order; all files if none is given; none if the folder is absent.
     */
    public fun files(vararg extensions: String): List<Path> {
        val start = folder ?: return emptyList()
        val wanted = extensions.map { ".${it.lowercase()}" }
        val found =
            Files.walk(start).use { paths ->
                paths
                    .filter { Files.isRegularFile(it) }
                    .filter { path -> wanted.isEmpty() || wanted.any { nameOf(path).endsWith(it) } }
                    .toList()
            }
        // Sorted by names, not by paths: those compare differently on Windows.
        return Collections.unmodifiableList(found.sortedBy { displayName(it) })
    }

    /** Gives the name of [file] below the folder with slashes, the same on all systems. */
    public fun displayName(file: Path): String = (folder?.relativize(file) ?: file).joinToString("/")

    override fun toString(): String = "Corpora(${folder ?: absence})"

    public companion object {
        /** Names the system property that is asked first. */
        public const val PROPERTY: String = "marcato.corpora"

        /** Names the environment variable that is asked when there is no property. */
        public const val ENVIRONMENT_VARIABLE: String = "MARCATO_CORPORA"

        private val BESIDE_THE_PROJECT = listOf("shared", "corpora")

        /** Looks for the files as the class describes. */
        @JvmStatic
        public fun find(): Corpora {
            val named =
                System.getProperty(PROPERTY)?.let { PROPERTY to it }
                    ?: System.getenv(ENVIRONMENT_VARIABLE)?.let { ENVIRONMENT_VARIABLE to it }
            if (named != null) {
                val (origin, text) = named
                return of(Paths.get(text), "$origin names '$text', which is no folder")
            }
            val beside = projectRoot()?.resolveSibling(BESIDE_THE_PROJECT.joinToString("/"))
            return of(beside, "no corpora: set -D$PROPERTY or $ENVIRONMENT_VARIABLE to a folder with MARC files")
        }

        /** Takes the files from [folder]. */
        @JvmStatic
        public fun of(folder: Path): Corpora = of(folder, "'$folder' is no folder")

        private fun of(folder: Path?, absence: String): Corpora =
            Corpora(folder?.takeIf(Files::isDirectory)?.normalize(), absence)

        // A module's tests run in the module's folder; the wrapper lies in the root only.
        private fun projectRoot(): Path? =
            generateSequence(Paths.get(System.getProperty("user.dir")).toAbsolutePath()) { it.parent }
                .firstOrNull { Files.exists(it.resolve("mvnw")) || Files.exists(it.resolve(".mvn")) }

        private fun nameOf(path: Path): String = path.fileName.toString().lowercase()
    }
}
