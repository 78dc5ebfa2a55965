// SPDX-License-Identifier: Apache-2.0
package dev.marcato.fuzz

import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe

class FuzzerSpec : FreeSpec({
    "there is a fuzzer for systems with native code" {
        absenceOfFuzzer("Linux", "amd64") shouldBe null
        absenceOfFuzzer("Mac OS X", "aarch64") shouldBe null
        absenceOfFuzzer("Windows 11", "amd64") shouldBe null
    }

    "there is none for others, and the reason is given" {
        absenceOfFuzzer("Linux", "riscv64") shouldBe "there is no fuzzer for Linux on riscv64"
        absenceOfFuzzer("FreeBSD", "amd64") shouldBe "there is no fuzzer for FreeBSD on amd64"
    }
})
