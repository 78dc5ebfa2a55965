// SPDX-License-Identifier: Apache-2.0
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fails when a compiled test class has no report from this build: a class that no include pattern of Surefire
 * matches is skipped without a word, and the build stays green.
 *
 * <p>Arguments: the folder of test classes, the folder of reports, the start of the build.
 */
final class SpecGuard {
    private static final Set<String> JUPITER = Set.of(
            "Lorg/junit/jupiter/api/Test;",
            "Lorg/junit/jupiter/api/TestFactory;",
            "Lorg/junit/jupiter/api/RepeatedTest;",
            "Lorg/junit/jupiter/params/ParameterizedTest;");

    public static void main(String[] args) throws IOException {
        var missing = testsIn(Path.of(args[0]));
        missing.removeAll(reportedIn(Path.of(args[1]), Instant.parse(args[2])));
        if (!missing.isEmpty()) {
            System.err.println("These test classes were compiled but not run; name them *Spec or *Test:");
            missing.forEach(name -> System.err.println("  " + name));
            System.exit(1);
        }
    }

    private static Set<String> testsIn(Path classes) throws IOException {
        var tests = new TreeSet<String>();
        if (!Files.isDirectory(classes)) return tests;
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : (Iterable<Path>) files.filter(SpecGuard::isTopLevelClass)::iterator) {
                var path = classes.relativize(file).toString().replace('\\', '/');
                var name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
                if (isTest(file, name)) tests.add(name);
            }
        }
        return tests;
    }

    private static boolean isTopLevelClass(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(".class") && name.indexOf('$') < 0;
    }

    /** By name, and by content too: a class whose name says nothing is the one that gets lost. */
    private static boolean isTest(Path file, String name) throws IOException {
        try (var in = new DataInputStream(new java.io.BufferedInputStream(Files.newInputStream(file)))) {
            in.skipNBytes(8); // magic number and version
            var texts = new HashMap<Integer, String>();
            var classNames = new HashMap<Integer, Integer>();
            readConstants(in, texts, classNames);
            int flags = in.readUnsignedShort();
            in.skipNBytes(2); // this class
            String parent = texts.getOrDefault(classNames.get(in.readUnsignedShort()), "");
            if (Modifier.isAbstract(flags)) return false; // interfaces carry the flag too
            return name.endsWith("Spec")
                    || name.endsWith("Test")
                    || parent.startsWith("io/kotest/core/spec/")
                    || texts.values().stream().anyMatch(JUPITER::contains);
        }
    }

    private static void readConstants(DataInputStream in, Map<Integer, String> texts, Map<Integer, Integer> classNames)
            throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 1; i < count; i++) {
            int kind = in.readUnsignedByte();
            switch (kind) {
                case 1 -> texts.put(i, in.readUTF());
                case 7 -> classNames.put(i, in.readUnsignedShort());
                case 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++; // long and double take two entries
                }
                default -> throw new IOException("unknown constant " + kind);
            }
        }
    }

    private static Set<String> reportedIn(Path reports, Instant buildStart) throws IOException {
        if (!Files.isDirectory(reports)) return Set.of();
        try (Stream<Path> files = Files.list(reports)) {
            return files.filter(file -> isFresh(file, buildStart))
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("TEST-") && name.endsWith(".xml"))
                    .map(name -> name.substring("TEST-".length(), name.length() - ".xml".length()))
                    .collect(Collectors.toSet());
        }
    }

    private static boolean isFresh(Path file, Instant buildStart) {
        return !Instant.ofEpochMilli(file.toFile().lastModified()).isBefore(buildStart);
    }
}
