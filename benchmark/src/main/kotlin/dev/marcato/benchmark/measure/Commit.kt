// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.measure

import java.nio.file.Files
import java.nio.file.Path

/** Builds the library as it was at a commit of the repository at [root], below [folder], unless it was built before. */
internal class Commit(private val root: Path, private val folder: Path, private val say: (String) -> Unit) {
    /**
     * Returns the folder with the library's classes at the commit called [name].
     *
     * @throws IllegalArgumentException if there is no such commit
     * @throws ProcessFailure if its library can't be built
     */
    fun classes(name: String): Path {
        val id = idOf(name)
        val sources = folder.resolve(id)
        val classes = sources.resolve("library/target/classes")
        val isBuilt = sources.resolve("built")
        if (Files.exists(isBuilt)) return classes
        say("building the library of $name")
        Files.createDirectories(sources)
        val archive = folder.resolve("$id.tar")
        Processes.output(git("archive", "--output=$archive", id))
        Processes.output(listOf("tar", "-xf", "$archive", "-C", "$sources"))
        Files.delete(archive)
        val pom = sources.resolve("pom.xml")
        Processes.output(
            listOf("${sources.resolve("mvnw")}", "-q", "-f", "$pom", "-Dquick", "-pl", "library", "package"),
        )
        Files.createFile(isBuilt)
        return classes
    }

    private fun idOf(name: String): String = try {
        Processes.output(git("rev-parse", "--verify", "--quiet", "--end-of-options", "$name^{commit}")).first()
    } catch (e: ProcessFailure) {
        throw IllegalArgumentException("There is no commit \"$name\"; name a commit, a branch or a tag", e)
    }

    private fun git(vararg arguments: String): List<String> = listOf("git", "-C", "$root") + arguments
}
