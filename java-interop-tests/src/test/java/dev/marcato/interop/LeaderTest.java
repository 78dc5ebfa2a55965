// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.BibliographicLevel;
import dev.marcato.CatalogingForm;
import dev.marcato.CharacterCoding;
import dev.marcato.EncodingLevel;
import dev.marcato.Leader;
import dev.marcato.MultipartLevel;
import dev.marcato.RecordStatus;
import dev.marcato.RecordType;
import org.junit.jupiter.api.Test;

final class LeaderTest {
    private final Leader serial = Leader.of("01234cas a2200277 a 4500");
    private final Leader odd = Leader.of("?".repeat(Leader.LENGTH));

    @Test
    void positionsHaveTheirMeaning() {
        assertEquals('s', serial.get(7));
        assertEquals(Integer.valueOf(1234), serial.recordLength());
        assertEquals(Integer.valueOf(277), serial.baseAddress());
        assertEquals(RecordStatus.CORRECTED, serial.recordStatus());
        assertEquals(RecordType.LANGUAGE_MATERIAL, serial.recordType());
        assertEquals(BibliographicLevel.SERIAL, serial.bibliographicLevel());
        assertEquals(CharacterCoding.UNICODE, serial.characterCoding());
        assertEquals(EncodingLevel.FULL, serial.encodingLevel());
        assertEquals(CatalogingForm.AACR2, serial.catalogingForm());
        assertEquals(MultipartLevel.NOT_SPECIFIED, serial.multipartLevel());
    }

    @Test
    void whatHasNoMeaningIsNull() {
        assertNull(odd.recordLength());
        assertNull(odd.baseAddress());
        assertNull(odd.recordStatus());
        assertNull(odd.recordType());
        assertNull(odd.bibliographicLevel());
        assertNull(odd.encodingLevel());
        assertNull(odd.catalogingForm());
        assertNull(odd.multipartLevel());
        assertNull(odd.characterCoding());
    }

    @Test
    void aLeaderKnowsItsSortOfRecord() {
        assertTrue(serial.isSerial());
        assertFalse(serial.isMonograph());
        assertTrue(serial.isBibliographic());
        assertTrue(Leader.BOOK.isMonograph());
        assertTrue(serial.with(6, 'z').isAuthority());
        assertTrue(serial.with(6, 'x').isHoldings());
    }

    @Test
    void leadersWithEqualCharactersAreEqual() {
        Leader same = Leader.of(serial.toString());
        assertTrue(serial.equals(same));
        assertEquals(serial.hashCode(), same.hashCode());
        assertFalse(serial.equals(odd));
        assertEquals("01234cas a2200277 a 4500", same.toString());
    }

    @Test
    void aLeaderHas24PrintableCharacters() {
        assertEquals(24, Leader.LENGTH);
        assertEquals(Leader.LENGTH, Leader.BOOK.toString().length());
        assertThrows(IllegalArgumentException.class, () -> Leader.of("too short"));
        assertThrows(IllegalArgumentException.class, () -> serial.with(5, '\n'));
        assertThrows(IllegalArgumentException.class, () -> serial.get(24));
    }
}
