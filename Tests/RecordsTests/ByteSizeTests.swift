import Testing

@testable import Records

@Suite struct ByteSizeTests {
    @Test(arguments: [("64", 64), ("2G", 2 << 30), ("512KiB", 512 << 10), ("1.5m", 3 << 19), ("10MB", 10 << 20)])
    func reads(text: String, bytes: Int) {
        #expect(ByteSize(text)?.bytes == bytes)
    }

    @Test(arguments: ["", "G", "-1", "2X", "1e99", "nan", "9999999999999999999"])
    func refuses(text: String) {
        #expect(ByteSize(text) == nil)
    }

    @Test func writesWhatItReads() {
        for size in [0, 1, 1000, 1024, 3 << 20, 5 << 30] {
            #expect(ByteSize(ByteSize(size).description)?.bytes == size)
        }
    }
}
