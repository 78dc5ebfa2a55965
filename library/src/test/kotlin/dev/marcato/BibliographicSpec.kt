// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.testing.ArbRecords
import dev.marcato.testing.PlainControlField
import dev.marcato.testing.PlainDataField
import dev.marcato.testing.PlainRecord
import dev.marcato.testing.PlainRecords.build
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeInRange
import io.kotest.matchers.nulls.shouldBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import io.kotest.property.checkAll

/** What the everyday properties of a record make of its fields. */
class BibliographicSpec : FreeSpec({
    "the title" - {
        "is 245 without the statement of responsibility, with the punctuation between its parts" {
            recordOf(
                "245 14|aThe pragmatic programmer : |bfrom journeyman to master /|cAndrew Hunt, David Thomas.",
            ).title shouldBe "The pragmatic programmer : from journeyman to master"
        }
        "has numbers and names of parts in their order" {
            recordOf("245|aFaust.|nPart two,|pThe mothers.|nAct 1 /").title shouldBe
                "Faust. Part two, The mothers. Act 1"
        }
        "has the form and the dates of archival material" {
            recordOf("245|kRecords,|f1939-1973|g(bulk 1940-1950).").title shouldBe
                "Records, 1939-1973 (bulk 1940-1950)."
        }
        "leaves out the medium, but keeps the punctuation after it" {
            recordOf("245|aPapers|h[microform] :|b1990 /").title shouldBe "Papers : 1990"
            recordOf("245|aHamlet|h[sound recording].|nAct 1").title shouldBe "Hamlet. Act 1"
            recordOf("245|aHamlet|h[sound recording]").title shouldBe "Hamlet"
            recordOf("245|aHamlet|hsound recording").title shouldBe "Hamlet"
        }
        "gets no punctuation that the record lacks" {
            recordOf("245|aDie Zauberflöte|bOper in zwei Aufzügen").title shouldBe
                "Die Zauberflöte Oper in zwei Aufzügen"
        }
        "ends without the mark before the next area" - {
            for (end in listOf(" /", " :", " ;", " =", ",", "/", " : /", " / ", " /\u00A0")) {
                "\"$end\"" { recordOf("245|aFaust$end").title shouldBe "Faust" }
            }
        }
        "keeps other punctuation at its end" - {
            for (title in listOf("Apple Inc.", "Nature.", "Quo vadis?", "C++", "Wait ...", "Works (selection)")) {
                title { recordOf("245|a$title").title shouldBe title }
            }
        }
        "leaves out the marks around what is not to be sorted" {
            recordOf("245|a\u0098Der\u009C Zauberberg").title shouldBe "Der Zauberberg"
        }
        "is the first 245" {
            recordOf("245|aFirst", "245|aSecond").title shouldBe "First"
        }
        "is not the 880 in another script" {
            recordOf("880 10|6245-01/\$1|a北京", "245 10|6880-01|aBeijing").title shouldBe "Beijing"
        }
        "is null without a 245 or with an empty one" {
            recordOf().title.shouldBeNull()
            recordOf("245|a|b  ").title.shouldBeNull()
            recordOf("245|a / ").title.shouldBeNull()
            recordOf("245|cGoethe").title.shouldBeNull()
        }
    }

    "the statement of responsibility" - {
        "is 245 \$c as transcribed" {
            recordOf("245|aFaust /|c Goethe ; hrsg. von E. Trunz. ").statementOfResponsibility shouldBe
                "Goethe ; hrsg. von E. Trunz."
        }
        "is null without it" {
            recordOf("245|aFaust /").statementOfResponsibility.shouldBeNull()
            recordOf("245|c").statementOfResponsibility.shouldBeNull()
        }
    }

    "the author" - {
        "is the person of 100 with numeration, titles, dates and fuller form, without relators" {
            recordOf(
                "100|aJohn Paul|bII,|cPope,|d1920-2005,|eauthor.|4aut|0n1",
            ).author shouldBe "John Paul II, Pope, 1920-2005"
            recordOf("100|aLawrence, D. H.|q(David Herbert),|d1885-1930.").author shouldBe
                "Lawrence, D. H. (David Herbert), 1885-1930"
        }
        "is the corporate body of 110 with its units" {
            recordOf("110|aBrazil.|bCongresso.|bSenado,|eauthor.").author shouldBe "Brazil. Congresso. Senado"
        }
        "is the meeting of 111 with unit, number, date and place, without relators" {
            recordOf(
                "111|aOlympic Games|n(21st :|d1976 :|cMontréal, Québec).|eOrganizing Committee,|jauthor.",
            ).author shouldBe "Olympic Games (21st : 1976 : Montréal, Québec). Organizing Committee"
        }
        "ends without the full stop of the field" - {
            for ((found, wanted) in listOf(
                "Hunt, Andrew." to "Hunt, Andrew",
                "Twain, Mark, 1835-1910." to "Twain, Mark, 1835-1910",
                "Lawrence, D. H. (David Herbert)." to "Lawrence, D. H. (David Herbert)",
                "Ke\u0301." to "Ke\u0301",
            )) {
                found { recordOf("100|a$found").author shouldBe wanted }
            }
        }
        "keeps the stop of initials and short abbreviations, and the hyphen of an open date" - {
            for (name in listOf("Eliot, T. S.", "King, Martin Luther, Jr.", "Ford Motor Co.", "Smith, John, 1950-")) {
                name { recordOf("100|a$name").author shouldBe name }
            }
        }
        "keeps a stop that a comma follows" {
            recordOf("110|aO'Reilly Media, Inc.,|epublisher.").author shouldBe "O'Reilly Media, Inc."
        }
        "is null without a name as main entry" {
            recordOf("130|aBeowulf.").author.shouldBeNull()
            recordOf("700|aHunt, Andrew.").author.shouldBeNull()
            recordOf("100|a").author.shouldBeNull()
            recordOf("100|eauthor.").author.shouldBeNull()
        }
        "is the 110 if the 100 is empty" {
            recordOf("110|aUnesco", "100|a.", "100|aHunt").author shouldBe "."
            recordOf("100|a ", "110|aUnesco").author shouldBe "Unesco"
        }
        "is null for authority records, whose 100 is a heading" {
            recordOf("100|aTwain, Mark", leader = AUTHORITY).author.shouldBeNull()
        }
    }

    "the edition" - {
        "is the first 250, abbreviations and all" {
            recordOf(
                "250|a2., überarb. Aufl. /|bbearb. von A. Meyer.",
                "250|a3rd ed.",
            ).edition shouldBe "2., überarb. Aufl. / bearb. von A. Meyer."
            recordOf("250|a2nd ed. /").edition shouldBe "2nd ed."
        }
        "is null without it" {
            recordOf().edition.shouldBeNull()
            recordOf("250|b").edition.shouldBeNull()
        }
    }

    "the publisher" - {
        "is 260 \$b without the mark after it" {
            recordOf("260|aBoston, Mass. :|bWiley,|cc2000.").publisher shouldBe "Wiley"
            recordOf("260|bO'Reilly Media, Inc.,|c2000.").publisher shouldBe "O'Reilly Media, Inc."
        }
        "is 264 \$b if the second indicator is 1" {
            recordOf("264  2|bDistributor,", "264  4|c©2000", "264  1|bPublisher,").publisher shouldBe "Publisher"
            recordOf("264  3|bPrinter").publisher.shouldBeNull()
        }
        "is the first one named, in the order of the record" {
            recordOf(
                "260|aLondon :",
                "260 3 |aNew York :|b |bWiley ;|bSpringer,",
                "264  1|bOther",
            ).publisher shouldBe "Wiley"
        }
        "has no half of a pair of brackets" {
            recordOf("260|a[Paris :|bHachette,|c1900]").publisher shouldBe "Hachette"
            recordOf("260|bHachette],").publisher shouldBe "Hachette"
            recordOf("260|b[s.n.],").publisher shouldBe "[s.n.]"
            recordOf("260|b[").publisher.shouldBeNull()
        }
        "is null without it" {
            recordOf().publisher.shouldBeNull()
            recordOf("260|aParis|b").publisher.shouldBeNull()
        }
    }

    "the place of publication" - {
        "is \$a of the same fields" {
            recordOf("260|a[New York :|bWiley]").placeOfPublication shouldBe "New York"
            recordOf("264  1|aGöttingen ;").placeOfPublication shouldBe "Göttingen"
            recordOf("264  2|aGöttingen ;").placeOfPublication.shouldBeNull()
        }
        "is the first of several" {
            recordOf("260|aBoston, Mass. ;|aLondon :").placeOfPublication shouldBe "Boston, Mass."
        }
    }

    "the year of publication" - {
        "is date 1 of 008/07-10" {
            imprint("991231s1998    ", "1999.").publicationYear shouldBe 1998
            imprint("991231c19879999", "-2010").publicationYear shouldBe 1987
        }
        "is Gregorian even if 260 \$c uses another calendar" {
            imprint("991231s1904    ", "1322 H., [1904? M.]").publicationYear shouldBe 1904
            imprint("991231s2003    ", "2546 [2003]").publicationYear shouldBe 2003
        }
        "is the first year in 260 \$c if 008 has none" - {
            for ((date, year) in listOf(
                "2000." to 2000,
                "c1999" to 1999,
                "©1999." to 1999,
                "[1999]" to 1999,
                "[1999?]" to 1999,
                "1999-2003" to 1999,
                "1999, c1998." to 1999,
                "MDCCXCVIII [1798]" to 1798,
                "5730 [1969 or 1970]" to 1969,
                "[between 1990 and 1995]" to 1990,
                "19991231" to null,
                "19--" to null,
                "[198-?]" to null,
                "[19--?]" to null,
                "0000" to null,
                "9999" to null,
                "n.d." to null,
                "" to null,
            )) {
                "\"$date\" gives $year" {
                    recordOf("260|c$date").publicationYear shouldBe year
                    imprint("991231nuuuuuuuu", date).publicationYear shouldBe year
                }
            }
        }
        "is not 008 if one or all of its digits are missing" - {
            for (date in listOf("q198u1989", "s19  ", "s    ", "|||||", "s199", "", "s0000", "c9999", "s１９９８")) {
                val fixed = "991231$date"
                "\"$fixed\"" {
                    imprint(fixed, "1985").publicationYear shouldBe 1985
                    imprint(fixed, "[198-?]").publicationYear.shouldBeNull()
                }
            }
        }
        "is 264 \$c if the second indicator is 1" {
            recordOf("264  4|c©2001", "264  1|c[2000]").publicationYear shouldBe 2000
        }
        "is null for authority records, whose 008 differs" {
            recordOf("008=991231s1998    ", leader = AUTHORITY).publicationYear.shouldBeNull()
        }
    }

    "the language" - {
        "is 008/35-37" {
            recordOf("008=${fixed("ger")}").language shouldBe "ger"
            recordOf("008=${fixed("ENG")}").language shouldBe "eng"
            recordOf("008=${fixed("zxx")}").language shouldBe "zxx"
        }
        "is the first code of 041 \$a if 008 has none" - {
            for (fixed in listOf(fixed("   "), fixed("|||"), fixed("e g"), fixed("123"), "991231s1998    ", "")) {
                "\"$fixed\"" {
                    recordOf("008=$fixed", "041 1 |hrus|a|afre|aeng").language shouldBe "fre"
                }
            }
        }
        "is the first of several codes in one subfield" {
            recordOf("041|aengfreger").language shouldBe "eng"
        }
        "is null for codes from another list and for anything that isn't a code" {
            recordOf("041 07|aeng|2iso639-3").language.shouldBeNull()
            recordOf("041|aEnglish").language.shouldBeNull()
            recordOf("041|aen").language.shouldBeNull()
            recordOf().language.shouldBeNull()
        }
    }

    "the ISBNs" - {
        "are the numbers of 020 \$a without hyphens and qualifiers" - {
            for ((found, wanted) in listOf(
                "0-19-852663-6 (pbk.)" to "0198526636",
                "978-3-16-148410-0" to "9783161484100",
                "9783161484100 (hbk) : £20.00" to "9783161484100",
                "080442957X :" to "080442957X",
                "080442957xpbk" to "080442957X",
                "ISBN-13: 978-3-16-148410-0" to "9783161484100",
                "v. 1: 0198526636" to "0198526636",
                "978\u20113\u201116\u2011148410\u20110" to "9783161484100",
            )) {
                found { recordOf("020|a$found").isbns shouldBe listOf(wanted) }
            }
        }
        "leave out what doesn't have the length of an ISBN" - {
            for (found in listOf("", "(pbk.)", "340013814", "019852663", "97831614841001", "X")) {
                "\"$found\"" { recordOf("020|a$found").isbns.shouldBeEmpty() }
            }
        }
        "leave out invalid and cancelled ones in \$z" {
            recordOf("020|z0198526636|qpbk.").isbns.shouldBeEmpty()
        }
        "are in the order of the record, without duplicates, of either length" {
            recordOf(
                "020|a9780198526636 (hbk.)",
                "020|a0198526636",
                "020|a978-0-19-852663-6 (pbk.)",
            ).isbns shouldBe listOf("9780198526636", "0198526636")
        }
    }

    "the ISSN" - {
        "is the first number of 022 \$a, with its hyphen" {
            recordOf("022|a0028-0836").issn shouldBe "0028-0836"
            recordOf("022|aISSN 2434561x (online)").issn shouldBe "2434-561X"
            recordOf("022|y1111-1111", "022|aunknown", "022|a0028-0836").issn shouldBe "0028-0836"
        }
        "is not a linking, incorrect or cancelled one" {
            recordOf("022|l0028-0836|y1111-1111|z2222-2222").issn.shouldBeNull()
        }
        "is null for anything that isn't an ISSN" {
            recordOf("022|a0028-083").issn.shouldBeNull()
            recordOf("022|a").issn.shouldBeNull()
            recordOf().issn.shouldBeNull()
        }
    }

    "the subjects" - {
        "are headings with their subdivisions, in the order of the record" {
            recordOf(
                "650  0|aCats|zFrance|xHistory|y19th century|vFiction.|0(DLC)sh1",
                "600 10|aShakespeare, William,|d1564-1616.|tHamlet.",
                "651  0|aParis (France).",
            ).subjects shouldBe
                listOf(
                    "Cats -- France -- History -- 19th century -- Fiction",
                    "Shakespeare, William, 1564-1616. Hamlet",
                    "Paris (France)",
                )
        }
        "have neither relators nor codes of sources" {
            recordOf("600|aLincoln,|d1809-1865,|edepicted.|2fast|4dpc").subjects shouldBe listOf("Lincoln, 1809-1865")
            recordOf("611|aOlympic Games.|eCommittee,|jdepicted.").subjects shouldBe listOf("Olympic Games. Committee")
        }
        "appear once if several vocabularies have them" {
            recordOf("650  0|aCats.", "650  7|aCats|2fast").subjects shouldBe listOf("Cats")
        }
        "list each uncontrolled term" {
            recordOf("653|afuel cells|a|amolten carbonate").subjects shouldBe listOf("fuel cells", "molten carbonate")
        }
        "go down the steps of a hierarchical place" {
            recordOf("662|aJapan|bHokkaido|dSapporo.").subjects shouldBe listOf("Japan -- Hokkaido -- Sapporo")
        }
        "are found in the fields that MARC 21 calls subject added entries" - {
            for (tag in listOf("600", "610", "611", "630", "647", "648", "650", "651", "653", "654", "662", "688")) {
                tag { recordOf("$tag|aCats").subjects shouldBe listOf("Cats") }
            }
        }
        "are not genres, occupations, functions, curricula or local fields" - {
            for (tag in listOf("652", "655", "656", "657", "658", "690", "699", "6ab", "700", "880")) {
                tag { recordOf("$tag|aCats").subjects.shouldBeEmpty() }
            }
        }
        "leave out empty parts" {
            recordOf("650|a|xHistory.|y ").subjects shouldBe listOf("History")
            recordOf("650|a |x").subjects.shouldBeEmpty()
        }
        "are empty in authority records, whose 6XX are notes" {
            recordOf("688|aNote", leader = AUTHORITY).subjects.shouldBeEmpty()
        }
    }

    "the notes" - {
        "are the texts of 500 to 589, one for each field, as they are" {
            recordOf(
                "500|aWith index.",
                "505 00|3v. 1:|tTrio /|rHaydn|g(12:30)",
                "504|aLiterature: p. 9 ;",
                "500|aWith index.",
                "520|aSummary.|2source|5DLC|6880-01",
            ).notes shouldBe
                listOf("With index.", "v. 1: Trio / Haydn (12:30)", "Literature: p. 9 ;", "With index.", "Summary.")
        }
        "leave out those marked as private" {
            recordOf(
                "541 0 |aPrivate",
                "542 0 |aPrivate",
                "561 0 |aPrivate",
                "583 0 |aPrivate",
                "541 1 |aGift",
                "588 0 |aOnline resource",
                "583|aRepaired|xnonpublic|zpublic",
            ).notes shouldBe listOf("Gift", "Online resource", "Repaired public")
        }
        "leave out local fields" - {
            for (tag in listOf("590", "599", "5ab", "5A0")) {
                tag { recordOf("$tag|aNote").notes.shouldBeEmpty() }
            }
        }
        "leave out empty fields" {
            recordOf("500|a |5DLC").notes.shouldBeEmpty()
        }
        "are empty in authority records, whose 5XX are references" {
            recordOf("500|aClemens, Samuel", leader = AUTHORITY).notes.shouldBeEmpty()
        }
    }

    "the series" - {
        "are the statements of 490 with their numbering" {
            recordOf(
                "490 1 |aLecture notes in computer science,|x0302-9743 ;|v1234",
                "490 0 |aPenguin classics",
                "830|aLecture notes in computer science (Springer)",
            ).series shouldBe listOf("Lecture notes in computer science ; 1234", "Penguin classics")
        }
        "have the semicolon before the numbering once, whether or not the record has it" {
            recordOf("490|aReihe|vBd. 3").series shouldBe listOf("Reihe ; Bd. 3")
            recordOf("490|aReihe ;|vBd. 3").series shouldBe listOf("Reihe ; Bd. 3")
        }
        "have subseries and their numbering" {
            recordOf("490|aStudies ;|vv. 2.|aHistory ;|vno. 1").series shouldBe
                listOf("Studies ; v. 2. History ; no. 1")
        }
        "are also the statements of 440, with names of parts" {
            recordOf("440|aWorks.|nSeries B,|pPoems ;|v4").series shouldBe listOf("Works. Series B, Poems ; 4")
        }
        "need a title" {
            recordOf("490|a|v4").series.shouldBeEmpty()
        }
    }

    "the physical description" - {
        "is the first 300" {
            recordOf(
                "300|axii, 300 p. :|bill. ;|c24 cm. +|e1 CD-ROM.|81\\p",
                "300|a1 online resource",
            ).physicalDescription shouldBe "xii, 300 p. : ill. ; 24 cm. + 1 CD-ROM."
            recordOf("300|a24|fboxes ;").physicalDescription shouldBe "24 boxes"
        }
        "is null without it" {
            recordOf().physicalDescription.shouldBeNull()
            recordOf("300|a ; ").physicalDescription.shouldBeNull()
        }
    }

    "the call numbers" - {
        "are those of 050, 060 and 070 and the shelf marks of 852" {
            recordOf(
                "050 00|aQA76.6|b.H857 2000",
                "060|aWM 100",
                "082 00|a005.1",
                "852|bMain|kRef|hQA76.6|i.H857 2000|p3100",
            ).callNumbers shouldBe listOf("QA76.6 .H857 2000", "WM 100", "Ref QA76.6 .H857 2000")
        }
        "are one for each \$a" {
            recordOf("050|aZ695|b.M3|aZ696|a").callNumbers shouldBe listOf("Z695 .M3", "Z696")
        }
        "have no duplicates" {
            recordOf("050|aQA76", "852|hQA76", "852|bMain").callNumbers shouldBe listOf("QA76")
        }
        "are also read from holdings records" {
            recordOf("852|hQA76", leader = Leader.BOOK.with(6, 'x')).callNumbers shouldBe listOf("QA76")
        }
    }

    "a record of an unknown type is read as a bibliographic one" {
        recordOf("245|aFaust", leader = Leader.BOOK.with(6, ' ')).title shouldBe "Faust"
    }

    "a list of nothing is always the same empty one" {
        val nothing = recordOf("001=42")
        for (list in LISTS) list(nothing) shouldBeSameInstanceAs emptyList<String>()
    }

    "a list can't be changed" {
        val record = recordOf(*DATA_TAGS.map { "$it  1|a0198526636" }.toTypedArray())
        for (list in LISTS) {
            val found = list(record)
            found shouldNotBe emptyList<String>()
            shouldThrow<UnsupportedOperationException> { (found as MutableList<String>).add("more") }
        }
    }

    "no record makes them throw or gives empty text" - {
        "with random tags" {
            checkAll(300, ArbRecords.record()) { shouldHaveOnlyText(it.build()) }
        }
        "with the tags that they look at" {
            checkAll(1000, ArbRecords.record()) { shouldHaveOnlyText(it.withEverydayTags().build()) }
        }
    }
})

