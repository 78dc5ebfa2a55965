// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

import dev.marcato.MarcReader
import dev.marcato.path.MarcCondition
import dev.marcato.path.MarcPath
import java.nio.file.Path

/** What `docs/validation.md` and the README show. */
internal object PageExample {
    suspend fun validate(file: Path, json: String) {
        val validator = Validator.marc21(Profile.parse(json)) // or Validator.of(schema, profile)
        val summary = FindingSummary()
        MarcReader.open(file).validated(validator).collect { part ->
            if (part.record != null) summary.add(part.findings)
            part.findings.forEach(::println) // 245[1]: field isn't repeatable: found "Moby Dick."
        }
        for (rule in summary.rules) println(rule) // nonrepeatableField: 12 findings in 9 records
    }

    fun profile(): Profile {
        val profile = Profile {
            off("style")
            severity(FindingSeverity.WARNING, "undefinedSubfield")
            except("undefinedField", MarcPath.of("59X"))
            forbid("roleWithoutName", "a role without a name", MarcPath.of("7XX{\$4}{!\$a}"))
            require("noSubject", "no subject heading", MarcCondition.of("6XX{^2=\"0\"}"))
        }
        return profile
    }
}
