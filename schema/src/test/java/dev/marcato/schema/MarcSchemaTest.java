// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.Record;
import dev.marcato.path.MarcPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarcSchemaTest {
    private final MarcSchema schema = MarcSchema.bibliographic();

    @Test
    void schemas() {
        assertEquals("MARC 21 Format for Bibliographic Data", schema.title());
        assertEquals("marc", schema.family());
        assertTrue(schema.update().matches("[0-9]+ .*"), schema.update());
        assertFalse(schema.sources().isEmpty());
        assertTrue(schema.fields().size() > 250);
        assertTrue(schema.codeLists().containsKey("languages"));
        assertEquals("https://www.loc.gov/marc/bibliographic/", schema.other().get("url"));
        assertEquals(schema, MarcSchema.of(Record.builder().build()));
        assertNotEquals(schema, MarcSchema.authority());
        assertNotEquals(MarcSchema.holdings(), MarcSchema.unimarc());
        assertThrows(UnsupportedOperationException.class, () -> schema.fields().clear());
    }

    @Test
    void fields() {
        FieldDefinition field = schema.field("245");
        assertEquals("245", field.identifier());
        assertEquals("245", field.tag());
        assertEquals("Title Statement", field.label());
        assertEquals("245 Title Statement", field.toString());
        assertFalse(field.isRepeatable());
        assertTrue(field.isRequired());
        assertFalse(field.isObsolete());
        assertNull(field.obsoleteSince());
        assertNull(field.pattern());
        assertNull(field.codes());
        assertTrue(field.positions().isEmpty() && field.obsoletePositions().isEmpty());
        assertTrue(field.types().isEmpty() && field.former().isEmpty() && field.other().isEmpty());
        assertEquals(field.subfields().get(0), field.subfield('a'));
        assertEquals(1, field.indicator1().number());
        assertEquals(field.indicator2(), field.indicator(2));
        assertFalse(field.indicator2().isUndefined());
        assertTrue(field.indicator2().former().isEmpty());
    }

    @Test
    void subfields() {
        SubfieldDefinition subfield = schema.field("100").subfield('4');
        assertEquals('4', subfield.code());
        assertTrue(subfield.isRepeatable());
        assertFalse(subfield.isRequired());
        assertEquals("relators", subfield.vocabulary().name());
        assertEquals("Author", subfield.meaning("aut").label());
        assertTrue(subfield.former().isEmpty());
    }

    @Test
    void positions() {
        FieldDefinition field = schema.field("008");
        FieldType books = field.types().get("BK");
        assertEquals("BK", books.key());
        PositionDefinition position = books.positions().stream().filter(it -> it.start() == 18).findFirst().orElseThrow();
        assertEquals(21, position.end());
        assertEquals(4, position.length());
        assertEquals(1, position.codeLength());
        assertEquals("18-21", position.range());
        assertEquals("illustrations", position.name());
        assertFalse(position.isOptional());
        assertEquals(position.flags(), position.codesOrFlags());
        assertTrue(field.positions("BK").contains(position));
        assertEquals("mainEntryInBody", field.obsoletePositions("BK").get(0).name());
    }

    @Test
    void codes() {
        CodeList list = schema.codeLists().get("languages");
        assertEquals("languages", list.name());
        assertEquals("MARC Code List for Languages", list.title());
        assertTrue(list.isResolved());
        assertEquals(Map.of("url", "https://www.loc.gov/marc/languages/"), list.other());
        Code english = list.get("eng");
        assertEquals(english, list.labelled("English"));
        assertTrue(list.codes().contains(english));
        assertEquals("eng", english.code());
        assertTrue(english.matches("eng"));
        assertFalse(english.isObsolete() || english.isRange());
        assertNull(english.obsoleteSince());
        assertTrue(english.former().isEmpty() && english.other().isEmpty());
    }

    @Test
    void descriptions() {
        Description description = schema.describe(MarcPath.of("008/33")).get(0);
        assertEquals("008", description.field().tag());
        assertNull(description.indicator());
        assertTrue(description.subfields().isEmpty());
        DescribedPosition position = description.positions().get(0);
        assertEquals("BK", position.type().key());
        assertEquals("literaryForm", position.definition().name());
    }

    @Test
    void avram() {
        MarcSchema profile = MarcSchema.parse("{\"fields\": {\"990\": {\"label\": \"Shelf mark\"}}}");
        MarcSchema merged = schema.with(profile);
        assertEquals("Shelf mark", merged.field("990").label());
        assertTrue(merged.toAvram().contains("Shelf mark"));
        SchemaException thrown = assertThrows(SchemaException.class, () -> MarcSchema.parse("{\"fields\": {\"245\": 1}}"));
        assertEquals("/fields/245", thrown.pointer());
        assertEquals("an object is expected", thrown.reason());
        assertEquals(List.of(), schema.describe(MarcPath.of("990")));
    }
}
