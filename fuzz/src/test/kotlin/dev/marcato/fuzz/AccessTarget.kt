// SPDX-License-Identifier: Apache-2.0
package dev.marcato.fuzz

import dev.marcato.DataField
import dev.marcato.Leader
import dev.marcato.MarcProblem
import dev.marcato.Outcome
import dev.marcato.Record
import dev.marcato.Strictness

// Everything that was read ends up here, so that no compiler can drop the reading.
@Volatile
private var looks = 0

internal fun checkAccess(data: ByteArray) {
    val input = FuzzInput(data)
    for (strictness in Strictness.entries) {
        val reading = outcomesOf(InPieces(input.content, input.pieceSizes), input.limitedOptions(strictness))
        for (outcome in reading.delivered) {
            look(outcome)
            // Only the first ones, since a window is slow to draw.
            outcome.problems.take(4).forEach(::lookAtProblem)
            if (outcome is Outcome.Read) lookAtRecord(outcome.record)
        }
        reading.failure?.let {
            look(it.message)
            lookAtProblem(it.problem)
        }
    }
}

private fun lookAtRecord(record: Record) {
    lookAtLeader(record.leader)
    lookAtFields(record)
    lookAtEverydayProperties(record)
    look(record)
    val rebuilt = record.toBuilder().build()
    expect(rebuilt == record && rebuilt.hashCode() == record.hashCode()) { "Rebuilt, it is\n$rebuilt\nnot\n$record" }
    expect(rebuilt.rawBytes == null && rebuilt.problems.isEmpty()) { "A record that was built says that it was read" }
    val edited = record.edit {
        remove("245")
        field("246", '3', '0') { 'a' to "Édition" }
    }
    expect("245" !in edited && edited.fields.last()['a'] == "Édition") { "An edit was lost" }
    look(edited)
    expect(record == record.edit { }) { "An edit without changes changes a record" }
    look(record.rawBytes?.size)
}

private fun lookAtLeader(leader: Leader) {
    for (position in 0 until Leader.LENGTH) look(leader[position])
    look(leader.recordLength, leader.baseAddress, leader.recordStatus, leader.recordType, leader.bibliographicLevel)
    look(leader.characterCoding, leader.encodingLevel, leader.catalogingForm, leader.multipartLevel)
    look(leader.isSerial, leader.isMonograph, leader.isBibliographic, leader.isAuthority, leader.isHoldings)
}

private fun lookAtFields(record: Record) {
    expect(record.fields.size == record.controlFields.size + record.dataFields.size) { "A field has no kind" }
    for (field in record.fields) {
        look(field.tag, field.value, field, field['a'])
        expect(field.tag in record && record[field.tag]?.tag == field.tag) { "${field.tag} cannot be found" }
        expect(field in record.fields(field.tag)) { "${field.tag} is not among the fields with its tag" }
        look(record.controlField(field.tag), record.dataField(field.tag), record.values(field.tag, "ab\u0000"))
        if (field is DataField) lookAtSubfields(field)
    }
    look(record.fields("6XX"), record.fields("XXX"), record.fields("001", "245"))
    look(record.dataFields("100", "700"))
}

private fun lookAtSubfields(field: DataField) {
    look(field.indicator1, field.indicator2, field.join("ab"), field.join("cd", "; "))
    for (subfield in field.subfields) {
        look(subfield.value, subfield)
        val code = subfield.code
        expect(subfield in field.subfields(code.toString())) { "$subfield is not among those with its code" }
        expect(subfield.value in field.values(code.toString())) {
            "The value of $subfield is not among those of its code"
        }
        expect(field[code] != null) { "$subfield has no first one" }
    }
}

private fun lookAtEverydayProperties(record: Record) {
    look(record.controlNumber, record.title, record.statementOfResponsibility, record.author, record.edition)
    look(record.publisher, record.placeOfPublication, record.publicationYear, record.language, record.isbns)
    look(record.issn, record.subjects, record.notes, record.series, record.physicalDescription, record.callNumbers)
}

private fun lookAtProblem(problem: MarcProblem) {
    val window = problem.hexWindow()
    expect(window.endsWith("\n")) { "The hex window ends without a line break: $window" }
    expect(problem.toJson().none { it < ' ' }) { "The JSON has control characters: ${problem.toJson()}" }
    look(problem, problem.position, problem.found, problem.expected, problem.code.severity)
    expect(problem.position.byteOffset >= problem.position.offsetInRecord) { "$problem is before the input" }
}

private fun look(vararg things: Any?) {
    for (thing in things) looks += thing.hashCode() + thing.toString().length
}
