// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import java.util.Random

/** Draws the facts of one invented record and writes them down as fields. Used once and thrown away. */
internal open class CatalogueRecord(
    protected val random: Random,
    private val index: Int,
) {
    private val words = CatalogueWords
    private val material = drawMaterial()
    private val language = drawLanguage()
    private val year = 1950 + random.nextInt(75)
    private val author = drawPerson(language)
    private val opening = language.openings.any()
    private val continuation = language.continuations.any()
    private val subtitle = if (chance(60)) language.subtitles.any() else null
    private val town = language.towns.any()
    private val publisher = language.publishers.any()
    private val inSeries = chance(45)

    // Some libraries write the original script into 245 itself; the others romanise and add fields 880.
    private val linksScript = language.script != null && chance(75)
    private val linkedFields = ArrayList<PlainField>(4)
    private val fields = ArrayList<PlainField>(32)

    protected open val controlNumberPrefix: String get() = "mc"

    fun describe(): PlainRecord {
        addControlFields()
        addNumbers()
        addAuthorAndTitle()
        addPublication()
        addSeriesAndNotes()
        addSubjectsAndPersons()
        addRelatedRecords()
        fields += linkedFields
        return PlainRecord(material.leader, fields.sortedBy { it.tag })
    }

    /** Adds what makes a record large; nothing in an ordinary one. */
    protected open fun addLongNotes() = Unit

    protected open fun subjectCount(): Int = 1 + random.nextInt(3)

    protected open fun personCount(): Int = if (chance(35)) 1 + random.nextInt(2) else 0

    protected open fun personLanguage(): Language = words.english

    private fun addControlFields() {
        control("001", controlNumberPrefix + padded(index + 1, 9))
        control("003", "XxMarcato")
        control("005", "${2001 + random.nextInt(24)}${date()}${padded(random.nextInt(24), 2)}${date()}.0")
        if (material == Material.ONLINE) {
            control("006", "m     o  d        ")
            control("007", "cr cn|||||||||")
        }
        val entered = padded(random.nextInt(25), 2) + date()
        val dates = if (material == Material.SERIAL) "c${year}9999" else "s$year    "
        control("008", entered + dates + language.country + material.codes + language.code + " d")
    }

    private fun addNumbers() {
        when (material) {
            Material.SERIAL -> {
                data("022", "0 ", "a", issn())
            }

            Material.MUSIC -> {
                data("024", "1 ", "a", padded(random.nextInt(1_000_000_000), 9) + "026")
                data("028", "02", "a", "HL " + random.nextInt(9_000), "b", "Harbour Lane Records")
            }

            Material.MAP -> {
                data("034", "1 ", "a", "a", "b", "${25 * (1 + random.nextInt(40))}000")
            }

            else -> {
                data("020", "  ", "a", isbn(), "q", if (chance(50)) "(paperback)" else "(hardback)")
            }
        }
        data("040", "  ", "a", "XxMarcato", "b", "eng", "e", "rda", "c", "XxMarcato")
        val mark = words.classes.any()
        data("050", " 4", "a", mark.shown, "b", ".${author.initial()}${10 + random.nextInt(90)} $year")
        data("082", "04", "a", mark.romanised, "2", "23")
    }

    private fun addAuthorAndTitle() {
        dataInScript("100", "1 ", Text("a", author.inverted(), ","), Text("e", AUTHOR, "."))
        val byAuthor = author.direct()
        val gap = if (language.joinsNames) "" else " "
        val title =
            Phrase(opening.shown + gap + continuation.shown, opening.romanised + gap + continuation.romanised)
        val parts =
            if (subtitle == null) {
                listOf(Text("a", title, " /"), Text("c", byAuthor, "."))
            } else {
                listOf(Text("a", title, " :"), Text("b", subtitle, " /"), Text("c", byAuthor, "."))
            }
        dataInScript("245", "1${nonFilingCharacters()}", *parts.toTypedArray())
        if (chance(10)) data("250", "  ", "a", words.editions.any())
    }

    private fun addPublication() {
        val date = if (chance(6)) "$year, ©$year." else "$year."
        dataInScript("264", " 1", Text("a", town, " :"), Text("b", publisher, ","), Text("c", Phrase(date, date), ""))
        val pages = 96 + random.nextInt(480)
        val height = if (material == Material.MAP) 40 + pages / 10 else 20 + pages % 11
        val extent =
            when (material) {
                Material.SERIAL -> arrayOf("a", "volumes ;", "c", "25 cm")
                Material.MUSIC -> arrayOf("a", "1 audio disc :", "b", "digital ;", "c", "4 3/4 in.")
                Material.MAP -> arrayOf("a", "1 map :", "b", "color ;", "c", "$height x ${height + 10} cm")
                Material.ONLINE -> arrayOf("a", "1 online resource ($pages pages)")
                Material.BOOK -> arrayOf("a", "xii, $pages pages :", "b", "illustrations ;", "c", "$height cm")
            }
        data("300", "  ", *extent)
        if (material == Material.SERIAL) data("310", "  ", "a", "Quarterly")
    }

    private fun addSeriesAndNotes() {
        if (inSeries) {
            val series = words.seriesTitles.any()
            val volume = 1 + random.nextInt(120)
            data("490", "1 ", "a", "$series ;", "v", "$volume")
            if (chance(60)) data("830", " 0", "a", "$series ;", "v", "$volume.")
        }
        if (chance(60)) data("500", "  ", "a", words.generalNotes.any())
        if (chance(65)) data("504", "  ", "a", words.bibliographyNotes.any())
        if (chance(80)) data("520", "  ", "a", summary(3 + random.nextInt(3)))
        addLongNotes()
    }

    private fun addSubjectsAndPersons() {
        repeat(subjectCount()) { addSubject() }
        if (chance(20)) data("655", " 7", "a", words.genres.any() + ".", "2", "lcgft")
        repeat(personCount()) {
            val name = drawPerson(personLanguage()).inverted().romanised
            data("700", "1 ", "a", "$name,", "e", words.relators.any() + ".")
        }
    }

    private fun addSubject() {
        val subject = words.subjects.any()
        when (random.nextInt(4)) {
            0 -> data("650", " 0", "a", "$subject.")
            1 -> data("650", " 0", "a", subject, "z", words.places.any(), "x", words.topicalDivisions.any() + ".")
            2 -> data("650", " 0", "a", subject, "x", words.topicalDivisions.any() + ".")
            else -> data("650", " 0", "a", subject, "z", words.places.any(), "v", words.subjectForms.any() + ".")
        }
    }

    private fun addRelatedRecords() {
        if (material == Material.ONLINE || chance(10)) {
            val title = "${opening.romanised.trim()} ${continuation.romanised}."
            data("776", "08", "i", "Print version:", "a", author.inverted().romanised + ".", "t", title, "z", isbn())
        }
        if (material == Material.ONLINE || chance(4)) {
            data("856", "40", "3", "Full text", "u", "https://catalogue.example/items/${padded(index + 1, 9)}")
        }
    }

    /** Builds a text of [sentences] statements, each of a fact and a remark. */
    protected fun summary(sentences: Int): String = (1..sentences).joinToString(" ") {
        val topic = words.english.continuations.any().shown
        val fact = if (chance(60)) "${words.summaryOpenings.any()} $topic. " else ""
        fact + words.summaryEndings.any()
    }

    /** Invents a title with its author, as contents notes list them. */
    protected fun chapter(): String {
        val title = "${words.chapters.any()} ${words.english.continuations.any().shown}"
        return "$title / ${drawPerson(words.english).direct().shown}"
    }

    protected fun data(tag: String, indicators: String, vararg codesAndValues: String) {
        fields += PlainField.data(tag, indicators, *codesAndValues)
    }

    private fun control(tag: String, value: String) {
        fields += PlainField.control(tag, value)
    }

    private fun dataInScript(tag: String, indicators: String, vararg texts: Text) {
        if (!linksScript) {
            data(tag, indicators, *texts.flatMap { listOf(it.code, it.phrase.shown + it.mark) }.toTypedArray())
            return
        }
        val occurrence = padded(linkedFields.size + 1, 2)
        val romanised = texts.flatMap { listOf(it.code, it.phrase.romanised.trim() + it.mark) }
        val original = texts.flatMap { listOf(it.code, it.phrase.shown + it.mark) }
        data(tag, indicators, "6", "880-$occurrence", *romanised.toTypedArray())
        val link = "$tag-$occurrence/${language.script}"
        linkedFields += PlainField.data("880", indicators, "6", link, *original.toTypedArray())
    }

    private fun drawMaterial(): Material {
        val drawn = random.nextInt(100)
        return when {
            drawn < 78 -> Material.BOOK
            drawn < 86 -> Material.SERIAL
            drawn < 90 -> Material.MUSIC
            drawn < 93 -> Material.MAP
            else -> Material.ONLINE
        }
    }

    private fun drawLanguage(): Language {
        var drawn = random.nextInt(1000)
        for ((language, share) in words.foreign) {
            if (drawn < share) return language
            drawn -= share
        }
        return words.english
    }

    private fun drawPerson(language: Language): Person =
        Person(language.surnames.any(), language.givenNames.any(), language.joinsNames)

    private fun nonFilingCharacters(): Int = when {
        linksScript || language.code != "eng" -> 0
        opening.shown.startsWith("The ") -> 4
        opening.shown.startsWith("An ") -> 3
        opening.shown.startsWith("A ") -> 2
        else -> 0
    }

    private fun isbn(): String {
        val digits = "978" + padded(random.nextInt(1_000_000_000), 9)
        val sum = digits.withIndex().sumOf { (at, digit) -> digit.digitToInt() * if (at % 2 == 0) 1 else 3 }
        return digits + (10 - sum % 10) % 10
    }

    private fun issn(): String {
        val digits = padded(random.nextInt(10_000_000), 7)
        val check = (11 - digits.withIndex().sumOf { (at, digit) -> digit.digitToInt() * (8 - at) } % 11) % 11
        return "${digits.take(4)}-${digits.drop(4)}${if (check == 10) "X" else check}"
    }

    private fun date(): String = padded(1 + random.nextInt(12), 2) + padded(1 + random.nextInt(28), 2)

    private fun chance(percent: Int): Boolean = random.nextInt(100) < percent

    private fun <T> List<T>.any(): T = this[random.nextInt(size)]

    private class Text(
        val code: String,
        val phrase: Phrase,
        val mark: String,
    )

    private companion object {
        val AUTHOR = Phrase("author", "author")
    }
}

