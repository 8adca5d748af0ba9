import Records

/// Plain text whose documents are runs of lines between blank ones.
struct TextParagraphsReader: Source {
    private var lines: LineFrames
    private let origin: RecordOrigin
    private let maximumBytes: Int
    private var paragraph: [UInt8] = []
    /// Offset and line of the paragraph that has begun.
    private var start: (offset: Int, line: Int?)?
    /// Bytes of the paragraph in the file, its line feeds among them.
    private var extent = 0

    init(_ bytes: PieceInput, _ options: SourceOptions) throws(DataError) {
        maximumBytes = options.maximumRecordBytes.bytes
        lines = try LineFrames(bytes, maximumBytes: maximumBytes)
        origin = RecordOrigin(bytes.piece)
    }

    mutating func read(into batch: inout Batch, limit: Batch.Limit) throws(DataError) -> Bool {
        while batch.hasRoom(limit) {
            guard let frame = try lines.next() else {
                end(&batch)
                return false
            }
            add(frame, &batch)
            lines.pass(frame)
        }
        return true
    }

    private mutating func add(_ frame: LineFrame, _ batch: inout Batch) {
        let input = lines.input
        let line = input.window.extracting(frame.content)
        if frame.tooLong == nil, PlainText.isBlank(line) {
            end(&batch)
            return
        }
        if start == nil { start = (frame.offset, lines.lineNumber()) }
        extent += frame.tooLong?.length ?? frame.extent
        if !paragraph.isEmpty { paragraph.append(0x0A) }
        if let beginning = frame.tooLong?.beginning {
            paragraph += beginning
        } else if paragraph.count <= maximumBytes {
            // Beyond the limit only the beginning is wanted, to show it.
            line.withUnsafeBufferPointer { paragraph.append(contentsOf: $0) }
        }
    }

    private mutating func end(_ batch: inout Batch) {
        guard let (offset, line) = start else { return }
        do throws(RecordFault) {
            if extent > maximumBytes { throw .tooLong(limit: maximumBytes) }
            try origin.appendText(paragraph.span, offset: offset, to: &batch)
        } catch {
            batch.bad.append(
                origin.bad(error, offset: offset, length: extent, line: line, beginning: paragraph.span))
        }
        start = nil
        extent = 0
        paragraph.removeAll(keepingCapacity: true)
    }
}
