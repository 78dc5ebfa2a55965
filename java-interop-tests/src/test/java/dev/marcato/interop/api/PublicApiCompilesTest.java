// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.marcato.MarcCursor;
import dev.marcato.MarcFiles;
import dev.marcato.MarcReader;
import dev.marcato.MarcWriter;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.blocking.BlockingMarcWriter;
import dev.marcato.interop.support.CompiledTests;
import dev.marcato.interop.support.JavaApi;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds what Java sees of the library to {@code java-api.txt}, and sees to it that each of these members is used by a
 * test of this module, and so compiles.
 *
 * <p>A wanted change is written into the list by hand: the failure shows the lines.
 */
final class PublicApiCompilesTest {
    /** Of these Java can have no object: only Kotlin can open them. */
    private static final Set<Class<?>> OUT_OF_REACH =
            Set.of(MarcReader.class, MarcCursor.class, MarcWriter.class, MarcFiles.class);

    @Test
    void javaSeesWhatTheListSays() throws IOException {
        String listed;
        try (InputStream in = PublicApiCompilesTest.class.getResourceAsStream("java-api.txt")) {
            assertNotNull(in, "java-api.txt is missing");
            listed = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Set<String> expected = listed.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .collect(Collectors.toCollection(TreeSet::new));
        var actual = visible().map(JavaApi::signature).collect(Collectors.toCollection(TreeSet::new));
        var changes = new ArrayList<String>();
        for (String line : expected) if (!actual.contains(line)) changes.add("- " + line);
        for (String line : actual) if (!expected.contains(line)) changes.add("+ " + line);
        assertEquals("", String.join("\n", changes), "java-api.txt does not say what Java sees");
    }

    @Test
    void everyMemberThatJavaSeesIsUsedByATest() {
        var used = CompiledTests.references();
        var unused = new ArrayList<String>();
        for (Class<?> type : JavaApi.classes()) {
            for (Member member : JavaApi.members(type)) {
                if (isJavasOwn(member) || isInlined(member) || isInevitable(member)) continue;
                if (isCompanion(type) || OUT_OF_REACH.contains(type)) continue;
                boolean isUsed = JavaApi.classes().stream()
                        .filter(type::isAssignableFrom)
                        .anyMatch(receiver -> used.contains(CompiledTests.reference(receiver, member)));
                if (!isUsed) unused.add(JavaApi.signature(member));
            }
        }
        assertEquals("", String.join("\n", unused), "no test of this module uses them");
    }

    @Test
    void noSignatureNamesKotlinAndNoObjectShowsItsInstance() {
        var odd = visible()
                .filter(member -> !isInevitable(member))
                .filter(PublicApiCompilesTest::isOdd)
                .map(PublicApiCompilesTest::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), odd);
    }

    @Test
    void noNameIsMangled() {
        var mangled = JavaApi.classes().stream()
                .flatMap(type -> JavaApi.members(type).stream())
                .map(Member::getName)
                .filter(name -> name.contains("$") || name.contains("-"))
                .toList();
        assertEquals(List.of(), mangled);
    }

