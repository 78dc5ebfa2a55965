// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation;

import dev.marcato.blocking.BlockingMarcReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the page about validation shows. */
final class PageJavaExample {
    private PageJavaExample() {
    }

    static void run(Path file, String json) throws IOException {
        Validator validator = Validator.marc21(Profile.parse(json));
        try (Stream<Validated> parts = validator.validate(BlockingMarcReader.open(file))) {
            parts.forEach(part -> part.findings().forEach(System.out::println));
        }
    }
}
