import Dedup
import Records
import Testing

@testable import Dedup

@Suite struct MinHashOptionsTests {
    @Test func bandsAndRowsReachTheRecallAtTheThreshold() throws {
        for threshold in [0.3, 0.5, 0.7, 0.8, 0.95, 1] {
            var options = MinHashOptions()
            options.threshold = threshold
            let parameters = try options.parameters
            #expect(parameters.chance(at: threshold) >= MinHashOptions.recall)
            #expect(parameters.bands * parameters.rows <= 128)
        }
    }

    /// The figures that are published for them: chance at similarity 0.7 and 0.8, to two places.
    @Test(arguments: [
        (MinHashPreset.datatrove, 5, ShingleUnit.words, 14, 8, 0.57, 0.92),
        (.textDedup, 5, .words, 24, 10, 0.50, 0.93), (.nemo, 24, .characters, 20, 13, 0.18, 0.68),
        (.gpt3, 1, .words, 10, 1, 1.0, 1.0), (.mtNLG, 5, .characters, 10, 10, 0.25, 0.68),
    ])
    func presetsHaveTheirParameters(
        preset: MinHashPreset, shingle: Int, unit: ShingleUnit, bands: Int, rows: Int, seven: Double, eight: Double
    ) throws {
        var options = MinHashOptions()
        options.preset = preset
        let parameters = try options.parameters
        #expect(parameters.shingle == shingle && parameters.unit == unit)
        #expect(parameters.bands == bands && parameters.rows == rows && parameters.verifies)
        #expect(abs(parameters.chance(at: 0.7) - seven) < 0.006, "\(parameters.chance(at: 0.7))")
        #expect(abs(parameters.chance(at: 0.8) - eight) < 0.006, "\(parameters.chance(at: 0.8))")
    }

    @Test func presetsWithoutPublishedBandsGetTheirs() throws {
        for (preset, threshold, shingle) in [(MinHashPreset.gopher, 0.8, 13), (.opt, 0.95, 5)] {
            var options = MinHashOptions()
            options.preset = preset
            let parameters = try options.parameters
            #expect(parameters.threshold == threshold && parameters.shingle == shingle)
            #expect(parameters.chance(at: threshold) >= MinHashOptions.recall)
        }
    }

    @Test func whatIsSaidGoesBeforeThePreset() throws {
        var options = MinHashOptions()
        options.preset = .datatrove
        (options.threshold, options.shingle, options.verify) = (0.9, 3, false)
        let parameters = try options.parameters
        #expect(parameters.threshold == 0.9 && parameters.shingle == 3 && !parameters.verifies)
        #expect(parameters.bands == 14 && parameters.rows == 8)
        options.permutations = 64
        #expect(try options.parameters.bands * options.parameters.rows <= 64)
    }

    @Test func nonsenseIsRefused() {
        let changes: [(inout MinHashOptions) -> Void] = [
            { $0.threshold = 0 }, { $0.threshold = 1.1 }, { $0.threshold = .nan }, { $0.shingle = 0 },
            { $0.bands = 5 }, { $0.rows = 5 }, { ($0.bands, $0.rows) = (0, 5) }, { ($0.bands, $0.rows) = (.max, 2) },
            { ($0.bands, $0.rows) = (-1, -1) }, { $0.permutations = 0 }, { $0.permutations = 5000 },
            { ($0.bands, $0.rows, $0.permutations) = (2, 2, 4) },
        ]
        for change in changes {
            var options = MinHashOptions()
            change(&options)
            #expect(throws: DataError.self) { try options.parameters }
        }
    }
}
