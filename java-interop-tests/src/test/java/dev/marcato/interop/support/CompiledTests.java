// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop.support;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the compiled tests of this module call and read, out of the constant pools of their classes. */
public final class CompiledTests {
    private static final int FIELD = 9;
    private static final int INTERFACE_METHOD = 11;

    private CompiledTests() {
    }

    /** The members that some test names, each as the class through which it is reached, its name and descriptor. */
    public static Set<String> references() {
        var references = new TreeSet<String>();
        try {
            Path root = Path.of(CompiledTests.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : (Iterable<Path>) files.filter(path -> path.toString().endsWith(".class"))::iterator) {
                    try (var in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
                        addReferences(in, references);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return references;
    }

    /** The member as {@link #references} spells it, when it is reached through this class. */
    public static String reference(Class<?> receiver, Member member) {
        String descriptor = member instanceof Method method
                ? MethodType.methodType(method.getReturnType(), method.getParameterTypes()).descriptorString()
                : ((Field) member).getType().descriptorString();
        return receiver.getName() + "." + member.getName() + descriptor;
    }

    private static void addReferences(DataInputStream in, Set<String> references) throws IOException {
        in.skipNBytes(8); // magic number and version
        int count = in.readUnsignedShort();
        var texts = new String[count];
        var first = new int[count];
        var second = new int[count];
        var kinds = new int[count];
        for (int i = 1; i < count; i++) {
            kinds[i] = in.readUnsignedByte();
            switch (kinds[i]) {
                case 1 -> texts[i] = in.readUTF();
                case 7 -> first[i] = in.readUnsignedShort();
                case 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                case 3, 4 -> in.skipNBytes(4);
                case 9, 10, 11, 12, 17, 18 -> {
                    first[i] = in.readUnsignedShort();
                    second[i] = in.readUnsignedShort();
                }
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++; // long and double take two entries
                }
                default -> throw new IOException("unknown constant " + kinds[i]);
            }
        }
        for (int i = 1; i < count; i++) {
            if (kinds[i] < FIELD || kinds[i] > INTERFACE_METHOD) continue;
            String type = texts[first[first[i]]].replace('/', '.');
            int nameAndType = second[i];
            references.add(type + "." + texts[first[nameAndType]] + texts[second[nameAndType]]);
        }
    }
}
