// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import java.util.Locale

/** What a verdict is made of. */
internal data class Symptoms(
    val cores: Int,
    /** Of the machine, before anything was measured; null if unknown. */
    val load: Double?,
    /** Whether workers may read ranges of the input by themselves. */
    val isCut: Boolean,
    /** Over one thread, by number of workers. */
    val speedUps: Map<Int, Double>,
    /** Null if nothing tells it. */
    val serialShare: Double?,
    val shares: Shares?,
    /** How much of the cores was not used; null if unknown. */
    val idle: Double?,
    val batches: List<Measured>,
)

/** Something that a verdict says: what is so, why, and what to do about it. */
internal data class Remark(val cause: Cause, val text: String) {
    /** The closed list of what may be said. */
    enum class Cause(val id: String) {
        /** Others use the machine. */
        BUSY("busy"),

        /** The workers are worth it. */
        SPEED_UP("speed-up"),

        /** Most of the time goes into reads. */
        IO_BOUND("io-bound"),

        /** Workers wait for each other, for their input or for the collector. */
        WAITS("waits"),

        /** Cores have nothing to do. */
        CPU_IDLE("cpu-idle"),

        /** The size of batches does not matter. */
        FLAT("flat"),

        /** The size of batches matters. */
        KNEE("knee"),

        /** What one does while all others wait. */
        SERIAL_SHARE("serial-share"),

        /** What more cores would show. */
        TOO_FEW_CORES("too-few-cores"),
    }
}

/** Says in words what was found about one back end. */
internal object Verdict {
    /** Above this share of I/O more workers do not help. */
    const val MOST_IO = 0.60

    /** Above this share of waits the channels hold too much, or the work comes too slowly. */
    const val MOST_WAITS = 0.30

    /** Above this share of unused cores tasks are too fine. */
    const val MOST_IDLE = 0.30

    private const val DEFAULT_BATCH = 100

    /** Whether so much else goes on, from half a core for each on, that no measurement is to be relied on. */
    fun isBusy(load: Double?, cores: Int): Boolean = load != null && load > cores / 2.0

    fun of(symptoms: Symptoms): List<Remark> = buildList {
        if (isBusy(symptoms.load, symptoms.cores)) add(busy(symptoms))
        for (workers in Tier.JUDGED) if (workers <= symptoms.cores) tier(symptoms, workers)?.let(::add)
        addAll(causes(symptoms))
        batches(symptoms.batches)?.let(::add)
        symptoms.serialShare?.let { add(serial(it)) }
        unseen(symptoms)?.let(::add)
    }

    private fun busy(symptoms: Symptoms): Remark {
        val text =
            "Others were using the machine (load ${number(symptoms.load ?: 0.0)}, cores: ${symptoms.cores}), so " +
                "none of this can be relied on: measure again when they do not."
        return Remark(Remark.Cause.BUSY, text)
    }

    private fun tier(symptoms: Symptoms, workers: Int): Remark? {
        val speedUp = symptoms.speedUps[workers] ?: return null
        val tier = Tier.of(workers, speedUp) ?: return null
        return Remark(
            Remark.Cause.SPEED_UP,
            "$workers workers are ${number(speedUp)} times as fast as one thread, which is ${tier.words}.",
        )
    }

    private fun causes(symptoms: Symptoms): List<Remark> = buildList {
        val io = symptoms.shares?.io ?: 0.0
        val waits = symptoms.shares?.waits ?: 0.0
        val idle = symptoms.idle ?: 0.0
        if (io > MOST_IO) {
            val text = "I/O-bound: ${percent(io)} of the time goes into reads. More workers will not help; a faster " +
                "disk, or bytes that are in memory, would."
            add(Remark(Remark.Cause.IO_BOUND, text))
        }
        if (waits > MOST_WAITS) add(Remark(Remark.Cause.WAITS, waiting(waits, symptoms.isCut)))
        if (idle > MOST_IDLE && io <= MOST_IO) {
            val text =
                "Cores stand idle for ${percent(idle)} of the time: give workers coarser tasks, more to do for " +
                    "each record, or take fewer workers."
            add(Remark(Remark.Cause.CPU_IDLE, text))
        }
    }

    private fun waiting(waits: Double, isCut: Boolean): String {
        val capacity = "Workers wait for ${percent(waits)} of the time: try a smaller capacity " +
            "(ParallelOptions.windowRecords, ReadOptions.readAhead), so that what waits stays in the cache."
        val reading = " This input can be read only from its start, by one coroutine, which may be what they wait " +
            "for: open it as a path, of which each worker reads its own part."
        return if (isCut) capacity else capacity + reading
    }

    private fun batches(points: List<Measured>): Remark? {
        val knee = Knee.of(points) ?: return null
        if (points.size < 2) return null
        if (Knee.isFlat(points)) {
            val text = "The size of batches makes no difference beyond ${percent(Knee.TOLERANCE)}: stay at " +
                "$DEFAULT_BATCH."
            return Remark(Remark.Cause.FLAT, text)
        }
        val text = "Batches of ${knee.value} records are the smallest within ${percent(Knee.TOLERANCE)} of the best" +
            if (knee.value <= DEFAULT_BATCH) "; the default of $DEFAULT_BATCH is no smaller." else "."
        return Remark(Remark.Cause.KNEE, text)
    }

    private fun serial(share: Double): Remark {
        val limit = Amdahl.limit(share)
        val most = if (limit.isFinite()) {
            "no number of workers makes it more than ${number(limit)} times as fast"
        } else {
            "by this alone there is no limit to what workers give"
        }
        val text = "By Amdahl's law ${percent(share, decimals = 1)} of the work is serial: $most."
        return Remark(Remark.Cause.SERIAL_SHARE, text)
    }

    private fun unseen(symptoms: Symptoms): Remark? {
        val unseen = MORE_WORKERS.filter { it > symptoms.cores }
        if (unseen.isEmpty()) return null
        val predicted = symptoms.serialShare?.let { share ->
            unseen.joinToString(", ", prefix = " The law predicts, if nothing else changes: ", postfix = ".") {
                "${number(Amdahl.speedUp(share, it))} on $it"
            }
        }
        val cores = if (symptoms.cores == 1) "1 core" else "${symptoms.cores} cores"
        val text = "This machine has $cores, so it cannot show what ${unseen.joinToString(" or ")} workers would give" +
            " on as many.${predicted.orEmpty()}"
        return Remark(Remark.Cause.TOO_FEW_CORES, text)
    }

    private val MORE_WORKERS = listOf(2, 4, 8)

    private fun number(value: Double): String = String.format(Locale.ROOT, "%.2f", value)

    private fun percent(part: Double, decimals: Int = 0): String =
        String.format(Locale.ROOT, "%.${decimals}f %%", part * 100)
}
