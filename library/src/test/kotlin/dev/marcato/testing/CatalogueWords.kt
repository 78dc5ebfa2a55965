// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

/** Holds a phrase in the script of its language and in Latin letters; the two are the same for Latin scripts. */
internal class Phrase(
    val shown: String,
    val romanised: String,
)

/**
 * Holds the words of which the titles, names and imprints of one language are put together. The phrases are written so
 * that any opening goes with any continuation. All persons, publishers and works are invented.
 */
internal class Language(
    /** The code in 008/35-37. */
    val code: String,
    /** The code in 008/15-17, padded to three characters. */
    val country: String,
    /** The script identification of subfield 6, or null for Latin script. */
    val script: String?,
    openings: String,
    continuations: String,
    subtitles: String,
    givenNames: String,
    surnames: String,
    towns: String,
    publishers: String,
) {
    val openings = phrases(openings)
    val continuations = phrases(continuations)
    val subtitles = phrases(subtitles)
    val givenNames = phrases(givenNames)
    val surnames = phrases(surnames)
    val towns = phrases(towns)
    val publishers = phrases(publishers)

    /** Chinese and Japanese names are written without a comma and without a space. */
    val joinsNames: Boolean get() = script == "$1"
}

/** Splits `shown=romanised|shown=romanised`, where the second half may be left out. */
private fun phrases(text: String): List<Phrase> =
    words(text).map { Phrase(it.substringBefore('='), it.substringAfter('=')) }

private fun words(text: String): List<String> = text.split('|')

internal object CatalogueWords {
    val english =
        Language(
            code = "eng",
            country = "enk",
            script = null,
            openings =
            "The quiet harbour|A short history|The keeper|Letters from the edge|The geometry|An atlas|" +
                "The last winter|" +
                "Principles|The mathematics|A handbook|The gardens|Collected essays|The language|The economy|" +
                "A field guide to the birds|Notes on the weather|The bridges|The unwritten law|" +
                "Studies in the music|" +
                "The architecture|The hidden rivers|A grammar|The railways|Conversations on the future|" +
                "The long road|Portraits|The chemistry|A dictionary|The forgotten rooms|Measuring the coast|" +
                "The lighthouse keepers|Practical methods|The early maps|Voices|The paper mills|" +
                "Theory and practice",
            continuations =
            "of the northern isles|of small towns|of everyday life|of salt and silver|" +
                "of a divided city|of numbers|" +
                "of the old republic|of modern management|of light|of inland waters|of the mountain villages|" +
                "of wool and linen|of public libraries|of the frozen sea|of migrating birds|of the lower valley|" +
                "of distributed systems|of early childhood|of clay and glass|of the river trade|of uncertainty|" +
                "of the eastern marshes|of printed books|of the long peace|of sound and silence|" +
                "of the upper lakes|" +
                "of machine tools|of the lost orchards|of community medicine|of the southern railway",
            subtitles =
            "a critical introduction|essays in honour of a teacher|" +
                "from the beginnings to the present day|a novel|" +
                "theory and applications|a reader for students|with an annotated bibliography|a regional study|" +
                "proceedings of the third conference|selected poems and prose|problems and solutions|" +
                "a biographical companion|papers from the summer school|a visual history|stories|" +
                "evidence from twelve counties|a practical approach|with maps and illustrations|an oral history",
            givenNames =
            "Alice|Thomas|Margaret|Daniel|Ruth|Edward|Helen|Samuel|Catherine|Philip|Joan|Martin|Laura|Hugh|Diana|" +
                "Robert|Eleanor|Walter|Sylvia|George|Naomi|Peter|Frances|Simon|Irene|Victor|Judith|Owen|Clare|Neil",
            surnames =
            "Ashgrove|Barlowe|Carrick|Dunmore|Ellerby|Fairholm|Garside|Hartnell|Ingleby|Jessop|Kerswell|Langdale|" +
                "Merriweather|Northcote|Oakhurst|Penrose|Quillan|Rothwell|Stanyon|Thornbury|Underhay|" +
                "Vasey|Wetherby|" +
                "Yarrow|Brandreth|Coldwell|Drummond-Hay|Fennimore|Gaskarth|Holroyd|Kirkbride|Lowther|" +
                "Maddock|Selwyn",
            towns =
            "London|Oxford|New York|Chicago|Edinburgh|Toronto|Boston|Melbourne|Cambridge|Dublin|Leeds|" +
                "Philadelphia",
            publishers =
            "Harbour Lane Press|Northgate University Press|Wren & Fieldfare|Stonebridge Books|Quarto House|" +
                "Lantern Academic|Millrace Publishing Company|Greyfriars Press|Open Meadow Editions|" +
                "Society for Regional Studies|Kestrel Technical Books|Paper Boat Books",
        )

