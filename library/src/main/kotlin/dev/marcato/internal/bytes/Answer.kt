// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.bytes

/** The answer to a question about bytes; [UNKNOWN] until more of them have arrived. */
internal enum class Answer { YES, NO, UNKNOWN }
