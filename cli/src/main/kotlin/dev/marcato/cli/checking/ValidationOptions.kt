// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.checking

import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.options.OptionSet
import dev.marcato.cli.options.getValue
import dev.marcato.schema.MarcSchema
import dev.marcato.schema.SchemaException
import dev.marcato.validation.Profile
import dev.marcato.validation.ProfileException
import dev.marcato.validation.Validator

/** Validates records by the rules of a [profile]. */
internal class Validation(val validator: Validator, val profile: Profile)

/** By which rules a command validates records, if it does. */
internal class ValidationOptions(options: OptionSet) {
    private val name by options.text(
        "--schema",
        label = "SCHEMA",
        description = "Also validate what records say, by marc21 (the format of each record), marc21-bibliographic, " +
            "marc21-authority, marc21-holdings, unimarc, or an Avram schema in a file.",
    )

    private val profiles by options.texts(
        "--profile",
        label = "FILE",
        description = "With --schema: rules of a library, in JSON or YAML (.yaml, .yml).",
    )

    val isAsked: Boolean get() = name != null

    /** What validates records; null if that isn't asked for. */
    fun validation(): Validation? {
        val name = this.name
        if (name == null) {
            if (profiles.isNotEmpty()) throw usageFailure("--profile is for --schema, and none is named")
            return null
        }
        val profile = Profiles.read(profiles)
        return try {
            Validation(schema()?.let { Validator.of(it, profile) } ?: Validator.marc21(profile), profile)
        } catch (e: ProfileException) {
            throw usageFailure("${profiles.joinToString()}: ${e.pointer}: ${e.reason}")
        }
    }

    /** The schema by its name; null for that of the format of each record. */
    fun schema(): MarcSchema? = when (name) {
        null, "marc21" -> null
        "marc21-bibliographic" -> MarcSchema.BIBLIOGRAPHIC
        "marc21-authority" -> MarcSchema.AUTHORITY
        "marc21-holdings" -> MarcSchema.HOLDINGS
        "unimarc" -> MarcSchema.UNIMARC
        else -> ofFile(name.orEmpty())
    }

    private fun ofFile(name: String): MarcSchema {
        if ('.' !in name && '/' !in name) {
            throw usageFailure("there is no schema \"$name\"", "schemas are ${NAMES.joinToString()}, or a file")
        }
        return try {
            MarcSchema.parse(Profiles.textOf(name))
        } catch (e: SchemaException) {
            throw usageFailure("$name: ${e.message}")
        }
    }

    companion object {
        /** The schemas that have a name. */
        val NAMES: List<String> =
            listOf("marc21", "marc21-bibliographic", "marc21-authority", "marc21-holdings", "unimarc")
    }
}
