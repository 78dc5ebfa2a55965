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

/** Makes one line of what a server, or the way to it, fails with; other failures go their way. */
internal class ServerFailures(private val console: Console, private val common: CommonOptions) {
    inline fun <R> told(action: () -> R): R = try {
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
                "the server does not accept the user or the password",
                "they stand in the uri; ?authSource=admin says which database knows them",
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
        /** Messages of the driver hold the innermost cause in brackets, behind the name of its class. */
        val REASON = Regex("caused by \\{[\\w.$]+: ([^{}]*)\\}")
    }
}

/** Runs [work] until its end, or until Ctrl-C, also while it waits for a server that says nothing. */
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
