// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe

private const val PROPERTY = "marcato.parallelism"

class BridgeOptionsSpec : FreeSpec({
    "the number of encoders" - {
        "is the one that was set" {
            withProperty("many") { BridgeOptions { encoders = 3 }.encoders shouldBe 3 }
        }

        "else what is configured, up to the most there can be" {
            for ((setting, expected) in listOf("7" to 7, "256" to 256, "257" to 256, "99999999999" to 256)) {
                withProperty(setting) {
                    BridgeOptions {}.encoders shouldBe expected
                    BridgeOptions.builder().build().toBuilder().build().encoders shouldBe expected
                }
            }
        }

        "is refused if what is configured isn't a number from 1 up, and the failure names the setting" {
            for (setting in listOf("0", "abc", "-1")) {
                withProperty(setting) {
                    val options = BridgeOptions {}
                    shouldThrow<IllegalArgumentException> { options.encoders }.message shouldBe
                        "The system property marcato.parallelism is the number of workers and must be a positive " +
                        "whole number, not \"$setting\""
                    // Options can be shown all the same.
                    options.toString().substringAfter("encoders=").substringBefore(",") shouldBe "as configured"
                }
            }
        }

        "is from 1 to 256 if it is set" {
            for (number in listOf(0, -1, 257)) {
                shouldThrow<IllegalArgumentException> { BridgeOptions { encoders = number } }.message shouldBe
                    "encoders is from 1 to 256, not $number"
            }
        }
    }
})

private inline fun withProperty(value: String, action: () -> Unit) {
    val before = System.getProperty(PROPERTY)
    System.setProperty(PROPERTY, value)
    try {
        action()
    } finally {
        if (before == null) System.clearProperty(PROPERTY) else System.setProperty(PROPERTY, before)
    }
}
