// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import kotlin.io.path.readLines

private val before =
    marc(book("1", "244  \\\\\$aA") + book("2", "244  \\\\\$aB", "244  \\\\\$aB") + book(null, "244  \\\\\$aC"))

// The first is gone, a field comes before those of the second and one like them after, and the rest is as it was.
private val after = marc(
    book("1") + book("2", "244  \\\\\$aNew", "244  \\\\\$aB", "244  \\\\\$aB", "244  \\\\\$aB") +
        book(null, "244  \\\\\$aC"),
)

class BaselineSpec : FreeSpec({
    fun check(vararg options: Any, input: ByteArray) =
        marcato("check", "--schema", "marc21", *options, "-", input = input)

    "what is known is left out, and what is gone is counted" {
        inFolder { folder ->
            val known = folder.path("known.txt")
            val first = check("--write-baseline", known, input = before)
            first.errorLines shouldContain "marcato: the baseline is in $known"
            first.code shouldBe 1
            known.readLines().drop(1).filter { it.length == 16 } shouldHaveSize known.readLines().size - 1
            val again = check("--baseline", known, input = before)
            again.code shouldBe 0
            again.out shouldContain "\n0 findings\n"
            again.out shouldContain " known findings left out; 0 findings of the baseline no longer there\n"
            val later = check("--baseline", known, "--format", "jsonl", input = after)
            later.out shouldContain "\"found\":\"New\""
            Regex("\"found\":\"B\"").findAll(later.out).count() shouldBe 1
            later.out shouldNotContain "\"found\":\"C\""
            later.errorLines.single() shouldContain "; 1 finding of the baseline no longer there"
            later.code shouldBe 1
        }
    }

    "the findings as JSON lines are a baseline, too, also compressed" {
        inFolder { folder ->
            val lines = folder.file("known.jsonl", check("--format", "jsonl", input = before).bytes)
            val known = folder.path("known.txt.gz")
            check("--write-baseline", known, input = before)
            check("--baseline", lines, input = after).out shouldBe check("--baseline", known, input = after).out
        }
    }

    "it doesn't depend on the number of threads" {
        inFolder { folder ->
            val file = folder.file(
                "a.mrc",
                marc(
                    (1..200).joinToString("") {
                        book("$it".takeIf { _ -> it % 3 > 0 }, "244  \\\\\$a$it")
                    },
                ),
            )
            val known = folder.path("known.txt")
            val threads = arrayOf<Any>("--threads", 4, "--part-bytes", 900)
            marcato("check", "--schema", "marc21", "--write-baseline", known, file, "--threads", 1)
            val one = known.readLines()
            marcato("check", "--schema", "marc21", "--write-baseline", known, "-f", file, *threads)
            known.readLines() shouldBe one
            marcato("check", "--schema", "marc21", "--baseline", known, file, *threads).out shouldContain
                "\n0 findings\n"
        }
    }

    "what is gone isn't known if not everything is read" {
        inFolder { folder ->
            val known = folder.path("known.txt")
            check("--write-baseline", known, input = before)
            check("--baseline", known, "--limit", 1, input = before).out shouldNotContain "no longer there"
        }
    }

    "a file that isn't one is refused" {
        inFolder { folder ->
            for (text in listOf("hello\n", "0123456789abcdeg\n", "{\"identity\":\n", "{\"identity\":\"x\"}\n")) {
                val file = folder.file("wrong.txt", "# heading\n$text")
                val ran = check("--baseline", file, input = before)
                ran.code shouldBe 2
                ran.errorLines.single() shouldBe
                    "marcato: $file, line 2: this isn't a baseline (--write-baseline and " +
                    "--format jsonl make one)"
            }
            val missing = folder.path("missing.txt")
            check("--baseline", missing, input = before).let {
                it.code shouldBe 3
                it.errorLines.single() shouldBe "marcato: $missing: there is no such file"
            }
            val there = folder.file("there.txt", "mine")
            check("--write-baseline", there, input = before).code shouldBe 2
            check("--write-baseline", there, "--force", input = before).code shouldBe 1
        }
    }

    "nothing is written if a file can't be read" {
        inFolder { folder ->
            val known = folder.path("known.txt")
            val ran = marcato("check", "--schema", "marc21", "--write-baseline", known, folder.path("missing.mrc"))
            ran.code shouldBe 3
            known.toFile().exists() shouldBe false
        }
    }
})
