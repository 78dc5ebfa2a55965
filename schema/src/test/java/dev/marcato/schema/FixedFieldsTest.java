// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.Leader;
import dev.marcato.Record;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FixedFieldsTest {
    private static Record record(String leader, String... fields) {
        var builder = Record.builder().leader(Leader.of(leader));
        for (int index = 0; index < fields.length; index += 2) builder.field(fields[index], fields[index + 1]);
        return builder.build();
    }

    private static final Record BOOK = record(
            "00000cam a2200000 i 4500",
            "006", "jsbmfdh           ",
            "007", "ta",
            "008", "991018s1999    nyua   j      000 1 eng d");

    @Test
    void theElementsOfABook() {
        FixedFields fixed = FixedFields.of(BOOK);
        assertEquals("Fiction (not further specified)", ReadmeJavaExample.run(BOOK));
        assertEquals(Material.BOOKS, fixed.material());
        FixedElement language = fixed.language();
        assertEquals("eng", language.text());
        assertEquals("eng English", language.code().toString());
        assertEquals(List.of("English"), language.codes().stream().map(Code::label).collect(Collectors.toList()));
        assertEquals("languages", language.definition().codes().name());
        assertTrue(language.isComplete() && language.isKnown());
        assertFalse(language.isObsolete());
        assertTrue(language.unknown().isEmpty());
        assertEquals("ger", FixedFields.of(language.with("ger")).language().text());
        assertThrows(IllegalArgumentException.class, () -> language.with("german"));
    }

    @Test
    void theFieldItself() {
        FixedFields fixed = FixedFields.of(BOOK);
        assertEquals(BOOK, fixed.record());
        assertEquals(40, fixed.text().length());
        assertTrue(fixed.isPresent() && fixed.isLengthRight());
        assertEquals(40, fixed.expectedLength());
        assertEquals("008", fixed.definition().tag());
        assertEquals("BK", fixed.type().key());
        assertEquals("literaryForm", fixed.element("literaryForm").definition().name());
        assertEquals("literaryForm", fixed.at(33).definition().name());
        assertEquals(20, fixed.elements().size());
        assertThrows(UnsupportedOperationException.class, () -> fixed.elements().clear());
        assertEquals(Material.MUSIC, fixed.additional().get(0).material());
        assertEquals("Musical sound recording", fixed.additional().get(0).formOfMaterial().label());
        assertEquals("Regular print", fixed.physical().get(0).designation().label());
        assertEquals("Full level", fixed.leader().encodingLevel().label());
        assertNull(fixed.authority());
        assertNull(fixed.holdings());
    }

    @Test
    void materials() {
        assertEquals(Material.BOOKS, Material.of(BOOK.leader()));
        assertEquals(Material.MAPS, Material.ofForm('e'));
        assertEquals("MP", Material.MAPS.key());
        assertEquals("ef", Material.MAPS.forms());
    }

    /** Calls each element of each view, on records that have it. */
    @Test
    void everyElementIsThereInSomeRecord() throws ReflectiveOperationException {
        List<FixedField> views = new ArrayList<>();
        for (String types : List.of("am", "mm", "em", "cm", "as", "gm", "pm")) {
            Record record = record("00000c" + types + " a2200000 i 4500", "008", " ".repeat(40));
            views.add(FixedFields.of(record));
            views.add(FixedFields.of(record).leader());
        }
        for (char form : "amecsgp".toCharArray()) {
            views.addAll(FixedFields.of(record(BOOK.leader().toString(), "006", form + " ".repeat(17))).additional());
        }
        for (String category : MarcSchema.bibliographic().field("007").types().keySet()) {
            views.addAll(FixedFields.of(record(BOOK.leader().toString(), "007", category + " ".repeat(22))).physical());
        }
        FixedFields authority = FixedFields.of(record("00000cz  a2200000n  4500", "008", " ".repeat(40)));
        views.add(authority.authority());
        views.add(authority.leader());
        FixedFields holdings = FixedFields.of(record("00000cy  a2200000   4500", "008", " ".repeat(32)));
        views.add(holdings.holdings());
        views.add(holdings.leader());

        Set<String> missing = new TreeSet<>();
        Set<String> found = new TreeSet<>();
        for (FixedField view : views) {
            for (Method method : view.getClass().getMethods()) {
                if (method.getReturnType() != FixedElement.class || method.getParameterCount() > 0) continue;
                assertTrue(Modifier.isPublic(method.getModifiers()));
                String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
                FixedElement element = (FixedElement) method.invoke(view);
                if (element == null) {
                    missing.add(name);
                } else {
                    assertEquals(method.getName(), element.definition().name());
                    assertNotNull(element.toString());
                    found.add(name);
                }
            }
        }
        missing.removeAll(found);
        assertEquals(Set.of(), missing);
        assertTrue(found.size() > 150, "only " + found.size());
    }
}
