// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.Record;
import dev.marcato.Subfield;
import dev.marcato.edit.EditChange;
import dev.marcato.edit.EditException;
import dev.marcato.edit.EditFiles;
import dev.marcato.edit.EditOptions;
import dev.marcato.edit.EditProblem;
import dev.marcato.edit.EditRule;
import dev.marcato.edit.Edited;
import dev.marcato.edit.Edits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules are parsed, and applied to a record. */
final class EditsTest {
    private static final Record RECORD = Record.builder()
            .field("001", "42")
            .field("245", '1', '0', Subfield.of('a', "Moby Dick"))
            .field("856", '4', '0', Subfield.of('u', "http://example.org/42"))
            .field("990", ' ', ' ', Subfield.of('a', "Gift"))
            .build();

    @Test
    void rulesChangeARecord() {
        Edits edits = Edits.parse("remove 9XX\nadd 590 $a \"Gift of {001}\" if 245\nremove 650\n");
        Edited edited = edits.apply(RECORD);
        assertTrue(edited.isChanged());
        assertFalse(edited.isDropped());
        assertNull(edited.droppedBy());
        assertSame(RECORD, edited.original());
        Record record = edited.record();
        assertNotNull(record);
        assertNull(record.get("990"));
        assertEquals("Gift of 42", record.get("590", 'a'));
        assertEquals(List.of(), edited.problems());

        List<EditRule> rules = edits.rules();
        assertEquals(rules.subList(0, 2), edited.matched());
        EditChange change = edited.changes().get(0);
        assertSame(rules.get(0), change.rule());
        assertEquals("990[0]", change.path());
        assertEquals("990    $a Gift", change.before());
        assertNull(change.after());
        assertEquals("590    $a Gift of 42", edited.changes().get(1).after());
        assertEquals("990[0]: 990    $a Gift -> (nothing)", change.toString());
        assertThrows(UnsupportedOperationException.class, () -> edited.changes().clear());
        assertThrows(UnsupportedOperationException.class, () -> edited.matched().clear());
        assertThrows(UnsupportedOperationException.class, () -> edited.problems().clear());
        assertThrows(UnsupportedOperationException.class, rules::clear);
    }

    @Test
    void aRuleKnowsItsPlace() {
        Edits edits = Edits.parse("# links\n\n  remove 9XX\n");
        EditRule rule = edits.rules().get(0);
        assertEquals(0, rule.index());
        assertEquals(3, rule.line());
        assertEquals("remove 9XX", rule.text());
        assertNull(rule.source());
        assertEquals("line 3: remove 9XX", rule.toString());
        assertEquals("# links\n\n  remove 9XX\n", edits.toString());
    }

    @Test
    void editsAreAFunction() {
        Function<Record, Edited> edits = Edits.parse("drop record if 990");
        assertTrue(edits.apply(RECORD).isDropped());
        assertEquals("drop record if 990", edits.apply(RECORD).droppedBy().text());
        assertNull(edits.andThen(Edited::record).apply(RECORD));
        Edited same = Edits.parse("remove 991").apply(RECORD);
        assertFalse(same.isChanged());
        assertSame(RECORD, same.record());
    }

    @Test
    void parametersHaveValues() {
        String text = "parameter proxy = \"none\"\nprefix 856$u with \"{=proxy}\"";
        assertEquals("nonehttp://example.org/42", linkBy(Edits.parse(text)));
        assertEquals("P:http://example.org/42", linkBy(Edits.parse(text, Map.of("proxy", "P:"))));
        EditOptions options = EditOptions.builder().parameter("proxy", "Q:").parameters(Map.of("x", "y"))
                .source("proxy.edits").build();
        assertEquals("Q:http://example.org/42", linkBy(Edits.parse(text, options)));
        assertEquals(Map.of("proxy", "Q:", "x", "y"), options.parameters());
        assertEquals("proxy.edits", options.source());
        assertNull(options.files());
        assertEquals("proxy.edits", Edits.parse(text, options).rules().get(0).source());
        assertEquals(Map.of(), EditOptions.DEFAULT.parameters());
        assertEquals("other", options.toBuilder().source("other").build().source());
    }

