// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.cli.commands.Count
import dev.marcato.cli.messages.Failure
import dev.marcato.cli.messages.count
import dev.marcato.cli.mongo.Mongo
import dev.marcato.cli.mongo.MongoLoad
import dev.marcato.cli.views.isColoured
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import io.kotest.matchers.string.shouldStartWith
import io.kotest.matchers.types.shouldBeInstanceOf

class InvocationSpec : FreeSpec({
    fun of(vararg words: String) = Invocation.of(words.asList())

    fun line(vararg words: String) = shouldThrow<Failure> { of(*words) }.line

    "the command is the one that is named, with what stands behind it" {
        of("count", "a", "b").command.shouldBeInstanceOf<Count>().files shouldBe listOf("a", "b")
        of("mongo", "load", "a").command.shouldBeInstanceOf<MongoLoad>().files shouldBe listOf("a")
        of().command.shouldBeInstanceOf<Root>()
        of("mongo").command.shouldBeInstanceOf<Mongo>()
    }

    "what stands before the name is for the command" {
        val count = of("-q", "count", "a").command.shouldBeInstanceOf<Count>()
        count.common.isQuiet shouldBe true
        count.files shouldBe listOf("a")
        of("-q", "mongo", "--debug", "load", "a").command.common.let { listOf(it.isQuiet, it.isDebug) } shouldBe
            listOf(true, true)
    }

    "a name that is nothing is told, with what may have been meant" {
        line("fly") shouldBe "'fly' isn't a command (see marcato --help)"
        line("conut", "x") shouldBe "'conut' isn't a command, is 'count' meant? (see marcato --help)"
        line("-q", "mongo", "lod") shouldBe
            "'lod' isn't a command, is 'load' meant? (see marcato mongo --help)"
        line("--", "count") shouldBe "unmatched argument: 'count' (see marcato --help)"
        line("-", "count") shouldContain "unmatched argument"
    }

    "the help that is asked for is that of the command, whatever else is wrong" {
        for ((words, name) in listOf(
            listOf("--help") to "marcato [",
            listOf("--help", "count") to "marcato [",
            listOf("fly", "-h") to "marcato [",
            listOf("count", "-h") to "marcato count [",
            listOf("count", "--bogus", "--help") to "marcato count [",
            listOf("grep", "--help") to "marcato grep [",
            listOf("mongo", "--help") to "marcato mongo [",
            listOf("mongo", "load", "--limit", "x", "-h") to "marcato mongo load [",
        )) {
            val asked = of(*words.toTypedArray())
            asked.isHelpAsked shouldBe true
            StringBuilder().also { asked.writeHelp(it, isColoured = false) }.toString() shouldStartWith "Usage: $name"
        }
        of("count", "--", "--help").isHelpAsked shouldBe false
        line("count", "--bogus", "--", "--help") shouldStartWith "unknown option: '--bogus'"
    }

    "help is coloured on a terminal only" {
        marcato("view", "--help", isOutputTerminal = true).out shouldContain "\u001B["
        marcato("view", "--help").out shouldNotContain "\u001B["
    }

    "the version is the program's" {
        of("--version", "count").isVersionAsked shouldBe true
        of("-V").isVersionAsked shouldBe true
        line("count", "--version") shouldStartWith "unknown option: '--version'"
    }
})
