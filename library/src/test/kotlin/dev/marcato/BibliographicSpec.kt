// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.internal.bibliographic.authorOf
import dev.marcato.internal.bibliographic.callNumbersOf
import dev.marcato.internal.bibliographic.editionOf
import dev.marcato.internal.bibliographic.isbnsOf
import dev.marcato.internal.bibliographic.issnOf
import dev.marcato.internal.bibliographic.languageOf
import dev.marcato.internal.bibliographic.notesOf
import dev.marcato.internal.bibliographic.physicalDescriptionOf
import dev.marcato.internal.bibliographic.placeOfPublicationOf
import dev.marcato.internal.bibliographic.publicationYearOf
import dev.marcato.internal.bibliographic.publisherOf
import dev.marcato.internal.bibliographic.seriesOf
import dev.marcato.internal.bibliographic.statementOfResponsibilityOf
import dev.marcato.internal.bibliographic.subjectsOf
import dev.marcato.internal.bibliographic.titleOf
import dev.marcato.testing.ArbRecords
import dev.marcato.testing.PlainControlField
import dev.marcato.testing.PlainDataField
import dev.marcato.testing.PlainRecord
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeInRange
import io.kotest.matchers.nulls.shouldBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import io.kotest.property.checkAll

class BibliographicSpec : FreeSpec({
    "the title" - {
        "is 245 without the statement of responsibility, with the punctuation between its parts" {
            titleOf(
                record {
                    field("245", '1', '4') {
                        'a' to "The pragmatic programmer : "
                        'b' to "from journeyman to master /"
                        'c' to "Andrew Hunt, David Thomas."
                    }
                },
            ) shouldBe "The pragmatic programmer : from journeyman to master"
        }
        "has numbers and names of parts in their order" {
            titleOf(field245('a' to "Faust.", 'n' to "Part two,", 'p' to "The mothers.", 'n' to "Act 1 /")) shouldBe
                "Faust. Part two, The mothers. Act 1"
        }
        "has the form and the dates of archival material" {
            titleOf(field245('k' to "Records,", 'f' to "1939-1973", 'g' to "(bulk 1940-1950).")) shouldBe
                "Records, 1939-1973 (bulk 1940-1950)."
        }
        "has not the medium, but the punctuation behind it" {
            titleOf(field245('a' to "Papers", 'h' to "[microform] :", 'b' to "1990 /")) shouldBe "Papers : 1990"
            titleOf(field245('a' to "Hamlet", 'h' to "[sound recording].", 'n' to "Act 1")) shouldBe "Hamlet. Act 1"
            titleOf(field245('a' to "Hamlet", 'h' to "[sound recording]")) shouldBe "Hamlet"
            titleOf(field245('a' to "Hamlet", 'h' to "sound recording")) shouldBe "Hamlet"
        }
        "gets no punctuation that the record has not" {
            titleOf(field245('a' to "Die Zauberflöte", 'b' to "Oper in zwei Aufzügen")) shouldBe
                "Die Zauberflöte Oper in zwei Aufzügen"
        }
        "ends without the mark before the next area" - {
            for (end in listOf(" /", " :", " ;", " =", ",", "/", " : /", " / ", " /\u00A0")) {
                "\"$end\"" { titleOf(field245('a' to "Faust$end")) shouldBe "Faust" }
            }
        }
        "keeps other punctuation at its end" - {
            for (title in listOf("Apple Inc.", "Nature.", "Quo vadis?", "C++", "Wait ...", "Works (selection)")) {
                title { titleOf(field245('a' to title)) shouldBe title }
            }
        }
        "has not the marks round what is not to be sorted" {
            titleOf(field245('a' to "\u0098Der\u009C Zauberberg")) shouldBe "Der Zauberberg"
        }
        "is that of the first 245" {
            titleOf(
                record {
                    field("245") { 'a' to "First" }
                    field("245") { 'a' to "Second" }
                },
            ) shouldBe "First"
        }
        "is not taken from the 880 in another script" {
            titleOf(
                record {
                    field("880", '1', '0') {
                        '6' to "245-01/\$1"
                        'a' to "北京"
                    }
                    field("245", '1', '0') {
                        '6' to "880-01"
                        'a' to "Beijing"
                    }
                },
            ) shouldBe "Beijing"
        }
        "is null if there is no 245, or nothing in it" {
            titleOf(record { }).shouldBeNull()
            titleOf(field245('a' to "", 'b' to "  ")).shouldBeNull()
            titleOf(field245('a' to " / ")).shouldBeNull()
            titleOf(field245('c' to "Goethe")).shouldBeNull()
        }
    }

    "the statement of responsibility" - {
        "is 245 \$c as transcribed" {
            statementOfResponsibilityOf(field245('a' to "Faust /", 'c' to " Goethe ; hrsg. von E. Trunz. ")) shouldBe
                "Goethe ; hrsg. von E. Trunz."
        }
        "is null without it" {
            statementOfResponsibilityOf(field245('a' to "Faust /")).shouldBeNull()
            statementOfResponsibilityOf(field245('c' to "")).shouldBeNull()
        }
    }

    "the author" - {
        "is the person of 100 with numeration, titles, dates and fuller form, without relators" {
            authorOf(
                one(
                    "100",
                    'a' to "John Paul",
                    'b' to "II,",
                    'c' to "Pope,",
                    'd' to "1920-2005,",
                    'e' to "author.",
                    '4' to "aut",
                    '0' to "n1",
                ),
            ) shouldBe "John Paul II, Pope, 1920-2005"
            authorOf(one("100", 'a' to "Lawrence, D. H.", 'q' to "(David Herbert),", 'd' to "1885-1930.")) shouldBe
                "Lawrence, D. H. (David Herbert), 1885-1930"
        }
        "is the corporate body of 110 with its units" {
            authorOf(one("110", 'a' to "Brazil.", 'b' to "Congresso.", 'b' to "Senado,", 'e' to "author.")) shouldBe
                "Brazil. Congresso. Senado"
        }
        "is the meeting of 111 with unit, number, date and place, without relators" {
            authorOf(
                one(
                    "111",
                    'a' to "Olympic Games",
                    'n' to "(21st :",
                    'd' to "1976 :",
                    'c' to "Montréal, Québec).",
                    'e' to "Organizing Committee,",
                    'j' to "author.",
                ),
            ) shouldBe "Olympic Games (21st : 1976 : Montréal, Québec). Organizing Committee"
        }
        "ends without the full stop of the field" - {
            for ((found, wanted) in listOf(
                "Hunt, Andrew." to "Hunt, Andrew",
                "Twain, Mark, 1835-1910." to "Twain, Mark, 1835-1910",
                "Lawrence, D. H. (David Herbert)." to "Lawrence, D. H. (David Herbert)",
                "Ke\u0301." to "Ke\u0301",
            )) {
                found { authorOf(one("100", 'a' to found)) shouldBe wanted }
            }
        }
        "keeps the stop of initials and short abbreviations, and the hyphen of an open date" - {
            for (name in listOf("Eliot, T. S.", "King, Martin Luther, Jr.", "Ford Motor Co.", "Smith, John, 1950-")) {
                name { authorOf(one("100", 'a' to name)) shouldBe name }
            }
        }
        "keeps a stop that a comma follows" {
            authorOf(one("110", 'a' to "O'Reilly Media, Inc.,", 'e' to "publisher.")) shouldBe "O'Reilly Media, Inc."
        }
        "is null without a main entry of a name" {
            authorOf(one("130", 'a' to "Beowulf.")).shouldBeNull()
            authorOf(one("700", 'a' to "Hunt, Andrew.")).shouldBeNull()
            authorOf(one("100", 'a' to "")).shouldBeNull()
            authorOf(one("100", 'e' to "author.")).shouldBeNull()
        }
        "is that of 110 if 100 is empty" {
            authorOf(
                record {
                    field("110") { 'a' to "Unesco" }
                    field("100") { 'a' to "." }
                    field("100") { 'a' to "Hunt" }
                },
            ) shouldBe "."
            authorOf(
                record {
                    field("100") { 'a' to " " }
                    field("110") { 'a' to "Unesco" }
                },
            ) shouldBe "Unesco"
        }
        "is null for authority records, whose 100 is a heading" {
            authorOf(
                record {
                    leader(AUTHORITY)
                    field("100") { 'a' to "Twain, Mark" }
                },
            ).shouldBeNull()
        }
    }

    "the edition" - {
        "is the first 250, abbreviations and all" {
            editionOf(
                record {
                    field("250") {
                        'a' to "2., überarb. Aufl. /"
                        'b' to "bearb. von A. Meyer."
                    }
                    field("250") { 'a' to "3rd ed." }
                },
            ) shouldBe "2., überarb. Aufl. / bearb. von A. Meyer."
            editionOf(one("250", 'a' to "2nd ed. /")) shouldBe "2nd ed."
        }
        "is null without it" {
            editionOf(record { }).shouldBeNull()
            editionOf(one("250", 'b' to "")).shouldBeNull()
        }
    }

    "the publisher" - {
        "is 260 \$b without the mark behind it" {
            publisherOf(one("260", 'a' to "Boston, Mass. :", 'b' to "Wiley,", 'c' to "c2000.")) shouldBe "Wiley"
            publisherOf(one("260", 'b' to "O'Reilly Media, Inc.,", 'c' to "2000.")) shouldBe "O'Reilly Media, Inc."
        }
        "is 264 \$b where the second indicator is 1" {
            publisherOf(
                record {
                    field("264", ' ', '2') { 'b' to "Distributor," }
                    field("264", ' ', '4') { 'c' to "©2000" }
                    field("264", ' ', '1') { 'b' to "Publisher," }
                },
            ) shouldBe "Publisher"
            publisherOf(record { field("264", ' ', '3') { 'b' to "Printer" } }).shouldBeNull()
        }
        "is the first that is named, in the order of the record" {
            publisherOf(
                record {
                    field("260") { 'a' to "London :" }
                    field("260", '3', ' ') {
                        'a' to "New York :"
                        'b' to " "
                        'b' to "Wiley ;"
                        'b' to "Springer,"
                    }
                    field("264", ' ', '1') { 'b' to "Other" }
                },
            ) shouldBe "Wiley"
        }
        "has no half of a pair of brackets" {
            publisherOf(one("260", 'a' to "[Paris :", 'b' to "Hachette,", 'c' to "1900]")) shouldBe "Hachette"
            publisherOf(one("260", 'b' to "Hachette],")) shouldBe "Hachette"
            publisherOf(one("260", 'b' to "[s.n.],")) shouldBe "[s.n.]"
            publisherOf(one("260", 'b' to "[")).shouldBeNull()
        }
        "is null without it" {
            publisherOf(record { }).shouldBeNull()
            publisherOf(one("260", 'a' to "Paris", 'b' to "")).shouldBeNull()
        }
    }

    "the place of publication" - {
        "is \$a of the same fields" {
            placeOfPublicationOf(one("260", 'a' to "[New York :", 'b' to "Wiley]")) shouldBe "New York"
            placeOfPublicationOf(record { field("264", ' ', '1') { 'a' to "Göttingen ;" } }) shouldBe "Göttingen"
            placeOfPublicationOf(record { field("264", ' ', '2') { 'a' to "Göttingen ;" } }).shouldBeNull()
        }
        "is the first of several" {
            placeOfPublicationOf(one("260", 'a' to "Boston, Mass. ;", 'a' to "London :")) shouldBe "Boston, Mass."
        }
    }

    "the year of publication" - {
        "is date 1 of 008/07-10" {
            publicationYearOf(imprint("991231s1998    ", "1999.")) shouldBe 1998
            publicationYearOf(imprint("991231c19879999", "-2010")) shouldBe 1987
        }
        "is Gregorian where 260 \$c has another calendar" {
            publicationYearOf(imprint("991231s1904    ", "1322 H., [1904? M.]")) shouldBe 1904
            publicationYearOf(imprint("991231s2003    ", "2546 [2003]")) shouldBe 2003
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
                    publicationYearOf(one("260", 'c' to date)) shouldBe year
                    publicationYearOf(imprint("991231nuuuuuuuu", date)) shouldBe year
                }
            }
        }
        "is not in 008 if a digit is missing, or all of it" - {
            for (date in listOf("q198u1989", "s19  ", "s    ", "|||||", "s199", "", "s0000", "c9999", "s１９９８")) {
                val fixed = "991231$date"
                "\"$fixed\"" {
                    publicationYearOf(imprint(fixed, "1985")) shouldBe 1985
                    publicationYearOf(imprint(fixed, "[198-?]")).shouldBeNull()
                }
            }
        }
        "is taken from 264 \$c where the second indicator is 1" {
            publicationYearOf(
                record {
                    field("264", ' ', '4') { 'c' to "©2001" }
                    field("264", ' ', '1') { 'c' to "[2000]" }
                },
            ) shouldBe 2000
        }
        "is null for authority records, whose 008 is another" {
            publicationYearOf(
                record {
                    leader(AUTHORITY)
                    field("008", "991231s1998    ")
                },
            ).shouldBeNull()
        }
    }

    "the language" - {
        "is 008/35-37" {
            languageOf(record { field("008", fixed("ger")) }) shouldBe "ger"
            languageOf(record { field("008", fixed("ENG")) }) shouldBe "eng"
            languageOf(record { field("008", fixed("zxx")) }) shouldBe "zxx"
        }
        "is the first code of 041 \$a if 008 has none" - {
            for (fixed in listOf(fixed("   "), fixed("|||"), fixed("e g"), fixed("123"), "991231s1998    ", "")) {
                "\"$fixed\"" {
                    languageOf(
                        record {
                            field("008", fixed)
                            field("041", '1', ' ') {
                                'h' to "rus"
                                'a' to ""
                                'a' to "fre"
                                'a' to "eng"
                            }
                        },
                    ) shouldBe "fre"
                }
            }
        }
        "is the first of several codes in one subfield" {
            languageOf(one("041", 'a' to "engfreger")) shouldBe "eng"
        }
        "is null for codes from another list, and for what is no code" {
            languageOf(
                record {
                    field("041", '0', '7') {
                        'a' to "eng"
                        '2' to "iso639-3"
                    }
                },
            ).shouldBeNull()
            languageOf(one("041", 'a' to "English")).shouldBeNull()
            languageOf(one("041", 'a' to "en")).shouldBeNull()
            languageOf(record { }).shouldBeNull()
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
                found { isbnsOf(one("020", 'a' to found)) shouldBe listOf(wanted) }
            }
        }
        "leave out what has not the length of an ISBN" - {
            for (found in listOf("", "(pbk.)", "340013814", "019852663", "97831614841001", "X")) {
                "\"$found\"" { isbnsOf(one("020", 'a' to found)).shouldBeEmpty() }
            }
        }
        "leave out invalid and cancelled ones in \$z" {
            isbnsOf(one("020", 'z' to "0198526636", 'q' to "pbk.")).shouldBeEmpty()
        }
        "are in the order of the record, equal ones once, of either length" {
            isbnsOf(
                record {
                    field("020") { 'a' to "9780198526636 (hbk.)" }
                    field("020") { 'a' to "0198526636" }
                    field("020") { 'a' to "978-0-19-852663-6 (pbk.)" }
                },
            ) shouldBe listOf("9780198526636", "0198526636")
        }
    }

    "the ISSN" - {
        "is the first number of 022 \$a, with its hyphen" {
            issnOf(one("022", 'a' to "0028-0836")) shouldBe "0028-0836"
            issnOf(one("022", 'a' to "ISSN 2434561x (online)")) shouldBe "2434-561X"
            issnOf(
                record {
                    field("022") { 'y' to "1111-1111" }
                    field("022") { 'a' to "unknown" }
                    field("022") { 'a' to "0028-0836" }
                },
            ) shouldBe "0028-0836"
        }
        "is neither the linking nor an incorrect nor a cancelled one" {
            issnOf(one("022", 'l' to "0028-0836", 'y' to "1111-1111", 'z' to "2222-2222")).shouldBeNull()
        }
        "is null for what is no ISSN" {
            issnOf(one("022", 'a' to "0028-083")).shouldBeNull()
            issnOf(one("022", 'a' to "")).shouldBeNull()
            issnOf(record { }).shouldBeNull()
        }
    }

    "the subjects" - {
        "are headings with their subdivisions, in the order of the record" {
            subjectsOf(
                record {
                    field("650", ' ', '0') {
                        'a' to "Cats"
                        'z' to "France"
                        'x' to "History"
                        'y' to "19th century"
                        'v' to "Fiction."
                        '0' to "(DLC)sh1"
                    }
                    field("600", '1', '0') {
                        'a' to "Shakespeare, William,"
                        'd' to "1564-1616."
                        't' to "Hamlet."
                    }
                    field("651", ' ', '0') { 'a' to "Paris (France)." }
                },
            ) shouldBe
                listOf(
                    "Cats -- France -- History -- 19th century -- Fiction",
                    "Shakespeare, William, 1564-1616. Hamlet",
                    "Paris (France)",
                )
        }
        "have neither relators nor codes of sources" {
            subjectsOf(
                one("600", 'a' to "Lincoln,", 'd' to "1809-1865,", 'e' to "depicted.", '2' to "fast", '4' to "dpc"),
            ) shouldBe listOf("Lincoln, 1809-1865")
            subjectsOf(one("611", 'a' to "Olympic Games.", 'e' to "Committee,", 'j' to "depicted.")) shouldBe
                listOf("Olympic Games. Committee")
        }
        "are the same in several vocabularies only once" {
            subjectsOf(
                record {
                    field("650", ' ', '0') { 'a' to "Cats." }
                    field("650", ' ', '7') {
                        'a' to "Cats"
                        '2' to "fast"
                    }
                },
            ) shouldBe listOf("Cats")
        }
        "are one for each uncontrolled term" {
            subjectsOf(one("653", 'a' to "fuel cells", 'a' to "", 'a' to "molten carbonate")) shouldBe
                listOf("fuel cells", "molten carbonate")
        }
        "go down the steps of a hierarchical place" {
            subjectsOf(one("662", 'a' to "Japan", 'b' to "Hokkaido", 'd' to "Sapporo.")) shouldBe
                listOf("Japan -- Hokkaido -- Sapporo")
        }
        "are found in the fields that MARC 21 calls subject added entries" - {
            for (tag in listOf("600", "610", "611", "630", "647", "648", "650", "651", "653", "654", "662", "688")) {
                tag { subjectsOf(one(tag, 'a' to "Cats")) shouldBe listOf("Cats") }
            }
        }
        "are not genres, occupations, functions, curricula or local fields" - {
            for (tag in listOf("652", "655", "656", "657", "658", "690", "699", "6ab", "700", "880")) {
                tag { subjectsOf(one(tag, 'a' to "Cats")).shouldBeEmpty() }
            }
        }
        "leave out empty parts" {
            subjectsOf(one("650", 'a' to "", 'x' to "History.", 'y' to " ")) shouldBe listOf("History")
            subjectsOf(one("650", 'a' to " ", 'x' to "")).shouldBeEmpty()
        }
        "are none in authority records, whose 6XX are notes" {
            subjectsOf(
                record {
                    leader(AUTHORITY)
                    field("688") { 'a' to "Note" }
                },
            ).shouldBeEmpty()
        }
    }

    "the notes" - {
        "are the texts of 500 to 589, one for each field, as they are" {
            notesOf(
                record {
                    field("500") { 'a' to "With index." }
                    field("505", '0', '0') {
                        '3' to "v. 1:"
                        't' to "Trio /"
                        'r' to "Haydn"
                        'g' to "(12:30)"
                    }
                    field("504") { 'a' to "Literature: p. 9 ;" }
                    field("500") { 'a' to "With index." }
                    field("520") {
                        'a' to "Summary."
                        '2' to "source"
                        '5' to "DLC"
                        '6' to "880-01"
                    }
                },
            ) shouldBe
                listOf("With index.", "v. 1: Trio / Haydn (12:30)", "Literature: p. 9 ;", "With index.", "Summary.")
        }
        "are not those marked as private" {
            notesOf(
                record {
                    for (tag in listOf("541", "542", "561", "583")) field(tag, '0', ' ') { 'a' to "Private" }
                    field("541", '1', ' ') { 'a' to "Gift" }
                    field("588", '0', ' ') { 'a' to "Online resource" }
                    field("583") {
                        'a' to "Repaired"
                        'x' to "nonpublic"
                        'z' to "public"
                    }
                },
            ) shouldBe listOf("Gift", "Online resource", "Repaired public")
        }
        "are not local fields" - {
            for (tag in listOf("590", "599", "5ab", "5A0")) {
                tag { notesOf(one(tag, 'a' to "Note")).shouldBeEmpty() }
            }
        }
        "leave out empty fields" {
            notesOf(one("500", 'a' to " ", '5' to "DLC")).shouldBeEmpty()
        }
        "are none in authority records, whose 5XX are references" {
            notesOf(
                record {
                    leader(AUTHORITY)
                    field("500") { 'a' to "Clemens, Samuel" }
                },
            ).shouldBeEmpty()
        }
    }

    "the series" - {
        "are the statements of 490 with their numbering" {
            seriesOf(
                record {
                    field("490", '1', ' ') {
                        'a' to "Lecture notes in computer science,"
                        'x' to "0302-9743 ;"
                        'v' to "1234"
                    }
                    field("490", '0', ' ') { 'a' to "Penguin classics" }
                    field("830") { 'a' to "Lecture notes in computer science (Springer)" }
                },
            ) shouldBe listOf("Lecture notes in computer science ; 1234", "Penguin classics")
        }
        "have the semicolon before the numbering once, whether or not the record has it" {
            seriesOf(one("490", 'a' to "Reihe", 'v' to "Bd. 3")) shouldBe listOf("Reihe ; Bd. 3")
            seriesOf(one("490", 'a' to "Reihe ;", 'v' to "Bd. 3")) shouldBe listOf("Reihe ; Bd. 3")
        }
        "have subseries and their numbering" {
            seriesOf(one("490", 'a' to "Studies ;", 'v' to "v. 2.", 'a' to "History ;", 'v' to "no. 1")) shouldBe
                listOf("Studies ; v. 2. History ; no. 1")
        }
        "are also the statements of 440, with names of parts" {
            seriesOf(one("440", 'a' to "Works.", 'n' to "Series B,", 'p' to "Poems ;", 'v' to "4")) shouldBe
                listOf("Works. Series B, Poems ; 4")
        }
        "need a title" {
            seriesOf(one("490", 'a' to "", 'v' to "4")).shouldBeEmpty()
        }
    }

    "the physical description" - {
        "is the first 300" {
            physicalDescriptionOf(
                record {
                    field("300") {
                        'a' to "xii, 300 p. :"
                        'b' to "ill. ;"
                        'c' to "24 cm. +"
                        'e' to "1 CD-ROM."
                        '8' to "1\\p"
                    }
                    field("300") { 'a' to "1 online resource" }
                },
            ) shouldBe "xii, 300 p. : ill. ; 24 cm. + 1 CD-ROM."
            physicalDescriptionOf(one("300", 'a' to "24", 'f' to "boxes ;")) shouldBe "24 boxes"
        }
        "is null without it" {
            physicalDescriptionOf(record { }).shouldBeNull()
            physicalDescriptionOf(one("300", 'a' to " ; ")).shouldBeNull()
        }
    }

    "the call numbers" - {
        "are those of 050, 060 and 070 and the shelf marks of 852" {
            callNumbersOf(
                record {
                    field("050", '0', '0') {
                        'a' to "QA76.6"
                        'b' to ".H857 2000"
                    }
                    field("060") { 'a' to "WM 100" }
                    field("082", '0', '0') { 'a' to "005.1" }
                    field("852") {
                        'b' to "Main"
                        'k' to "Ref"
                        'h' to "QA76.6"
                        'i' to ".H857 2000"
                        'p' to "3100"
                    }
                },
            ) shouldBe listOf("QA76.6 .H857 2000", "WM 100", "Ref QA76.6 .H857 2000")
        }
        "are as many as there are \$a" {
            callNumbersOf(one("050", 'a' to "Z695", 'b' to ".M3", 'a' to "Z696", 'a' to "")) shouldBe
                listOf("Z695 .M3", "Z696")
        }
        "are equal ones once" {
            callNumbersOf(
                record {
                    field("050") { 'a' to "QA76" }
                    field("852") { 'h' to "QA76" }
                    field("852") { 'b' to "Main" }
                },
            ) shouldBe listOf("QA76")
        }
        "are there in holdings records too" {
            callNumbersOf(
                record {
                    leader(Leader.BOOK.with(6, 'x'))
                    field("852") { 'h' to "QA76" }
                },
            ) shouldBe listOf("QA76")
        }
    }

    "a record of a type that no format knows is read as a bibliographic one" {
        titleOf(
            record {
                leader(Leader.BOOK.with(6, ' '))
                field("245") { 'a' to "Faust" }
            },
        ) shouldBe "Faust"
    }

    "what is not there makes no list" {
        val nothing = record { field("001", "42") }
        for (list in lists) list(nothing) shouldBeSameInstanceAs emptyList<String>()
    }

    "a list cannot be changed" {
        val record =
            record {
                for (tag in DATA_TAGS) field(tag, ' ', '1') { 'a' to "0198526636" }
            }
        for (list in lists) {
            val found = list(record)
            found shouldNotBe emptyList<String>()
            val change = runCatching { (found as MutableList<String>).add("more") }
            change.exceptionOrNull()?.javaClass shouldBe UnsupportedOperationException::class.java
        }
    }

    "no record makes them throw, and they give no empty text" - {
        "random tags" {
            checkAll(300, ArbRecords.record()) { shouldHaveOnlyText(it.built { tag -> tag }) }
        }
        "the tags that they look at" {
            checkAll(1000, ArbRecords.record()) { plain ->
                shouldHaveOnlyText(plain.built(::everydayTag))
            }
        }
    }
})

