// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.mongo

import com.mongodb.MongoException
import com.mongodb.MongoSecurityException
import com.mongodb.MongoSocketException
import com.mongodb.MongoTimeoutException
import dev.marcato.cli.console.Console
import dev.marcato.cli.console.Interruption
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.Failure
import dev.marcato.cli.reading.CommonOptions
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.bson.BSONException

/** Turns failures of the server or the connection into one line; other failures pass. */
internal class ServerFailures(private val console: Console, private val common: CommonOptions) {
    inline fun <R> explained(action: () -> R): R = try {
        action()
    } catch (e: MongoException) {
        throw lineOf(e)
    } catch (e: BSONException) {
        throw lineOf(e)
    }

    fun lineOf(failure: RuntimeException, hint: String? = null): Failure {
        if (common.isDebug) console.debug(failure)
        return when (failure) {
            is MongoSecurityException -> failed(
                "the server doesn't accept the user or the password",
                "they are in the uri; ?authSource=admin names the database that knows them",
            )

            is MongoTimeoutException -> failed(
                "no server answers" + REASON.findAll(failure.message.orEmpty()).lastOrNull()?.let { match ->
                    ": ${match.groupValues[1]}"
                }.orEmpty(),
                "is it running where the uri says?",
            )

            is MongoSocketException -> failed("the connection to the server broke: ${failure.message}", hint)

            is MongoException -> failed("the server failed: ${failure.message}", hint)

            else -> failed(failure.message ?: failure.javaClass.simpleName, hint)
        }
    }

    private fun failed(message: String, hint: String?) = Failure(ExitCode.FAILED, message, hint)

    private companion object {
        /** In messages of the driver, the innermost cause is in braces after the name of its class. */
        val REASON = Regex("caused by \\{[\\w.$]+: ([^{}]*)\\}")
    }
}

/** Runs [work] to its end or until Ctrl-C, even while it waits for a silent server. */
internal fun <R> Interruption.guard(work: suspend () -> R): R = runBlocking {
    val watch = launch(Dispatchers.Default) {
        while (true) {
            check()
            delay(WATCH_MILLIS)
        }
    }
    try {
        work()
    } finally {
        watch.cancel()
    }
}

private const val WATCH_MILLIS = 100L
