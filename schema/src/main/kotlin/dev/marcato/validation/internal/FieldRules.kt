// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.FieldCursor
import dev.marcato.schema.Code
import dev.marcato.schema.CodeList
import dev.marcato.schema.FieldDefinition
import dev.marcato.schema.IndicatorDefinition
import dev.marcato.schema.Material
import dev.marcato.schema.PositionDefinition
import dev.marcato.schema.SubfieldDefinition
import dev.marcato.schema.internal.Parts
import dev.marcato.validation.Rule

/**
 * What a schema and the checks say of the fields with a tag, compiled.
 *
 * @property place where these fields are counted
 */
internal class FieldRules(val tag: String, val definition: FieldDefinition, tables: Tables, val place: Int) {
    val isRepeatable: Boolean = definition.isRepeatable || definition.former.any { it.isRepeatable }
    val isObsolete: Boolean = definition.isObsolete
    val isControl: Boolean = tag.startsWith("00")
    val label: String? = definition.label

    private val subfields = definition.subfields
    private val first = IndicatorRules(1, definition)
    private val second = IndicatorRules(2, definition)
    private val byCode = arrayOfNulls<SubfieldRules>(ASCII)
    private val values = TypedValues(definition, tables)
    val fieldChecks: Array<FieldCheck> = tables.fieldChecks(tag)

    /** The codes of subfields that may be there, those that may be there only once, and those that have to. */
    private val defined: Characters
    private val single: Characters
    private val required: Characters

    /** The codes of subfields about which there is more to say than that they may be there. */
    private val special: Characters

    init {
        val checks = tables.subfieldChecks(tag)
        val isMarc = tables.format != null
        for (subfield in subfields.orEmpty()) {
            val code = subfield.code
            if (code.code < ASCII) byCode[code.code] = SubfieldRules(subfield, checks[code].orEmpty(), isMarc)
        }
        // Subfields that only a former definition has, or any if the schema doesn't say which there are.
        for (code in '!'..'~') {
            if (byCode[code.code] != null) continue
            val former = definition.former.firstNotNullOfOrNull { it.subfield(code) }
            if (former != null || (subfields == null && code in checks)) {
                byCode[code.code] = SubfieldRules(former, checks[code].orEmpty(), isMarc, isFormer = former != null)
            }
        }
        defined = Characters.where { byCode[it.code] != null || (subfields == null && it in '!'..'~') }
        single = Characters.where { byCode[it.code]?.isRepeatable == false }
        required = Characters.where { byCode[it.code]?.isRequired == true }
        special = Characters.where { byCode[it.code]?.isSpecial == true }
    }

    fun defines(code: Char): Boolean = code in defined

    fun isSingle(code: Char): Boolean = code in single

    fun isSpecial(code: Char): Boolean = code in special

    fun subfield(code: Char): SubfieldRules? = if (code.code < ASCII) byCode[code.code] else null

    val requiredCodes: CharArray = required.toList().toCharArray()

    fun indicator(number: Int): IndicatorRules = if (number == 1) first else second

    /** What is said of the value of the control field at [field]; null if its type isn't known. */
    fun values(field: FieldCursor, at: Examination): ValueRules? = values.of(field, at)

    /** The types that a control field whose type isn't known may have, in words. */
    val typesInWords: String get() = values.inWords

    private companion object {
        const val ASCII = 128
    }
}

/** What is said of an indicator. */
internal class IndicatorRules(number: Int, field: FieldDefinition) {
    private val definition: IndicatorDefinition? = field.indicator(number)
    private val former = definition?.former.orEmpty() + field.former.mapNotNull { it.indicator(number) }
    private val pattern = definition?.pattern?.let(ValuePattern::of)
    private val codes = definition?.codes?.takeIf { it.isResolved }?.let { CodeTable(listOf(it)) }
    private val formerCodes = CodeTable(former.mapNotNull { it.codes })

    // Of some, only the name is known.
    private val hadAnyNumber = former.any { it.codes == null }

    val label: String? = definition?.label

    /** The values that aren't a finding. */
    val valid: Characters = Characters.where { character ->
        (codes == null || codes.stateOf(character) == CodeState.DEFINED) && (pattern?.matches("$character") ?: true)
    }