    private val german =
        Language(
            code = "ger",
            country = "gw ",
            script = null,
            openings =
            "Die stillen Gärten|Kleine Geschichte|Grundzüge|Briefe aus der Frühzeit|Handbuch|" +
                "Das Gedächtnis|Über die Ordnung|" +
                "Die Brücken|Einführung in die Lehre|Zur Theorie|Wörterbuch|Der letzte Winter|" +
                "Städte und Märkte|Die Kunst",
            continuations =
            "der nördlichen Küste|der kleinen Städte|des alten Handwerks|der ländlichen Räume|der Buchdrucker|" +
                "des öffentlichen Rechts|der Flüsse und Seen|der frühen Neuzeit|des täglichen Lebens|" +
                "der Glasbläser",
            subtitles =
            "eine Einführung|Festschrift zum siebzigsten Geburtstag|Beiträge zur Landeskunde|Roman|Erzählungen|" +
                "mit einem Anhang ausgewählter Quellen|Lehrbuch für Studierende|gesammelte Aufsätze",
            givenNames = "Jürgen|Annelie|Käthe|Matthias|Dörte|Günther|Sabine|Friedrich|Ulrike|Hannes|Grete|Rüdiger",
            surnames =
            "Ackerl|Böhnisch|Dornseif|Eßlinger|Hölzl|Krähwinkel|Lindqvist|Moosbrugg|Sülzer|Tannhuber|" +
                "Weißkopf|Zöbel",
            towns = "Berlin|München|Köln|Leipzig|Göttingen|Zürich|Wien|Tübingen",
            publishers =
            "Verlag am Mühlbach|Nordlicht Verlag|Brückenbauer & Söhne|Universitätsverlag Heideck|" +
                "Edition Löwenzahn",
        )

    private val french =
        Language(
            code = "fre",
            country = "fr ",
            script = null,
            openings =
            "Les jardins oubliés|Petite histoire|La mémoire|Lettres inédites|Traité élémentaire|" +
                "L'héritage|Les métiers|" +
                "Une géographie|Le théâtre|Éléments pour une étude|À la recherche|Les frontières|L'invention",
            continuations =
            "des îles du nord|de la vie quotidienne|des villages de montagne|du siècle dernier|de la lumière|" +
                "des bibliothèques|de l'économie rurale|des chemins de fer|du littoral|des langues régionales",
            subtitles =
            "essai|roman|actes du troisième colloque|études réunies|poèmes choisis|une introduction critique|" +
                "témoignages et documents|thèse remaniée",
            givenNames = "Hélène|François|Geneviève|André|Zoé|Benoît|Cécile|Jérôme|Noëlle|Étienne|Claire|Michel",
            surnames =
            "Aubrétet|Beaufils|Chênevert|Delorme-Roy|Fougère|Garçonnet|Lécuyer|Montbrun|Pélissandre|" +
                "Quéruel|Vasseux",
            towns = "Paris|Genève|Montréal|Besançon|Orléans|Bruxelles|Lyon|Saint-Étienne",
            publishers =
            "Éditions du Vieux Quai|Presses de la Forêt|Librairie Chênevert|Les Cahiers bleus|" +
                "Éditions de l'Écluse",
        )

