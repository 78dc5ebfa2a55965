// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.marcato.ControlField;
import dev.marcato.DataField;
import dev.marcato.Field;
import dev.marcato.Leader;
import dev.marcato.MarcException;
import dev.marcato.MarcProblem;
import dev.marcato.ProblemPosition;
import dev.marcato.ReadOptions;
import dev.marcato.Record;
import dev.marcato.Subfield;
import dev.marcato.interop.support.Samples;
import dev.marcato.testing.PlainField;
import dev.marcato.testing.PlainRecord;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Objects that one thread makes and another finds without any synchronisation, by a race. */
@Tag("concurrency")
final class SafePublicationTest {
    private static final int OBJECTS = 100_000;
    private static final int READERS = 2;

    private static final PlainRecord PLAIN = PlainRecord.book(
            PlainField.control("001", "42"),
            PlainField.data("245", "10", "a", "Smörgåsbord", "c", "Åse"));
    private static final String LINES =
            "LDR " + Samples.read(PLAIN).leader() + "\n001 42\n245 10 $a Smörgåsbord $c Åse\n";

    // The memory model promises that any thread that finds an object sees its final fields, however it was published.
    @Test
    void everyFieldIsFinalButTheRememberedTextOfASubfield() {
        var mutable = new ArrayList<String>();
        for (Class<?> type : List.of(Record.class, Field.class, ControlField.class, DataField.class, Subfield.class,
                Leader.class, MarcProblem.class, ProblemPosition.class, MarcException.class, ReadOptions.class)) {
            for (var field : type.getDeclaredFields()) {
                if (!Modifier.isFinal(field.getModifiers())) {
                    mutable.add(type.getSimpleName() + ": " + field.getType().getName());
                }
            }
        }
        assertEquals(List.of("Subfield: java.lang.String"), mutable);
    }

    @Test
    void aRecordFoundByARaceIsWhole() throws Exception {
        byte[] bytes = Samples.read(PLAIN).rawBytes();
        race(() -> Samples.read(bytes), Record::toString, LINES);
    }

    @Test
    void aBuiltRecordFoundByARaceIsWhole() throws Exception {
        Record record = Samples.read(PLAIN);
        race(() -> record.toBuilder().build(), built -> built.get("245").toString(), "245 10 $a Smörgåsbord $c Åse");
    }

    @Test
    void aFieldFoundByARaceIsWhole() throws Exception {
        Record record = Samples.read(PLAIN);
        race(() -> record.get("245"), Field::toString, "245 10 $a Smörgåsbord $c Åse");
    }

    @Test
    void aSubfieldFoundByARaceHasItsValue() throws Exception {
        DataField title = Samples.read(PLAIN).dataField("245");
        race(() -> title.subfields().get(0), Subfield::value, "Smörgåsbord");
    }

    /** One thread puts new objects into a plain array slot while others look at whatever they find there. */
    private static <T> void race(Supplier<T> maker, Function<T, String> look, String expected) throws Exception {
        var slot = new Object[1];
        var failure = new AtomicReference<Throwable>();
        var isOver = new AtomicBoolean();
        var readers = new ArrayList<Thread>();
        for (int number = 0; number < READERS; number++) {
            var reader = new Thread(() -> {
                try {
                    while (!isOver.get()) {
                        @SuppressWarnings("unchecked")
                        T found = (T) slot[0];
                        if (found != null) assertEquals(expected, look.apply(found));
                    }
                } catch (Throwable e) {
                    failure.compareAndSet(null, e);
                }
            });
            reader.start();
            readers.add(reader);
        }
        try {
            for (int index = 0; index < OBJECTS && failure.get() == null; index++) {
                T made = maker.get();
                slot[0] = made;
                // The maker looks at it at the same time, too.
                assertEquals(expected, look.apply(made));
            }
        } finally {
            isOver.set(true);
        }
        for (Thread reader : readers) reader.join();
        if (failure.get() != null) throw new AssertionError(failure.get());
    }
}
