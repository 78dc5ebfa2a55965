// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.benchmark

/** What `python_peers.py` measured on the same server, if it could be run. */
class PythonPeers private constructor(private val rows: List<Row>) {
    private class Row(val name: String, val documents: Int, val insertMillis: Double, val findMillis: Double)

    fun inserts(documents: Int): List<Result> = results(documents) { it.insertMillis }

    fun finds(documents: Int): List<Result> = results(documents) { it.findMillis }

    private fun results(documents: Int, millis: (Row) -> Double): List<Result> =
        rows.filter { it.documents == documents }.map { row ->
            Result(row.name, documents).also { it.add((millis(row) * 1e6).toLong(), 0, 0) }
        }

    companion object {
        /** Runs the command in `MARCATO_PYTHON_PEERS`, words apart by blanks; without it there are none. */
        fun run(): PythonPeers {
            val command = System.getenv("MARCATO_PYTHON_PEERS")?.split(' ') ?: return PythonPeers(emptyList())
            val process = ProcessBuilder(command + System.getenv("MONGODB_URI"))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start()
            val rows = process.inputStream.bufferedReader().readLines().map { it.split('\t') }
                .map { Row(it[0], it[1].toInt(), it[2].toDouble(), it[3].toDouble()) }
            check(process.waitFor() == 0) { "the peers in Python failed" }
            return PythonPeers(rows)
        }
    }
}
