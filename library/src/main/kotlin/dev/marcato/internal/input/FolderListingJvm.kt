// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

import java.io.IOException
import java.nio.file.FileVisitOption
import java.nio.file.FileVisitResult
import java.nio.file.Files
import java.nio.file.NotDirectoryException
import java.nio.file.Path
import java.nio.file.PathMatcher
import java.nio.file.SimpleFileVisitor
import java.nio.file.attribute.BasicFileAttributes

/**
 * Files to read.
 *
 * @property failures what couldn't be listed; files may be missing for that reason
 */
internal class Listing(val files: List<Path>, val failures: List<Failure> = emptyList()) {
    /** A folder or link that couldn't be looked into, and why. */
    class Failure(val path: Path, val cause: IOException)
}

/**
 * Lists the files of a folder that match a glob, in the order of the names on their paths. A glob without a slash or
 * `**` matches names in the folder itself, any other one paths below it. Links are followed.
 */
internal fun listingOf(folder: Path, glob: String): Listing {
    // Only the folder that the glob begins with is looked into, not those beside it.
    val plain = glob.takeWhile { it !in SPECIAL }.substringBeforeLast('/', "")
    val rest = glob.substring(plain.length).removePrefix("/")
    val visitor = FolderVisitor(if (plain.isEmpty()) folder else folder.resolve(plain), rest)
    val _ = Files.walkFileTree(visitor.start, setOf(FileVisitOption.FOLLOW_LINKS), visitor.depth, visitor)
    return Listing(
        visitor.found.sortedWith(BY_NAMES),
        visitor.failed.sortedWith { one, other -> BY_NAMES.compare(one.path, other.path) },
    )
}

/** Collects the files of a folder that match a glob. */
internal class FolderVisitor(val start: Path, glob: String) : SimpleFileVisitor<Path>() {
    val depth = if ("**" in glob) Int.MAX_VALUE else glob.count { it == '/' } + 1
    val found = ArrayList<Path>()
    val failed = ArrayList<Listing.Failure>()
    private val matcher: PathMatcher = start.fileSystem.getPathMatcher("glob:${orNoFolder(glob)}")

    override fun visitFile(file: Path, attributes: BasicFileAttributes): FileVisitResult {
        if (file == start) return failing(start, NotDirectoryException("$start"))
        if (!attributes.isDirectory) addIfMatching(file)
        return FileVisitResult.CONTINUE
    }

    override fun visitFileFailed(file: Path, cause: IOException): FileVisitResult {
        if (depth > 1 || file == start) return failing(file, cause)
        // No folder below this one is asked for, so it is treated as a file, which fails when it is opened.
        addIfMatching(file)
        return FileVisitResult.CONTINUE
    }

    override fun postVisitDirectory(folder: Path, cause: IOException?): FileVisitResult =
        if (cause == null) FileVisitResult.CONTINUE else failing(folder, cause)

    private fun addIfMatching(file: Path) {
        if (matcher.matches(start.relativize(file))) found.add(file)
    }

    private fun failing(path: Path, cause: IOException): FileVisitResult {
        failed.add(Listing.Failure(path, cause.of("$path")))
        return FileVisitResult.CONTINUE
    }
}

private const val SPECIAL = "*?[{\\"
private const val ANY_FOLDERS = "**/"

private val BY_NAMES = Comparator<Path> { one, other ->
    val names = one.zip(other).firstOrNull { (left, right) -> "$left" != "$right" }
    if (names == null) one.nameCount - other.nameCount else "${names.first}".compareTo("${names.second}")
}

/** In a shell, `**` and a slash also match no folder. Java's braces say so, but can't be nested. */
private fun orNoFolder(glob: String): String = buildString {
    var braces = 0
    var at = 0
    while (at < glob.length) {
        val isFolders = braces == 0 && glob.startsWith(ANY_FOLDERS, at) && (at == 0 || glob[at - 1] == '/')
        val length = if (isFolders) {
            ANY_FOLDERS.length
        } else if (glob[at] == '\\') {
            2
        } else {
            1
        }
        val part = glob.substring(at, minOf(at + length, glob.length))
        if (part == "{") braces++
        if (part == "}") braces--
        append(if (isFolders) "{**/,}" else part)
        at += length
    }
}
