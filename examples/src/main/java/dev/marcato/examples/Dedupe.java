// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples;

import dev.marcato.Record;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.blocking.BlockingMarcWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Parts a file in two: the first record with each ISBN, and the later ones. Records without an ISBN are kept.
 * Arguments: the file, the file for what is kept, the file for duplicates.
 */
public final class Dedupe {
    private Dedupe() {
    }

    public static void main(String[] args) throws IOException {
        Path input = Path.of(args[0]);
        BlockingMarcWriter.write(Path.of(args[1]), kept ->
                BlockingMarcWriter.write(Path.of(args[2]), duplicates -> part(input, kept, duplicates)));
    }

    private static void part(Path input, BlockingMarcWriter kept, BlockingMarcWriter duplicates) throws IOException {
        Map<String, String> firsts = new HashMap<>();
        try (BlockingMarcReader reader = BlockingMarcReader.open(input)) {
            for (Record record : reader) {
                List<String> isbns = record.isbns().stream().map(Dedupe::isbn13).filter(Objects::nonNull).toList();
                String first = isbns.stream().map(firsts::get).filter(Objects::nonNull).findFirst().orElse(null);
                if (first != null) System.out.println(record.controlNumber() + " has an ISBN of " + first);
                (first == null ? kept : duplicates).write(record);
                for (String isbn : isbns) firsts.putIfAbsent(isbn, String.valueOf(record.controlNumber()));
            }
        }
    }

    /** The ISBN-13 for an ISBN of 10 or 13 digits without hyphens; null if its check digit is wrong. */
    static String isbn13(String isbn) {
        String digits = isbn.toUpperCase(Locale.ROOT);
        if (digits.matches("[0-9]{13}")) return digits.equals(completed(digits.substring(0, 12))) ? digits : null;
        if (!digits.matches("[0-9]{9}[0-9X]") || !isSound10(digits)) return null;
        return completed("978" + digits.substring(0, 9));
    }

    // Weights of 1 and 3 alternate; the sum with the check digit is a multiple of 10.
    private static String completed(String twelve) {
        int sum = 0;
        for (int i = 0; i < 12; i++) sum += (twelve.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        return twelve + (10 - sum % 10) % 10;
    }

    // Weights go from 10 to 1, X is ten; the sum is a multiple of 11.
    private static boolean isSound10(String ten) {
        int sum = 0;
        for (int i = 0; i < 10; i++) sum += (ten.charAt(i) == 'X' ? 10 : ten.charAt(i) - '0') * (10 - i);
        return sum % 11 == 0;
    }
}
