/// A Python `dict`: insertion order, any hashable key, and a table of indexes once a scan would be slow.
package final class PythonDict: PythonObject {
    struct Entry {
        var key: PythonValue
        var value: PythonValue
        var hash: UInt64
    }

    private(set) var entries: [Entry] = []
    /// Open addressing: index of an entry plus one, 0 if free. Empty while the dict is small.
    private var table: [UInt32] = []
    private static let scanned = 8

    package override init() {}

    /// The same entries; the values are shared.
    init(copying other: PythonDict) {
        entries = other.entries
        table = other.table
    }

    package var count: Int { entries.count }

    override func clear() { removeAll() }

    func removeAll() {
        entries = []
        table = []
    }

    package func reserve(_ capacity: Int) { entries.reserveCapacity(capacity) }

    private func slot(of hash: UInt64, _ matches: (Entry) -> Bool) -> Int? {
        if table.isEmpty {
            return entries.firstIndex { $0.hash == hash && matches($0) }
        }
        let mask = table.count - 1
        var at = Int(truncatingIfNeeded: hash) & mask
        while table[at] != 0 {
            let index = Int(table[at]) - 1
            if entries[index].hash == hash, matches(entries[index]) { return index }
            at = (at + 1) & mask
        }
        return nil
    }

    func index(of key: PythonValue, hash: UInt64) -> Int? {
        slot(of: hash) { $0.key.isSameKey(as: key) }
    }

    /// The value of a string key; no `PythonValue` is made to look for it.
    func value(of name: PythonString, hash: UInt64) -> PythonValue? {
        let entries = self.entries
        if table.isEmpty {
            for i in entries.indices where entries[i].hash == hash {
                if case .string(let text) = entries[i].key, text == name { return entries[i].value }
            }
            return nil
        }
        let found = slot(of: hash) { entry in
            if case .string(let text) = entry.key { return text == name }
            return false
        }
        return found.map { entries[$0].value }
    }

    package func value(of name: String) -> PythonValue? {
        let key = PythonString(name)
        return value(of: key, hash: key.stableHash)
    }

    package func set(_ name: String, _ value: PythonValue) {
        set(PythonString(name), value)
    }

    package func set(_ name: PythonString, _ value: PythonValue) {
        set(.string(name), hash: name.stableHash, value)
    }

    func set(_ key: PythonValue, hash: UInt64, _ value: PythonValue) {
        if let found = index(of: key, hash: hash) {
            entries[found].value = value
            return
        }
        entries.append(Entry(key: key, value: value, hash: hash))
        if entries.count > Self.scanned { insertLast() }
    }

    func setValue(at index: Int, _ value: PythonValue) { entries[index].value = value }

    @discardableResult
    func remove(at index: Int) -> Entry {
        let entry = entries.remove(at: index)
        table = []
        if entries.count > Self.scanned { rebuild() }
        return entry
    }

    private func insertLast() {
        if entries.count * 2 > table.count { return rebuild() }
        insert(entries.count - 1)
    }

    private func rebuild() {
        var size = 32
        while size < entries.count * 4 { size *= 2 }
        table = [UInt32](repeating: 0, count: size)
        for index in entries.indices { insert(index) }
    }

    private func insert(_ index: Int) {
        let mask = table.count - 1
        var at = Int(truncatingIfNeeded: entries[index].hash) & mask
        while table[at] != 0 { at = (at + 1) & mask }
        table[at] = UInt32(truncatingIfNeeded: index + 1)
    }
}