/** Holds the leader and 008/18-34 of a kind of publication. */
private enum class Material(
    val leader: String,
    val codes: String,
) {
    BOOK("00000nam a2200000 i 4500", "a     b    001 0 "),
    SERIAL("00000nas a2200000 i 4500", "qr p       0   a0"),
    MUSIC("00000njm a2200000 i 4500", "fmnn   e         "),
    MAP("00000nem a2200000 i 4500", "bd     a  0   1  "),
    ONLINE("00000nam a2200000 i 4500", "a    ob    001 0 "),
}

private class Person(
    private val surname: Phrase,
    private val given: Phrase,
    private val joined: Boolean,
) {
    fun inverted(): Phrase = Phrase(
        if (joined) surname.shown + given.shown else "${surname.shown}, ${given.shown}",
        "${surname.romanised}, ${given.romanised}",
    )

    fun direct(): Phrase = Phrase(
        if (joined) surname.shown + given.shown else "${given.shown} ${surname.shown}",
        "${given.romanised} ${surname.romanised}",
    )

    /** Gives the letter that begins a shelf mark. */
    fun initial(): Char = surname.romanised.firstOrNull { it in 'A'..'Z' } ?: 'X'
}

/** An ordinary record with long contents notes, and with many subjects and persons: about 10 kB. */
internal class LargeRecord(
    random: Random,
    index: Int,
) : CatalogueRecord(random, index) {
    private val international = random.nextInt(10) == 0

    override val controlNumberPrefix: String get() = "ml"

    override fun addLongNotes() {
        repeat(3) {
            val chapters = List(26 + random.nextInt(12)) { chapter() }
            data("505", "0 ", "a", chapters.joinToString(" -- ") + ".")
        }
        repeat(2) { data("520", "  ", "a", summary(5 + random.nextInt(4))) }
    }

    override fun subjectCount(): Int = 22 + random.nextInt(12)

    override fun personCount(): Int = 22 + random.nextInt(12)

    override fun personLanguage(): Language = if (international) {
        CatalogueWords.foreign[random.nextInt(CatalogueWords.foreign.size)].first
    } else {
        CatalogueWords.english
    }
}

private fun padded(number: Int, width: Int): String = number.toString().padStart(width, '0')
