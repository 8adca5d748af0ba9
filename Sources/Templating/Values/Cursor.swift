/// Walks any iterable, seeing what is appended to a list meanwhile, as Python does.
struct Cursor {
    private enum Source {
        case list(PythonList)
        case fixed([PythonValue])
        case points(PythonString)
        case view(PythonView, count: Int)
        case range(PythonRange)
        case iterator(PythonIterator)
        case empty
    }

    private let source: Source
    private var position = 0

    /// Nil if the value cannot be iterated over.
    init?(_ value: PythonValue) throws(Fault) {
        switch value {
        case .list(let list): source = .list(list)
        case .tuple(let tuple): source = .fixed(tuple.items)
        case .string(let text): source = .points(text)
        case .dict(let dict): source = .view(PythonView(dict, .keys), count: dict.count)
        case .undefined(let undefined):
            try undefined.requireLenient()
            source = .empty
        case .object(let object):
            if let range = object as? PythonRange {
                source = .range(range)
            } else if let view = object as? PythonView {
                source = .view(view, count: view.dict.count)
            } else if let iterator = object as? PythonIterator {
                source = .iterator(iterator)
            } else {
                return nil
            }
        case .missing, .none, .bool, .int, .float: return nil
        }
    }

    /// The length if Python's `len` would give one.
    var knownCount: Int? {
        switch source {
        case .list(let list): list.items.count
        case .fixed(let items): items.count
        case .points(let text): text.count
        case .view(let view, _): view.dict.count
        case .range(let range): range.count
        case .empty: 0
        case .iterator: nil
        }
    }

    mutating func next() throws(Fault) -> PythonValue? {
        switch source {
        case .list(let list):
            guard position < list.items.count else { return nil }
            position += 1
            return list.items[position - 1]
        case .fixed(let items):
            guard position < items.count else { return nil }
            position += 1
            return items[position - 1]
        case .points(let text): return nextPoint(text)
        case .view(let view, let count):
            if view.dict.count != count { throw .value("dictionary changed size during iteration") }
            guard position < count else { return nil }
            position += 1
            return view.element(position - 1)
        case .range(let range):
            guard position < range.count else { return nil }
            position += 1
            return .int(range[position - 1])
        case .iterator(let iterator): return try iterator.next()
        case .empty: return nil
        }
    }

    private mutating func nextPoint(_ text: PythonString) -> PythonValue? {
        guard position < text.bytes.count else { return nil }
        let length = text.bytes.span.codePointLength(at: position)
        position += length
        return .string(text.slice(position - length..<position).marked(false))
    }
}
