// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.options

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.element
import io.kotest.property.arbitrary.list
import io.kotest.property.arbitrary.long
import io.kotest.property.arbitrary.string
import io.kotest.property.checkAll

private enum class Colour { RED, PALE_BLUE }

/** A command with an option of every kind. */
private class Everything {
    val options = OptionSet()
    val isLoud by options.flag("-l", "--loud", description = "Loud.")
    val isFast by options.flag("-f", "--fast", description = "Fast.")
    val output by options.text("-o", "--output", label = "FILE", description = "File.")
    val name by options.text("--name", "--alias", label = "NAME", default = "nobody", description = "Name.")
    val long by options.long("-n", "--long", label = "N", default = 7, description = "Long.")
    val mayBeLong by options.long("--may-be-long", label = "N", description = "Long.")
    val int by options.int("--int", label = "N", default = 8, description = "Int.")
    val mayBeInt by options.int("--may-be-int", label = "N", description = "Int.")
    val share by options.decimal("--share", label = "P", description = "Share.")
    val ids by options.texts("--id", label = "ID", description = "Ids.")
    val colour by options.choice(
        "--colour",
        label = "C",
        choices = Colour.entries,
        default = Colour.RED,
        description = "Colour.",
    )
    val mayBeColour by options.choice("--may-be-colour", label = "C", choices = Colour.entries, description = "Colour.")
    val pattern by options.argument("PATTERN", description = "Pattern.")
    val files by options.files("FILE", description = "Files.")

    fun parse(vararg arguments: String): Everything = apply { ArgumentParser(options).parse(arguments.asList()) }
}

/** A command with options, but without arguments. */
private class Nothing {
    val options = OptionSet()
    val isLoud by options.flag("--loud", description = "Loud.")
}