    private val polish =
        Language(
            code = "pol",
            country = "pl ",
            script = null,
            openings =
            "Dzieje|Krótka historia|Zarys|Listy i wspomnienia|Słownik|Świat|Opowieści|Wstęp do teorii|" +
                "Pamięć|Źródła",
            continuations =
            "północnych wysp|małych miast|życia codziennego|dawnej książki|górskich wsi|żeglugi śródlądowej|" +
                "wielkich jezior|języka i ciszy|nauczycieli ludowych",
            subtitles =
            "powieść|szkice i rozprawy|materiały z konferencji|wybór wierszy|podręcznik akademicki|" +
                "studium regionalne",
            givenNames = "Łucja|Wojciech|Małgorzata|Stanisław|Józef|Grażyna|Michał|Zofia|Świętosław|Hanna",
            surnames =
            "Borzęcka|Czarnołęski|Drążek|Gwóźdź|Jabłonowicz|Król-Żuraw|Międzyrzec|Pięknik|Śliwiński|" +
                "Źdźbłowicz",
            towns = "Kraków|Łódź|Gdańsk|Warszawa|Toruń|Wrocław",
            publishers = "Wydawnictwo Nad Rzeką|Oficyna Żurawia|Księgarnia Łąkowa|Wydawnictwo Uczelniane w Dębnie",
        )

    private val russian =
        Language(
            code = "rus",
            country = "ru ",
            script = "(N",
            openings =
            "Тихая гавань=Tikhai\uFE20a\uFE21 gavanʹ|Краткая история=Kratkai\uFE20a\uFE21 istorii\uFE20a\uFE21|" +
                "Очерки=Ocherki|Письма=Pisʹma|Словарь=Slovarʹ|Основы теории=Osnovy teorii|Последняя зима=Posledni" +
                "\uFE20a\uFE21 zima",
            continuations =
            "северных островов=severnykh ostrovov|малых городов=malykh gorodov|русской книги=russkoĭ knigi|" +
                "речного судоходства=rechnogo sudokhodstva|горных селений=gornykh seleniĭ|" +
                "повседневной жизни=povsednevnoĭ zhizni",
            subtitles =
            "роман=roman|сборник статей=sbornik stateĭ|учебное пособие=uchebnoe posobie|" +
                "избранные стихи=izbrannye stikhi",
            givenNames = "Анна=Anna|Игорь=Igorʹ|Мария=Marii\uFE20a\uFE21|Николай=Nikolaĭ|Ольга=Olʹga|Сергей=Sergeĭ",
            surnames =
            "Березин=Berezin|Гаванский=Gavanskiĭ|Зимин=Zimin|Лесной=Lesnoĭ|Ручьёв=Ruchʹëv|" +
                "Щедринский=Shchedrinskiĭ",
            towns = "Москва=Moskva|Казань=Kazanʹ|Томск=Tomsk|Псков=Pskov",
            publishers = "Северный берег=Severnyĭ bereg|Книжный двор=Knizhnyĭ dvor|Наука и дорога=Nauka i doroga",
        )

    private val greek =
        Language(
            code = "gre",
            country = "gr ",
            script = "(S",
            openings =
            "Η μνήμη=Hē mnēmē|Σύντομη ιστορία=Syntomē historia|Επιστολές=Epistoles|Λεξικό=Lexiko|" +
                "Εισαγωγή στη μελέτη=Eisagōgē stē meletē",
            continuations =
            "των βορείων νησιών=tōn voreiōn nēsiōn|της καθημερινής ζωής=tēs kathēmerinēs zōēs|" +
                "των μικρών πόλεων=tōn mikrōn poleōn|του παλαιού βιβλίου=tou palaiou vivliou",
            subtitles = "μυθιστόρημα=mythistorēma|δοκίμια=dokimia|πρακτικά συνεδρίου=praktika synedriou",
            givenNames = "Ελένη=Helenē|Γιώργος=Giōrgos|Μαρία=Maria|Νίκος=Nikos",
            surnames = "Θαλασσινός=Thalassinos|Λιμνιώτης=Limniōtēs|Πετράκης=Petrakēs|Χειμώνας=Cheimōnas",
            towns = "Αθήνα=Athēna|Θεσσαλονίκη=Thessalonikē|Πάτρα=Patra",
            publishers = "Εκδόσεις Ακτή=Ekdoseis Aktē|Το Παλιό Μελάνι=To Palio Melani",
        )

