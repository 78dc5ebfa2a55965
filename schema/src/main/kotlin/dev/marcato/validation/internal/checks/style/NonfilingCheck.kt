// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.style

import dev.marcato.FieldCursor
import dev.marcato.ValueView
import dev.marcato.validation.internal.Examination
import dev.marcato.validation.internal.FieldCheck
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.checks.find
import dev.marcato.validation.internal.checks.isAlternate

/** Looks at the indicator with this [number], which says how many characters of $a are skipped in sorting. */
internal class NonfilingCheck(tags: List<String>, private val number: Int) :
    FieldCheck(Scope.BIBLIOGRAPHIC, tags, listOf(NonfilingRules.count, NonfilingRules.word)) {
    override fun check(field: FieldCursor, at: Examination) {
        val skipped = (if (number == 1) field.indicator1 else field.indicator2) - '0'
        if (skipped !in 1..MOST || !field.find('a')) return
        val title = field.subfields
        // Marks of letters are counted in one way or another, and other scripts have other rules.
        for (at in 0 until skipped) if (title.charAt(at) > LAST_ASCII) return
        val start = startOf(title, skipped)
        when {
            !endsBeforeWord(title, skipped) ->
                at.reportIndicator(NonfilingRules.count, field, number, expected(title, start))

            start < skipped && Articles.isListed(languageOf(at)) && !isArticle(title, start, skipped) ->
                at.reportIndicator(NonfilingRules.word, field, number, "0, since \"${shown(title)}\" has no article")
        }
    }

    private fun startOf(title: ValueView, skipped: Int): Int {
        var at = 0
        while (at < skipped && !title.charAt(at).isLetterOrDigit()) at++
        return at
    }

    private fun endsBeforeWord(title: ValueView, skipped: Int): Boolean =
        title.byteLength > skipped && !title.charAt(skipped - 1).isLetterOrDigit() && title.charAt(skipped) != ' '

    private fun isArticle(title: ValueView, start: Int, skipped: Int): Boolean {
        // Articles before a hyphen or an apostrophe change with the word: as-, ash-, dell'.
        if (title.charAt(skipped - 1) in "-'`") return true
        return Articles.isArticle(Articles.lettersIn(title, start, skipped))
    }

    private fun expected(title: ValueView, start: Int): String {
        val end = Articles.endOfWord(title, start)
        val isArticle = Articles.isArticle(Articles.lettersIn(title, start, end)) && end > start
        if (!isArticle) return "the number of characters before the first word that counts of \"${shown(title)}\""
        var next = end
        while (title.charAt(next) != '\u0000' && !title.charAt(next).isLetterOrDigit()) next++
        return "$next for \"${shown(title)}\""
    }

    private companion object {
        const val MOST = 9
        const val LAST_ASCII = '~'
    }
}

/** Looks for a title that begins with an article, which isn't skipped. */
internal object ArticleCheck : FieldCheck(Scope.BIBLIOGRAPHIC, listOf("245"), listOf(NonfilingRules.article)) {
    override fun check(field: FieldCursor, at: Examination) {
        if (field.indicator2 != '0' || field.isAlternate || !field.find('a')) return
        val title = field.subfields
        var start = 0
        while (title.charAt(start) in "\"'([") start++
        val end = Articles.endOfWord(title, start)
        if (end == start || end > start + LONGEST) return
        val after = title.charAt(end)
        if (after != ' ' && after != '\'') return
        val word = Articles.lettersIn(title, start, end)
        val language = languageOf(at)
        if (!Articles.isSure(language, word)) return
        var next = end
        while (title.charAt(next) != '\u0000' && !title.charAt(next).isLetterOrDigit()) next++
        val following = Articles.lettersIn(title, next, Articles.endOfWord(title, next))
        if (title.charAt(next) == '\u0000' || Articles.isOtherBefore(language, word, following)) return
        at.reportIndicator(NonfilingRules.article, field, 2, "$next for \"${shown(title)}\"")
    }
}

private const val SHOWN = 30

/** No article that is hardly ever another word has more letters. */
private const val LONGEST = 5

private const val LANGUAGE = 35

private fun languageOf(at: Examination): Long =
    Articles.pack(at.general(LANGUAGE), at.general(LANGUAGE + 1), at.general(LANGUAGE + 2))

private fun shown(title: ValueView): String = title.value.let { if (it.length > SHOWN) it.take(SHOWN) + "..." else it }
