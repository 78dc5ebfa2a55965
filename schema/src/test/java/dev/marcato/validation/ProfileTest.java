// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.marcato.Record;
import dev.marcato.Subfield;
import dev.marcato.path.MarcCondition;
import dev.marcato.path.MarcPath;
import dev.marcato.schema.MarcSchema;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProfileTest {
    private static final String JSON = "{\"title\": \"Ours\", \"checks\": [{\"code\": \"noSubject\","
            + " \"message\": \"no subject heading\", \"require\": \"650\", \"severity\": \"error\"}]}";

    @Test
    void aProfileIsRead() {
        Profile profile = Profile.parse(JSON);
        assertEquals("Ours", profile.title());
        Rule rule = profile.rules().get(0);
        assertEquals("noSubject", rule.code());
        assertEquals(RuleCategory.PROFILE, rule.category());
        assertEquals(FindingSeverity.ERROR, rule.severity());
        assertEquals("no subject heading", rule.title());
        assertNull(rule.url());
        Profile both = Profile.parse("{\"rules\": {\"noSubject\": \"off\"}}", profile);
        assertEquals("Ours", both.title());
        assertEquals(profile, Profile.DEFAULT.with(profile));
        assertThrows(UnsupportedOperationException.class, () -> profile.rules().clear());
    }

    @Test
    void aProfileIsMade() {
        Profile profile = Profile.builder()
                .title("Ours")
                .off("style", "link")
                .on("ruleStopped")
                .severity(FindingSeverity.HINT, "field")
                .except("field", MarcPath.of("590"), MarcPath.of("65X"))
                .only("subfield", MarcPath.of("245"))
                .local(MarcPath.of("9XX"))
                .schema(MarcSchema.parse("{\"fields\": {\"990\": {\"label\": \"Place\"}}}"))
                .forbid("roleWithoutName", "a role without a name", MarcPath.of("7XX{$4}{!$a}"))
                .forbid("oldForm", "an old form", MarcPath.of("440"), MarcCondition.of("LDR/06 = a"))
                .forbid("older", "an older form", MarcPath.of("441"), null, FindingSeverity.ERROR)
                .require("noSubject", "no subject heading", MarcCondition.of("650"))
                .require("noTitle", "no title", MarcCondition.of("245"), MarcCondition.of("LDR/06 = a"))
                .require("noYear", "no year", MarcCondition.of("008"), null, FindingSeverity.HINT)
                .build();
        assertEquals(6, profile.rules().size());
        assertEquals("there is no rule \"stile\"; is \"style\" meant?", assertThrows(
                IllegalArgumentException.class, () -> Profile.builder().off("stile").build()).getMessage());
    }

    @Test
    void anErrorHasAPlace() {
        ProfileException e = assertThrows(ProfileException.class, () -> Profile.parse("{\n  \"rulez\": {}}"));
        assertEquals("there is no key \"rulez\" here; is \"rules\" meant?", e.reason());
        assertEquals(2, e.line());
        assertEquals(3, e.column());
        assertEquals("/rulez", e.pointer());
        assertEquals("line 2, column 3: " + e.reason(), e.getMessage());
    }

    @Test
    void aFindingKnowsWhereItIs() {
        Record record = Record.builder().field("001", "42").field("245", '0', '0', Subfield.of('a', "Whales")).build();
        List<Finding> findings = Validator.marc21(Profile.parse(JSON)).validate(record);
        Finding finding = findings.stream().filter(one -> one.code().equals("noSubject")).findFirst().orElseThrow();
        assertEquals("650", finding.path());
        assertEquals("42", finding.controlNumber());
        assertNull(finding.source());
        Finding there = finding.at("a.mrc", 7L);
        assertEquals("a.mrc", there.source());
        assertEquals(7L, there.recordIndex());
        assertEquals(finding.identity(), there.identity());
        assertEquals(true, there.toJson().startsWith("{\"code\":\"noSubject\",\"severity\":\"ERROR\","));
        FindingSummary summary = new FindingSummary();
        summary.add(findings);
        RuleSummary rule = summary.rules().get(0);
        assertEquals(FindingSeverity.ERROR, rule.severity());
        assertEquals(1, rule.findings());
        assertEquals(1, rule.records());
        assertEquals(1.0, rule.share());
        assertEquals(rule.rule(), rule.examples().get(0).rule());
    }

    @Test
    void findingsAreCountedByRule() {
        FindingSummary summary = new FindingSummary();
        assertEquals(5, summary.examples());
        summary.add(List.of());
        summary.add(List.of(), "a.mrc", 7L);
        FindingSummary all = new FindingSummary(2);
        all.add(summary);
        all.add(summary, 2);
        assertEquals(4, all.records());
        assertEquals(0, all.recordsWithFindings());
        assertEquals(0, all.findings());
        assertEquals(0, all.count(FindingSeverity.ERROR));
        assertEquals(List.of(), all.rules());
        assertEquals("0 findings in 0 of 4 records", all.toString());
    }

    @Test
    void rulesCanBeListed() {
        Rule rule = Validator.rule("ruleStopped");
        assertEquals("ruleStopped", rule.toString());
        assertEquals(true, rule.isOnByDefault());
        assertEquals(true, Validator.rules().contains(rule));
        assertEquals(true, rule.explanation().length() > 20);
    }
}