class ArgumentParserSpec : FreeSpec({
    fun parsed(vararg arguments: String) = Everything().parse(*arguments)

    "what is not given is as it was declared" {
        val some = parsed("p")
        listOf(
            some.isLoud,
            some.output,
            some.name,
            some.long,
            some.mayBeLong,
            some.int,
            some.mayBeInt,
            some.share,
        ) shouldBe
            listOf(false, null, "nobody", 7L, null, 8, null, null)
        listOf(some.ids, some.colour, some.mayBeColour, some.files) shouldBe
            listOf(emptyList<String>(), Colour.RED, null, emptyList<String>())
    }

    "a value stands in the next word, or behind an equals sign" {
        for (arguments in listOf(
            listOf("--output", "a=b"),
            listOf("--output=a=b"),
            listOf("-o", "a=b"),
            listOf("-oa=b"),
            listOf("-o=a=b"),
            listOf("-loa=b"),
            listOf("-lo", "a=b"),
        )) {
            parsed("p", *arguments.toTypedArray()).output shouldBe "a=b"
        }
        parsed("--output=", "p").output shouldBe ""
        parsed("--output", "", "p").output shouldBe ""
        parsed("--output", "\"quoted\"", "p").output shouldBe "\"quoted\""
    }

    "a short name with a value is not taken for a long name" {
        val some = parsed("-output", "p")
        some.output shouldBe "utput"
        some.pattern shouldBe "p"
        parsed("-loud", "p").let { listOf(it.isLoud, it.output) } shouldBe listOf(true, "ud")
    }

    "flags of one letter may stand in one word" {
        val some = parsed("-lf", "p")
        listOf(some.isLoud, some.isFast) shouldBe listOf(true, true)
    }

    "all names of an option are it" {
        parsed("--alias", "x", "p").name shouldBe "x"
        parsed("--name", "x", "p").name shouldBe "x"
    }

    "numbers, words and lists are what they say" {
        val some = parsed(
            *"--long -5 --may-be-long 9223372036854775807 --int=2147483647 --may-be-int -1 --share 0.25".split(' ')
                .toTypedArray(),
            *"--id a,b --id c --colour Pale_Blue --may-be-colour red p".split(' ').toTypedArray(),
        )
        listOf(some.long, some.mayBeLong, some.int, some.mayBeInt, some.share) shouldBe
            listOf(-5L, Long.MAX_VALUE, Int.MAX_VALUE, -1, 0.25)
        listOf(some.ids, some.colour, some.mayBeColour) shouldBe
            listOf(listOf("a", "b", "c"), Colour.PALE_BLUE, Colour.RED)
    }

    "options stand anywhere among the arguments, up to --" {
        val some = parsed("-l", "p", "--long", "1", "a", "-f", "-", "--", "--output", "-x", "--")
        some.pattern shouldBe "p"
        some.files shouldBe listOf("a", "-", "--output", "-x", "--")
        listOf(some.isLoud, some.isFast, some.long, some.output) shouldBe listOf(true, true, 1L, null)
    }

    "an argument may be empty" {
        parsed("", "").files shouldBe listOf("")
    }

    "what is wrong is said in one line" - {
        for ((arguments, message) in listOf(
            "" to "missing required parameter: 'PATTERN'",
            "p --bogus" to "unknown option: '--bogus'",
            "p --bogus=5" to "unknown option: '--bogus=5'",
            "p --ouptut x" to "unknown option: '--ouptut', is '--output' meant?",
            "p --out x" to "unknown option: '--out'",
            "p -x" to "unknown option: '-x'",
            "p -lx" to "unknown option: '-x' (in '-lx')",
            "p -5" to "unknown option: '-5'",
            "p --output" to "missing value for option '--output' (FILE)",
            "p -o" to "missing value for option '--output' (FILE)",
            "p --output --loud" to "missing value for option '--output' (FILE)",
            "p --output -l" to "missing value for option '--output' (FILE)",
            "p -lo -- x" to "missing value for option '--output' (FILE)",
            "p --loud=true" to "option '--loud' takes no value",
            "p -l=true" to "option '-l' takes no value",
            "p --long 1 -n 2" to "option '--long' should be specified only once",
            "p --name a --alias b" to "option '--alias' should be specified only once",
            "p -ll" to "option '--loud' should be specified only once",
            "p --long many" to "invalid value for option '--long': 'many' is not a whole number",
            "p --long=" to "invalid value for option '--long': '' is not a whole number",
            "p --long -" to "invalid value for option '--long': '-' is not a whole number",
            "p --long 1.5" to "invalid value for option '--long': '1.5' is not a whole number",
            "p --long 9223372036854775808" to
                "invalid value for option '--long': '9223372036854775808' is beyond 9223372036854775807",
            "p --int 2147483648" to "invalid value for option '--int': '2147483648' is beyond 2147483647",
            "p --int -2147483649" to "invalid value for option '--int': '-2147483649' is beyond -2147483648",
            "p --share 1,5" to "invalid value for option '--share': '1,5' is not a number",
            "p --colour green" to "invalid value for option '--colour': 'green' is not one of red, pale_blue",
        )) {
            "of \"$arguments\"" {
                val words = if (arguments.isEmpty()) emptyArray() else arguments.split(' ').toTypedArray()
                shouldThrow<WrongArguments> { parsed(*words) }.message shouldBe message
            }
        }
    }

    "arguments that nothing takes are named" {
        val some = Nothing()
        val thrown = shouldThrow<WrongArguments> { ArgumentParser(some.options).parse(listOf("a", "--loud", "b")) }
        thrown.message shouldBe "unmatched arguments: 'a', 'b'"
    }

    "two options of a command have different names" {
        val options = OptionSet()
        options.flag("-a", "--all", description = "All.")
        val thrown = shouldThrow<IllegalStateException> {
            options.text("--any", "-a", label = "X", description = "Any.")
        }
        thrown.message shouldBe "two options have the same name"
    }

    "every number comes through" {
        checkAll(Arb.long()) { number ->
            parsed("--long", "$number", "p").long shouldBe number
        }
    }

    "whatever the words, they are understood or refused, and a text comes through as it is" {
        val pieces = Arb.element("- -- -o -n -l --loud --long --id= = 5 p -5 --x=y".split(' ') + "")
        checkAll(Arb.list(pieces, 0..6)) { words ->
            try {
                val some = Everything().parse(*words.toTypedArray())
                (listOf(some.pattern) + some.files).all { it in words } shouldBe true
            } catch (e: WrongArguments) {
                e.message.orEmpty().isNotEmpty() shouldBe true
            }
        }
        checkAll(Arb.string(0..20)) { text -> parsed("--output=$text", "p").output shouldBe text }
        checkAll(Arb.string(1..20)) { text -> parsed("-o=$text", "p").output shouldBe text }
        checkAll(Arb.string(0..20)) { text -> parsed("--", text).pattern shouldBe text }
    }
})
