// SPDX-License-Identifier: Apache-2.0
package consumer

import java.io.DataInputStream
import java.lang.invoke.MethodType
import java.nio.file.Path
import java.util.zip.ZipFile

/** A field, method or constructor that a class file names. */
data class Reference(val owner: String, val name: String, val type: String) {
    /** Returns what of this reference isn't there, or null if all is. */
    fun missing(): String? = try {
        val declaring = Class.forName(owner.replace('/', '.'), false, javaClass.classLoader)
        if (lineage(declaring).any(::isDeclaredBy)) null else toString()
    } catch (e: LinkageError) {
        "$this: $e"
    } catch (e: ClassNotFoundException) {
        "$this: $e"
    }

    private fun isDeclaredBy(type: Class<*>): Boolean = when {
        !this.type.startsWith("(") -> type.declaredFields.any {
            it.name == name &&
                it.type.descriptorString() == this.type
        }

        name == "<init>" -> type.declaredConstructors.any { described(Void.TYPE, it.parameterTypes) == this.type }

        else -> type.declaredMethods.any { it.name == name && described(it.returnType, it.parameterTypes) == this.type }
    }

    private fun described(result: Class<*>, parameters: Array<Class<*>>): String =
        MethodType.methodType(result, parameters).toMethodDescriptorString()

    private fun lineage(type: Class<*>): Sequence<Class<*>> =
        sequenceOf(type) + (listOfNotNull(type.superclass) + type.interfaces).asSequence().flatMap(::lineage) +
            if (type.isInterface) sequenceOf(Any::class.java) else emptySequence()

    override fun toString(): String = "$owner.$name $type"
}

/** Returns what the class files in this jar refer to in others, except for those of the JDK. */
fun referencesOf(jar: Path): Set<Reference> = ZipFile(jar.toFile()).use { zip ->
    zip.entries().asSequence().filter { it.name.endsWith(".class") && !it.name.endsWith("module-info.class") }
        .flatMap { entry -> zip.getInputStream(entry).buffered().use { references(DataInputStream(it)) } }
        .filterNot { it.owner.startsWith("java/") || it.owner.startsWith("javax/") || it.owner.startsWith("[") }
        .toSet()
}

/** Reads the constant pool, in which a class file names each member that its code uses. */
private fun references(file: DataInputStream): List<Reference> {
    file.skipNBytes(8) // magic number and version
    val texts = HashMap<Int, String>()
    val pairs = HashMap<Int, Pair<Int, Int>>()
    val members = ArrayList<Int>()
    val count = file.readUnsignedShort()
    var index = 1
    while (index < count) {
        val kind = file.readUnsignedByte()
        when (kind) {
            1 -> texts[index] = file.readUTF()
            7 -> pairs[index] = Pair(file.readUnsignedShort(), 0)
            9, 10, 11, 12 -> pairs[index] = Pair(file.readUnsignedShort(), file.readUnsignedShort())
            3, 4, 17, 18 -> file.skipNBytes(4)
            5, 6 -> file.skipNBytes(8)
            8, 16, 19, 20 -> file.skipNBytes(2)
            15 -> file.skipNBytes(3)
            else -> error("Constant of kind $kind")
        }
        if (kind in 9..11) members += index
        index += if (kind == 5 || kind == 6) 2 else 1
    }
    fun pair(at: Int) = pairs.getValue(at)
    fun text(at: Int) = texts.getValue(at)
    return members.map {
        val (owner, nameAndType) = pair(it)
        val (name, type) = pair(nameAndType)
        Reference(text(pair(owner).first), text(name), text(type))
    }
}