    private val chinese =
        Language(
            code = "chi",
            country = "cc ",
            script = "$1",
            openings = "北方=Bei fang |江南=Jiang nan |古代=Gu dai |現代=Xian dai |中国=Zhongguo |小城=Xiao cheng ",
            continuations =
            "图书馆史=tu shu guan shi|語言研究=yu yan yan jiu|山水詩選=shan shui shi xuan|经济概论=jing ji gai lun|" +
                "日常生活=ri chang sheng huo|地图集=di tu ji",
            subtitles = "论文集=lun wen ji|長篇小說=chang pian xiao shuo|导论=dao lun|資料彙編=zi liao hui bian",
            givenNames = "海=Hai|文华=Wenhua|秀英=Xiuying|明=Ming|雪梅=Xuemei",
            surnames = "林=Lin|周=Zhou|沈=Shen|叶=Ye|歐陽=Ouyang",
            towns = "北京=Beijing|上海=Shanghai|台北市=Taibei Shi|南京=Nanjing",
            publishers = "江畔出版社=Jiang pan chu ban she|青山書局=Qing shan shu ju|新桥出版社=Xin qiao chu ban she",
        )

    private val japanese =
        Language(
            code = "jpn",
            country = "ja ",
            script = "$1",
            openings = "北の=Kita no |近代日本の=Kindai Nihon no |小さな=Chiisana |静かな=Shizuka na |失われた=Ushinawareta ",
            continuations =
            "図書館=toshokan|港町の歴史=minatomachi no rekishi|ことば辞典=kotoba jiten|" +
                "鉄道と暮らし=tetsudō to kurashi|庭=niwa|川の物語=kawa no monogatari",
            subtitles = "研究と資料=kenkyū to shiryō|長編小説=chōhen shōsetsu|入門=nyūmon",
            givenNames = "花子=Hanako|健一=Ken'ichi|美咲=Misaki|太郎=Tarō",
            surnames = "青木=Aoki|川辺=Kawabe|島村=Shimamura|冬野=Fuyuno",
            towns = "東京=Tōkyō|京都=Kyōto|札幌=Sapporo",
            publishers = "みなと書房=Minato Shobō|山吹出版=Yamabuki Shuppan|川霧社=Kawagirisha",
        )

    private val arabic =
        Language(
            code = "ara",
            country = "ua ",
            script = "(3/r",
            openings = "تاريخ=Tārīkh|رسائل=Rasāʼil|معجم=Muʻjam|ذاكرة=Dhākirat|مدخل إلى دراسة=Madkhal ilá dirāsat",
            continuations =
            "الجزر الشمالية=al-juzur al-shamālīyah|المدن الصغيرة=al-mudun al-ṣaghīrah|" +
                "الكتاب القديم=al-kitāb al-qadīm|" +
                "الحياة اليومية=al-ḥayāh al-yawmīyah",
            subtitles = "رواية=riwāyah|بحوث ومقالات=buḥūth wa-maqālāt|دراسة=dirāsah",
            givenNames = "سلمى=Salmá|يوسف=Yūsuf|ليلى=Laylá|عمر=ʻUmar",
            surnames = "البحري=al-Baḥrī|الوراق=al-Warrāq|النهري=al-Nahrī|الشتوي=al-Shatwī",
            towns = "القاهرة=al-Qāhirah|بيروت=Bayrūt|دمشق=Dimashq",
            publishers = "دار الميناء=Dār al-Mīnāʼ|مكتبة النهر=Maktabat al-Nahr",
        )

    /** Lists the languages other than English with their share in a thousand records. */
    val foreign =
        listOf(
            german to 75,
            french to 60,
            polish to 35,
            russian to 35,
            chinese to 22,
            japanese to 18,
            arabic to 18,
            greek to 12,
        )

    val subjects =
        words(
            "Harbors|Bridges|Public libraries|Rural conditions|Ornithology|Cartography|Printing|Weather forecasting|" +
                "Railroads|Textile fabrics|City and town life|Algebra|Folk music|Glass manufacture|" +
                "Migration, Internal|" +
                "Rivers|Social history|Teachers|Gardens|Computer networks|Economic development|Ceramics|" +
                "Letter writing|" +
                "Mountain life|Islands|Language and languages|Industrial management|Child development|Lighthouses|" +
                "Architecture, Domestic|Inland navigation|Decision making|Booksellers and bookselling|" +
                "Marshes|Water-supply",
        )

