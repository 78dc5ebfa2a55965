// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.options

/** True if given. */
internal class Flag(names: List<String>, description: String) : Option<Boolean>(names, null, description, false) {
    override fun take(text: String) {
        value = true
    }
}

/** Any text. */
internal class Text<T : String?>(names: List<String>, label: String, description: String, default: T) :
    Option<T>(names, label, description, default) {
    // A text is a T, be that String or String?.
    @Suppress("UNCHECKED_CAST")
    override fun take(text: String) {
        value = text as T
    }
}

/** Texts between commas; may be given several times. */
internal class Texts(names: List<String>, label: String, description: String) :
    Option<List<String>>(names, label, description, emptyList()) {
    override val isList: Boolean get() = true

    override fun take(text: String) {
        value = value + text.split(',')
    }
}

/** Any texts, one each time that it is given. */
internal class Repeated(names: List<String>, label: String, description: String) :
    Option<List<String>>(names, label, description, emptyList()) {
    override val isRepeated: Boolean get() = true

    override fun take(text: String) {
        value = value + text
    }
}

/** A whole number up to [most], which [convert] turns into the type of the option. */
internal class WholeNumber<T>(
    names: List<String>,
    label: String,
    description: String,
    default: T,
    isHidden: Boolean,
    private val most: Long,
    private val convert: (Long) -> T,
) : Option<T>(names, label, description, default, isHidden) {
    override fun take(text: String) {
        val number = text.toLongOrNull()
        if (number != null && number <= most && number >= -most - 1) {
            value = convert(number)
            return
        }
        val bound = if (text.startsWith('-')) -most - 1 else most
        val isNumber = text.isNotEmpty() && text.removePrefix("-").let { it.isNotEmpty() && it.all(Char::isDigit) }
        refuse(text, if (isNumber) "is beyond " + bound else "is not a whole number")
    }
}

/** A number that may have decimals after a point. */
internal class DecimalNumber(names: List<String>, label: String, description: String) :
    Option<Double?>(names, label, description, null) {
    override fun take(text: String) {
        value = text.toDoubleOrNull() ?: refuse(text, "is not a number")
    }
}

/** One of some words; case doesn't matter. */
internal class Choice<E : Enum<E>, T : E?>(
    names: List<String>,
    label: String,
    description: String,
    private val entries: List<E>,
    default: T,
) : Option<T>(names, label, description, default) {
    override val choices: List<String> get() = entries.map { it.name.lowercase() }

    // One of the entries is a T, be that E or E?.
    @Suppress("UNCHECKED_CAST")
    override fun take(text: String) {
        val chosen = entries.firstOrNull { it.name.equals(text, ignoreCase = true) }
        value = (chosen ?: refuse(text, "is not one of " + choices.joinToString())) as T
    }
}
