// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.mongo

import dev.marcato.cli.Program
import dev.marcato.cli.console.Console
import dev.marcato.cli.console.Interruption
import dev.marcato.cli.inFolder
import dev.marcato.cli.marcato
import dev.marcato.testing.SampleCatalogue
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import io.kotest.matchers.string.shouldStartWith
import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.net.InetAddress
import java.net.ServerSocket
import kotlin.concurrent.thread

private const val NOWHERE = "mongodb://127.0.0.1:1/x?serverSelectionTimeoutMS=300"

/** The commands for MongoDB without a server that answers, or wrongly called. */
class MongoServerSpec : FreeSpec({
    val whole = SampleCatalogue.toByteArray()

    "help" - {
        for (name in listOf("load", "export")) {
            "of $name has an example" {
                val ran = marcato("mongo", name, "--help")
                ran.code shouldBe 0
                ran.out shouldStartWith "Usage: marcato mongo $name"
                ran.out shouldContain "Example"
                ran.out shouldContain "  marcato mongo $name --uri"
            }
        }
    }

    "wrong usage is one line, and exit code 2" - {
        for ((arguments, message) in listOf(
            listOf("mongo") to "followed by load or export",
            listOf("mongo", "lod") to "'lod' isn't a command",
            listOf("mongo", "load") to "no file is named",
            listOf("mongo", "load", "x") to "no server is named (--uri or the environment variable MONGODB_URI",
            listOf("mongo", "export") to "no server is named",
            listOf("mongo", "load", "--uri", "mongodb://localhost", "x") to "no database is named (--database",
            listOf("mongo", "load", "--uri", "localhost", "x") to "must start with",
            listOf("mongo", "load", "--uri", "mongodb://localhost:x/y", "x") to "port",
            listOf("mongo", "load", "--uri", NOWHERE, "--database", "a.b", "x") to
                "the name of the database or the collection isn't valid",
            listOf("mongo", "load", "--uri", NOWHERE, "--key", "035", "x") to "--key is 001 or 003:001",
            listOf("mongo", "load", "--uri", NOWHERE, "--shape", "xml", "x") to "--shape",
            listOf("mongo", "load", "--uri", NOWHERE, "--search-keys", "24", "x") to "--search-keys",
            listOf("mongo", "load", "--uri", NOWHERE, "--inserters", "0", "x") to "inserters is from 1",
            listOf("mongo", "load", "--uri", NOWHERE, "--checkpoint", "c", "-") to "--checkpoint is for one file",
            listOf("mongo", "load", "--uri", NOWHERE, "--checkpoint", "c", "x", "y") to "--checkpoint is for one file",
            listOf("mongo", "load", "--uri", NOWHERE, "--checkpoint", "c", "--where", "650", "x") to
                "--checkpoint is for all records of a file",
            listOf("mongo", "export", "--uri", NOWHERE, "--where", "24") to "--where: a tag of three characters",
            listOf("mongo", "load", "--uri", NOWHERE, "--rejects", "r.xml", "x") to "appended one by one",
            listOf("mongo", "load", "--uri", NOWHERE, "--rejects", "r.mrc.gz", "x") to "appended one by one",
            listOf("mongo", "load", "--uri", NOWHERE, "--rejects", "c", "--checkpoint", "c", "x") to
                "both the checkpoint and",
            listOf("mongo", "load", "--uri", NOWHERE, "--rejects", "r", "--tolerance", "fail", "x") to
                "exclude each other",
            listOf("mongo", "export", "--uri", NOWHERE, "--limit", "0") to "--limit is at least 1",
            listOf("mongo", "export", "--uri", NOWHERE, "--since", "now") to "written as in 005",
            listOf("mongo", "export", "--uri", NOWHERE, "--to", "pdf") to "there is no format",
        )) {
            "marcato ${arguments.joinToString(" ")}" {
                val ran = marcato(*arguments.toTypedArray())
                ran.errorLines.first().lowercase() shouldContain message.lowercase()
                ran.errorLines.first() shouldStartWith "marcato: "
                // What is wrong with a path is shown in two more lines.
                ran.errorLines.drop(1).map { it.trim() } shouldBe
                    if ("24" in arguments) listOf("24", "^") else emptyList()
                ran.code shouldBe 2
                ran.out shouldBe ""
            }
        }
    }

    "a server that is not there is one line, and exit code 3" {
        val load = marcato("mongo", "load", "--uri", NOWHERE, "-", input = whole)
        load.code shouldBe 3
        load.errorLines.single() shouldContain "no server answers"
        load.out shouldContain "0 stored"
        inFolder { folder ->
            val export = marcato("mongo", "export", "--uri", NOWHERE, "-o", folder.path("out.mrc"))
            export.code shouldBe 3
            export.errorLines.single() shouldContain "no server answers"
            folder.names() shouldBe emptyList()
        }
    }

    "passwords are not printed, whatever is wrong" {
        for (uri in listOf(
            "mongodb://user:s3cret@127.0.0.1:1/x?serverSelectionTimeoutMS=200",
            "mongodb://user:s3cret/more@127.0.0.1/x",
            "mongodb://user:s3cret@more@127.0.0.1/x",
            "mongodb://user:s3cret:more@127.0.0.1/x",
            "mongodb://user:s3cret%zz@127.0.0.1/x",
            "mongodb://user:s3cret@127.0.0.1:99999/x",
            "mongodb://user:s3cret@/x",
            "user:s3cret@127.0.0.1/x",
            "mongodb://127.0.0.1/x?proxyPassword=s3cret",
            "mongodb://u:p@127.0.0.1/x?authMechanism=GSSAPI&authMechanismProperties=s3cret",
        )) {
            val ran = marcato("mongo", "load", "--debug", "--uri", uri, "-", input = whole)
            withClue("$uri: $ran") {
                (ran.code in 2..3) shouldBe true
                ran.err shouldNotContain "s3cret"
                ran.out shouldNotContain "s3cret"
                ran.err shouldNotContain "should not happen"
            }
        }
    }

    "Ctrl-C ends the wait for a server that says nothing, and the account is given" {
        ServerSocket(0, 10, InetAddress.getLoopbackAddress()).use { silent ->
            val interruption = Interruption()
            val asking = thread(isDaemon = true) {
                silent.accept()
                interruption.interrupt()
            }
            val out = ByteArrayOutputStream()
            val console = Console(ByteArrayInputStream(whole), out, ByteArrayOutputStream())
            val uri = "mongodb://127.0.0.1:${silent.localPort}/x?serverSelectionTimeoutMS=600000"
            Program(console, interruption).run(listOf("mongo", "load", "--uri", uri, "-")) shouldBe 130
            interruption.ended()
            asking.join()
            out.toString() shouldContain "offered: 0 stored"
        }
    }
})
