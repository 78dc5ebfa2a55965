// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/** When a file counts as written. */
public enum class Durability {
    /** When the system has the bytes, which it stores soon. A power failure before that may lose them. */
    SYSTEM,

    /** When the bytes are on the disk, so that they survive a power failure. Disks take long for it. */
    DISK,
}
