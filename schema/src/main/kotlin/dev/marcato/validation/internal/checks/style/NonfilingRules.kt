// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.style

import dev.marcato.validation.FindingSeverity.HINT
import dev.marcato.validation.FindingSeverity.WARNING
import dev.marcato.validation.Rule
import dev.marcato.validation.RuleCategory.INDICATOR

/** Rules about the number of characters that are skipped in sorting. */
internal object NonfilingRules {
    private const val ARTICLES = "https://www.loc.gov/marc/bibliographic/bdapndxf.html"

    val count = Rule.of(
        "nonfilingCount",
        INDICATOR,
        WARNING,
        "nonfiling characters don't end before a word",
        "The indicator counts the characters of the article, with the blank or apostrophe after it and marks " +
            "before it, so that the next character is the first of a word. Otherwise the title is sorted by half a " +
            "word, or a blank.",
        ARTICLES,
    )
    val word = Rule.of(
        "nonfilingWord",
        INDICATOR,
        WARNING,
        "nonfiling characters aren't an article",
        "Only an article at the beginning of a title is skipped in sorting. The word that is skipped here isn't an " +
            "article in any language of the Library of Congress' list. Records in languages that the list lacks " +
            "aren't looked at.",
        ARTICLES,
    )
    val article = Rule.of(
        "nonfilingArticle",
        INDICATOR,
        HINT,
        "article at the beginning is sorted by",
        "The title begins with an article of the language in 008/35-37, and the indicator doesn't skip it. That is " +
            "right where the word is something else, as in a name.",
        ARTICLES,
    )
}
