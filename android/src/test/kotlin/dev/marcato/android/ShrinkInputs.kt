// SPDX-License-Identifier: Apache-2.0
package dev.marcato.android

import dev.marcato.testing.SampleCatalogue
import java.io.File
import java.net.URI
import java.nio.file.FileSystems
import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.GZIPOutputStream
import java.util.zip.ZipEntry
import java.util.zip.ZipOutputStream

/** Writes what shrinking and the two runs need to the folder that the argument names. */
public fun main(args: Array<String>) {
    val folder = File(args.single())
    val catalogue = SampleCatalogue.toByteArray()
    folder.resolve("catalogue.mrc").writeBytes(catalogue)
    GZIPOutputStream(folder.resolve("catalogue.mrc.gz").outputStream()).use { it.write(catalogue) }
    folder.resolve("damaged.mrc").writeBytes(catalogue.copyOf(catalogue.size - 1))
    writePlatform(folder.resolve("platform.jar"))
}

// From the running JDK, since not every JDK still has the jmods that ProGuard could read. Android has both modules.
private fun writePlatform(jar: File) {
    val modules = FileSystems.getFileSystem(URI("jrt:/")).getPath("/modules")
    ZipOutputStream(jar.outputStream().buffered()).use { zip ->
        for (module in listOf("java.base", "java.xml")) writeModule(modules.resolve(module), zip)
    }
}

private fun writeModule(module: Path, zip: ZipOutputStream) {
    Files.walk(module).use { files ->
        for (file in files.filter { it.toString().endsWith(".class") && !it.endsWith("module-info.class") }) {
            zip.putNextEntry(ZipEntry(module.relativize(file).toString()))
            Files.copy(file, zip)
        }
    }
}