    @Test
    void noPublicClassIsEmpty() {
        var empty = JavaApi.classes().stream()
                .filter(type -> !isCompanion(type) && !type.isAnnotation() && !OUT_OF_REACH.contains(type))
                .filter(type -> JavaApi.members(type).isEmpty())
                .map(Class::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), empty);
    }

    @Test
    void noConstructorIsVisible() {
        assertEquals(List.of(), visible().filter(Constructor.class::isInstance).map(JavaApi::signature).toList());
    }

    @Test
    void companionsHaveNothingThatTheirClassHasNotAsStatic() {
        var missing = new ArrayList<String>();
        for (Class<?> companion : JavaApi.classes()) {
            if (!isCompanion(companion)) continue;
            for (Member member : JavaApi.members(companion)) {
                if (!hasStaticTwin(companion.getDeclaringClass(), member)) missing.add(JavaApi.signature(member));
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void everyInputOfTheKotlinReaderButTheFlowHasItsTwin() throws ClassNotFoundException {
        var kotlin = new TreeSet<String>();
        for (Method method : Class.forName("dev.marcato.MarcReader$Companion").getDeclaredMethods()) {
            if (method.getName().equals("open")) kotlin.add(method.getParameterTypes()[0].getTypeName());
        }
        var java = Arrays.stream(BlockingMarcReader.class.getMethods())
                .filter(method -> method.getName().equals("open"))
                .map(method -> method.getParameterTypes()[0].getTypeName())
                .collect(Collectors.toCollection(TreeSet::new));

        var kotlinOnly = new TreeSet<>(kotlin);
        kotlinOnly.removeAll(java);
        assertEquals(Set.of("kotlinx.coroutines.flow.Flow"), kotlinOnly);

        var javaOnly = new TreeSet<>(java);
        javaOnly.removeAll(kotlin);
        assertEquals(Set.of(), javaOnly);
    }

    @Test
    void everyTargetOfTheKotlinWriterHasItsTwin() throws ClassNotFoundException {
        var kotlin = new TreeSet<String>();
        for (Method method : Class.forName("dev.marcato.MarcWriter$Companion").getDeclaredMethods()) {
            if (method.getName().equals("open")) kotlin.add(method.getParameterTypes()[0].getTypeName());
        }
        var java = Arrays.stream(BlockingMarcWriter.class.getMethods())
                .filter(method -> method.getName().equals("open"))
                .map(method -> method.getParameterTypes()[0].getTypeName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(kotlin, java);
    }

    @Test
    void everyReadingOfTheCursorHasItsTwin() {
        var twins = Arrays.stream(BlockingMarcReader.class.getMethods())
                .map(method -> method.getName() + Arrays.toString(method.getParameterTypes()))
                .collect(Collectors.toSet());
        var missing = new ArrayList<String>();
        for (Method method : MarcCursor.class.getDeclaredMethods()) {
            if (!Modifier.isPublic(method.getModifiers()) || method.getName().contains("$")) continue;
            // A suspending function takes what it goes on with as its last parameter.
            var parameters = Arrays.stream(method.getParameterTypes())
                    .filter(type -> !type.getSimpleName().equals("Continuation"))
                    .toArray(Class<?>[]::new);
            String name = method.getName().equals("next") ? "read" : method.getName();
            String twin = name + Arrays.toString(parameters);
            if (!twins.contains(twin)) missing.add(twin);
        }
        assertEquals(List.of(), missing);
    }

    private static Stream<Member> visible() {
        return JavaApi.classes().stream()
                .filter(type -> !isCompanion(type))
                .flatMap(type -> JavaApi.members(type).stream());
    }

    private static boolean hasStaticTwin(Class<?> type, Member member) {
        return member instanceof Method method && Arrays.stream(type.getDeclaredMethods()).anyMatch(each ->
                Modifier.isStatic(each.getModifiers())
                        && !each.isSynthetic()
                        && each.getName().equals(method.getName())
                        && Arrays.equals(each.getParameterTypes(), method.getParameterTypes()));
    }

    private static boolean isOdd(Member member) {
        // The paths and sources of kotlinx-io are kinds of input.
        String signature = JavaApi.signature(member).replace("kotlinx.io.", "");
        return signature.contains("kotlin") || member.getName().equals("INSTANCE");
    }

    private static String name(Member member) {
        return member.getDeclaringClass().getName() + "." + member.getName();
    }

    /** What Java sees because the compiler of Kotlin puts it there, whatever one writes. */
    private static boolean isInevitable(Member member) {
        // Every enum class has it; for Java it is a list like any other.
        if (member instanceof Method method && method.getName().equals("getEntries")) {
            return member.getDeclaringClass().isEnum() && List.class.isAssignableFrom(method.getReturnType());
        }
        // Every companion object has such a field; what it leads to is the subject of a test of its own.
        return member instanceof Field && member.getName().equals("Companion");
    }

    private static boolean isCompanion(Class<?> type) {
        return type.getSimpleName().equals("Companion");
    }

    /** Every enum has them, and it is not Kotlin that they come from. */
    private static boolean isJavasOwn(Member member) {
        return member.getDeclaringClass().isEnum() && List.of("values", "valueOf").contains(member.getName());
    }

    /** Javac puts the value of a constant in the place of its name. */
    private static boolean isInlined(Member member) {
        return member instanceof Field field && Modifier.isFinal(field.getModifiers()) && field.getType().isPrimitive();
    }
}