    @Test
    void mistakesHaveAPlace() {
        EditException mistake = assertThrows(EditException.class, () -> Edits.parse("remove 9XX\nremove 24"));
        assertEquals(2, mistake.line());
        assertEquals(10, mistake.column());
        assertEquals("remove 24", mistake.lineText());
        assertNull(mistake.source());
        assertTrue(mistake.reason().startsWith("a tag of three characters is expected here"), mistake.reason());
        assertEquals("  remove 24\n           ^", mistake.picture());
        assertEquals("line 2, column 10: " + mistake.reason() + "\n" + mistake.picture(), mistake.getMessage());
    }

    @Test
    void filesAreRead(@TempDir Path folder) throws IOException {
        Path rules = folder.resolve("rules.edits");
        Files.writeString(rules, "include \"more.edits\"\nremove 990");
        Files.writeString(folder.resolve("more.edits"), "remove 856");
        Edits edits = Edits.read(rules);
        assertEquals("001 245", tags(edits.apply(RECORD)));
        assertEquals("001 245", tags(Edits.read(rules, EditOptions.DEFAULT).apply(RECORD)));
        assertThrows(NoSuchFileException.class, () -> Edits.read(folder.resolve("missing.edits")));

        EditOptions named = EditOptions.builder().files(EditFiles.of(folder)).build();
        assertEquals("001 245 990", tags(Edits.parse("include \"more.edits\"", named).apply(RECORD)));
        EditFiles memory = name -> new ByteArrayInputStream("remove 245".getBytes(StandardCharsets.UTF_8));
        assertEquals("001 856 990",
                tags(Edits.parse("include \"x\"", EditOptions.builder().files(memory).build()).apply(RECORD)));
        assertThrows(EditException.class, () -> Edits.parse("include \"more.edits\""));
    }

    @Test
    void recipesComeWithTheModule() {
        assertTrue(Edits.recipes().contains("vendor-ebooks"), Edits.recipes().toString());
        assertThrows(UnsupportedOperationException.class, () -> Edits.recipes().clear());
        assertEquals("https://proxy.example.org/login?url=http://example.org/42", linkBy(Edits.recipe("vendor-ebooks")));
        assertEquals("P:http://example.org/42", linkBy(Edits.recipe("vendor-ebooks", Map.of("proxy", "P:"))));
        assertEquals("marcato:rda", Edits.recipe("rda").rules().get(Edits.recipe("rda").rules().size() - 1).source());
        assertThrows(IllegalArgumentException.class, () -> Edits.recipe("nothing"));
        assertEquals("001 245 856", tags(Edits.parse("include \"marcato:vendor-ebooks\"").apply(RECORD)));
        assertThrows(EditException.class, () -> Edits.parse("include \"marcato:nothing\""));
    }

    @Test
    void whatCannotBeDoneIsAProblem() {
        Edits edits = Edits.parse("set 245$a to \"{001}\"\nset 990$a/4-5 to \"xy\"");
        Edited edited = edits.apply(RECORD);
        assertEquals("42", edited.record().get("245", 'a'));
        EditProblem problem = edited.problems().get(0);
        assertSame(edits.rules().get(1), problem.rule());
        assertFalse(problem.isWarning());
        assertNotNull(problem.reason());
        assertEquals("990[0]", problem.path());
        assertEquals("Gift", edited.record().get("990", 'a'));
        assertTrue(problem.toString().contains("990[0]: "), problem.toString());
    }

    private static String linkBy(Edits edits) {
        return edits.apply(RECORD).record().get("856", 'u');
    }

    private static String tags(Edited edited) {
        return edited.record().fields().stream().map(field -> field.tag()).collect(Collectors.joining(" "));
    }
}
