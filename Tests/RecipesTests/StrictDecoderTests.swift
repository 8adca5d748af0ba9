import Records
import Testing

@testable import Recipes

private struct Oven: Defaulted, Equatable {
    enum Fuel: String, Codable, CaseIterable { case wood, gas }
    var degrees = 180
    var fuel = Fuel.wood
    var note: String?
}

private struct Kitchen: Codable, Equatable {
    var name: String
    var oven: Oven
    var trays: [String: Double]
}

@Suite struct StrictDecoderTests {
    private func kitchen(_ yaml: String) throws(DataError) -> Kitchen {
        try StrictDecoder.decode(Kitchen.self, from: YAMLNode.parse(yaml))
    }

    private func fault(_ yaml: String) -> DataError? {
        do {
            _ = try kitchen(yaml)
            return nil
        } catch {
            return error
        }
    }

    @Test func whatIsLeftOutIsAsInTheDefault() throws {
        let full = try kitchen("name: a\noven: {fuel: gas}\ntrays: {big: 1, small: 0.5}")
        #expect(full == Kitchen(name: "a", oven: Oven(fuel: .gas), trays: ["big": 1, "small": 0.5]))
        #expect(try kitchen("name: a\noven:\ntrays: {}").oven == Oven())
    }

    @Test func anUnknownKeyNamesItsPlaceAndTheNearestKey() {
        let error = fault("name: a\noven:\n  degres: 200\ntrays: {}")
        #expect(error?.line == 3 && error?.column == 3)
        #expect(error?.cause == "unknown key 'degres'")
        #expect(error?.mend == "did you mean 'degrees'?")
    }

    @Test func aMisspeltRequiredKeyIsCalledUnknownNotMissing() {
        #expect(fault("nam: a\noven:\ntrays: {}")?.mend == "did you mean 'name'?")
        #expect(fault("oven:\ntrays: {}")?.cause == "'name' is missing")
    }

    @Test func aWrongTypeNamesItsPlaceAndWhatWasExpected() {
        let error = fault("name: a\noven: {degrees: hot}\ntrays: {}")
        #expect(error?.line == 2 && error?.column == 17)
        #expect(error?.cause == "expected a whole number, found 'hot'")
        #expect(fault("name: [a]\noven:\ntrays: {}")?.cause == "expected a text, found a list")
        #expect(fault("name: a\noven: 3\ntrays: {}")?.cause == "expected a mapping, found '3'")
    }

    @Test func anUnknownNameListsTheKnownOnes() {
        let error = fault("name: a\noven: {fuel: coal}\ntrays: {}")
        #expect(error?.cause == "'coal' is not known here; it may be wood, gas")
        #expect(error?.line == 2)
    }

    @Test func whatIsNotYAMLNamesItsPlace() {
        #expect(fault("name: 'a\n")?.line != nil)
        #expect(fault("name: a\nname: b\noven:\ntrays: {}")?.cause.contains("written twice") == true)
    }

    @Test func anOverrideReachesIntoMappingsAndNamedItems() throws {
        var node = try YAMLNode.parse("steps: [{name: x, size: 1}, {name: y}]")
        try Override("steps.y.size=7").apply(to: &node)
        try Override("steps.0.size=5").apply(to: &node)
        try Override("seed=3").apply(to: &node)
        struct Sized: Codable, Equatable { var name: String; var size: Int }
        struct All: Codable, Equatable { var steps: [Sized]; var seed: Int }
        let expected = All(steps: [Sized(name: "x", size: 5), Sized(name: "y", size: 7)], seed: 3)
        #expect(try StrictDecoder.decode(All.self, from: node) == expected)
        #expect(throws: DataError.self) { try Override("steps.z.size=1").apply(to: &node) }
        #expect(throws: DataError.self) { try Override("nothing") }
    }
}

@Suite struct SpellingTests {
    @Test func distanceIsLevenshteins() {
        #expect(Spelling.distance("kitten", "sitting") == 3)
        #expect(Spelling.distance("", "abc") == 3)
    }

    @Test func onlySlipsAreCorrected() {
        #expect(Spelling.nearest(to: "treshold", in: ["threshold", "method"]) == "threshold")
        #expect(Spelling.nearest(to: "banana", in: ["threshold", "method"]) == nil)
    }
}
