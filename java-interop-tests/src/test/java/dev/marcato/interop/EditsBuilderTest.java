// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.marcato.Record;
import dev.marcato.Subfield;
import dev.marcato.edit.EditChoice;
import dev.marcato.edit.EditException;
import dev.marcato.edit.EditFiles;
import dev.marcato.edit.EditOptions;
import dev.marcato.edit.EditStatement;
import dev.marcato.edit.Edits;
import dev.marcato.edit.EditsBuilder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Every statement can be built in Java; what is built is the text that somebody would write. */
final class EditsBuilderTest {
    @Test
    void fieldsAndSubfields() {
        EditsBuilder edits = Edits.builder();
        edits.comment("Gifts").parameter("who", "Peel");
        edits.addField("003", "DE-1").unless("003");
        edits.addField("590", ' ', '1').subfield('a', "Gift of {=who}").subfieldIfThere('b', "{100$a}").once().first();
        edits.addField("591", ' ', ' ').subfield('a', "x").last();
        edits.addField("592", ' ', ' ').subfield('a', "x").before("591");
        edits.addField("593", ' ', ' ').subfield('a', "x").after("591").onlyIf("590");
        edits.addSubfield("040$e", "rda").before("$c");
        edits.remove("9XX");
        edits.remove("100").withPair();
        edits.removeDuplicates("650").ignoringIndicators();
        edits.keepOnly("00X", "245");
        assertText(edits, """
            # Gifts
            parameter who = "Peel"
            add 003 "DE-1" unless 003
            add 590 _1 $a "Gift of {=who}" [$b "{100$a}"] once first
            add 591 __ $a "x" last
            add 592 __ $a "x" before 591
            add 593 __ $a "x" after 591 if 590
            add 040$e "rda" before $c
            remove 9XX
            remove 100 with its pair
            remove duplicates of 650 ignoring indicators
            keep only 00X, 245
            """);
    }

    @Test
    void values() {
        EditsBuilder edits = Edits.builder();
        edits.set("245^1", "0");
        edits.set("008 form of item", "online");
        edits.replace("color", "colour", "300$b");
        edits.replaceExpression("^ocm0*", "(OCoLC)", "035$a");
        edits.prefix("856$u", EditsBuilder.literal("{x}")).once();
        edits.suffix("245$c", "say \"x\"");
        edits.copy("099", "090");
        edits.move("099$a", "090$b");
        edits.rename("260", "264");
        edits.change("245$a", "upper");
        edits.lookUp("090$a", "shelves.csv").into("090$b").orElse("none");
        edits.lookUp("090$a", "shelves.csv").column("place");
        assertText(edits, """
            set 245^1 to "0"
            set 008 form of item to "online"
            replace "color" with "colour" in 300$b
            replace ~ "^ocm0*" with "(OCoLC)" in 035$a
            prefix 856$u with "{{x}}" once
            suffix 245$c with "say ""x""\"
            copy 099 to 090
            move 099$a to 090$b
            rename 260 to 264
            change 245$a to upper
            look up 090$a in "shelves.csv" into 090$b else "none"
            look up 090$a in "shelves.csv" column "place"
            """);
    }

    @Test
    void orderPartsAndRecords() {
        EditsBuilder edits = Edits.builder();
        edits.sortFields();
        edits.sortFields("6XX");
        edits.sortSubfields("650", "axvyz");
        edits.split("300$a", " ; ").into("$c");
        edits.splitExpression("020$a", " *[(]").into("$q");
        edits.splitFields("653", 'a');
        edits.join("300$a", " ; ");
        edits.joinFields("653");
        edits.renumberPairs();
        edits.dropRecord().onlyIf("999");
        edits.keepRecord("245");
        edits.include("more.edits");
        assertText(edits, """
            sort fields
            sort fields 6XX
            sort subfields of 650 by "axvyz"
            split 300$a at " ; " into $c
            split 020$a at ~ " *[(]" into $q
            split fields 653 at $a
            join 300$a with " ; "
            join fields 653
            renumber pairs
            drop record if 999
            keep record if 245
            include "more.edits"
            """);
    }

    @Test
    void blocks() {
        EditsBuilder edits = Edits.builder();
        edits.each("856", field -> {
            EditStatement removal = field.remove("$z");
            assertEquals("remove $z", removal.toString());
            field.removeField().onlyIf("^2 = \"2\"");
            field.keepField("$u");
        });
        EditChoice choice = edits.given("100", then -> then.remove("700"));
        choice.orIf("110", then -> then.remove("710")).otherwise(then -> then.statement("remove 711"));
        assertText(edits, """
            each 856 {
              remove $z
              remove field if ^2 = "2"
              keep field if $u
            }
            if 100 {
              remove 700
            } else if 110 {
              remove 710
            } else {
              remove 711
            }
            """);
    }

    @Test
    void whatIsBuiltDoesIt() {
        EditsBuilder builder = Edits.builder();
        builder.remove("9XX").onlyIf("245");
        Record record = Record.builder().field("245", '0', '0', Subfield.of('a', "Walden"))
                .field("990", ' ', ' ', Subfield.of('a', "Gift")).build();
        assertEquals(1, builder.build().apply(record).record().fields().size());
    }

    @Test
    void mistakesAreFoundWhenItIsBuilt() {
        EditsBuilder builder = Edits.builder();
        builder.remove("24");
        assertThrows(EditException.class, builder::build);
        EditsBuilder broken = Edits.builder();
        broken.set("245$a", "two\nlines");
        assertThrows(IllegalArgumentException.class, broken::build);
    }

    /** The text, which is one that can be parsed. */
    private static void assertText(EditsBuilder edits, String text) {
        EditFiles files = name -> new ByteArrayInputStream(
                (name.endsWith(".csv") ? "key,place\nQA1,Berlin\n" : "").getBytes(StandardCharsets.UTF_8));
        assertEquals(text, edits.toString());
        Edits built = edits.build(EditOptions.builder().files(files).build());
        assertEquals(text, built.toString());
    }
}
