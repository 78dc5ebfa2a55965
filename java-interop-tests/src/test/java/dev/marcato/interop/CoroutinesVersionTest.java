// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import kotlinx.coroutines.flow.Flow;
import org.junit.jupiter.api.Test;

/** These tests run with several versions of coroutines: each run has the one that the pom says it has. */
class CoroutinesVersionTest {
    @Test
    void theRunHasTheVersionThatItIsAbout() {
        var expected = "kotlinx-coroutines-core-jvm-" + System.getProperty("coroutines.version") + ".jar";
        var jar = Flow.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        assertTrue(jar.endsWith('/' + expected), "expected " + expected + ", got " + jar);
    }
}
