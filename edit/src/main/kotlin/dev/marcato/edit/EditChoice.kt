// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import dev.marcato.MarcDsl
import java.util.function.Consumer

/** A block of an [EditsBuilder] under a condition, which may be followed by others. For one thread at a time. */
@MarcDsl
public class EditChoice private constructor(condition: String, content: EditsBuilder) {
    private val branches = arrayListOf("if $condition {" to content)

    /** Adds what is to be done if no condition before holds, but this [condition] does. */
    @JvmSynthetic
    public fun orIf(condition: String, content: EditsBuilder.() -> Unit): EditChoice =
        with("} else if $condition {", EditsBuilder.create().apply(content))

    /** The same as the other [orIf], for Java. */
    public fun orIf(condition: String, content: Consumer<EditsBuilder>): EditChoice =
        orIf(condition) { content.accept(this) }

    /** Adds what is to be done if no condition holds. */
    @JvmSynthetic
    public fun otherwise(content: EditsBuilder.() -> Unit): EditChoice =
        with("} else {", EditsBuilder.create().apply(content))

    /** The same as the other [otherwise], for Java. */
    public fun otherwise(content: Consumer<EditsBuilder>): EditChoice = otherwise { content.accept(this) }

    private fun with(head: String, content: EditsBuilder) = apply { branches += head to content }

    @JvmSynthetic
    internal fun lines(): List<String> = branches.flatMap { (head, content) -> listOf(head) + content.lines() } + "}"

    internal companion object {
        @JvmSynthetic
        internal fun of(condition: String, content: EditsBuilder): EditChoice = EditChoice(condition, content)
    }
}
