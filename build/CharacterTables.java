// SPDX-License-Identifier: Apache-2.0
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/**
 * Makes the library's character tables of the list of facts that the specs hold the decoders to.
 *
 * <p>{@code java build/CharacterTables.java} reads the lists among the test resources and writes Kotlin sources. Given
 * the file of the Library of Congress code tables (XML), it first writes the list of MARC-8 anew from that.
 */
final class CharacterTables {
    private static final Path LISTS = Path.of("library/src/test/resources/dev/marcato/internal/text");
    private static final Path SOURCES = Path.of("library/src/main/kotlin/dev/marcato/internal/text");

    /** The names of the sets, by the code that the published tables give them: the final byte of an escape. */
    private static final Map<String, String> MARC_8 = new LinkedHashMap<>();

    static {
        MARC_8.put("42", "ascii");
        MARC_8.put("45", "ansel");
        MARC_8.put("67", "greek-symbols");
        MARC_8.put("62", "subscripts");
        MARC_8.put("70", "superscripts");
        MARC_8.put("32", "hebrew");
        MARC_8.put("4E", "cyrillic");
        MARC_8.put("51", "extended-cyrillic");
        MARC_8.put("33", "arabic");
        MARC_8.put("34", "extended-arabic");
        MARC_8.put("53", "greek");
        MARC_8.put("31", "eacc");
    }

    /** A code of a set, the code point that it stands for, and whether it goes with the letter that follows. */
    private record Fact(int code, int codePoint, boolean combining) {
    }

    public static void main(String[] args) throws Exception {
        if (args.length > 0) writeFacts(new File(args[0]));
        var sets = new LinkedHashMap<String, TreeMap<Integer, Fact>>();
        readFacts(LISTS.resolve("marc-8.txt"), sets);
        readFacts(LISTS.resolve("others.txt"), sets);
        writeEacc(sets.remove("eacc"));
        // Six codes that are no set: EaccTable has them by hand.
        sets.remove("eacc-innovative");
        writeSingleByteSets(sets);
    }

    private static void writeFacts(File published) throws Exception {
        var lines = new ArrayList<String>();
        lines.add("# The characters of MARC-8: set, code, code point; \"combining\": belongs to the character that follows.");
        lines.add("# Facts from the code tables of the Library of Congress, written by build/CharacterTables.java.");
        var sets = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(published)
                .getElementsByTagName("characterSet");
        for (int i = 0; i < sets.getLength(); i++) {
            var set = (Element) sets.item(i);
            var facts = new TreeMap<Integer, String>();
            var codes = set.getElementsByTagName("code");
            for (int j = 0; j < codes.getLength(); j++) {
                var code = (Element) codes.item(j);
                var value = text(code, "marc");
                // The second halves of marks over two letters have no code point of their own but a compatible one.
                var codePoint = text(code, "ucs").isEmpty() ? text(code, "alt") : text(code, "ucs");
                var combining = text(code, "isCombining").equals("true") ? " combining" : "";
                var fact = MARC_8.get(set.getAttribute("ISOcode")) + " " + value + " " + codePoint + combining;
                facts.put(Integer.parseInt(value, 16), fact);
            }
            lines.addAll(facts.values());
        }
        Files.write(LISTS.resolve("marc-8.txt"), lines);
    }

    private static String text(Element element, String name) {
        var found = element.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }

    private static void readFacts(Path file, Map<String, TreeMap<Integer, Fact>> sets) throws IOException {
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("#") || line.isBlank()) continue;
            var words = line.split(" ");
            var fact = new Fact(Integer.parseInt(words[1], 16), Integer.parseInt(words[2], 16), words.length > 3);
            sets.computeIfAbsent(words[0], name -> new TreeMap<>()).put(fact.code(), fact);
        }
    }

    private static void writeEacc(TreeMap<Integer, Fact> facts) throws IOException {
        var text = new ArrayList<String>();
        int previous = 0;
        for (Fact fact : facts.values()) {
            int code = fact.code();
            if (code >> 8 != previous >> 8) {
                text.add("\\n");
                text.add(escaped(code >> 16));
                text.add(escaped(code >> 8 & 0xFF));
            }
            if (code != previous + 1 || code >> 8 != previous >> 8) text.add(escaped(code & 0xFF));
            for (char unit : Character.toChars(fact.codePoint())) text.add(escaped(unit));
            previous = code;
        }
        var lines = new ArrayList<String>();
        lines.add("// SPDX-License-Identifier: Apache-2.0");
        lines.add("package dev.marcato.internal.text");
        lines.add("");
        lines.add("// Written by build/CharacterTables.java; read by EaccTable, which explains the form.");
        // A constant of a class file holds 65,535 bytes.
        int half = text.size() / 2;
        while (!text.get(half).equals("\\n")) half++;
        addConstant(lines, "EACC_FIRST", text.subList(0, half));
        addConstant(lines, "EACC_SECOND", text.subList(half, text.size()));
        Files.write(SOURCES.resolve("EaccText.kt"), lines);
    }

    private static void writeSingleByteSets(Map<String, TreeMap<Integer, Fact>> sets) throws IOException {
        var lines = new ArrayList<String>();
        lines.add("// SPDX-License-Identifier: Apache-2.0");
        lines.add("package dev.marcato.internal.text");
        lines.add("");
        lines.add("// Written by build/CharacterTables.java; read by GraphicSet, which explains the form.");
        for (var set : sets.entrySet()) {
            // What the tables list beside the graphic characters, controls, is the decoders' own business.
            if (set.getKey().equals("ascii")) continue;
            var characters = new ArrayList<String>();
            var marks = new ArrayList<String>();
            for (int code = 0x20; code <= 0x7F; code++) {
                var fact = set.getValue().getOrDefault(code, set.getValue().get(code | 0x80));
                // A blank is none; the table of ISO 6937 alone has something at both ends.
                characters.add(fact == null ? " " : escaped(fact.codePoint()));
                if (fact != null && fact.combining()) marks.add(escaped(code));
            }
            var name = set.getKey().toUpperCase(java.util.Locale.ROOT).replace('-', '_');
            addConstant(lines, name + "_CHARACTERS", characters);
            addConstant(lines, name + "_MARKS", marks);
        }
        Files.write(SOURCES.resolve("GraphicSetText.kt"), lines);
    }

    private static void addConstant(List<String> lines, String name, List<String> text) {
        lines.add("");
        var line = new StringBuilder("    \"");
        var parts = new ArrayList<String>();
        for (String each : text) {
            if (line.length() + each.length() > 112) {
                parts.add(line.append('"').toString());
                line = new StringBuilder("        \"");
            }
            line.append(each);
        }
        parts.add(line.append('"').toString());
        if (parts.size() == 1 && name.length() + parts.get(0).length() < 90) {
            lines.add("internal const val " + name + ": String = " + parts.get(0).strip());
            return;
        }
        lines.add("internal const val " + name + ": String =");
        for (int i = 0; i < parts.size(); i++) lines.add(parts.get(i) + (i + 1 < parts.size() ? " +" : ""));
    }

    /** What an editor may change or show in another order is written as an escape: all but ASCII and East Asian. */
    private static String escaped(int unit) {
        if (unit == '"' || unit == '$' || unit == '\\') return "\\" + (char) unit;
        boolean isPlain = unit < 0x7F || (unit >= 0x3041 && unit < 0x3099) || (unit >= 0x30A0 && unit < 0xD800);
        return isPlain ? String.valueOf((char) unit) : String.format("\\u%04X", unit);
    }
}
