// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop.concurrent;

import dev.marcato.Field;
import dev.marcato.Record;
import dev.marcato.Subfield;
import dev.marcato.interop.support.Samples;
import dev.marcato.testing.PlainField;
import dev.marcato.testing.PlainRecord;
import java.util.List;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Lincheck runs two threads in the orders in which their accesses to shared memory can meet. It stops and starts them
 * at each access, but shows every write to everybody at once; {@link SafePublicationTest} is about the rest.
 */
@Tag("concurrency")
final class SharedRecordTest {
    private static final int ORDERS = 200;

    private final Record record = Samples.read(PlainRecord.book(
            PlainField.control("001", "42"),
            PlainField.data("245", "10", "a", "Smörgåsbord", "c", "Åse"),
            PlainField.data("987", "  ", "a", "a tag that no other test has asked for")));

    @Test
    void twoThreadsReadTheSameValueOfASubfield() {
        Lincheck.runConcurrentTest(ORDERS, new Meeting<Subfield>("Smörgåsbord") {
            @Override
            Subfield shared() {
                return record.dataField("245").subfields().get(0);
            }

            @Override
            Object look(Subfield shared) {
                return shared.value();
            }
        });
    }

    @Test
    void twoThreadsReadTheSameTag() {
        Lincheck.runConcurrentTest(ORDERS, new Meeting<Field>("987") {
            @Override
            Field shared() {
                return record.get("987");
            }

            @Override
            Object look(Field shared) {
                return shared.tag();
            }
        });
    }

    @Test
    void twoThreadsReadTheSameListOfFields() {
        Lincheck.runConcurrentTest(ORDERS, new Meeting<List<Field>>("42 Smörgåsbord Åse") {
            @Override
            List<Field> shared() {
                return record.fields();
            }

            @Override
            Object look(List<Field> shared) {
                return shared.get(0).value() + " " + shared.get(1).value();
            }
        });
    }

    /** Two threads that look at the same thing at the same time. */
    private abstract static class Meeting<T> implements Runnable {
        private final Object expected;

        Meeting(Object expected) {
            this.expected = expected;
        }

        abstract T shared();

        abstract Object look(T shared);

        @Override
        public final void run() {
            T shared = shared();
            var one = new Look<>(this, shared);
            var two = new Look<>(this, shared);
            var first = new Thread(one);
            var second = new Thread(two);
            first.start();
            second.start();
            try {
                first.join();
                second.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            one.expect(expected);
            two.expect(expected);
        }
    }

    // No lambdas here: Lincheck warns about what they capture.
    private static final class Look<T> implements Runnable {
        private final Meeting<T> meeting;
        private final T shared;
        private Object seen;

        Look(Meeting<T> meeting, T shared) {
            this.meeting = meeting;
            this.shared = shared;
        }

        @Override
        public void run() {
            try {
                seen = meeting.look(shared);
            } catch (RuntimeException e) {
                seen = e;
            }
        }

        void expect(Object expected) {
            if (!expected.equals(seen)) throw new AssertionError("expected " + expected + ", but saw " + seen);
        }
    }
}
