// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.Outcome;
import dev.marcato.ParallelOptions;
import dev.marcato.Record;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.schema.MarcSchema;
import dev.marcato.testing.Fixture;
import dev.marcato.testing.Fixtures;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ValidatorTest {
    private final Validator validator = Validator.marc21();
    private final Record wrong =
            Record.parse("=LDR  00000nam a2200000 i 4500\n=001  42\n=245  20$aTitle$ax\n");

    @Test
    void findings() {
        List<Finding> findings = validator.validate(wrong);
        assertEquals(3, findings.size());
        assertThrows(UnsupportedOperationException.class, () -> findings.remove(0));
        Finding missing = findings.get(0);
        assertEquals("missingField", missing.code());
        assertEquals("008", missing.path());
        assertNull(missing.found());
        assertEquals(RuleCategory.RECORD, missing.rule().category());
        Finding indicator = findings.get(1);
        assertEquals("245[0]^1", indicator.path());
        assertEquals("245", indicator.tag());
        assertEquals(FindingSeverity.ERROR, indicator.severity());
        assertEquals("2", indicator.found());
        assertEquals("0 or 1", indicator.expected());
        assertEquals("Title added entry", indicator.label());
        assertEquals("42", indicator.controlNumber());
        assertNull(indicator.recordIndex());
        assertNull(indicator.byteOffset());
        assertEquals("indicator isn't valid: found \"2\", expected 0 or 1", indicator.message());
        assertEquals("245[0]^1: " + indicator.message(), indicator.toString());
        Rule rule = findings.get(2).rule();
        assertEquals("nonrepeatableSubfield", rule.code());
        assertEquals(rule.code(), rule.toString());
        assertTrue(rule.isOnByDefault());
        assertFalse(rule.title().isEmpty() || rule.explanation().isEmpty());
        assertTrue(rule.url().startsWith("https://"));
        assertEquals(FindingSeverity.ERROR, rule.severity());
        assertNotEquals(rule, missing.rule());
        assertEquals(rule, validator.validate(wrong).get(2).rule());
    }

    @Test
    void schemas() {
        MarcSchema schema = MarcSchema.parse("{\"fields\": {\"001\": {\"pattern\": \"^[a-z]+$\"}, \"245\": {}}}");
        List<Finding> findings = Validator.of(schema).validate(wrong);
        assertEquals("[001[0]: value doesn't have the right form: found \"42\", expected what the expression "
                + "^[a-z]+$ describes]", findings.toString());
        assertEquals(3, Validator.of(MarcSchema.bibliographic(), Profile.DEFAULT).validate(wrong).size());
        assertEquals(3, Validator.marc21(Profile.DEFAULT).validate(wrong).size());
    }

    @Test
    void inputs() throws Exception {
        byte[] bytes = Fixtures.bytes(Fixture.RECORDS_1K);
        List<String> expected;
        try (BlockingMarcReader reader = BlockingMarcReader.open(bytes)) {
            expected = reader.outcomes()
                    .map(outcome -> validator.validate((Outcome.Read) outcome).toString())
                    .collect(Collectors.toList());
        }
        for (int workers = 1; workers < 3; workers++) {
            ParallelOptions options = ParallelOptions.builder().workers(workers).build();
            try (BlockingMarcReader reader = BlockingMarcReader.open(bytes);
                    Stream<Validated> all = validator.validate(reader, options)) {
                assertEquals(expected, all.map(v -> v.findings().toString()).collect(Collectors.toList()));
            }
        }
        try (BlockingMarcReader reader = BlockingMarcReader.open(bytes);
                Stream<Validated> all = validator.validate(reader)) {
            Validated first = all.findFirst().get();
            assertEquals(0, first.outcome().byteOffset());
            assertEquals(((Outcome.Read) first.outcome()).record(), first.record());
        }
    }

    @Test
    void counts() {
        SchemaCounts counts = SchemaCounts.of(MarcSchema.parse("{\"fields\": {}, \"records\": 2}"));
        counts.add(wrong);
        assertTrue(counts.findings().isEmpty());
        assertTrue(SchemaCounts.of(MarcSchema.bibliographic(), Profile.DEFAULT).findings().isEmpty());
    }

    @TestFactory
    Stream<DynamicTest> examples() {
        return RuleExamples.Companion.all().stream().flatMap(file -> file.getExamples().stream().map(example ->
                DynamicTest.dynamicTest(example.toString(), () -> {
                    if (file.getSchema() != null || file.getFormat().equals("unimarc")) return;
                    if (file.isAboutFile()) return;
                    List<String> paths = validator.validate(example.getRecord()).stream()
                            .filter(finding -> finding.code().equals(file.getCode()))
                            .map(Finding::path)
                            .collect(Collectors.toList());
                    if (paths.isEmpty() && !example.getBreaks().isEmpty()) {
                        // Only what is off by default may be missed.
                        assertFalse(file.isOnByDefault(), example.toString());
                    } else {
                        assertEquals(example.getBreaks(), paths);
                    }
                })));
    }
}
