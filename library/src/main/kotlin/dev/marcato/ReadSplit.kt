// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/**
 * A part of an input that can be read by itself, anywhere: in a thread, a process, or on another machine. Made by
 * [MarcReader.splits], read by [MarcReader.range]. The splits of an input together give all of it, once and in order.
 *
 * [toText] describes a split for another process, and [parse] makes one of the text. The input itself and the
 * [ReadOptions] have to be known there.
 *
 * Immutable and safe to share between threads.
 */
public class ReadSplit private constructor(from: Long, until: Long, inputSize: Long) {
    /** The offset where the split begins; records that begin before it belong to the previous split. */
    @get:JvmName("from")
    public val from: Long = from

    /** The offset where the split ends; a record or damage that begins before it is read to its end. */
    @get:JvmName("until")
    public val until: Long = until

    /** The size of the whole input when it was divided, compressed if it is. */
    @get:JvmName("inputSize")
    public val inputSize: Long = inputSize

    /** Whether this is the only split of its input, which need not be ISO 2709 then. */
    public val isWhole: Boolean get() = from == 0L && isLast

    @get:JvmSynthetic
    internal val isLast: Boolean get() = until == inputSize

    /**
     * Returns a text such as `marcato-split-1:from=0,until=65536,size=200000`: ASCII without blanks, at most 100
     * characters. The number after `split-` is the version of the text.
     */
    public fun toText(): String = "$FORM$VERSION:from=$from,until=$until,size=$inputSize"

    override fun equals(other: Any?): Boolean =
        other is ReadSplit && from == other.from && until == other.until && inputSize == other.inputSize

    override fun hashCode(): Int = 31 * (31 * from.hashCode() + until.hashCode()) + inputSize.hashCode()

    /** For example `bytes 0..<65536 of 200000`. */
    override fun toString(): String = "bytes $from..<$until of $inputSize"

    public companion object {
        private const val FORM = "marcato-split-"
        private const val VERSION = "1"
        private const val EXAMPLE = "${FORM}1:from=0,until=65536,size=200000"
        private const val LONGEST_QUOTE = 100
        private val VERSIONED = Regex("$FORM([0-9]{1,9}):.*", RegexOption.DOT_MATCHES_ALL)
        private val TEXT = Regex("$FORM$VERSION:from=([0-9]{1,19}),until=([0-9]{1,19}),size=([0-9]{1,19})")

        /**
         * Returns the split that [toText] described.
         *
         * @throws IllegalArgumentException if [text] isn't such a text, or is of a later version; the message says why
         */
        @JvmStatic
        public fun parse(text: String): ReadSplit {
            val version = VERSIONED.matchEntire(text)?.groupValues?.get(1)
            require(version == null || version == VERSION) {
                "The split is described in version $version, this library knows version $VERSION: ${quoted(text)}"
            }
            val numbers = TEXT.matchEntire(text)?.groupValues?.drop(1)?.map { it.toLongOrNull() }
            val known = numbers?.filterNotNull()
            require(known?.size == 3) { "A split is described as in $EXAMPLE, not as ${quoted(text)}" }
            val (from, until, size) = known
            val split = ReadSplit(from, until, size)
            require(until <= size && (from < until || split.isWhole)) {
                "A split begins before it ends, within its input: not so in ${quoted(text)}"
            }
            require(split.toText() == text) {
                "The numbers of a split have no leading zeros: not so in ${quoted(text)}"
            }
            return split
        }

        /** Divides [size] bytes into splits of [step] bytes; the last one may be smaller. */
        @JvmSynthetic
        internal fun divide(size: Long, step: Long): List<ReadSplit> {
            val count = if (size <= step) 1 else (size - 1) / step + 1
            require(count <= Int.MAX_VALUE) { "$size bytes in splits of $step are $count splits, too many for a list" }
            return List(count.toInt()) { index ->
                val from = index * step
                ReadSplit(from, if (size - from <= step) size else from + step, size)
            }
        }

        private fun quoted(text: String): String =
            if (text.length <= LONGEST_QUOTE) "\"$text\"" else "\"${text.take(LONGEST_QUOTE)}...\""
    }
}
