// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

import dev.marcato.Outcome
import dev.marcato.ParallelOptions
import dev.marcato.Record
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.schema.MarcSchema
import dev.marcato.validation.internal.Engine
import dev.marcato.validation.internal.Switches
import java.util.stream.Stream

/**
 * Looks for what is wrong in records, by the rules of a schema, by rules about what values say and how fields belong
 * together, and by those of a [Profile]. `docs/validation.md` has all rules.
 *
 * No record makes it fail. A record without findings costs no string. Immutable and safe to share between threads.
 */
public class Validator private constructor(private val engine: Engine) {
    /** Returns what is wrong in [record], in the order of its fields; an unmodifiable list. */
    public fun validate(record: Record): List<Finding> = engine.validate(record, null)

    /** The same for a record that was read, so that findings have its index and byte offsets in the input. */
    public fun validate(read: Outcome.Read): List<Finding> = engine.validate(read.record, read)

    /**
     * Returns the whole input as a stream of its parts in order, records with what is wrong in them. Several workers
     * read and validate at the same time; see [BlockingMarcReader.mapOutcomesParallel]. Closing the stream closes the
     * [reader].
     *
     * @throws IllegalStateException if records or outcomes were read from the reader, or it is closed
     */
    @JvmOverloads
    public fun validate(
        reader: BlockingMarcReader,
        options: ParallelOptions = ParallelOptions.DEFAULT,
    ): Stream<Validated> = reader.mapOutcomesParallel(::findingsOf, options).stream().map { Validated.of(it) }

    public companion object {
        /**
         * Returns a validator by [schema] and [profile].
         *
         * @throws IllegalArgumentException if the schema has a regular expression that isn't one, that is too long
         * with its counts written out, or that needs the library RE2/J (com.google.re2j:re2j), which isn't there
         */
        @JvmStatic
        @JvmOverloads
        public fun of(schema: MarcSchema, profile: Profile = Profile.DEFAULT): Validator =
            Validator(Engine(schema, profile.switches))

        /** Returns a validator of MARC 21, which judges each record by the schema for its type in leader/06. */
        @JvmStatic
        @JvmOverloads
        public fun marc21(profile: Profile = Profile.DEFAULT): Validator = Validator(Engine(null, profile.switches))

        @JvmSynthetic
        internal fun of(schema: MarcSchema?, switches: Switches): Validator = Validator(Engine(schema, switches))
    }
}
