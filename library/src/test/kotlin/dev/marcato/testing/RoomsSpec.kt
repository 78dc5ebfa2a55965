// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.io.File

/** [Rooms] finds every kind of fault, in made-up sources. */
class RoomsSpec : FreeSpec({
    val sound = mapOf(
        "Model.kt" to "package a\n\nimport a.bytes.block\n\nclass Model {\n    val bytes = block()\n}\n",
        "Doors.kt" to "package a\n\nobject Door {\n    fun open() = Model()\n}\n\nfun Model.opened() = Door\n",
        "bytes/Block.kt" to "package a.bytes\n\nfun block() = 1\n\nprivate class Door\n",
        "shell/Shell.kt" to "package a.shell\n\nfun shell() = a.Door.open()\n",
        "blocks/Wall.kt" to "package a.blocks\n\nimport a.bytes.block\n\nfun wall() = block()\n",
    )

    fun FreeSpec.violations(sources: Map<String, String>, doors: Set<String> = emptySet()): List<String> {
        val root = tempdir()
        for ((path, text) in sources) {
            File(root, path).apply {
                parentFile.mkdirs()
                writeText(text)
            }
        }
        val blocks = listOf(
            Room("bytes", "Bytes, which know nothing.", "bytes"),
            Room("blocks", "On the same floor.", "blocks"),
        )
        val model = Room("model", "What there is.", "Model.kt")
        val callable = Room("doors", "What is called from outside.", "")
        val shell = Room("shell", "For others.", "shell")
        return Rooms(root, listOf(blocks, listOf(model), listOf(callable), listOf(shell)), doors = doors).violations()
    }

    "a house whose rooms know only those below, or on their floor, has nothing wrong" {
        violations(sound).shouldBeEmpty()
        val mutual = "package a.bytes\n\nimport a.blocks.wall\n\nfun block() = wall()\n"
        violations(sound + ("bytes/Block.kt" to mutual)).shouldBeEmpty()
    }

    "an import turned round is a way up, and closes a circle" {
        val turned = "package a.bytes\n\nimport a.Model\n\nfun block() = Model()\n"
        violations(sound + ("bytes/Block.kt" to turned)) shouldContainExactly listOf(
            "bytes/Block.kt of the room bytes imports a.Model of the room model above it",
            "the rooms bytes -> model -> bytes form a circle",
        )
    }

    "a way up may be allowed by its name, as long as it is used" {
        val turned = sound + ("bytes/Block.kt" to "package a.bytes\n\nimport a.Model\n\nfun block() = Model()\n")
        val door = "bytes/Block.kt imports a.Model"
        violations(turned, setOf(door)).shouldBeEmpty()
        violations(sound, setOf(door)) shouldContainExactly listOf("nothing goes through the door \"$door\"")
        val other = turned + ("bytes/Other.kt" to "package a.bytes\n\nimport a.Model\n\nfun other() = Model()\n")
        violations(other, setOf(door)).first() shouldBe
            "bytes/Other.kt of the room bytes imports a.Model of the room model above it"
    }

    "a circle through several rooms is shown with all of them" {
        val turned = "package a.bytes\n\nfun block() = a.shell.shell()\n"
        val wrong = violations(sound + ("bytes/Block.kt" to turned))
        wrong shouldContainExactly listOf(
            "bytes/Block.kt of the room bytes uses a.shell.shell of the room shell above it",
            "the rooms bytes -> shell -> doors -> model -> bytes form a circle",
        )
    }

    "what is used of the same package without an import is a way up too" - {
        fun model(body: String) = sound + ("Model.kt" to "package a\n\nclass Model {\n$body\n}\n")

        "as a type, also within a text" {
            for (body in listOf("    val door: Door? = null", "    val door = \"\${Door.open()}\"")) {
                violations(model(body)).first() shouldBe
                    "Model.kt of the room model uses Door of the room doors above it"
            }
        }

        "as a function, by a reference to it too" {
            val doors = sound + ("Doors.kt" to "package a\n\nfun door(model: Model) = model\n") - "shell/Shell.kt"
            for (call in listOf("door(this)", "listOf(this).map(::door)")) {
                val wrong = violations(doors + ("Model.kt" to "package a\n\nclass Model {\n    val it = $call\n}\n"))
                wrong.first { "uses" in it } shouldBe "Model.kt of the room model uses door of the room doors above it"
            }
        }

        "as an extension" {
            val wrong = violations(model("    val door = this.opened()"))
            wrong.first() shouldBe "Model.kt of the room model uses opened of the room doors above it"
        }

        "but not in comments and texts, as a member of something else, or as a name of its own" {
            for (body in listOf(
                "    // A Door.\n    /* Door */",
                "    val text = \"Door\" + 'D'",
                "    val other = other.Door",
                "    private class Door\n\n    val door = Door()",
            )) {
                violations(model(body)).shouldBeEmpty()
            }
        }
    }

    "a file in no room and a place without a file are wrong" {
        violations(sound + ("new/New.kt" to "package a.new\n") - "blocks/Wall.kt") shouldContainExactly listOf(
            "new/New.kt belongs to no room",
            "there is no file at \"blocks\", which is a place of the room blocks",
        )
    }
})
