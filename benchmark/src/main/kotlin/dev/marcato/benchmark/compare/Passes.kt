// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

/** A library at work on one file, a pass from its start to its end at a time. */
internal abstract class Passes<R : Any> {
    // Whatever was made last is kept here, so that the compiler cannot find out that nobody wants it.
    private var lastRecord: R? = null
    private var lastText: String? = null

    /** Does [work] once and returns the number of records. */
    fun run(work: Work): Long = when (work) {
        Work.FRAMING -> frame()
        Work.READ -> read()
        Work.EXTRACT -> extract()
        Work.REWRITE -> rewrite(isEditing = false)
        Work.EDIT -> rewrite(isEditing = true)
    }

    /** Looks at every value of every record, or for [Work.FRAMING] at frames alone. */
    fun check(work: Work): Check {
        if (work == Work.FRAMING) return Check(frame(), values = null, sum = null)
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

    /** Counts the records without making them. */
    protected abstract fun frame(): Long

    protected abstract fun forEach(action: (R) -> Unit)

    /** Reads and writes every record, edited or as it is, and returns how many. */
    protected abstract fun rewrite(isEditing: Boolean): Long

    /** Hands the title of [record] to [use], and its every other value. */
    protected abstract fun extract(record: R, use: (String) -> Unit)

    protected abstract fun addTo(sum: Check.Sum, record: R)

    private fun read(): Long {
        var records = 0L
        forEach {
            lastRecord = it
            records++
        }
        return records
    }

    private fun extract(): Long {
        var records = 0L
        forEach { record ->
            extract(record) { lastText = it }
            records++
        }
        return records
    }

    companion object {
        fun of(subject: Subject, input: InputFile): Passes<*> =
            if (subject == Subject.MARC4J) Marc4jPasses(input) else MarcatoPasses(subject, input)
    }
}

/** What the first $a of 245 becomes. */
internal const val EDITED_TITLE: String = "Another title, with caf\u00E9 /"
