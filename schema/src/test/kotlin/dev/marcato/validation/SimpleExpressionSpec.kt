// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

import dev.marcato.schema.MarcSchema
import dev.marcato.validation.internal.SimpleExpression
import dev.marcato.validation.internal.ValuePattern
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.nulls.shouldBeNull
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import io.kotest.property.Arb
import io.kotest.property.arbitrary.arbitrary
import io.kotest.property.arbitrary.element
import io.kotest.property.arbitrary.list
import io.kotest.property.checkAll

class SimpleExpressionSpec : FreeSpec({
    fun SimpleExpression.finds(text: String) = matches(0, text.length) { text[it] }

    "it finds what the platform's expressions find" {
        val parts = "a b [ab] [^a] . \\d (a|bc) (?:ab)? a{2} [a-c]{1,3} b* (ab)+ - \\| é?".split(' ')
        val expressions = arbitrary { source ->
            val body = List(source.random.nextInt(1, 5)) { parts.random(source.random) }.joinToString("")
            (if (source.random.nextBoolean()) "^" else "") + body + if (source.random.nextBoolean()) "$" else ""
        }
        var simple = 0
        val texts = Arb.list(Arb.element("a", "b", "c", "1", "-", "|", "é", "\uD83D\uDE00"), 0..8)
        checkAll(3_000, expressions, texts) { pattern, list ->
            val text = list.joinToString("")
            val expression = SimpleExpression.of(pattern)
            if (expression != null) {
                simple++
                withClue("$pattern in $text") {
                    expression.finds(text) shouldBe Regex(pattern, RegexOption.DOT_MATCHES_ALL).containsMatchIn(text)
                }
            }
        }
        simple shouldBeGreaterThan 1_000
    }

    "those of the schemas of this library are simple" {
        for (pattern in listOf("^[0-9]{5}$", "^([0-9]{6}|\\|{6})$", "^([0-9]{3}|[0-9]{1,2}-{1,2}|-{3}|\\|{3})$")) {
            SimpleExpression.of(pattern).shouldNotBeNull()
        }
    }

    "others are left to the engine" {
        for (pattern in listOf("^a|b$", "a*?", "(?i)a", "\\p{L}", "\\bx", "a{100}", "^a^", "(", "[", "a{2}{3}", "é")) {
            withClue(pattern) { SimpleExpression.of(pattern).shouldBeNull() }
        }
        ValuePattern.of("\\bwhale").matches("a whale") shouldBe true
        ValuePattern.of("^a|b$").matches("xb") shouldBe true
    }

    "what could take for ever, or all memory, is refused or isn't slow" {
        val slow = ValuePattern.of("^(a+)+$")
        slow.matches("a".repeat(50_000) + "b") shouldBe false
        shouldThrow<IllegalArgumentException> { ValuePattern.of("((a{999}){999}){999}x\\b") }
        val schema = MarcSchema.parse("""{"fields": {"500": {"subfields": {"a": {"pattern": "(?=x)"}}}}}""")
        shouldThrow<IllegalArgumentException> { Validator.of(schema) }.message shouldContain "(?=x)"
    }

    "what MARC 21 asks for is said in words" {
        for (schema in listOf(MarcSchema.BIBLIOGRAPHIC, MarcSchema.AUTHORITY, MarcSchema.HOLDINGS)) {
            val patterns = schema.fields.flatMap { field ->
                val types = field.types.values.flatMap { it.positions }
                (field.positions + types + field.subfields.orEmpty().flatMap { it.positions }).mapNotNull { it.pattern }
            }
            for (pattern in patterns.distinct()) ValuePattern.of(pattern).inWords shouldNotContain "expression"
        }
    }
})
