// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.documents

import com.mongodb.client.model.Filters
import dev.marcato.path.Comparison
import dev.marcato.path.ConditionVisitor
import dev.marcato.path.MarcCondition
import dev.marcato.path.MarcPath
import org.bson.conversions.Bson

/**
 * What a server can find of a condition.
 *
 * @property filter finds at least what the condition holds for; null if that is everything
 * @property beyond what the server can't answer, so that [filter] may find more; null if it finds just that
 */
internal class ServerFilter private constructor(val filter: Bson?, val beyond: String?) {
    /**
     * Makes the filter of a condition, part by part.
     *
     * @property ofExistence makes the filter for a path that selects something, or throws an exception that says why not
     * @property ofValue makes the filter for a value of a path, or throws such an exception
     */
    class Maker(private val ofExistence: (MarcPath) -> Bson, private val ofValue: (MarcPath, String) -> Bson) :
        ConditionVisitor<ServerFilter> {
        override fun allOf(parts: List<ServerFilter>): ServerFilter {
            val filters = parts.mapNotNull { it.filter }
            val all = if (filters.isEmpty()) null else Filters.and(filters)
            return ServerFilter(all, parts.firstNotNullOfOrNull { it.beyond })
        }

        override fun anyOf(parts: List<ServerFilter>): ServerFilter {
            val filters = parts.mapNotNull { it.filter }
            val isAll = filters.size == parts.size
            return ServerFilter(if (isAll) Filters.or(filters) else null, parts.firstNotNullOfOrNull { it.beyond })
        }

        // Of what the server may find more than is meant, the opposite would leave some out.
        override fun not(part: ServerFilter): ServerFilter =
            ServerFilter(if (part.beyond == null) part.filter?.let { Filters.nor(it) } else null, part.beyond)

        override fun exists(path: MarcPath): ServerFilter = tried { ofExistence(path) }

        override fun compares(
            path: MarcPath,
            comparison: Comparison,
            texts: List<String>,
            ignoresCase: Boolean,
        ): ServerFilter = when {
            ignoresCase -> ServerFilter(null, "texts that ignore the case of letters")

            comparison == Comparison.EQUAL -> tried { equal(path, texts) }

            comparison == Comparison.UNEQUAL -> tried {
                Filters.and(ofExistence(path), Filters.nor(equal(path, texts)))
            }

            else -> ServerFilter(null, "signs other than = and !=")
        }

        private fun equal(path: MarcPath, texts: List<String>): Bson {
            val each = texts.map { ofValue(path, it) }
            return if (each.size == 1) each[0] else Filters.or(each)
        }

        override fun other(condition: MarcCondition): ServerFilter = ServerFilter(null, "\"$condition\"")

        private inline fun tried(make: () -> Bson): ServerFilter = try {
            ServerFilter(make(), null)
        } catch (e: IllegalArgumentException) {
            ServerFilter(null, e.message)
        }
    }
}
