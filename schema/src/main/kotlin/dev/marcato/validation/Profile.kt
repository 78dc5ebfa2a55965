// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

import dev.marcato.validation.internal.Switches

/** Which rules hold in a library, and rules of its own. */
public class Profile private constructor(@get:JvmSynthetic internal val switches: Switches) {
    public companion object {
        /** The rules as they are by default. */
        @JvmField
        public val DEFAULT: Profile = Profile(Switches())
    }
}
