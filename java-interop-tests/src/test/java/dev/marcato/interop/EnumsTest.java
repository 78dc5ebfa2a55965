// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.marcato.BibliographicLevel;
import dev.marcato.CatalogingForm;
import dev.marcato.CharacterCoding;
import dev.marcato.EncodingLevel;
import dev.marcato.MultipartLevel;
import dev.marcato.ProblemCode;
import dev.marcato.RecordFormat;
import dev.marcato.RecordStatus;
import dev.marcato.RecordType;
import dev.marcato.Severity;
import dev.marcato.Strictness;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class EnumsTest {
    @Test
    void theFormatsAreTheseInThisOrder() {
        List<RecordFormat> all = List.of(
                RecordFormat.BIBLIOGRAPHIC, RecordFormat.AUTHORITY, RecordFormat.HOLDINGS,
                RecordFormat.CLASSIFICATION, RecordFormat.COMMUNITY_INFORMATION);
        assertEquals(all, List.of(RecordFormat.values()));
        assertEquals(all, RecordFormat.getEntries());
    }

    @Test
    void theCodesOfRecordStatusAreTheseInThisOrder() {
        List<RecordStatus> all = List.of(
                RecordStatus.INCREASE_IN_ENCODING_LEVEL, RecordStatus.CORRECTED, RecordStatus.DELETED,
                RecordStatus.NEW, RecordStatus.INCREASE_FROM_PREPUBLICATION, RecordStatus.OBSOLETE,
                RecordStatus.DELETED_SPLIT, RecordStatus.DELETED_REPLACED);
        assertEquals(all, List.of(RecordStatus.values()));
        assertEquals(all, RecordStatus.getEntries());
        assertEquals("acdnposx", text(all, RecordStatus::code));
    }

    @Test
    void theCodesOfRecordTypeAreTheseInThisOrder() {
        List<RecordType> all = List.of(
                RecordType.LANGUAGE_MATERIAL, RecordType.NOTATED_MUSIC, RecordType.MANUSCRIPT_MUSIC,
                RecordType.CARTOGRAPHIC_MATERIAL, RecordType.MANUSCRIPT_CARTOGRAPHIC_MATERIAL,
                RecordType.PROJECTED_MEDIUM, RecordType.NONMUSICAL_SOUND_RECORDING,
                RecordType.MUSICAL_SOUND_RECORDING, RecordType.TWO_DIMENSIONAL_GRAPHIC, RecordType.COMPUTER_FILE,
                RecordType.KIT, RecordType.MIXED_MATERIALS, RecordType.THREE_DIMENSIONAL_OBJECT,
                RecordType.MANUSCRIPT_LANGUAGE_MATERIAL, RecordType.AUTHORITY, RecordType.UNKNOWN_HOLDINGS,
                RecordType.MULTIPART_HOLDINGS, RecordType.SINGLE_PART_HOLDINGS, RecordType.SERIAL_HOLDINGS,
                RecordType.CLASSIFICATION, RecordType.COMMUNITY_INFORMATION);
        assertEquals(all, List.of(RecordType.values()));
        assertEquals(all, RecordType.getEntries());
        assertEquals("acdefgijkmoprtzuvxywq", text(all, RecordType::code));
        assertEquals(RecordFormat.BIBLIOGRAPHIC, RecordType.LANGUAGE_MATERIAL.format());
        assertEquals(RecordFormat.AUTHORITY, RecordType.AUTHORITY.format());
    }

    @Test
    void theCodesOfBibliographicLevelAreTheseInThisOrder() {
        List<BibliographicLevel> all = List.of(
                BibliographicLevel.MONOGRAPHIC_COMPONENT_PART, BibliographicLevel.SERIAL_COMPONENT_PART,
                BibliographicLevel.COLLECTION, BibliographicLevel.SUBUNIT, BibliographicLevel.INTEGRATING_RESOURCE,
                BibliographicLevel.MONOGRAPH, BibliographicLevel.SERIAL);
        assertEquals(all, List.of(BibliographicLevel.values()));
        assertEquals(all, BibliographicLevel.getEntries());
        assertEquals("abcdims", text(all, BibliographicLevel::code));
    }

    @Test
    void theCodesOfCharacterCodingAreTheseInThisOrder() {
        List<CharacterCoding> all = List.of(
                CharacterCoding.MARC_8, CharacterCoding.UNICODE);
        assertEquals(all, List.of(CharacterCoding.values()));
        assertEquals(all, CharacterCoding.getEntries());
        assertEquals(" a", text(all, CharacterCoding::code));
    }

    @Test
    void theCodesOfEncodingLevelAreTheseInThisOrder() {
        List<EncodingLevel> all = List.of(
                EncodingLevel.FULL, EncodingLevel.FULL_NOT_EXAMINED, EncodingLevel.LESS_THAN_FULL_NOT_EXAMINED,
                EncodingLevel.ABBREVIATED, EncodingLevel.CORE, EncodingLevel.PARTIAL, EncodingLevel.MINIMAL,
                EncodingLevel.PREPUBLICATION, EncodingLevel.UNKNOWN, EncodingLevel.NOT_APPLICABLE);
        assertEquals(all, List.of(EncodingLevel.values()));
        assertEquals(all, EncodingLevel.getEntries());
        assertEquals(" 1234578uz", text(all, EncodingLevel::code));
    }

    @Test
    void theCodesOfCatalogingFormAreTheseInThisOrder() {
        List<CatalogingForm> all = List.of(
                CatalogingForm.NON_ISBD, CatalogingForm.AACR2, CatalogingForm.ISBD_PUNCTUATION_OMITTED,
                CatalogingForm.ISBD_PUNCTUATION_INCLUDED, CatalogingForm.NON_ISBD_PUNCTUATION_OMITTED,
                CatalogingForm.UNKNOWN);
        assertEquals(all, List.of(CatalogingForm.values()));
        assertEquals(all, CatalogingForm.getEntries());
        assertEquals(" acinu", text(all, CatalogingForm::code));
    }

    @Test
    void theCodesOfMultipartLevelAreTheseInThisOrder() {
        List<MultipartLevel> all = List.of(
                MultipartLevel.NOT_SPECIFIED, MultipartLevel.SET, MultipartLevel.PART_WITH_INDEPENDENT_TITLE,
                MultipartLevel.PART_WITH_DEPENDENT_TITLE);
        assertEquals(all, List.of(MultipartLevel.values()));
        assertEquals(all, MultipartLevel.getEntries());
        assertEquals(" abc", text(all, MultipartLevel::code));
    }

    @Test
    void theProblemsAreTheseInThisOrder() {
        List<ProblemCode> all = List.of(
                ProblemCode.RECORD_CUT_OFF, ProblemCode.RECORD_LENGTH_NOT_A_NUMBER,
                ProblemCode.RECORD_LENGTH_TOO_SMALL, ProblemCode.RECORD_LENGTH_WRONG,
                ProblemCode.RECORD_TERMINATOR_MISSING, ProblemCode.RECORD_TERMINATOR_INSIDE,
                ProblemCode.RECORD_TOO_LARGE, ProblemCode.SYNTAX_WRONG, ProblemCode.ENVELOPE_CUT_OFF,
                ProblemCode.NO_RECORD_FOUND, ProblemCode.RECORD_NOT_ALONE, ProblemCode.DOCUMENT_TYPE_FORBIDDEN, ProblemCode.NESTING_TOO_DEEP,
                ProblemCode.VALUE_TOO_LARGE, ProblemCode.LEADER_MISSING, ProblemCode.LEADER_LENGTH_WRONG,
                ProblemCode.LEADER_NOT_ASCII, ProblemCode.LEADER_STRUCTURE, ProblemCode.BASE_ADDRESS_WRONG,
                ProblemCode.DIRECTORY_NOT_TERMINATED, ProblemCode.DIRECTORY_LENGTH_WRONG,
                ProblemCode.DIRECTORY_UNREADABLE, ProblemCode.TAG_NOT_ASCII, ProblemCode.TAG_LENGTH_WRONG,
                ProblemCode.FIELD_KIND_WRONG, ProblemCode.SUBFIELDS_MISSING,
                ProblemCode.DIRECTORY_NOT_A_NUMBER, ProblemCode.FIELD_MISPLACED, ProblemCode.FIELD_MISSING,
                ProblemCode.FIELDS_OVERLAP, ProblemCode.BYTES_OUTSIDE_FIELDS, ProblemCode.FIELD_NOT_TERMINATED,
                ProblemCode.FIELD_TERMINATOR_INSIDE, ProblemCode.SUBFIELD_DELIMITER_MISSING,
                ProblemCode.SUBFIELD_CODE_MISSING, ProblemCode.SUBFIELD_CODE_NOT_ASCII,
                ProblemCode.SUBFIELD_CODE_TOO_LONG, ProblemCode.INDICATOR_NOT_ASCII,
                ProblemCode.INDICATOR_LENGTH_WRONG, ProblemCode.JSON_MEMBER_WRONG, ProblemCode.MNEMONIC_UNKNOWN,
                ProblemCode.TEXT_HOLDS_DELIMITER, ProblemCode.TEXT_NOT_UTF_8, ProblemCode.TEXT_UNDECODABLE,
                ProblemCode.CHARACTER_SET_CONTRADICTED, ProblemCode.CHARACTER_SET_UNSUPPORTED,
                ProblemCode.DAMAGE_TOO_LARGE, ProblemCode.PROBLEMS_IN_RECORD_LIMIT,
                ProblemCode.PROBLEMS_IN_INPUT_LIMIT, ProblemCode.CHARACTER_NOT_ENCODABLE,
                ProblemCode.TEXT_NOT_EXPRESSIBLE, ProblemCode.CHARACTER_NOT_CARRIED, ProblemCode.FIELD_TOO_LONG,
                ProblemCode.RECORD_TOO_LONG);
        assertEquals(all, List.of(ProblemCode.values()));
        assertEquals(all, ProblemCode.getEntries());
    }

    @Test
    void severitiesRiseAndStrictnessComesFirst() {
        assertEquals(List.of(Severity.WARNING, Severity.MINOR, Severity.MAJOR, Severity.FATAL), List.of(Severity.values()));
        assertEquals(List.of(Severity.values()), Severity.getEntries());
        assertEquals(Severity.MAJOR, Severity.valueOf("MAJOR"));
        assertEquals(List.of(Strictness.STRICT, Strictness.LENIENT), List.of(Strictness.values()));
        assertEquals(List.of(Strictness.values()), Strictness.getEntries());
        assertEquals(Strictness.LENIENT, Strictness.valueOf("LENIENT"));
    }

    private static <E> String text(List<E> all, Function<E, Character> code) {
        return all.stream().map(code).map(String::valueOf).collect(Collectors.joining());
    }
}