private val AUTHORITY = Leader.BOOK.with(6, 'z')

private val DATA_TAGS: List<String> =
    "020 022 041 050 100 110 111 245 250 260 264 300 440 490 500 541 583 600 611 650 653 662 852".split(' ')

/** Turns any tag into one of those that the properties look at, always the same one. */
private fun everydayTag(tag: String): String =
    if (tag.startsWith("00")) "008" else DATA_TAGS[tag.hashCode().mod(DATA_TAGS.size)]

private val texts: List<(Record) -> String?> =
    listOf(
        ::titleOf,
        ::statementOfResponsibilityOf,
        ::authorOf,
        ::editionOf,
        ::publisherOf,
        ::placeOfPublicationOf,
        ::languageOf,
        ::issnOf,
        ::physicalDescriptionOf,
    )

private val lists: List<(Record) -> List<String>> =
    listOf(::isbnsOf, ::subjectsOf, ::notesOf, ::seriesOf, ::callNumbersOf)

private fun shouldHaveOnlyText(record: Record) {
    withClue({ record.toString() }) {
        for (text in texts.mapNotNull { it(record) } + lists.flatMap { it(record) }) {
            text shouldNotBe ""
            text shouldBe text.trim()
        }
        (publicationYearOf(record) ?: 1) shouldBeInRange 1..2999
    }
}

/** The record with its tags changed by [tag]; control and data fields must stay what they are. */
private fun PlainRecord.built(tag: (String) -> String): Record {
    val plain = this
    return record {
        leader(Leader.of(plain.leader))
        for (field in plain.fields) {
            when (field) {
                is PlainControlField -> field(tag(field.tag), field.value)

                is PlainDataField -> {
                    val subfields = field.subfields.map { Subfield.of(it.code, it.value) }
                    add(DataField.of(tag(field.tag), field.indicator1, field.indicator2, subfields))
                }
            }
        }
    }
}

private fun one(tag: String, vararg subfields: Pair<Char, String>): Record =
    record { add(DataField.of(tag, ' ', ' ', subfields.map { (code, value) -> Subfield.of(code, value) })) }

private fun field245(vararg subfields: Pair<Char, String>): Record = one("245", *subfields)

private fun imprint(fixed: String, date: String): Record = record {
    field("008", fixed)
    field("260") { 'c' to date }
}

private fun fixed(language: String): String = "991231s1998    gw            000 0 $language d"
