// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.Record;
import dev.marcato.RecordBuilder;
import dev.marcato.Subfield;
import dev.marcato.path.Comparison;
import dev.marcato.path.ConditionVisitor;
import dev.marcato.path.MarcCondition;
import dev.marcato.path.MarcPath;
import dev.marcato.path.MarcPathException;
import dev.marcato.path.MarcPlace;
import dev.marcato.path.PathLimitException;
import dev.marcato.path.PathSet;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PathsTest {
    private static final Record RECORD = Record.builder()
            .field("001", "42")
            .field("008", "260101s1851    nyu           000 1 eng d")
            .field("245", '1', '0', Subfield.of('a', "Moby Dick, or,"), Subfield.of('b', "The whale /"))
            .field("650", ' ', '0', Subfield.of('a', "Whaling"), Subfield.of('x', "History"))
            .field("650", ' ', '7', Subfield.of('a', "whales"))
            .build();

    @Test
    void aPathSelectsValues() {
        MarcPath path = MarcPath.of("650$a");
        assertEquals(List.of("Whaling", "whales"), path.values(RECORD));
        assertEquals("Whaling", path.first(RECORD));
        assertEquals(2, path.count(RECORD));
        assertTrue(path.matches(RECORD));
        assertThrows(UnsupportedOperationException.class, () -> path.values(RECORD).clear());
        try (Stream<String> values = path.stream(RECORD)) {
            assertEquals("Whaling; whales", values.collect(Collectors.joining("; ")));
        }
        MarcPath other = MarcPath.of("651$a");
        assertEquals(List.of(), other.values(RECORD));
        assertNull(other.first(RECORD));
        assertFalse(other.matches(RECORD));
    }

    @Test
    void aPathIsAValue() {
        MarcPath path = MarcPath.of("245ab");
        assertEquals("245$a$b+\" \"", path.toString());
        assertEquals(MarcPath.of(path.toString()), path);
        assertEquals(MarcPath.of("245$a$b+\" \"").hashCode(), path.hashCode());
        assertNotEquals(MarcPath.of("245$a$b"), path);
        assertEquals(
                List.of("001", "245$a", "650$a"),
                new TreeSet<>(List.of(MarcPath.of("650$a"), MarcPath.of("001"), MarcPath.of("245$a")))
                        .stream().map(MarcPath::toString).collect(Collectors.toList()));
        assertEquals("@6XX", MarcPath.marcSpec("6XX").toString());
    }

    @Test
    void aSimplePathIsATagAndACode() {
        MarcPath path = MarcPath.of("245$a");
        assertTrue(path.isSimple());
        assertEquals("245", path.tag());
        assertEquals('a', path.code());
        assertFalse(MarcPath.of("6XX").isSimple());
        assertNull(MarcPath.of("6XX").code());
    }

    @Test
    void placesShowWhereValuesAre() {
        MarcPlace place = MarcPath.of("650[1]$a/0-2").places(RECORD).get(0);
        assertSame(RECORD, place.record());
        assertEquals(4, place.fieldIndex());
        assertEquals("650", place.field().tag());
        assertEquals(1, place.occurrence());
        assertEquals(0, place.subfieldIndex());
        assertEquals('a', place.code());
        assertEquals(0, place.indicator());
        assertEquals(0, place.start());
        assertEquals(3, place.end());
        assertEquals("wha", place.value());
        assertEquals(List.of("wha"), MarcPath.of(place.toString()).values(RECORD));
    }

    @Test
    void placesAreFoundOneAfterTheOther() {
        List<Integer> indicators = new ArrayList<>();
        MarcPath.of("650^2").forEachPlace(RECORD, place -> indicators.add(place.indicator()));
        assertEquals(List.of(2, 2), indicators);
        MarcPlace leader = MarcPath.of("LDR/06").places(RECORD).get(0);
        assertEquals(-1, leader.fieldIndex());
        assertNull(leader.field());
        assertNull(leader.code());
        assertEquals(-1, leader.subfieldIndex());
    }

    @Test
    void aConditionIsAPredicate() {
        Predicate<Record> condition = MarcCondition.of("650$a = \"whales\" and not 020");
        assertTrue(condition.test(RECORD));
        assertEquals(1, Stream.of(RECORD, Record.builder().build()).filter(condition).count());
        assertFalse(MarcCondition.of("650$a = WHALES").test(RECORD));
        assertTrue(MarcCondition.of("650$a = WHALES", true).test(RECORD));
        assertEquals(MarcCondition.of("650$a='whales'"), MarcCondition.of("650$a = \"whales\""));
        assertEquals(
                MarcCondition.of("650$a='whales'").hashCode(), MarcCondition.of("650$a = \"whales\"").hashCode());
        assertEquals("650$a = \"whales\"", MarcCondition.of("(650$a='whales')").toString());
    }

    /** Says a condition in words, as a program that hands it on to a server does. */
    private static final class InWords implements ConditionVisitor<String> {
        @Override
        public String allOf(List<String> conditions) {
            return "all of " + conditions;
        }

        @Override
        public String anyOf(List<String> conditions) {
            return "any of " + conditions;
        }

        @Override
        public String not(String condition) {
            return "not " + condition;
        }

        @Override
        public String exists(MarcPath path) {
            return "there is " + path;
        }

        @Override
        public String compares(MarcPath path, Comparison comparison, List<String> texts, boolean ignoresCase) {
            return path + " " + comparison + " " + texts + (ignoresCase ? " in any case" : "");
        }

        @Override
        public String other(MarcCondition condition) {
            return "something else: " + condition;
        }
    }

    /** Passes all on to another visitor, but turns the sign of a comparison round. */
    private record Turning(ConditionVisitor<String> next) implements ConditionVisitor<String> {
        @Override
        public String allOf(List<String> parts) {
            return next.allOf(parts);
        }

        @Override
        public String anyOf(List<String> parts) {
            return next.anyOf(parts);
        }

        @Override
        public String not(String part) {
            return next.not(part);
        }

        @Override
        public String exists(MarcPath path) {
            return next.exists(path);
        }

        @Override
        public String compares(MarcPath path, Comparison comparison, List<String> texts, boolean ignoresCase) {
            return next.compares(path, opposite(comparison), texts, ignoresCase);
        }

        @Override
        public String other(MarcCondition condition) {
            return next.other(condition);
        }

        private static Comparison opposite(Comparison comparison) {
            return switch (comparison) {
                case EQUAL -> Comparison.UNEQUAL;
                case UNEQUAL -> Comparison.EQUAL;
                case CONTAINS -> Comparison.CONTAINS_NOT;
                case CONTAINS_NOT -> Comparison.CONTAINS;
                case LESS -> Comparison.AT_LEAST;
                case AT_MOST -> Comparison.GREATER;
                case GREATER -> Comparison.AT_MOST;
                case AT_LEAST -> Comparison.LESS;
            };
        }
    }

    @Test
    void aVisitorCanUseAnother() {
        var turning = new Turning(new InWords());
        assertEquals(
                "all of [any of [not there is 020, 245$a AT_LEAST [x]], something else: #650 > 3]",
                MarcCondition.of("(not 020 or 245$a < \"x\") and #650 > 3").accept(turning));
    }

    @Test
    void whatIsEqualIsEqualAndInOrder() {
        MarcPath first = MarcPath.of("020$a");
        assertTrue(first.equals(MarcPath.of("020a")) && !first.equals(MarcPath.of("020")));
        assertTrue(first.compareTo(MarcPath.of("245")) < 0);
        assertEquals(first, MarcPath.of("020|__|[0]{$q}$a[1]{$c}+' '").general());
        assertEquals("020|__|[0]{$q}", MarcPath.of("020|__|[0]{$q}$a[1]").fields().toString());
        assertEquals(Integer.valueOf(35), MarcPath.of("008/35-37").firstPosition());
        assertEquals(Integer.valueOf(37), MarcPath.of("008/35-37").lastPosition());
        assertTrue(MarcCondition.of("020").equals(MarcCondition.of("?020")));
        assertTrue(PathSet.of("a=020").equals(PathSet.of("a=020")) && !PathSet.of("a=020").equals(PathSet.of("020")));
        var seen = new ArrayList<String>();
        PathSet.ValueAction action = (index, value) -> seen.add(index + " " + value);
        action.accept(7, "x");
        assertEquals(List.of("7 x"), seen);
    }

    @Test
    void aConditionIsVisited() {
        MarcCondition condition = MarcCondition.of("020 and (not 245$a = \"x\"i or 008/35-37 in (eng, fre))");
        assertEquals(
                "all of [there is 020, any of [not 245$a EQUAL [x] in any case, 008/35-37 EQUAL [eng, fre]]]",
                condition.accept(new InWords()));
        assertEquals("something else: #650 > 3", MarcCondition.of("#650>3").accept(new InWords()));
        String[] signs = {"=", "!=", "~", "!~", "<", "<=", ">", ">="};
        for (Comparison comparison : Comparison.values()) {
            String text = "245$a " + signs[comparison.ordinal()] + " \"x\"" + (comparison.name().startsWith("CON") ? "t" : "");
            assertEquals("245$a " + comparison + " [x]", MarcCondition.of(text).accept(new InWords()));
        }
    }

    @Test
    void aSetOfPathsIsEvaluatedTogether() {
        PathSet set = PathSet.of("title=245$a, 001; subject=650$a");
        assertEquals(List.of("title", "001", "subject"), set.names());
        assertEquals(3, set.size());
        assertEquals("title=245$a, 001, subject=650$a", set.toString());
        assertEquals(PathSet.of(set.toString()), set);
        assertEquals(PathSet.of(set.toString()).hashCode(), set.hashCode());
        assertEquals(List.of(MarcPath.of("245$a"), MarcPath.of("001"), MarcPath.of("650$a")), set.paths());
        List<List<String>> expected = List.of(List.of("Moby Dick, or,"), List.of("42"), List.of("Whaling", "whales"));
        assertEquals(expected, set.values(RECORD));
        assertEquals(expected, PathSet.of(set.paths().toArray(new MarcPath[0])).values(RECORD));
        List<String> found = new ArrayList<>();
        set.forEachValue(RECORD, (index, value) -> found.add(index + value));
        assertEquals(4, found.size());
        assertTrue(found.contains("2whales"));
    }

    @Test
    void aMistakeIsShown() {
        MarcPathException mistake = assertThrows(MarcPathException.class, () -> MarcPath.of("245$a["));
        assertEquals("245$a[", mistake.text());
        assertEquals(6, mistake.position());
        assertFalse(mistake.reason().isEmpty());
        assertEquals(2, mistake.picture().lines().count());
        assertTrue(mistake.getMessage().contains(mistake.reason()));
        assertTrue(mistake.getMessage().contains(mistake.picture()));
        assertTrue(IllegalArgumentException.class.isInstance(mistake));
    }

    @Test
    void whatTakesTooLongEnds() {
        RecordBuilder builder = Record.builder();
        for (int number = 0; number < 4_000; number++) {
            builder.field("650", ' ', ' ', Subfield.of('a', "value " + number));
        }
        Record large = builder.build();
        MarcPath path = MarcPath.of("650{650$a{650$a = \"x\"}}");
        PathLimitException end = assertThrows(PathLimitException.class, () -> path.matches(large));
        assertEquals(100_000_000, end.steps());
    }
}
