// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato.validation

import dev.marcato.path.MarcCondition
import dev.marcato.path.MarcPath
import dev.marcato.schema.MarcSchema
import dev.marcato.validation.internal.Layer
import dev.marcato.validation.internal.Level
import dev.marcato.validation.internal.LocalPractice
import dev.marcato.validation.internal.OwnCheck
import dev.marcato.validation.internal.OwnChecks
import dev.marcato.validation.internal.ProfileReader
import dev.marcato.validation.internal.RuleNames
import dev.marcato.validation.internal.Setting
import dev.marcato.validation.internal.Switches
import dev.marcato.validation.internal.checkPatterns

/**
 * Which rules hold in a library, how much they matter, and rules and fields of its own. `docs/validation.md` describes
 * the JSON form, which [parse] reads; programs can also make one: `Profile { off("style") }`.
 *
 * Rules are named by their code (`undefinedField`); several at once by their category in lower case (`style`), by
 * `invalidRecord`, which is Avram's name for what a schema asks for, or by `all`. What is said of a rule counts more
 * than what is said of its category.
 *
 * Immutable and safe to share between threads.
 *
 * @property title the name of the profile, if it has one
 */
public class Profile private constructor(
    @get:JvmName("title") public val title: String?,
    private val settings: Map<String, Setting>,
    private val local: LocalPractice?,
    private val layers: List<Layer>,
    private val own: List<OwnCheck>,
) {
    @get:JvmSynthetic
    internal val switches: Switches = Switches(settings, local ?: LocalPractice.USUAL, own = own)

    /** The rules that the profile adds, as an unmodifiable list. */
    @get:JvmName("rules")
    public val rules: List<Rule> get() = java.util.Collections.unmodifiableList(own.map { it.rule })

    /**
     * Returns this profile with what [newer] says in addition. What both say of a rule is as [newer] says it, but for
     * exceptions, which are added.
     */
    public fun with(newer: Profile): Profile = Profile(
        newer.title ?: title,
        (settings.keys + newer.settings.keys).associateWith { name ->
            listOfNotNull(settings[name], newer.settings[name]).reduce(Setting::with)
        },
        newer.local ?: local,
        layers + newer.layers,
        own.filter { mine -> newer.own.none { it.rule == mine.rule } } + newer.own,
    )

    /** Lays the fields and codes of the profile over [schema]. */
    @JvmSynthetic
    internal fun over(schema: MarcSchema): MarcSchema = layers.fold(schema) { below, layer -> layer.over(below) }

    /** The same for the [format] of MARC 21 that a record is in. */
    @JvmSynthetic
    internal fun overFormat(format: MarcSchema): MarcSchema =
        layers.fold(format) { below, layer -> layer.overFormat(below) }

    /** Throws what [overFormat] would throw. */
    @JvmSynthetic
    internal fun checkFormats() {
        if (layers.isNotEmpty()) Layer.formats().forEach { val _ = overFormat(it) }
    }

    private fun parts() = listOf(title, settings, local, layers, own)

    override fun equals(other: Any?): Boolean = other is Profile && parts() == other.parts()

    override fun hashCode(): Int = parts().hashCode()

    /** The title, or `profile`. */
    override fun toString(): String = title ?: "profile"

    /**
     * Collects what a profile says. The names of rules are checked by [build]; see [Profile] for what they are.
     */
    public class Builder private constructor() {
        private val settings = LinkedHashMap<String, Setting>()
        private val own = ArrayList<OwnCheck>()
        private val layers = ArrayList<Layer>()
        private var title: String? = null
        private var local: LocalPractice? = null

        /** Sets the name of the profile. */
        public fun title(title: String): Builder = apply { this.title = title }

        /** Switches rules off. */
        public fun off(vararg rules: String): Builder = set(rules, Setting(Level.OFF))

        /** Switches rules on that are off by default. */
        public fun on(vararg rules: String): Builder = set(rules, Setting(Level.ON))

        /** Sets how much the findings of rules matter, and switches the rules on. */
        public fun severity(severity: FindingSeverity, vararg rules: String): Builder =
            set(rules, Setting(Level.of(severity)))

        /** Leaves out findings of a [rule] in the places that one of [paths] selects. */
        public fun except(rule: String, vararg paths: MarcPath): Builder =
            set(arrayOf(rule), Setting(except = paths.toSet()))

        /** Leaves out findings of a [rule] in all other places than those that one of [paths] selects. */
        public fun only(rule: String, vararg paths: MarcPath): Builder =
            set(arrayOf(rule), Setting(only = paths.toSet()))

        /**
         * Sets the local practice: fields and subfields that aren't judged as long as no schema defines them. Each path
         * is a tag, or a pattern of tags, alone or with a subfield: `9XX`, `XXX$9`. Without any, all are judged.
         *
         * @throws IllegalArgumentException if a path is another one
         */
        public fun local(vararg paths: MarcPath): Builder = apply {
            paths.firstOrNull { !LocalPractice.isPossible(it) }?.let {
                throw IllegalArgumentException("Local practice is a tag, or a tag and a subfield, not $it")
            }
            local = LocalPractice(paths.toList())
        }

        /**
         * Lays fields and codes over the schema that records are validated by: see [MarcSchema.with].
         *
         * @throws IllegalArgumentException if the schema has a regular expression that isn't one, or is too long
         */
        public fun schema(schema: MarcSchema): Builder = apply {
            checkPatterns(schema)
            layers += Layer(schema, null)
        }

        /** Adds a rule: each place that [path] selects, in records for which [condition] holds, is a finding. */
        @JvmOverloads
        public fun forbid(
            code: String,
            message: String,
            path: MarcPath,
            condition: MarcCondition? = null,
            severity: FindingSeverity = FindingSeverity.WARNING,
        ): Builder = add(OwnCheck(rule(code, message, severity), condition, path, null))

        /** Adds a rule: a record for which [condition] holds, but not [required], is a finding. */
        @JvmOverloads
        public fun require(
            code: String,
            message: String,
            required: MarcCondition,
            condition: MarcCondition? = null,
            severity: FindingSeverity = FindingSeverity.WARNING,
        ): Builder = add(OwnCheck(rule(code, message, severity), condition, null, required))

        /**
         * Returns the profile.
         *
         * @throws IllegalArgumentException if there is no rule with a name that was given
         */
        public fun build(): Profile {
            for (name in settings.keys) OwnChecks.faultOfName(name, own.map { it.rule })?.let(::refuse)
            return Profile(title, settings.toMap(), local, layers.toList(), own.toList())
        }

        private fun set(rules: Array<out String>, setting: Setting): Builder = apply {
            for (rule in rules) settings[rule] = (settings[rule] ?: Setting()).with(setting)
        }

        private fun rule(code: String, message: String, severity: FindingSeverity): Rule {
            OwnChecks.faultOfCode(code)?.let(::refuse)
            return OwnChecks.rule(code, message, severity)
        }

        private fun add(check: OwnCheck): Builder = apply {
            own.removeAll { it.rule == check.rule }
            own += check
        }

        private fun refuse(reason: String): Nothing = throw IllegalArgumentException(reason)

        internal companion object {
            @JvmSynthetic
            internal fun create(): Builder = Builder()
        }
    }

    public companion object {
        /** The rules as they are by default. */
        @JvmField
        public val DEFAULT: Profile = Profile(null, emptyMap(), null, emptyList(), emptyList())

        /** Returns a builder of a profile that says nothing yet. */
        @JvmStatic
        public fun builder(): Builder = Builder.create()

        /**
         * Reads a profile from JSON, and returns [base] with what it says in addition. It may name rules of [base].
         *
         * @throws ProfileException if it isn't one
         */
        @JvmStatic
        @JvmOverloads
        public fun parse(json: String, base: Profile = DEFAULT): Profile {
            val reader = ProfileReader(json, base.rules)
            return base.with(Profile(reader.title, reader.settings, reader.local, reader.layers, reader.checks))
        }
    }
}

/** Makes a profile: `Profile { off("style") }`. */
@JvmSynthetic
public fun Profile(configure: Profile.Builder.() -> Unit): Profile = Profile.builder().apply(configure).build()
