internal import Records

/// New texts, or new members, for some records of a batch.
struct TextEdits {
    private var texts = ByteColumn()
    private var textIndexes: [Int] = []
    private var members = ByteColumn()
    private var memberIndexes: [Int] = []

    /// - Parameter index: greater than those before.
    mutating func add(_ index: Int, _ text: Span<UInt8>) {
        texts.append(text)
        textIndexes.append(index)
    }

    /// - Parameter value: JSON.
    mutating func add(_ index: Int, annotation name: String, _ value: [UInt8]) {
        members.append(writing: { output in
            JSONText.appendString(name, to: &output)
            output.append(UInt8(ascii: ":"))
            output.append(contentsOf: value)
        })
        memberIndexes.append(index)
    }

    func apply(_ batch: inout Batch) {
        if !textIndexes.isEmpty {
            var next = 0
            batch.texts.rewrite { index, old, output in
                let isNew = next < textIndexes.count && textIndexes[next] == index
                let text = isNew ? texts[next] : old
                text.withUnsafeBufferPointer { output.append(contentsOf: $0) }
                if isNew { next += 1 }
            }
        }
        if !memberIndexes.isEmpty {
            var next = 0
            batch.rest.rewrite { index, old, output in
                old.withUnsafeBufferPointer { output.append(contentsOf: $0) }
                guard next < memberIndexes.count, memberIndexes[next] == index else { return }
                if !old.isEmpty { output.append(UInt8(ascii: ",")) }
                members[next].withUnsafeBufferPointer { output.append(contentsOf: $0) }
                next += 1
            }
        }
    }
}
