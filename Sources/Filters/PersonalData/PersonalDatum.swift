/// Where in a text something personal stands.
struct PersonalDatum: Equatable {
    var range: Range<Int>
    var kind: PersonalDataKind
}
