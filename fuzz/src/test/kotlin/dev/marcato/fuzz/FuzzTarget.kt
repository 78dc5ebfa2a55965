// SPDX-License-Identifier: Apache-2.0
package dev.marcato.fuzz

/** Something that must hold for any bytes at all; [promise] completes "for any bytes". */
internal enum class FuzzTarget(val promise: String, private val check: (ByteArray) -> Unit) {
    ACCOUNTING("the outcomes of lenient reading account for every one of them", ::checkAccounting),
    STRICTNESS(
        "strict reading delivers what lenient reading finds sound, and fails at its first problem",
        ::checkStrictness,
    ),
    PIECES("the outcomes don't depend on the pieces they come in", ::checkPieces),
    RANGES("ranges have the same outcomes as the whole, wherever they are cut", ::checkRanges),
    RESYNCHRONISATION("sound records before and after them come back untouched", ::checkResynchronisation),
    ACCESS("everything can be asked of every record, and of every problem", ::checkAccess),
    MEMORY("they are read with memory in proportion to their size", ::checkMemory),
    FORMATS("in every text format all of this holds, and what was read can be written in every other", ::checkFormats),
    WRITING("what reading delivers of them, writing carries or reports", ::checkWriting),
    GZIP("what follows a gzip header is uncompressed or refused with an IOException", ::checkGzip),

    PATHS("their first line is a path or is refused, and a path selects the same in every way of asking", ::checkPaths),
    EDITS("their first lines are edits or are refused; edits fail on no record, and can be undone", ::checkEdits),

    /** For short runs: starting a search takes longer than a few thousand checks. */
    EVERYTHING("all of this holds", { data -> FuzzTarget.PROMISES.forEach { it.check(data) } }),

    /** Not a promise of the library but of the search: it gets where chance alone doesn't. */
    PLANTED("no record has a title that starts with four given letters", ::checkPlanted),
    ;

    /** Names the target on the command line, and its folder. */
    val id: String = name.lowercase()

    /** Throws if what is promised does not hold for [data]. */
    fun check(data: ByteArray): Unit = check.invoke(data)

    companion object {
        /** The promises of the library. */
        val PROMISES: List<FuzzTarget> = entries - EVERYTHING - PLANTED

        fun named(id: String): FuzzTarget = entries.firstOrNull { it.id == id }
            ?: throw IllegalArgumentException("No target is called \"$id\"; there are ${entries.map { it.id }}")
    }
}

/** Where the fuzzer enters; its first argument names the target. */
internal object FuzzEntry {
    private lateinit var target: FuzzTarget

    @JvmStatic
    fun fuzzerInitialize(arguments: Array<String>) {
        target = FuzzTarget.named(arguments.first())
    }

    @JvmStatic
    fun fuzzerTestOneInput(data: ByteArray) {
        target.check(data)
    }
}
