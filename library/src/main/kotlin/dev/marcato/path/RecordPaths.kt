// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato.path

import dev.marcato.Record

/** Returns the values that [path] selects, in order; see [MarcPath.values]. */
@JvmSynthetic
public fun Record.select(path: MarcPath): List<String> = path.values(this)

/** Returns the places that [path] selects; see [MarcPath.places]. */
@JvmSynthetic
public fun Record.places(path: MarcPath): List<MarcPlace> = path.places(this)

/** Returns how many values [path] selects; see [MarcPath.count]. */
@JvmSynthetic
public fun Record.count(path: MarcPath): Int = path.count(this)

/** Whether [path] selects something; see [MarcPath.matches]. */
@JvmSynthetic
public fun Record.matches(path: MarcPath): Boolean = path.matches(this)

/** Whether the [condition] holds. */
@JvmSynthetic
public fun Record.matches(condition: MarcCondition): Boolean = condition.test(this)