private val AUTHORITY = Leader.BOOK.with(6, 'z')

private val DATA_TAGS: List<String> =
    "020 022 041 050 100 110 111 245 250 260 264 300 440 490 500 541 583 600 611 650 653 662 852".split(' ')

private val TEXTS: List<(Record) -> String?> = listOf(
    Record::title,
    Record::statementOfResponsibility,
    Record::author,
    Record::edition,
    Record::publisher,
    Record::placeOfPublication,
    Record::language,
    Record::issn,
    Record::physicalDescription,
)

private val LISTS: List<(Record) -> List<String>> =
    listOf(Record::isbns, Record::subjects, Record::notes, Record::series, Record::callNumbers)

private fun shouldHaveOnlyText(record: Record) {
    withClue({ record.toString() }) {
        for (text in TEXTS.mapNotNull { it(record) } + LISTS.flatMap { it(record) }) {
            text shouldNotBe ""
            text shouldBe text.trim()
        }
        (record.publicationYear ?: 1) shouldBeInRange 1..2999
    }
}

/** Turns every tag into one that the properties look at, the same tag always into the same one. */
private fun PlainRecord.withEverydayTags(): PlainRecord = PlainRecord(
    leader,
    fields.map { field ->
        when (field) {
            is PlainControlField -> field.copy(tag = "008")

            is PlainDataField -> {
                val tag = DATA_TAGS[field.tag.hashCode().mod(DATA_TAGS.size)]
                PlainDataField(tag, field.indicator1, field.indicator2, field.subfields)
            }
        }
    },
)

/** A record of fields such as `008=fixed data`, `245|aTitle /|cauthor` or, with indicators, `245 10|aTitle`. */
private fun recordOf(vararg fields: String, leader: Leader = Leader.BOOK): Record = record {
    leader(leader)
    for (text in fields) {
        val tag = text.take(3)
        if (text[3] == '=') {
            field(tag, text.drop(4))
        } else {
            val parts = text.drop(3).split('|')
            val indicators = parts[0].drop(1).ifEmpty { "  " }
            add(DataField.of(tag, indicators[0], indicators[1], parts.drop(1).map { Subfield.of(it[0], it.drop(1)) }))
        }
    }
}

private fun imprint(fixed: String, date: String): Record = recordOf("008=$fixed", "260|c$date")

private fun fixed(language: String): String = "991231s1998    gw            000 0 $language d"
