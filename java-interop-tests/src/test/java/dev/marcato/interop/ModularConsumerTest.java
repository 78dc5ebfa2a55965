// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.Record;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import kotlin.Unit;
import kotlinx.coroutines.flow.Flow;
import kotlinx.io.RawSource;
import kotlinx.io.bytestring.ByteString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program of its own, compiled and run in a process of its own, with and without a module descriptor. */
class ModularConsumerTest {
    private static final String PROGRAM = """
        package consumer;

        import dev.marcato.Record;
        import dev.marcato.Subfield;
        import dev.marcato.blocking.BlockingMarcReader;
        import dev.marcato.blocking.BlockingMarcWriter;
        import java.util.List;

        public class Main {
            public static void main(String[] arguments) throws Exception {
                Record built = Record.builder().field("245", '0', '0', Subfield.of('a', "Walden")).build();
                byte[] bytes = BlockingMarcWriter.toByteArray(List.of(built));
                try (BlockingMarcReader reader = BlockingMarcReader.open(bytes)) {
                    for (Record record : reader) System.out.print(record.title());
                }
            }
        }
        """;

    @TempDir
    Path folder;

    private String libraries;

    @BeforeEach
    void findLibraries() throws Exception {
        var classes = List.of(Record.class, Unit.class, Flow.class, RawSource.class, ByteString.class);
        var jars = new ArrayList<String>();
        for (var type : classes) {
            var place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
            jars.add((Files.isDirectory(place) ? packed(place) : place).toString());
        }
        libraries = String.join(File.pathSeparator, jars);
    }

    @Test
    void aModuleThatRequiresMarcatoCompilesAndRuns() throws Exception {
        write("module-info.java", "module consumer { requires dev.marcato; }");
        write("consumer/Main.java", PROGRAM);
        assertEquals("", compile("--module-path"));
        var path = folder.resolve("out") + File.pathSeparator + libraries;
        assertEquals("Walden", run("--module-path", path, "--module", "consumer/consumer.Main"));
    }

    @Test
    void theSameProgramRunsOnTheClassPath() throws Exception {
        write("consumer/Main.java", PROGRAM);
        assertEquals("", compile("--class-path"));
        assertEquals("Walden", run("--class-path", folder.resolve("out") + File.pathSeparator + libraries, "consumer.Main"));
    }

    @Test
    void aModuleDoesNotSeeWhatIsInternal() throws Exception {
        write("module-info.java", "module consumer { requires dev.marcato; }");
        write("consumer/Main.java", "package consumer; class Main { dev.marcato.internal.bytes.ByteBlock block; }");
        var said = compile("--module-path");
        assertTrue(said.contains("package dev.marcato.internal.bytes is not visible"), said);
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve("src").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Returns what the compiler says. */
    private String compile(String kindOfPath) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var command = new ArrayList<>(List.of("-d", folder.resolve("out").toString(), kindOfPath, libraries));
        try (Stream<Path> files = Files.walk(folder.resolve("src"))) {
            files.filter(Files::isRegularFile).map(Path::toString).forEach(command::add);
        }
        var said = new java.io.ByteArrayOutputStream();
        compiler.run(null, said, said, command.toArray(String[]::new));
        return said.toString(StandardCharsets.UTF_8);
    }

    private String run(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(arguments));
        var log = folder.resolve("log").toFile();
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), "still running");
        return Files.readString(log.toPath());
    }

    /** A build that stops before the jars has only folders, in which no descriptor for several releases is looked for. */
    private Path packed(Path classes) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
        var jar = folder.resolve("marcato.jar");
        List<Path> files;
        try (Stream<Path> walk = Files.walk(classes)) {
            files = walk.filter(Files::isRegularFile).collect(Collectors.toList());
        }
        try (OutputStream out = Files.newOutputStream(jar); var target = new JarOutputStream(out, manifest)) {
            for (var file : files) {
                target.putNextEntry(new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, target);
            }
        }
        return jar;
    }
}
