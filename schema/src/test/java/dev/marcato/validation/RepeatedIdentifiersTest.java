// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.marcato.Outcome;
import dev.marcato.Record;
import dev.marcato.blocking.BlockingMarcReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RepeatedIdentifiersTest {
    @Test
    void findsWhatTwoRecordsHave() {
        RepeatedIdentifiers repeated = RepeatedIdentifiers.of();
        assertEquals(List.of(), repeated.add(numbered("1")));
        Finding finding = repeated.add(numbered("1")).get(0);
        assertEquals("repeatedControlNumber", finding.code());
        assertEquals(1L, finding.recordIndex());
        assertNull(repeated.incompleteFrom());
    }

    @Test
    void joinsPartsInOrder() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (String number : new String[] {"1", "2", "1"}) {
            file.write(numbered(number).toBytes());
        }
        RepeatedIdentifiers repeated = RepeatedIdentifiers.of(Profile.DEFAULT, RepeatedIdentifiers.DEFAULT_LIMIT);
        List<Finding> findings = new ArrayList<>();
        try (BlockingMarcReader reader = BlockingMarcReader.open(file.toByteArray())) {
            for (Outcome outcome = reader.readOutcome(); outcome != null; outcome = reader.readOutcome()) {
                RepeatedIdentifiers.Part part = repeated.newPart();
                part.add((Outcome.Read) outcome);
                assertEquals(1, part.size());
                findings.addAll(repeated.add(part));
            }
        }
        RepeatedIdentifiers.Part last = repeated.newPart();
        last.add(numbered("2"));
        findings.addAll(repeated.add(last));
        assertEquals(List.of(2L, 3L), findings.stream().map(Finding::recordIndex).collect(Collectors.toList()));
        assertEquals(List.of("001[0]", "001[0]"), findings.stream().map(Finding::path).collect(Collectors.toList()));
    }

    @Test
    void saysWhenThereAreTooMany() {
        RepeatedIdentifiers repeated = RepeatedIdentifiers.of(Profile.DEFAULT, 1);
        repeated.add(numbered("1"));
        repeated.add(numbered("2"));
        assertEquals(1L, repeated.incompleteFrom());
    }

    @TestFactory
    Stream<DynamicTest> examples() {
        return RuleExamples.Companion.all().stream().filter(RuleExamples::isAboutFile).flatMap(file ->
                file.getExamples().stream().map(example -> DynamicTest.dynamicTest(example.toString(), () -> {
                    RepeatedIdentifiers repeated = RepeatedIdentifiers.of();
                    repeated.add(file.getBase());
                    List<String> paths = repeated.add(example.getRecord()).stream()
                            .filter(finding -> finding.code().equals(file.getCode()))
                            .map(Finding::path)
                            .collect(Collectors.toList());
                    assertEquals(example.getBreaks(), paths);
                })));
    }

    private static Record numbered(String number) {
        return Record.parse("=LDR  00000nam a2200000 i 4500\n=001  " + number + "\n");
    }
}
