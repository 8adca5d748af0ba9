import Testing

@testable import Records

@Suite struct PhiloxTests {
    /// The known-answer vectors of Random123 (kat_vectors, philox4x32 10).
    @Test(arguments: [
        (
            Philox.Words(0, 0, 0, 0), SIMD2<UInt32>(0, 0),
            Philox.Words(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)
        ),
        (
            Philox.Words(repeating: 0xffff_ffff), SIMD2<UInt32>(repeating: 0xffff_ffff),
            Philox.Words(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)
        ),
        (
            Philox.Words(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), SIMD2<UInt32>(0xa409_3822, 0x299f_31d0),
            Philox.Words(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
        ),
    ])
    func publishedVectors(counter: Philox.Words, key: SIMD2<UInt32>, expected: Philox.Words) {
        #expect(Philox.block(counter: counter, key: key) == expected)
    }

    @Test func drawsDependOnSeedStageAndRecordOnly() {
        func draws(_ seed: UInt64, _ stage: String, _ record: String) -> [UInt32] {
            var philox = Philox(seed: seed, stage: stage, record: Array(record.utf8).span)
            return (0..<9).map { _ in philox.next32() }
        }
        #expect(draws(1, "mix", "a") == draws(1, "mix", "a"))
        #expect(draws(1, "mix", "a") != draws(2, "mix", "a"))
        #expect(draws(1, "mix", "a") != draws(1, "dedupe", "a"))
        #expect(draws(1, "mix", "a") != draws(1, "mix", "b"))
    }
}
