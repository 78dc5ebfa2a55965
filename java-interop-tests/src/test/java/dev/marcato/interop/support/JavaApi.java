// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop.support;

import dev.marcato.Record;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The library as javac sees it: public classes of the public packages, and of those what is not synthetic. */
public final class JavaApi {
    private static final List<String> PACKAGES = List.of("dev/marcato", "dev/marcato/blocking", "dev/marcato/path");

    private JavaApi() {
    }

    /** The public classes, by name; nested ones too. */
    public static List<Class<?>> classes() {
        try {
            URI place = Record.class.getProtectionDomain().getCodeSource().getLocation().toURI();
            Path file = Path.of(place);
            if (Files.isDirectory(file)) return classesBelow(file);
            try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place), Map.of())) {
                return classesBelow(jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The fields, constructors and methods that the class itself declares and javac lets other packages name. */
    public static List<Member> members(Class<?> type) {
        var members = new ArrayList<Member>();
        members.addAll(Arrays.asList(type.getDeclaredFields()));
        members.addAll(Arrays.asList(type.getDeclaredConstructors()));
        members.addAll(Arrays.asList(type.getDeclaredMethods()));
        members.removeIf(member -> member.isSynthetic() || !isVisible(member.getModifiers()));
        members.sort(Comparator.comparing(JavaApi::signature));
        return members;
    }

    /** The declaration as a line of text, with its generic types. */
    public static String signature(Member member) {
        if (member instanceof Method method) return method.toGenericString();
        if (member instanceof Constructor<?> constructor) return constructor.toGenericString();
        return ((Field) member).toGenericString();
    }

    private static List<Class<?>> classesBelow(Path root) throws IOException {
        var classes = new ArrayList<Class<?>>();
        for (String name : PACKAGES) {
            try (Stream<Path> files = Files.list(root.resolve(name))) {
                for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                    String simple = file.getFileName().toString();
                    if (!simple.endsWith(".class")) continue;
                    Class<?> type = load(name.replace('/', '.') + "." + simple.substring(0, simple.length() - 6));
                    if (isNameable(type)) classes.add(type);
                }
            }
        }
        return classes;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Record.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isNameable(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getDeclaringClass()) {
            if (each.isSynthetic() || each.isAnonymousClass() || each.isLocalClass()) return false;
            if (!isVisible(each.getModifiers())) return false;
        }
        return true;
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }
}
