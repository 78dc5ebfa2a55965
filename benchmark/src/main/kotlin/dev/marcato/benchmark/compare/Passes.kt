// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

/** A library at work on one file, a pass from its start to its end at a time. */
internal abstract class Passes<R : Any> {
    // Whatever was made last is kept here, so that the compiler cannot find out that nobody wants it.
    private var lastRecord: R? = null
    private var lastText: String? = null

    /** Does [work] once and returns the number of records. */
    fun run(work: Work): Long = when (work) {
        Work.READ -> read()
        Work.EXTRACT_FIELDS -> each { record -> extractFields(record) { lastText = it } }
        Work.EXTRACT_SUBFIELDS -> each { record -> extractSubfields(record) { lastText = it } }
        Work.REWRITE -> rewrite(isEditing = false)
        Work.EDIT -> rewrite(isEditing = true)
    }

    /** Looks at every value of every record. */
    fun check(): Check {
        val sum = Check.Sum()
        forEach { addTo(sum, it) }
        return sum.result()
    }

    /** Returns the first [count] records, or all if there are fewer. */
    fun sample(count: Int): List<Any> {
        val sample = ArrayList<Any>(count)
        forEach { if (sample.size < count) sample.add(it) }
        return sample
    }

    abstract fun forEach(action: (R) -> Unit)

    /** Reads and writes every record, edited or as it is, and returns how many. */
    protected abstract fun rewrite(isEditing: Boolean): Long

    /** Hands the first $a of 245 to [use], and then a string of every field, its subfields joined by blanks. */
    abstract fun extractFields(record: R, use: (String) -> Unit)

    /** Hands the first $a of 245 to [use], and then a string of every control field and of every subfield. */
    abstract fun extractSubfields(record: R, use: (String) -> Unit)

    protected abstract fun addTo(sum: Check.Sum, record: R)

    private fun read(): Long = each { lastRecord = it }

    private inline fun each(crossinline use: (R) -> Unit): Long {
        var records = 0L
        forEach {
            use(it)
            records++
        }
        return records
    }

    companion object {
        fun of(subject: Subject, input: InputFile): Passes<*> =
            if (subject.isMarc4j) Marc4jPasses(input, subject.isInMemory) else MarcatoPasses(subject, input)
    }
}

/** What the first $a of 245 becomes. */
internal const val EDITED_TITLE: String = "Another title, with caf\u00E9 /"
