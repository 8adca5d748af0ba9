import Records

/// Why one record cannot be read; the next ones may be.
struct RecordFault: Error {
    var reason: String
}

extension RecordFault {
    init(_ fault: JSONFault) { reason = "\(fault.cause) (at byte \(fault.offset) of the record)" }

    static func notUTF8(at offset: Int) -> RecordFault {
        RecordFault(reason: "not valid UTF-8 (at byte \(offset) of the record)")
    }

    static func tooLong(limit: Int) -> RecordFault {
        RecordFault(reason: "longer than the \(limit) bytes a record may have (maximum-record-bytes)")
    }
}
