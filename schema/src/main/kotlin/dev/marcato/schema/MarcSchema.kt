// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema

import dev.marcato.Record
import dev.marcato.RecordFormat
import dev.marcato.path.MarcPath
import dev.marcato.schema.internal.AvramReader
import dev.marcato.schema.internal.AvramWriter
import dev.marcato.schema.internal.Descriptions
import dev.marcato.schema.internal.FactsFile
import dev.marcato.schema.internal.FactsReader
import dev.marcato.schema.internal.Lazily
import dev.marcato.schema.internal.LazyMap
import dev.marcato.schema.internal.merged
import java.util.Collections

/**
 * What the tags, indicators, subfields and coded positions of a format mean, and which rules they follow: those of
 * MARC 21, which this library brings along, or a schema of your own in Avram (https://format.gbv.de/schema/avram).
 *
 * The schemas of MARC 21 say what the Library of Congress' lists of fields say; `docs/marc21.md` names their sources
 * and state. Each is read when it is first asked for.
 *
 * Immutable and safe to share between threads.
 *
 * @property title the name of the format, if the schema has one
 * @property family the family of formats in the words of Avram; `marc` for MARC
 * @property update the update of MARC 21 that the schema has arrived at, if it says so: `40 (June 2025)`
 * @property sources where its facts are from, if it says so
 * @property fields the fields in the order of the schema, as an unmodifiable list
 * @property codeLists the lists of codes that the schema refers to, by name
 * @property other what else the schema says, by its name in Avram: `url`, `language`, `rules` and so on
 * @sample dev.marcato.schema.samples.lookUp
 */
public class MarcSchema private constructor(
    @get:JvmName("title") public val title: String?,
    @get:JvmName("family") public val family: String?,
    @get:JvmName("update") public val update: String?,
    @get:JvmName("sources") public val sources: List<String>,
    @get:JvmName("fields") public val fields: List<FieldDefinition>,
    @get:JvmName("codeLists") public val codeLists: Map<String, CodeList>,
    @get:JvmName("other") public val other: Map<String, Any?>,
) {
    private val table =
        fields as? Lazily<FieldDefinition>
            ?: Lazily(fields.map { it.identifier }) { fields.first { field -> field.identifier == it } }

    /**
     * Returns the definition of the fields with this [tag], or of the leader for `LDR`; null if the schema has none.
     */
    public fun field(tag: String): FieldDefinition? = table[tag]

    /**
     * Returns what the schema says of the fields, subfields, indicators and positions that a [path] selects: a
     * description for each field, none for fields that the schema doesn't define. An index or a condition in the path
     * makes no difference.
     */
    public fun describe(path: MarcPath): List<Description> = Descriptions.of(this, path)

    /**
     * Returns this schema with what a [profile] says in addition: fields of a library's own, stricter rules, more
     * codes. Definitions of the same field, subfield, position or code are merged: what the profile says holds, the
     * rest stays. A profile can't remove anything, but declare it obsolete (`"deprecated": true`).
     *
     * @throws SchemaException if they contradict one another: positions that overlap, or a field with subfields and
     * positions
     */
    public fun with(profile: MarcSchema): MarcSchema {
        val fields = merged(fields, profile.fields, { it.identifier }, FieldDefinition::with)
        val lists =
            merged(codeLists.entries.toList(), profile.codeLists.entries.toList(), { it.key }) { _, newer -> newer }
        return MarcSchema(
            profile.title ?: title,
            profile.family ?: family,
            profile.update ?: update,
            Collections.unmodifiableList(sources + profile.sources),
            Collections.unmodifiableList(fields),
            Collections.unmodifiableMap(lists.associate { it.toPair() }),
            Collections.unmodifiableMap(other + profile.other),
        ).also { AvramReader.check(it, profile.table.names.toSet()) }
    }

    /**
     * Returns the schema as an Avram document in JSON. Codes that stand for a range are written one by one, and each
     * list of codes is written once. What Avram has no key for is left out: names, vocabularies, former definitions,
     * and obsolete positions.
     */
    public fun toAvram(): String = AvramWriter.write(this)

    override fun equals(other: Any?): Boolean = other is MarcSchema && title == other.title && family == other.family &&
        fields == other.fields && codeLists == other.codeLists && this.other == other.other

    override fun hashCode(): Int = fields.hashCode()

    /** The title. */
    override fun toString(): String = title ?: "schema"

    public companion object {
        /** MARC 21 for bibliographic records. */
        @JvmStatic
        @get:JvmName("bibliographic")
        public val BIBLIOGRAPHIC: MarcSchema by lazy { ofFacts("bibliographic") }

        /** MARC 21 for authority records. */
        @JvmStatic
        @get:JvmName("authority")
        public val AUTHORITY: MarcSchema by lazy { ofFacts("authority") }

        /** MARC 21 for holdings records. */
        @JvmStatic
        @get:JvmName("holdings")
        public val HOLDINGS: MarcSchema by lazy { ofFacts("holdings") }

        /** UNIMARC for bibliographic records: fields, indicators and subfields, but not the codes in subfields. */
        @JvmStatic
        @get:JvmName("unimarc")
        public val UNIMARC: MarcSchema by lazy { ofFacts("unimarc") }

        private val lists by lazy { FactsReader.lists(FactsFile.named("codes")) }

        /**
         * Returns the MARC 21 schema for the type of a [record] in leader/06: [AUTHORITY], [HOLDINGS], and
         * [BIBLIOGRAPHIC] for all others. Nothing in a record says that it is in UNIMARC.
         */
        @JvmStatic
        public fun of(record: Record): MarcSchema = when (record.leader.recordType?.format) {
            RecordFormat.AUTHORITY -> AUTHORITY
            RecordFormat.HOLDINGS -> HOLDINGS
            else -> BIBLIOGRAPHIC
        }

        /**
         * Reads a schema from an Avram document in JSON. Keys that Avram doesn't define are refused in the schema
         * itself and kept in its parts. Three things that published schemas have are read as they are meant: ranges of
         * numbers among codes (`0-9`), ranges of subfields (`a-z`), and codes of one character for several positions,
         * which are flags.
         *
         * @throws SchemaException if it isn't one, or its rules contradict one another
         */
        @JvmStatic
        public fun parse(avram: String): MarcSchema = AvramReader.read(avram)

        private fun ofFacts(name: String): MarcSchema {
            val file = FactsFile.named(name)
            val about = file.properties
            return MarcSchema(
                about["title"]?.single(),
                "marc",
                about["update"]?.single(),
                Collections.unmodifiableList(about["source"].orEmpty()),
                FactsReader(file) { list -> checkNotNull(lists[list]) }.fields(),
                Collections.unmodifiableMap(LazyMap { lists.asMap }),
                Collections.unmodifiableMap(about.filterKeys { it == "url" }.mapValues { it.value.single() }),
            )
        }

        @JvmSynthetic
        internal fun of(
            title: String?,
            family: String?,
            fields: List<FieldDefinition>,
            lists: Map<String, CodeList>,
            other: Map<String, Any?>,
        ): MarcSchema = MarcSchema(
            title,
            family,
            null,
            emptyList(),
            Collections.unmodifiableList(fields),
            Collections.unmodifiableMap(lists),
            Collections.unmodifiableMap(other),
        )
    }
}