    private fun wasValid(character: Char): Boolean = codes?.stateOf(character) == CodeState.OBSOLETE ||
        formerCodes.stateOf(character) != CodeState.UNDEFINED || (hadAnyNumber && character in '0'..'9')

    /** The rule that [character] breaks, which isn't valid. */
    fun brokenBy(character: Char): Rule = when {
        wasValid(character) -> SchemaRules.deprecatedCode
        codes == null || codes.stateOf(character) == CodeState.DEFINED -> SchemaRules.patternMismatch
        else -> SchemaRules.invalidIndicator
    }

    /** What is right. */
    val inWords: String get() = codes?.inWords ?: pattern?.inWords ?: "an ASCII character"
}

/**
 * What is said of a subfield.
 *
 * @property definition what the schema says of it; null if it doesn't say which subfields there are
 * @property isFormer whether only a former definition of the field has it
 */
internal class SubfieldRules(
    val definition: SubfieldDefinition?,
    checks: List<SubfieldCheck>,
    isMarc: Boolean,
    val isFormer: Boolean = false,
) {
    val isRepeatable: Boolean =
        definition == null || isFormer || definition.isRepeatable || definition.former.any { it.isRepeatable }
    val isRequired: Boolean = definition?.isRequired == true && !isFormer
    val checks: Array<SubfieldCheck> = checks.toTypedArray()
    val isObsolete: Boolean = isFormer || definition?.isObsolete == true
    val values: ValueRules? = definition?.let {
        ValueRules(listOf(it), it.positions, it.obsoletePositions, if (isMarc) Extent.AT_MOST else Extent.AT_LEAST)
    }?.takeUnless { it.isEmpty }
    val isSpecial: Boolean get() = isObsolete || values != null || checks.isNotEmpty()
}

/** What is said of the values of a control field: by type, which is made when a record of that type comes. */
private class TypedValues(private val definition: FieldDefinition, private val tables: Tables) {
    private val isMarc = tables.format != null

    // If all types have the same length, it is right whatever the type is: that of 008.
    private val commonExtent: Extent =
        if (definition.types.keys.map { definition.positions(it).maxOfOrNull { p -> p.end } }.toSet().size == 1) {
            Extent.EXACT
        } else {
            Extent.ANY
        }
    private val untyped = values(null)
    private val byMaterial = arrayOfNulls<ValueRules>(Material.entries.size)
    private val byCategory = arrayOfNulls<ValueRules>(CATEGORIES)
    private val hasTypes = definition.types.isNotEmpty() && tables.switches.isOn(Options.RECORD_TYPES)

    val inWords: String
        get() = codesInWords(
            if (definition.tag == "006") {
                Material.entries.filter { it.key in definition.types }.flatMap { m -> m.forms.map { "$it" } }
            } else {
                definition.types.keys.toList()
            }.sorted(),
        )

    fun of(field: FieldCursor, at: Examination): ValueRules? {
        if (!hasTypes) return untyped
        return when (definition.tag) {
            "006" -> Material.ofForm(field.charAt(0))?.let(::of)
            "007" -> ofCategory(field.charAt(0))
            else -> at.material?.let(::of) ?: untyped
        }
    }

    private fun of(material: Material): ValueRules =
        byMaterial[material.ordinal] ?: values(material.key).also { byMaterial[material.ordinal] = it }

    private fun ofCategory(category: Char): ValueRules? {
        val index = category - 'a'
        if (index !in 0 until CATEGORIES || "$category" !in definition.types) return null
        return byCategory[index] ?: values("$category").also { byCategory[index] = it }
    }

    private fun values(type: String?) = ValueRules(
        listOfNotNull(definition, definition.types[type]),
        definition.positions(type),
        definition.obsoletePositions(type) + if (definition.tag == "007" && isMarc) listOf(ASPECT) else emptyList(),
        when {
            !isMarc -> Extent.AT_LEAST
            type != null || definition.types.isEmpty() -> Extent.EXACT
            else -> commonExtent
        },
        mayBeFilled = isMarc,
    )

    private companion object {
        const val CATEGORIES = 26

        /** Obsolete since 1997, and not in the Library of Congress' list: original or reproduction. */
        val ASPECT: PositionDefinition = PositionDefinition.of(
            Parts(codes = CodeList.of("foru".map { Code.of("$it", null, isObsolete = true) }), isObsolete = true),
            start = 2,
            end = 2,
        )
    }
}
