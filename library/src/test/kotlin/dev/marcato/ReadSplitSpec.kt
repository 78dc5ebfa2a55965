// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldStartWith
import java.util.Random

private const val TEXT = "marcato-split-1:from=0,until=65536,size=200000"

class ReadSplitSpec : FreeSpec({
    fun refusal(text: String): String =
        shouldThrow<IllegalArgumentException> { ReadSplit.parse(text) }.message.orEmpty()

    "a split has a text from which it is made again" {
        val split = ReadSplit.parse(TEXT)
        split.from shouldBe 0
        split.until shouldBe 65_536
        split.inputSize shouldBe 200_000
        split.isWhole shouldBe false
        split.toText() shouldBe TEXT
        split.toString() shouldBe "bytes 0..<65536 of 200000"
        ReadSplit.parse("marcato-split-1:from=0,until=0,size=0").isWhole shouldBe true
        ReadSplit.parse("marcato-split-1:from=0,until=7,size=7").isWhole shouldBe true
        ReadSplit.parse("marcato-split-1:from=1,until=7,size=7").isWhole shouldBe false
    }

    "splits of the same bytes are equal" {
        val split = ReadSplit.parse(TEXT)
        split shouldBe ReadSplit.parse(TEXT)
        split.hashCode() shouldBe ReadSplit.parse(TEXT).hashCode()
        for (other in listOf(
            TEXT.replace("from=0", "from=1"),
            TEXT.replace("65536", "65537"),
            TEXT.replace("2000", "3000"),
        )) {
            (split == ReadSplit.parse(other)) shouldBe false
        }
        split.equals(TEXT) shouldBe false
    }

    "every division is adjacent, covers its input, and survives its text" {
        val random = Random(2709)
        repeat(500) {
            val size = random.nextLong() ushr (1 + random.nextInt(63))
            val step = maxOf(1, size / (1 + random.nextInt(50)) - random.nextInt(3))
            withClue("$size bytes by $step") {
                val splits = ReadSplit.divide(size, step)
                splits.first().from shouldBe 0
                splits.last().until shouldBe size
                splits.zipWithNext().all { (one, next) -> one.until == next.from } shouldBe true
                splits.dropLast(1).all { it.until - it.from == step } shouldBe true
                splits.sumOf { it.until - it.from } shouldBe size
                splits.count { it.isWhole } shouldBe if (splits.size == 1) 1 else 0
                splits.map { ReadSplit.parse(it.toText()) } shouldBe splits
                for (split in splits) split.toText().length shouldBeLessThanOrEqual 100
            }
        }
    }

    "more splits than a list can hold are refused" {
        shouldThrow<IllegalArgumentException> { ReadSplit.divide(Long.MAX_VALUE, 1) }.message shouldBe
            "9223372036854775807 bytes in splits of 1 are 9223372036854775807 splits, too many for a list"
    }

    "a text that isn't a split is refused" - {
        "with an example" {
            for (text in listOf(
                "",
                " ",
                "0-100",
                "marcato-split-1:",
                " $TEXT",
                "$TEXT ",
                "$TEXT\n",
                TEXT.uppercase(),
            )) {
                refusal(text) shouldBe "A split is described as in $TEXT, not as \"$text\""
            }
        }

        "also if a number is negative, not a number, or larger than any size" {
            for (number in listOf("-1", "+1", "1.5", "", "0x10", "９", "9223372036854775808")) {
                refusal(TEXT.replace("200000", number)) shouldStartWith "A split is described as in"
            }
        }

        "with both versions, if it is of another one" {
            val later = "marcato-split-2:bytes=0-65536\nof=200000"
            refusal(later) shouldBe "The split is described in version 2, this library knows version 1: \"$later\""
            refusal(TEXT.replace("-1:", "-01:")) shouldStartWith "The split is described in version 01"
        }

        "if its numbers contradict each other" {
            for (bounds in listOf(
                "from=5,until=5,size=9",
                "from=6,until=5,size=9",
                "from=0,until=10,size=9",
                "from=0,until=0,size=9",
            )) {
                refusal("marcato-split-1:$bounds") shouldBe
                    "A split begins before it ends, within its input: not so in \"marcato-split-1:$bounds\""
            }
        }

        "if it isn't in the one form that a split has" {
            refusal(TEXT.replace("from=0", "from=00")) shouldContain "no leading zeros"
        }

        "and is quoted no further than it helps" {
            refusal("x".repeat(1_000_000)).length shouldBeLessThanOrEqual 250
            refusal("marcato-split-9:" + "x".repeat(1_000_000)).length shouldBeLessThanOrEqual 250
        }
    }

    "any text is a split in its one form, or refused" {
        val random = Random(90)
        val characters = "marcto-split1:fuz=,0923456789 \n\u0000\uD83Dé".toList()
        var parsed = 0
        repeat(10_000) {
            val text = StringBuilder(TEXT)
            repeat(random.nextInt(4)) {
                val at = random.nextInt(text.length)
                when (random.nextInt(3)) {
                    0 -> text.deleteCharAt(at)
                    1 -> text.insert(at, characters[random.nextInt(characters.size)])
                    else -> text.setCharAt(at, characters[random.nextInt(characters.size)])
                }
            }
            try {
                ReadSplit.parse("$text").toText() shouldBe "$text"
                parsed++
            } catch (e: IllegalArgumentException) {
                e.message.orEmpty() shouldContain "\"$text\""
            }
        }
        (parsed in 2_000..9_000) shouldBe true
    }
})