    val topicalDivisions =
        words(
            "History|Social aspects|Study and teaching|Economic aspects|Philosophy|Law and legislation|Research|" +
                "Management|Statistical methods|Conservation and restoration",
        )

    val places =
        words("Scotland|Germany|France|Poland|United States|Canada|China|Greece|Baltic Sea Region|Egypt|Japan|Russia")

    val subjectForms = words(
        "Congresses|Handbooks, manuals, etc|Fiction|Dictionaries|Maps|Periodicals|Bibliography|Exhibitions",
    )

    val genres =
        words(
            "Essays|Conference papers and proceedings|Novels|Atlases|Festschriften|Poetry|Scores|Guidebooks|" +
                "Personal correspondence|Textbooks",
        )

    val seriesTitles =
        words(
            "Studies in regional history|Northgate library of science|Occasional papers|" +
                "Lectures in applied mathematics|" +
                "Monographs of the Society for Regional Studies|Harbour Lane classics|Contributions to librarianship|" +
                "Landscape and memory|Pocket guides|Working papers in economics",
        )

    val generalNotes =
        words(
            "Includes index.|Title from cover.|First published in a shorter version by the author.|" +
                "Translated from the original.|" +
                "\"Published in association with the Society for Regional Studies.\"|Errata slip inserted.|" +
                "Originally presented as the author's thesis (doctoral).|Maps on lining papers.|" +
                "Description based on print version record.|Limited edition of 500 numbered copies.",
        )

    val bibliographyNotes =
        words(
            "Includes bibliographical references and index.|Includes bibliographical references.|" +
                "Includes bibliographical references (pages 211-230) and index.|Bibliography: pages 301-318.",
        )

    val summaryOpenings =
        words(
            "This book traces the development|The author examines the social and economic history|" +
                "Drawing on archives in four countries, " +
                "this study explains the rise|Twelve essays reconsider the meaning|A comprehensive account|" +
                "Based on interviews with more than forty witnesses, this volume records the memory|" +
                "A richly illustrated survey|" +
                "The contributors discuss current methods for the study|An accessible introduction to the theory|" +
                "Set in a small town by the sea, the story tells",
        )

    val summaryEndings =
        words(
            "It also considers what was lost on the way.|Each chapter closes with questions for discussion.|" +
                "An appendix lists the sources that survive.|The second part turns to the present day.|" +
                "Particular attention is given to the work of women.|" +
                "Several of the documents are printed here for the first time.|" +
                "The conclusions will interest planners and historians alike.|" +
                "A glossary explains the technical terms.|" +
                "The author argues that neither view is complete.|Worked examples show how the method is applied.",
        )

    val editions = words("Second edition.|Third edition.|Revised edition.|First edition.|New and enlarged edition.")

    val relators = words("editor|translator|illustrator|author|writer of introduction|contributor")

    val chapters =
        words(
            "Introduction|Before the bridge|Sources and methods|The first settlers|Markets and prices|" +
                "A house by the river|" +
                "Letters home|Counting the losses|The printers' quarrel|Weather and work|Roads not taken|" +
                "The school year|" +
                "Maps without names|What the census says|The orchard in winter|Afterword|" +
                "Machines and their makers|The long strike",
        )

    /** Lists class letters of shelf marks beside a Dewey number that suits them. */
    val classes =
        words(
            "PS3565=813/.54|QA76.9=004/.36|HD31=658.4|DA880=941.1|Z665=020|ML3650=781.62|GA105=526|" +
                "QL690=598.0941|PG3476=891.73|" +
                "TA403=620.11|HN398=306.09|NA7328=728.094|BF311=153|LB1025=371.3|PT2685=833/.92|" +
                "PQ2680=843/.914|GB1205=551.48",
        ).map { Phrase(it.substringBefore('='), it.substringAfter('=')) }
}
