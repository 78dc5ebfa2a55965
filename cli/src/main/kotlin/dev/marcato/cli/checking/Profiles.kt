// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.checking

import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.Failure
import dev.marcato.cli.messages.usageFailure
import dev.marcato.validation.Profile
import dev.marcato.validation.ProfileException
import java.io.IOException
import java.nio.ByteBuffer
import java.nio.charset.CharacterCodingException
import java.nio.file.Files
import java.nio.file.InvalidPathException
import java.nio.file.NoSuchFileException
import java.nio.file.Path

/** Reads profiles from files in JSON or YAML. */
internal object Profiles {
    private const val BYTE_ORDER_MARK = "\uFEFF"

    /** Reads the files with these [names]; each is laid over those before it. */
    fun read(names: List<String>): Profile = names.fold(Profile.DEFAULT) { base, name -> read(name, base) }

    private fun read(name: String, base: Profile): Profile {
        val text = textOf(name)
        return try {
            if (name.endsWith(".yaml", ignoreCase = true) || name.endsWith(".yml", ignoreCase = true)) {
                ofYaml(text, base)
            } else {
                Profile.parse(text, base)
            }
        } catch (e: ProfileException) {
            throw usageFailure("$name, line ${e.line}, column ${e.column}: ${e.reason}")
        } catch (e: DocumentFault) {
            throw usageFailure("$name, line ${e.line}, column ${e.column}: ${e.message}")
        }
    }

    private fun ofYaml(text: String, base: Profile): Profile {
        val document = YamlDocument(text)
        return try {
            Profile.parse(document.json, base)
        } catch (e: ProfileException) {
            throw document.fault(e.pointer, e.reason)
        }
    }

    /** Reads a file of UTF-8; why it can't be read is a [Failure]. */
    fun textOf(name: String): String = try {
        val bytes = Files.readAllBytes(Path.of(name))
        Charsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().removePrefix(BYTE_ORDER_MARK)
    } catch (e: InvalidPathException) {
        throw usageFailure("$name: that isn't a file name: ${e.reason}")
    } catch (_: NoSuchFileException) {
        throw Failure(ExitCode.FAILED, "$name: there is no such file")
    } catch (_: CharacterCodingException) {
        throw usageFailure("$name: it isn't in UTF-8")
    } catch (e: IOException) {
        throw Failure(ExitCode.FAILED, "$name: it can't be read: ${e.message}")
    }
}
