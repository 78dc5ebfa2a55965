// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.options

/** Refuses a number below [least], by the [name] of its option. */
internal fun atLeast(name: String, number: Number, least: Int) {
    require(number.toLong() >= least) { "$name must be at least $least, not $number" }
}
